//! The SQL of where reports point to.

use cases::ids::CaseId;
use documents::ids::{DocumentId, RevisionId};
use platform::db::Fields;
use platform::{Db, Entry, Fault, Time, fields, params};
use serde_json::json;
use structure::AccountId;

use super::place::{CorrectionPlace, Reported};

const SELECT: &str = "SELECT id, document_id, revision_id, page, quote, text_before, text_after, suggestion, \
                      fixed_revision_id, fixed_by, fixed_at FROM correction_places";

/// The row that is written with its case.
pub fn place_row(db: &Db, reported: &Reported) -> (&'static str, Fields) {
    let row = fields![
        "id" => db.next_id(), "document_id" => reported.document,
        "revision_id" => reported.revision, "page" => reported.page.as_str(),
        "quote" => reported.quote.as_str(), "text_before" => reported.text_before.as_str(),
        "text_after" => reported.text_after.as_str(), "suggestion" => reported.suggestion.as_str(),
        "fixed_revision_id" => None::<RevisionId>, "fixed_by" => None::<AccountId>,
        "fixed_at" => None::<Time>,
    ];
    ("correction_places", row)
}

/// Where a case points to.
pub(super) async fn place_of(db: &Db, case: CaseId) -> Result<Option<CorrectionPlace>, Fault> {
    db.opt(format!("{SELECT} WHERE case_id = $1"), params![case]).await
}

/// How many reports led to a revision that mends them, since a moment.
pub(super) async fn mended_since(db: &Db, since: Time) -> Result<i64, Fault> {
    let sql = "SELECT COUNT(*) FROM correction_places WHERE fixed_at >= $1";
    db.count(sql, params![since]).await
}

/// Writes which revision mended it; the document's own history learns of it.
pub(super) async fn fix(
    db: &Db,
    (case, place): (CaseId, &CorrectionPlace),
    (revision, account): (RevisionId, AccountId),
    receipt: &str,
) -> Result<i64, Fault> {
    let mut tx = db.begin().await?;
    let now = db.clock().now();
    let row = fields!["fixed_revision_id" => revision, "fixed_by" => account, "fixed_at" => now];
    tx.update("correction_places", place.id, row).await?;
    let document: DocumentId = place.document_id;
    let detail = json!({ "title": receipt, "case": case, "revision": revision });
    let actor = platform::Actor::Account(account.0);
    let entry = Entry::new(actor, "correction.mended", "document", document)
        .detail(detail)
        .tags([format!("document:{document}"), cases::statistics_tag(super::CORRECTIONS.code)]);
    tx.commit(entry).await
}
