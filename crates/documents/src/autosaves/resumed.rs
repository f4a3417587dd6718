//! The editor's side of autosaves: what it offers to resume, and a form filled with one.

use platform::{Fault, Time};
use serde_json::{Value, json};
use structure::Staff;
use web::{FormData, Message};

use super::model::Autosave;
use super::store;
use crate::documents::Document;
use crate::ids::DocumentId;

/// The form's codes are this long.
const CODE: usize = 10;

/// What an opened form needs to be kept while somebody writes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Keeping {
    /// The code under which it is kept.
    pub code: String,
    /// The window that wrote last, if the form was resumed.
    pub before: String,
    /// When what fills the form was typed, if it was resumed.
    pub typed_at: Option<Time>,
    /// What was typed before and isn't saved.
    offers: Vec<Value>,
}

impl Keeping {
    /// A form that begins anew, beside what may be resumed.
    pub fn begun(offers: Vec<Value>) -> Self {
        Self { code: platform::ids::random_code(CODE), offers, ..Self::default() }
    }

    /// A form that was sent and comes back.
    pub fn of(data: &FormData) -> Self {
        let code = data.get("autosave");
        let code = code.chars().filter(char::is_ascii_alphanumeric).take(40).collect();
        Self { code, before: data.get("window").to_owned(), ..Self::default() }
    }

    /// A form that goes on with an autosave.
    pub fn resumed(one: &Autosave) -> Self {
        Self {
            code: one.code.clone(),
            before: one.window_code.clone(),
            typed_at: Some(one.typed_at),
            offers: Vec::new(),
        }
    }

    /// For the form's template: where the form is sent while somebody writes, and where it stands.
    pub fn shown(&self, staff: &Staff, url: &str, page: &str) -> Value {
        json!({
            "account": staff.account.login, "name": staff.account.name, "code": self.code,
            "before": self.before, "url": url, "page": page, "offers": self.offers,
            "resumed": self.typed_at.map(|at| said(staff, "autosave-resumed", at)),
        })
    }
}

/// The hour and minute on the wall.
pub(crate) fn clock(at: Time) -> String {
    at.local().format("%H:%M").to_string()
}

fn said(staff: &Staff, key: &'static str, at: Time) -> String {
    let today = staff.app.clock().now().day() == at.day();
    let shown = if today { clock(at) } else { at.minute() };
    staff.app.messages.text(&Message::new(key).with("at", shown))
}

/// Where an autosave is gone on with.
pub(crate) fn address(one: &Autosave, document: Option<&Document>) -> String {
    match document {
        Some(document) => format!("/documents/{}/edit?autosave={}", document.key, one.code),
        None => format!(
            "/documents/new?column={}&kind={}&autosave={}",
            one.column_id, one.kind, one.code
        ),
    }
}

/// What this person may resume of a document.
pub(crate) async fn offers_of(staff: &Staff, document: &Document) -> Result<Vec<Value>, Fault> {
    let found = store::of_document(&staff.app.db, staff.id(), document.id).await?;
    Ok(found.iter().map(|one| offer(staff, one, Some(document))).collect())
}

/// What this person may resume of new documents of a kind in a column.
pub(crate) async fn offers_of_new(
    staff: &Staff,
    column: structure::ColumnId,
    kind: &str,
) -> Result<Vec<Value>, Fault> {
    let found = store::of_new(&staff.app.db, staff.id(), column, kind).await?;
    Ok(found.iter().map(|one| offer(staff, one, None)).collect())
}

fn offer(staff: &Staff, one: &Autosave, document: Option<&Document>) -> Value {
    json!({
        "title": one.title, "said": said(staff, "autosave-offer", one.typed_at),
        "code": one.code, "url": address(one, document),
        "removal_url": format!("/autosaves/{}/removal", one.code),
    })
}

/// One's own autosave for this form, if the address names one that fits it.
pub(crate) async fn asked_for(
    staff: &Staff,
    code: &str,
    document: Option<DocumentId>,
) -> Result<Option<(Autosave, FormData)>, Fault> {
    if code.is_empty() {
        return Ok(None);
    }
    let found = store::by_code(&staff.app.db, staff.id(), code).await?;
    Ok(found.filter(|(one, _)| one.document_id == document))
}
