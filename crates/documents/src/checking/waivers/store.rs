//! The waivers' SQL, and whether a title stands over another document too.

use checks::Hit;
use platform::{Actor, Db, Fault, fields, params};
use serde::Deserialize;
use serde_json::json;

use super::Waiver;
use crate::checking::paper::Subject;
use crate::context::Context;
use crate::documents::Document;
use crate::documents::store::{account_of, entry};
use crate::ids::{DocumentId, WaiverId};

const SELECT: &str = "SELECT id, document_id, fingerprint, rule, found, reason, waived_by, waived_at \
                      FROM check_waivers";

/// The waivers of a document, oldest first.
///
/// # Errors
/// A fault of the database.
pub async fn waivers_of(db: &Db, id: DocumentId) -> Result<Vec<Waiver>, Fault> {
    db.all(format!("{SELECT} WHERE document_id = $1 ORDER BY id"), params![id]).await
}

/// Writes reasons down, each in the place of an older one about the same.
pub(in crate::checking) async fn add(
    ctx: &Context,
    actor: Actor,
    document: &Document,
    reasons: &[(&Hit, String)],
) -> Result<i64, Fault> {
    let known = waivers_of(&ctx.db, document.id).await?;
    let now = ctx.now();
    let mut tx = ctx.db.begin().await?;
    for (hit, reason) in reasons {
        let said = fields![
            "reason" => reason.as_str(), "waived_by" => account_of(&actor), "waived_at" => now,
        ];
        if let Some(before) = known.iter().find(|one| one.fingerprint == hit.fingerprint) {
            tx.update("check_waivers", before.id, said).await?;
            continue;
        }
        let mut row = fields![
            "id" => WaiverId(ctx.db.next_id()), "document_id" => document.id,
            "fingerprint" => hit.fingerprint.as_str(), "rule" => hit.rule.word(),
            "found" => hit.found.as_str(),
        ];
        row.extend(said);
        tx.insert("check_waivers", row).await?;
    }
    let said: Vec<_> = reasons
        .iter()
        .map(|(hit, reason)| json!({ "rule": hit.rule, "found": hit.found, "reason": reason }))
        .collect();
    let detail = json!({ "title": document.title, "waived": said });
    tx.commit(entry(actor, "check.waived", document).detail(detail)).await
}

/// The code of another document with this title, if there is one.
pub(in crate::checking) async fn same_title(
    ctx: &Context,
    subject: &Subject<'_>,
) -> Result<Option<String>, Fault> {
    #[derive(Deserialize)]
    struct Found {
        key: String,
    }
    let own = subject.document.map_or(DocumentId(0), |document| document.id);
    let sql = "SELECT key FROM documents WHERE title = $1 AND id <> $2 AND trashed_at IS NULL \
               ORDER BY id DESC LIMIT 1";
    let title = text::wording::tidy_title(&subject.content.title);
    let found: Option<Found> = ctx.db.opt(sql, params![title, own]).await?;
    Ok(found.map(|found| found.key))
}
