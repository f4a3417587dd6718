//! Columns change by a proposal that somebody else approves: written as the portal office does.

use crate::browser::Browser;
use crate::district::District;
use crate::page::Page;

/// Who proposes and who agrees.
pub const PROPOSER: &str = "menhu.zongbian";
pub const APPROVER: &str = "qzfb.zhuren";

/// One change; columns are named as the forms offer them: 政务公开 › 通知公告.
pub enum Change<'a> {
    Add(&'a [(&'a str, &'a str)]),
    Alter(&'a str, &'a [(&'a str, &'a str)]),
    Merge(&'a str, &'a str),
    Close(&'a str),
}

impl Browser {
    /// Begins a proposal; gives its page's path.
    pub async fn begin_proposal(&self, site: &str, title: &str) -> String {
        let page = self.open(&format!("/column-proposals/new?site={site}")).await;
        let form = page.form_with("title").set("title", title);
        self.submit(form.set("reason", "群众反映找不到，按访问情况调整。")).await.path
    }

    /// Adds a change; what comes back is the proposal, or the form with what is wrong.
    pub async fn add_change(&self, proposal: &str, change: &Change<'_>) -> Page {
        let act = match change {
            Change::Add(_) => "add",
            Change::Alter(..) => "alter",
            Change::Merge(..) => "merge",
            Change::Close(_) => "close",
        };
        let address = format!("{proposal}/changes/{act}");
        let page = self.open(&address).await;
        let form = match change {
            Change::Add(fields) => with(page.form_with("path"), fields),
            Change::Alter(column, fields) => {
                let id = page.option("column", column);
                let page = self.open(&format!("{address}?column={id}")).await;
                with(page.form_with("path"), fields)
            }
            Change::Merge(column, into) => page
                .form_with("into")
                .set("column", page.option("column", column))
                .set("into", page.option("into", into)),
            Change::Close(column) => {
                page.form_with("column").set("column", page.option("column", column))
            }
        };
        self.send(form).await
    }

    /// Hands it in.
    pub async fn hand_in(&self, proposal: &str) {
        let page = self.open(proposal).await;
        self.submit(page.form("/submission")).await;
    }

    /// Agrees to it; what comes back is its page.
    pub async fn agree(&self, proposal: &str) -> Page {
        let page = self.open(proposal).await;
        self.submit(page.form("/decision").set("verdict", "approve").set("words", "同意")).await
    }
}

fn with(form: crate::page::Form, fields: &[(&str, &str)]) -> crate::page::Form {
    fields.iter().fold(form, |form, (name, value)| form.set(name, *value))
}

impl District {
    /// Proposes these changes, has them approved, and with that carried out.
    pub async fn reshape(&self, site: &str, changes: &[Change<'_>]) {
        let office = self.staff(PROPOSER).await;
        let proposal = office.begin_proposal(site, &self.unique("调整方案")).await;
        for change in changes {
            let page = office.add_change(&proposal, change).await;
            assert_eq!(page.status, 303, "{}", page.words());
        }
        office.hand_in(&proposal).await;
        let page = self.staff(APPROVER).await.agree(&proposal).await;
        assert!(page.words().contains("已执行"), "{}", page.words());
    }
}
