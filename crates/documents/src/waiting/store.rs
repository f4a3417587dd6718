//! The desk's SQL.

use platform::{Db, Fault, Time, params};
use serde::{Deserialize, Serialize};
use structure::{AccountId, ColumnId, Rights, Scope, UnitId};

use crate::documents::DocumentState;
use crate::ids::{DocumentId, RevisionId, SubmissionId};
use crate::reviews::ReviewStep;
use crate::submissions::{Chain, SubmissionState};

/// A submission as a desk shows it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DeskSubmission {
    /// The submission.
    pub id: SubmissionId,
    /// The document.
    pub document_id: DocumentId,
    /// The revision that was submitted.
    pub revision_id: RevisionId,
    /// Its public code.
    pub key: String,
    /// The code of its kind.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Its home column.
    pub column_id: ColumnId,
    /// The unit that answers for it.
    pub unit_id: UnitId,
    /// Who submitted it.
    pub submitter_id: Option<AccountId>,
    /// Who wrote it.
    pub authors: Vec<AccountId>,
    /// When it was submitted.
    pub submitted_at: Time,
    /// The steps to pass.
    pub chain: Chain,
    /// The step that is due.
    pub next_step: Option<ReviewStep>,
    /// Where it stands.
    pub state: SubmissionState,
    /// Not to be published before.
    pub publish_at: Option<Time>,
}

/// A document as a desk shows it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DeskDocument {
    /// The document.
    pub id: DocumentId,
    /// Its public code.
    pub key: String,
    /// The code of its kind.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Its home column.
    pub column_id: ColumnId,
    /// The unit that answers for it.
    pub unit_id: UnitId,
    /// Where it stands.
    pub state: DocumentState,
    /// When something about it last changed.
    pub updated_at: Time,
}

const SUBMISSIONS: &str = "SELECT s.id AS id, s.document_id AS document_id, s.revision_id AS revision_id, d.key AS key, \
     d.kind AS kind, d.title AS title, d.column_id AS column_id, d.unit_id AS unit_id, \
     s.submitter_id AS submitter_id, s.authors AS authors, s.submitted_at AS submitted_at, \
     s.chain AS chain, s.next_step AS next_step, s.state AS state, s.publish_at AS publish_at \
     FROM submissions s JOIN documents d ON d.id = s.document_id";

const DOCUMENTS: &str = "SELECT d.id AS id, d.key AS key, d.kind AS kind, d.title AS title, \
     d.column_id AS column_id, d.unit_id AS unit_id, d.state AS state, \
     d.updated_at AS updated_at FROM documents d JOIN revisions r ON r.id = d.head_revision_id";

/// Submissions whose due step this person may sign: inside the right's scope, not their own work,
/// no step signed by them. Oldest first.
pub async fn waiting(
    db: &Db,
    who: AccountId,
    rights: &Rights,
    limit: i64,
) -> Result<Vec<DeskSubmission>, Fault> {
    let mut found = Vec::new();
    for step in ReviewStep::ALL {
        let scope = rights.scope(step.right());
        if scope.is_empty() {
            continue;
        }
        let mut params = params![step.word(), who, limit];
        let scope = scope.condition("d.unit_id", "d.column_id", &mut params);
        let sql = format!(
            "{SUBMISSIONS} WHERE s.state = 'in_review' AND s.next_step = $1 \
             AND (s.submitter_id IS NULL OR s.submitter_id <> $2) \
             AND NOT EXISTS (SELECT 1 FROM reviews v WHERE v.submission_id = s.id \
             AND v.reviewer_id = $2 AND v.verdict = 'passed') AND {scope} \
             ORDER BY s.submitted_at, s.id LIMIT $3"
        );
        let rows: Vec<DeskSubmission> = db.all(sql, params).await?;
        found.extend(rows.into_iter().filter(|row| !row.authors.contains(&who)));
    }
    found.sort_by_key(|row| (row.submitted_at, row.id));
    found.truncate(usize::try_from(limit).unwrap_or(0));
    Ok(found)
}

/// Everything that reviewers have, a piece at a time, for who looks at all deadlines.
pub async fn all_in_review(
    db: &Db,
    after: SubmissionId,
    limit: i64,
) -> Result<Vec<SubmissionId>, Fault> {
    #[derive(Deserialize)]
    struct Row {
        id: SubmissionId,
    }
    let sql = "SELECT id FROM submissions WHERE state = 'in_review' AND id > $1 \
               ORDER BY id LIMIT $2";
    let rows: Vec<Row> = db.all(sql, params![after, limit]).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// How many signatures this person could give now, counted up to 200.
pub async fn count_waiting(db: &Db, who: AccountId, rights: &Rights) -> Result<i64, Fault> {
    Ok(i64::try_from(waiting(db, who, rights, 200).await?.len()).unwrap_or(0))
}

/// What this person submitted and what is not over: in review, referred, or waiting for its time.
pub async fn my_submissions(
    db: &Db,
    who: AccountId,
    limit: i64,
) -> Result<Vec<DeskSubmission>, Fault> {
    let sql = format!(
        "{SUBMISSIONS} WHERE s.submitter_id = $1 \
         AND s.state IN ('in_review', 'referred', 'approved') \
         ORDER BY s.submitted_at DESC, s.id DESC LIMIT $2"
    );
    db.all(sql, params![who, limit]).await
}

/// What has every signature and waits for its time, inside a scope; what is out first comes first.
pub async fn scheduled(db: &Db, scope: &Scope, limit: i64) -> Result<Vec<DeskSubmission>, Fault> {
    let mut params = params![limit];
    let scope = scope.condition("d.unit_id", "d.column_id", &mut params);
    let sql = format!(
        "{SUBMISSIONS} WHERE s.state = 'approved' AND s.publish_at IS NOT NULL \
         AND d.trashed_at IS NULL AND {scope} ORDER BY s.publish_at, s.id LIMIT $1"
    );
    db.all(sql, params).await
}

/// Drafts whose newest revision this person wrote, newest first.
pub async fn my_drafts(db: &Db, who: AccountId, limit: i64) -> Result<Vec<DeskDocument>, Fault> {
    mine(db, who, DocumentState::Draft, limit).await
}

/// What was sent back to this person, newest first.
pub async fn my_returned(db: &Db, who: AccountId, limit: i64) -> Result<Vec<DeskDocument>, Fault> {
    mine(db, who, DocumentState::Returned, limit).await
}

async fn mine(
    db: &Db,
    who: AccountId,
    state: DocumentState,
    limit: i64,
) -> Result<Vec<DeskDocument>, Fault> {
    let sql = format!(
        "{DOCUMENTS} WHERE d.state = $1 AND d.trashed_at IS NULL AND r.author_id = $2 \
         ORDER BY d.updated_at DESC, d.id DESC LIMIT $3"
    );
    db.all(sql, params![state.word(), who, limit]).await
}
