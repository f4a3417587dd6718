//! A document on its way through the console, carried from room to room by the people of its unit.

use crate::browser::Browser;
use crate::district::District;
use crate::page::{Form, Page};

/// A document that somebody has begun to write.
#[derive(Clone, Debug)]
pub struct Paper {
    pub key: String,
    pub title: String,
}

impl Browser {
    /// The empty form for a document of a kind in a column, chosen as a clerk chooses it: by the
    /// column's names from the site's on down, `未央区政府 › 政务动态 › 部门动态`.
    pub async fn blank(&self, column: &str, kind: &str) -> Page {
        let choice = self.open("/documents/new").await;
        let url = choice
            .chooser_link(column, kind)
            .unwrap_or_else(|| panic!("{column} is not offered for {kind}: {}", choice.words()));
        self.open(&url).await
    }

    /// Writes a document and saves it as a draft.
    pub async fn draft(&self, column: &str, kind: &str, title: &str, body: &str) -> Paper {
        let form = self.blank(column, kind).await.form_with("title");
        self.save_new(form.set("title", title).set("body_html", body)).await
    }

    /// Saves a form for a new document.
    pub async fn save_new(&self, form: Form) -> Paper {
        let title = form.value("title").to_owned();
        let page = self.submit(form.set("act", "save")).await;
        let key = page.path.split('/').nth(2).unwrap().to_owned();
        Paper { key, title }
    }

    /// Changes title and text of a document; what else it holds stays.
    pub async fn revise(&self, paper: &Paper, title: &str, body: &str) -> Page {
        let page = self.open(&format!("/documents/{}/edit", paper.key)).await;
        let form = page.form_with("title").set("title", title).set("body_html", body);
        self.submit(form.set("act", "save")).await
    }

    /// Submits the newest revision for review, with a reason for everything that asks for one.
    pub async fn send_in(&self, paper: &Paper) -> Page {
        let page = self.open(&format!("/documents/{}/submissions/new", paper.key)).await;
        let asked = page.attributes("input[name^=reason-]", "name");
        let form = page.form("/submissions");
        self.submit(asked.iter().fold(form, |form, name| form.set(name, "已人工核对"))).await
    }

    /// Signs a step; the answer is the page that signing leads to.
    pub async fn sign(&self, paper: &Paper, step: &str, verdict: &str, comment: &str) -> Page {
        let page = self.open(&format!("/documents/{}/reviews/{step}", paper.key)).await;
        let form = page.form_with("verdict").set("verdict", verdict).set("comment", comment);
        self.submit(form).await
    }

    /// Sends a request as this person's browser would from a page of the console, with any fields:
    /// what somebody tries who knows the addresses but has no button.
    pub async fn act(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let desk = self.open("/").await;
        let mut form = desk.form("/sign-out");
        form.action = path.to_owned();
        form.values
            .extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        self.send(form).await
    }

    /// The document's page on the console.
    pub async fn show(&self, paper: &Paper) -> Page {
        self.open(&format!("/documents/{}", paper.key)).await
    }
}

impl Page {
    fn chooser_link(&self, column: &str, kind: &str) -> Option<String> {
        let at = self.texts(".chooser__path").iter().position(|path| path == column)?;
        let css = format!(".chooser__item:nth-of-type({}) .chooser__kinds a", at + 1);
        let urls = self.attributes(&css, "href");
        urls.into_iter().find(|url| url.ends_with(&format!("kind={kind}")))
    }

    /// The public address that a console page links to, without scheme and host.
    pub fn public_path(&self) -> Option<String> {
        let links = self.attributes(".head__actions a[href^=\"http\"]", "href");
        links.first().map(|url| path_of(url).to_owned())
    }
}

/// What stands behind the host in an address.
pub(crate) fn path_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find('/').map_or("/", |at| &rest[at..])
}

impl District {
    /// Writes, submits and signs with the people of the education bureau (两级审核的栏目); gives the
    /// document and its public path.
    pub async fn publish(
        &self,
        column: &str,
        kind: &str,
        title: &str,
        body: &str,
    ) -> (Paper, String) {
        let clerk = self.staff("jyj.bianji").await;
        let paper = clerk.draft(column, kind, title, body).await;
        clerk.send_in(&paper).await;
        self.sign_all(&paper, &["first", "final", "confidentiality"]).await;
        let shown = clerk.show(&paper).await;
        let path = shown.public_path().unwrap_or_else(|| panic!("not live: {}", shown.words()));
        (paper, path)
    }

    /// Lets the education bureau's reviewers sign these steps.
    pub async fn sign_all(&self, paper: &Paper, steps: &[&str]) {
        for step in steps {
            let login = match *step {
                "first" => "jyj.shenhe",
                "second" => "qzfb.fushen",
                "final" => "qzfb.zhongshen",
                _ => "jyj.baomi",
            };
            self.staff(login).await.sign(paper, step, "passed", "同意").await;
        }
    }
}
