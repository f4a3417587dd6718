//! The publications' SQL.

use platform::{Db, Fault, Time, Tx, fields, params};

use super::model::{EndReason, Publication};
use crate::ids::{DocumentId, PublicationId, RevisionId, SubmissionId};

const SELECT: &str = "SELECT id, document_id, revision_id, submission_id, published_by, \
                      published_at, ended_at, end_reason FROM publications";

/// All publications of a document, newest first.
pub async fn of_document(db: &Db, id: DocumentId) -> Result<Vec<Publication>, Fault> {
    let sql = format!("{SELECT} WHERE document_id = $1 ORDER BY published_at DESC, id DESC");
    db.all(sql, params![id]).await
}

/// The newest publication of a document, ended or not.
pub(crate) async fn newest(tx: &mut Tx, id: DocumentId) -> Result<Option<Publication>, Fault> {
    let sql =
        format!("{SELECT} WHERE document_id = $1 ORDER BY published_at DESC, id DESC LIMIT 1");
    tx.opt(sql, params![id]).await
}

/// Ends what is live.
pub(crate) async fn end(
    tx: &mut Tx,
    id: DocumentId,
    reason: EndReason,
    now: Time,
) -> Result<(), Fault> {
    let sql = format!("{SELECT} WHERE document_id = $1 AND ended_at IS NULL");
    let open: Vec<Publication> = tx.all(sql, params![id]).await?;
    for publication in open {
        let fields = fields!["ended_at" => now, "end_reason" => reason.word()];
        tx.update("publications", publication.id, fields).await?;
    }
    Ok(())
}

/// Notes that a revision is live.
pub(crate) async fn begin(
    tx: &mut Tx,
    (document, revision): (DocumentId, RevisionId),
    submission: Option<SubmissionId>,
    (by, now): (&str, Time),
) -> Result<(), Fault> {
    let id = PublicationId(tx.db().next_id());
    tx.insert(
        "publications",
        fields![
            "id" => id, "document_id" => document, "revision_id" => revision,
            "submission_id" => submission, "published_by" => by, "published_at" => now,
            "ended_at" => None::<Time>, "end_reason" => None::<String>,
        ],
    )
    .await
}
