//! The same documents as a site of Hugo's: one page each and their list, in the frame of our own pages.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::json;
use tokio::process::Command;

use crate::corpus::Article;
use crate::process::run;
use crate::trouble::{Doing, Outcome};

/// Entries of a page of the list, as on ours.
const PAGE: usize = 20;

/// A site that Hugo can write.
pub struct Hugo {
    folder: PathBuf,
}

impl Hugo {
    /// Puts documents and templates into a folder. `page` is one of our pages: what stands before and
    /// after its `main` is every page's frame.
    pub fn prepare<'a>(
        folder: &Path,
        articles: impl Iterator<Item = &'a Article>,
        page: &str,
    ) -> Outcome<Self> {
        let (before, rest) = page.split_once("<main").doing("find the page's main part")?;
        let (_, after) = rest.split_once("</main>").doing("find the page's main part")?;
        let partials = folder.join("layouts/partials");
        let pages = folder.join("layouts/_default");
        let content = folder.join("content/list");
        for one in [&partials, &pages, &content] {
            std::fs::create_dir_all(one).doing("make a folder for Hugo")?;
        }
        let put = |path: PathBuf, text: &str| {
            std::fs::write(&path, text).doing(format!("write {}", path.display()))
        };
        // Hugo's templates have marks of their own; none of ours may look like one.
        put(partials.join("before.html"), &before.replace("{{", ""))?;
        put(partials.join("after.html"), &after.replace("{{", ""))?;
        put(pages.join("single.html"), SINGLE)?;
        put(pages.join("list.html"), LIST)?;
        put(folder.join("config.toml"), &settings())?;
        put(content.join("_index.md"), "---\ntitle: 稿件\n---\n")?;
        for (number, article) in articles.enumerate() {
            let path = content.join(format!("{}.html", article.id));
            let mut file = std::fs::File::create(path).doing("write a document for Hugo")?;
            // Hugo stops at days that can't be read; ours has doubtful ones.
            let (year, month, day) =
                (2016 + number % 10, number / 10 % 12 + 1, number / 120 % 28 + 1);
            let date = format!("{year}-{month:02}-{day:02}");
            let head = json!({ "title": article.title, "date": date });
            write!(file, "{head}\n{}\n", article.body()).doing("write a document for Hugo")?;
        }
        Ok(Self { folder: folder.to_owned() })
    }

    /// Writes the whole site; how long it took, and how many files there are.
    pub async fn build(&self) -> Outcome<(Duration, usize)> {
        let begin = Instant::now();
        let mut command = Command::new("hugo");
        command.arg("--quiet").arg("--source").arg(&self.folder);
        run(&mut command, "build with Hugo (apt-get install hugo)").await?;
        Ok((begin.elapsed(), files(&self.folder.join("public"))))
    }
}

/// How many files lie below a folder.
pub fn files(folder: &Path) -> usize {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    let count = |entry: std::fs::DirEntry| {
        if entry.path().is_dir() { files(&entry.path()) } else { 1 }
    };
    entries.flatten().map(count).sum()
}

fn settings() -> String {
    format!(
        "baseURL = \"https://www.example.gov.cn/\"\ntitle = \"政府门户\"\npaginate = {PAGE}\n\
         disableKinds = [\"taxonomy\", \"term\", \"RSS\"]\nenableGitInfo = false\n"
    )
}

const SINGLE: &str = "{{ partial \"before.html\" . }}<main><nav><a href=\"/\">首页</a> <a href=\"{{ .CurrentSection.RelPermalink }}\">{{ .CurrentSection.Title }}</a></nav>\
<article><h1>{{ .Title }}</h1><p>{{ .Date.Format \"2006-01-02\" }}</p>{{ .Content }}</article></main>{{ partial \"after.html\" . }}\n";

const LIST: &str = "{{ partial \"before.html\" . }}<main><h1>{{ .Title }}</h1><ul>{{ range .Paginator.Pages }}\
<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a> <time>{{ .Date.Format \"2006-01-02\" }}</time></li>{{ end }}</ul>\
{{ template \"_internal/pagination.html\" . }}</main>{{ partial \"after.html\" . }}\n";
