//! A document's way through the console: written, submitted, signed.

use acceptance::{Browser, Page};

use crate::portal::Portal;
use crate::trouble::{Doing, Outcome, trouble};

/// Who writes and who signs, in the order of the chain of a column with two content reviews.
const WRITER: &str = "jyj.bianji";
const SIGNERS: [(&str, &str); 3] =
    [("first", "jyj.shenhe"), ("final", "qzfb.zhongshen"), ("confidentiality", "jyj.baomi")];

/// The people of one unit, signed in.
pub struct Staff {
    writer: Browser,
    signers: Vec<(&'static str, Browser)>,
    form: String,
}

/// A document that waits for its last signature.
pub struct Waiting {
    /// Its title.
    pub title: String,
    key: String,
}

impl Staff {
    /// Signs everybody in and finds the form for writing in the column.
    pub async fn of(portal: &Portal, column: &str) -> Outcome<Self> {
        let writer = portal.staff(WRITER).await;
        let mut signers = Vec::new();
        for (step, login) in SIGNERS {
            signers.push((step, portal.staff(login).await));
        }
        let choice = writer.open("/documents/new").await;
        let paths = choice.texts(".chooser__item .chooser__path");
        let about = portal.visitor().open(&format!("/{column}")).await;
        let name = about.meta("ColumnName").doing(format!("read the name of {column}"))?;
        let at = paths.iter().position(|path| path.rsplit(" › ").next() == Some(&*name));
        let at = at.doing(format!("find {column} among the columns of {WRITER}"))?;
        let form = choice.attributes(
            &format!(".chooser__item:nth-of-type({}) .chooser__kinds a", at + 1),
            "href",
        );
        let article = form.iter().find(|url| url.contains("kind=articles")).or(form.first());
        let form = article.cloned().doing("find the form for an article")?;
        Ok(Self { writer, signers, form })
    }

    /// Writes and submits a document and has it signed by all but the last.
    pub async fn prepare(&self, title: &str) -> Outcome<Waiting> {
        let form = self.writer.open(&self.form).await.form_with("title");
        let body =
            format!("<p>{title}。教育局今天公布了新学期的安排。</p><p>请家长提前准备材料。</p>");
        let form = form
            .set("title", title)
            .set("body_html", body)
            .set("source", "区教育局")
            .set("act", "submit");
        let page = self.writer.submit(form).await;
        let key = key_of(&page)?;
        self.writer.submit(page.form("/submissions")).await;
        let (_, before) = self.signers.split_last().doing("know who signs")?;
        for (step, signer) in before {
            let form = review(signer, step, &key).await?;
            let answer = signer.send(form).await;
            if answer.status >= 400 {
                return trouble(format!("a review answers {}: {}", answer.status, answer.words()));
            }
        }
        Ok(Waiting { title: title.to_owned(), key })
    }

    /// The last signature, ready to be sent.
    pub async fn last(&self, waiting: &Waiting) -> Outcome<(Browser, acceptance::Form)> {
        let (step, signer) = self.signers.last().doing("know who signs last")?;
        Ok((signer.clone(), review(signer, step, &waiting.key).await?))
    }
}

async fn review(signer: &Browser, step: &str, key: &str) -> Outcome<acceptance::Form> {
    let page = signer.open(&format!("/documents/{key}/reviews/{step}")).await;
    Ok(page.form_with("verdict").set("verdict", "passed").set("comment", "同意"))
}

/// The document's key, from the address of the page for submitting it.
fn key_of(page: &Page) -> Outcome<String> {
    let mut parts = page.path.split('/').skip_while(|part| *part != "documents").skip(1);
    parts.next().map(str::to_owned).doing(format!("find the document's key in {}", page.path))
}
