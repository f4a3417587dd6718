//! The static mirror of a large district beside Hugo on the same documents, and how soon it shows what
//! was published.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

use crate::ground::{District, Ground, Size};
use crate::hugo::{Hugo, files};
use crate::numbers::{Times, whole};
use crate::process::{run, stop};
use crate::table::{Table, number, text};
use crate::trouble::{Doing, Outcome, trouble};
use crate::visiting::first_article;
use crate::writing::Staff;

/// Nobody waits longer for a mirror.
const LONGEST: Duration = Duration::from_mins(20);
/// Between two looks at a file.
const LOOK: Duration = Duration::from_millis(2);

/// Writes both whole, then publishes.
pub async fn measure(ground: &mut Ground) -> Outcome<Vec<Table>> {
    let district = ground.district(Size::Large).await?;
    let portal = district.place.start("/").await?;
    let column = ground.options.column.clone();
    let article = first_article(&portal.visitor(), &column).await?;
    let page = portal.visitor().get(&article).await.text;
    portal.stop().await?;
    let whole_table = beside_hugo(ground, &district, &page).await?;
    Ok(vec![whole_table, published(ground, &district, &column).await?])
}

async fn beside_hugo(ground: &mut Ground, district: &District, page: &str) -> Outcome<Table> {
    let folder = ground.folder.join("hugo");
    let documents = district.documents;
    let hugo = Hugo::prepare(&folder, ground.corpus()?.articles.iter().take(documents), page)?;
    let mirror = ground.folder.join("mirror");
    let mut table = Table::new(
        "The whole site as files",
        &["writer", "files", "seconds", "files/s", "times Hugo's rate"],
    );
    let mut add = |name: &str, (took, count): (Duration, usize), base: Option<f64>| {
        let rate = whole(count) / took.as_secs_f64();
        table.row([
            text(name),
            number(whole(count), 0),
            number(took.as_secs_f64(), 1),
            number(rate, 0),
            number(rate / base.unwrap_or(rate), 2),
        ]);
        rate
    };
    let rate = add("Hugo", hugo.build().await?, None);
    let begin = Instant::now();
    let mut command = Command::new(&ground.binary);
    command.arg("mirror").arg(&mirror).args(district.place.arguments());
    run(&mut command, "write the mirror").await?;
    let took = begin.elapsed();
    add("weiyang mirror", (took, files(&mirror.join("site"))), Some(rate));
    let begin = Instant::now();
    let mut command = Command::new(&ground.binary);
    command.arg("mirror").arg(&mirror).args(district.place.arguments());
    run(&mut command, "write the mirror again").await?;
    add("the same again", (begin.elapsed(), files(&mirror.join("site"))), Some(rate));
    let bare = crate::bare::write(&mirror.join("site"), &ground.folder.join("bare"))?;
    add("digests and writing alone", bare, Some(rate));
    table.note(format!(
        "{documents} documents. Hugo writes a page for each and their list in the frame of our article \
         page, from files; we write every page and file of all sites from the database, with digests \
         and signature; the last row is the same files from memory, under the same digests, on all cores"
    ));
    Ok(table)
}

/// A running `weiyang mirror --watch`.
struct Watcher {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Watcher {
    fn start(ground: &Ground, district: &District, folder: &Path) -> Outcome<Self> {
        let mut command = Command::new(&ground.binary);
        command.arg("mirror").arg(folder).arg("--watch").args(district.place.arguments());
        command.stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
        let mut child = command.spawn().doing("start the mirror")?;
        let output = child.stdout.take().doing("hear the mirror")?;
        Ok(Self { child, lines: BufReader::new(output).lines() })
    }

    /// Waits until it says that nothing is late.
    async fn done(&mut self) -> Outcome {
        let heard = async {
            while let Ok(Some(line)) = self.lines.next_line().await {
                if line.ends_with(", 0 late") {
                    return Ok(());
                }
            }
            trouble("the mirror ended")
        };
        tokio::time::timeout(LONGEST, heard).await.doing("wait for the mirror")?
    }
}

async fn published(ground: &Ground, district: &District, column: &str) -> Outcome<Table> {
    let folder = ground.folder.join("mirror");
    let portal = district.place.start("/").await?;
    let mut watcher = Watcher::start(ground, district, &folder)?;
    watcher.done().await?;
    let list = list_file(&folder, column)?;
    let staff = Staff::of(&portal, column).await?;
    let (mut shown, mut all) = (Times::default(), Times::default());
    for round in 1..=ground.options.publications.min(5) {
        let title = format!("镜像更新公告第{round}号");
        let begin = sign(&staff, &title).await?;
        while !std::fs::read_to_string(&list).is_ok_and(|text| text.contains(&title)) {
            if begin.elapsed() > LONGEST {
                return trouble(format!("{title} does not appear in {}", list.display()));
            }
            tokio::time::sleep(LOOK).await;
        }
        shown.push(begin.elapsed());
        watcher.done().await?;
        all.push(begin.elapsed());
    }
    stop(watcher.child).await?;
    portal.stop().await?;
    let mut table = Table::new(
        "The mirror after one publication",
        &["documents", "rounds", "shown p50 ms", "shown most ms", "all lists p50 s"],
    );
    table.row([
        number(whole(district.documents), 0),
        number(whole(shown.count()), 0),
        number(shown.percentile(50), 0),
        number(shown.percentile(100), 0),
        number(all.percentile(50) / 1_000.0, 1),
    ]);
    table.note("shown: from the answer to the last signature until the column's file has the title; all lists: until the further pages of all lists, on which everything moved by a place, are written too");
    Ok(table)
}

/// Publishes; the moment of the answer to the last signature.
async fn sign(staff: &Staff, title: &str) -> Outcome<Instant> {
    let waiting = staff.prepare(title).await?;
    let (signer, form) = staff.last(&waiting).await?;
    let answer = signer.send(form).await;
    if answer.status >= 400 {
        return trouble(format!("the last signature: {} {}", answer.status, answer.words()));
    }
    Ok(Instant::now())
}

/// The file that shows the first page of a column's list.
fn list_file(folder: &Path, column: &str) -> Outcome<PathBuf> {
    let hosts = std::fs::read_dir(folder.join("site")).doing("look into the mirror")?;
    let mut lists = hosts.flatten().map(|host| host.path().join(column).join("index.html"));
    lists.find(|list| list.is_file()).doing(format!("find {column} in the mirror"))
}
