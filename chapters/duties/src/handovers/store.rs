//! The SQL of hand-overs.

use documents::ids::{DocumentId, SubmissionId};
use documents::reviews::ReviewStep;
use documents::waiting::DeskDocument;
use platform::{Db, Fault, FaultContext, Tx, fields, params};
use serde::Deserialize;
use structure::{AccountId, UnitId};

use super::model::{Handover, HandoverId, Piece};

/// The newest hand-over of a document counts, unless somebody has written since.
const HOLDS: &str = "r.created_at <= o.done_at AND NOT EXISTS (SELECT 1 FROM handed_documents n \
                     WHERE n.document_id = h.document_id AND n.id > h.id)";
const HANDED: &str = "FROM handed_documents h JOIN handovers o ON o.id = h.handover_id \
                      JOIN documents d ON d.id = h.document_id \
                      JOIN revisions r ON r.id = d.head_revision_id";

/// Documents in a state that were handed to somebody and that they have not written on yet.
pub async fn handed_to(
    db: &Db,
    who: AccountId,
    state: documents::documents::DocumentState,
) -> Result<Vec<DeskDocument>, Fault> {
    let sql = format!(
        "SELECT d.id AS id, d.key AS key, d.kind AS kind, d.title AS title, \
         d.column_id AS column_id, d.unit_id AS unit_id, d.state AS state, \
         d.updated_at AS updated_at {HANDED} WHERE h.to_account_id = $1 AND d.state = $2 \
         AND d.trashed_at IS NULL AND {HOLDS} ORDER BY d.updated_at DESC, d.id DESC"
    );
    db.all(sql, params![who, state.word()]).await
}

/// Documents that somebody has handed on.
pub async fn passed_on(db: &Db, who: AccountId) -> Result<Vec<DocumentId>, Fault> {
    #[derive(Deserialize)]
    struct Row {
        id: DocumentId,
    }
    let sql =
        format!("SELECT h.document_id AS id {HANDED} WHERE h.from_account_id = $1 AND {HOLDS}");
    let rows: Vec<Row> = db.all(sql, params![who]).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// A step that somebody has in hand.
#[derive(Clone, Debug, Deserialize)]
pub struct InHand {
    /// The submission.
    pub submission_id: SubmissionId,
    /// The step.
    pub step: ReviewStep,
    /// The document's code.
    pub key: String,
    /// Its title.
    pub title: String,
}

/// The steps that somebody has in hand and that still wait.
pub async fn in_hand(db: &Db, who: AccountId) -> Result<Vec<InHand>, Fault> {
    let sql = "SELECT c.submission_id AS submission_id, c.step AS step, d.key AS key, \
               d.title AS title FROM claims c JOIN submissions s ON s.id = c.submission_id \
               JOIN documents d ON d.id = s.document_id \
               WHERE c.account_id = $1 AND c.released_at IS NULL AND s.state = 'in_review' \
               AND s.next_step = c.step AND d.trashed_at IS NULL ORDER BY c.id";
    db.all(sql, params![who]).await
}

/// Writes the receipt and what passed.
pub async fn insert(
    tx: &mut Tx,
    (unit, from, to, by): (UnitId, AccountId, AccountId, AccountId),
    (pieces, documents): (&[Piece], &[DocumentId]),
) -> Result<HandoverId, Fault> {
    let id = HandoverId(tx.db().next_id());
    let items = serde_json::to_value(pieces).doing("write what was handed over")?;
    let row = fields![
        "id" => id, "unit_id" => unit, "from_account_id" => from, "to_account_id" => to,
        "done_by" => by, "done_at" => tx.db().clock().now(), "items" => items,
    ];
    tx.insert("handovers", row).await?;
    for document in documents {
        let row = fields![
            "id" => tx.db().next_id(), "handover_id" => id, "document_id" => *document,
            "from_account_id" => from, "to_account_id" => to,
        ];
        tx.insert("handed_documents", row).await?;
    }
    Ok(id)
}

/// One receipt.
pub async fn by_id(db: &Db, id: HandoverId) -> Result<Option<Handover>, Fault> {
    let sql = "SELECT id, unit_id, from_account_id, to_account_id, done_by, done_at, items \
               FROM handovers WHERE id = $1";
    db.opt(sql, params![id]).await
}
