//! The history's SQL: names of revisions, revisions without their text, restoring.

use platform::{Actor, Db, Fault, Time, fields, params};
use serde::{Deserialize, Serialize};
use serde_json::json;
use structure::AccountId;

use crate::context::Context;
use crate::documents::store::{account_of, entry, lock};
use crate::documents::{self, DocumentRefusal, SaveForm, Saved};
use crate::ids::{DocumentId, RevisionId};
use crate::revisions;
use crate::stopped::Act;

/// The longest name.
const LONGEST_NAME: usize = 40;

/// A name that somebody gave to a revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevisionName {
    /// Its id.
    pub id: i64,
    /// The revision.
    pub revision_id: RevisionId,
    /// The name.
    pub name: String,
    /// Who gave it.
    pub named_by: Option<AccountId>,
    /// When.
    pub named_at: Time,
}

const NAMES: &str = "SELECT id, revision_id, name, named_by, named_at FROM revision_names";

/// A revision without its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevisionLine {
    /// Its id.
    pub id: RevisionId,
    /// 1, 2, 3 …
    pub number: i64,
    /// Who saved it.
    pub author_id: Option<AccountId>,
    /// When.
    pub created_at: Time,
    /// What the author said about the change.
    pub note: String,
}

/// The names of a document's revisions.
pub async fn names(db: &Db, id: DocumentId) -> Result<Vec<RevisionName>, Fault> {
    db.all(format!("{NAMES} WHERE document_id = $1 ORDER BY named_at, id"), params![id]).await
}

/// All revisions of a document without their content, newest first.
pub async fn revision_lines(db: &Db, id: DocumentId) -> Result<Vec<RevisionLine>, Fault> {
    let sql = "SELECT id, number, author_id, created_at, note FROM revisions \
               WHERE document_id = $1 ORDER BY number DESC";
    db.all(sql, params![id]).await
}

/// Names a revision, or takes its name away if the new one is empty.
pub async fn name_revision(
    ctx: &Context,
    actor: Actor,
    (id, number): (DocumentId, i64),
    name: &str,
) -> Act<i64> {
    let name: String = name.trim().chars().take(LONGEST_NAME).collect();
    let revision = revisions::by_number(&ctx.db, id, number).await?;
    let revision = revision.ok_or(DocumentRefusal::Missing)?;
    let mut tx = ctx.db.begin().await?;
    let document = lock(&mut tx, id).await?;
    let sql = format!("{NAMES} WHERE revision_id = $1");
    let before: Option<RevisionName> = tx.opt(sql, params![revision.id]).await?;
    let (by, now) = (account_of(&actor), ctx.now());
    match before {
        Some(before) if name.is_empty() => tx.remove("revision_names", before.id).await?,
        Some(before) => {
            let fields = fields!["name" => name.as_str(), "named_by" => by, "named_at" => now];
            tx.update("revision_names", before.id, fields).await?;
        }
        None if name.is_empty() => {}
        None => {
            let row = fields![
                "id" => ctx.db.next_id(), "document_id" => id, "revision_id" => revision.id,
                "name" => name.as_str(), "named_by" => by, "named_at" => now,
            ];
            tx.insert("revision_names", row).await?;
        }
    }
    let entry = entry(actor, "revision.named", &document)
        .detail(json!({ "title": document.title, "number": number, "name": name }));
    Ok(tx.commit(entry).await?)
}

/// The content of an old revision as the newest draft. What is live, and what was written since,
/// stays as it is.
pub async fn restore_revision(
    ctx: &Context,
    actor: Actor,
    (id, number): (DocumentId, i64),
    note: &str,
) -> Act<Saved> {
    let document = documents::by_id(&ctx.db, id).await?.ok_or(DocumentRefusal::Missing)?;
    let old = revisions::by_number(&ctx.db, id, number).await?;
    let form = SaveForm {
        document_id: id,
        expected_head: document.head_revision_id,
        content: old.ok_or(DocumentRefusal::Missing)?.content,
        note: note.to_owned(),
    };
    documents::save(ctx, actor, &form).await
}
