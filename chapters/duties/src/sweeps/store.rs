//! The sweeps' SQL.

use checks::Rule;
use documents::documents::Document;
use documents::ids::{DocumentId, RevisionId};
use platform::db::{Bookkeeping, Value};
use platform::{Db, Fault, Time, params};
use serde::Deserialize;
use serde_json::json;
use structure::{ColumnId, Scope, UnitId};

/// What was found in a document; what was given a reason for is not counted.
#[derive(Clone, Debug, Deserialize)]
pub struct SweepResult {
    /// The document.
    pub document_id: DocumentId,
    /// The revision that was live.
    pub revision_id: RevisionId,
    /// The unit that answers for it.
    pub unit_id: UnitId,
    /// Its home column.
    pub column_id: ColumnId,
    /// Hits that must be mended.
    pub blocks: i64,
    /// Hits that need a reason.
    pub reasons: i64,
    /// Hits worth a look.
    pub advice: i64,
    /// The rules of the heavier ones.
    pub rules: Vec<String>,
    /// When.
    pub swept_at: Time,
}

/// A row of the register.
#[derive(Clone, Debug, Deserialize)]
pub struct Found {
    /// The document's public code.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Its home column.
    pub column_id: ColumnId,
    /// The unit that answers for it.
    pub unit_id: UnitId,
    /// Hits that must be mended.
    pub blocks: i64,
    /// Hits that need a reason.
    pub reasons: i64,
    /// The rules.
    pub rules: Vec<String>,
    /// When it was swept.
    pub swept_at: Time,
}

/// What the register is narrowed to.
#[derive(Clone, Debug, Default)]
pub(super) struct Narrowed {
    /// A unit.
    pub unit: Option<UnitId>,
    /// Only what must be mended.
    pub blocks_only: bool,
    /// A rule, by its word.
    pub rule: String,
}

const DOCUMENT: &str = "SELECT id, key, kind, site_id, column_id, unit_id, slug, state, title, head_revision_id, \
     live_revision_id, card, index_number, created_by, created_at, updated_at, \
     first_published_at, published_at, expires_at, import_key, trashed_at, emergency_open \
     FROM documents";

/// The next documents that visitors see.
pub(super) async fn live_after(
    db: &Db,
    after: DocumentId,
    limit: i64,
) -> Result<Vec<Document>, Fault> {
    let sql = format!(
        "{DOCUMENT} WHERE id > $1 AND live_revision_id IS NOT NULL AND trashed_at IS NULL \
         ORDER BY id LIMIT $2"
    );
    db.all(sql, params![after, limit]).await
}

/// Forgets what was found in documents that nobody sees any more.
pub(super) async fn forget_gone(db: &Db) -> Result<(), Fault> {
    let sql = "DELETE FROM sweep_results WHERE NOT EXISTS (SELECT 1 FROM documents d \
               WHERE d.id = sweep_results.document_id AND d.live_revision_id IS NOT NULL)";
    let mut tx = db.begin().await?;
    tx.exec(sql, params![]).await?;
    tx.commit_bookkeeping(Bookkeeping::Sweeps).await
}

/// Keeps what was found, in the place of what was found before. Two that sweep the same stretch at
/// once, after a lease had run out, both end well.
pub(super) async fn keep(db: &Db, results: &[SweepResult]) -> Result<(), Fault> {
    let mut tx = db.begin().await?;
    for one in results {
        let sql = "INSERT INTO sweep_results (document_id, revision_id, unit_id, column_id, blocks, \
                   reasons, advice, rules, swept_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
                   ON CONFLICT (document_id) DO UPDATE SET revision_id = $2, unit_id = $3, \
                   column_id = $4, blocks = $5, reasons = $6, advice = $7, rules = $8, swept_at = $9 \
                   WHERE sweep_results.swept_at <= $9";
        let values = params![
            one.document_id,
            one.revision_id,
            one.unit_id,
            one.column_id,
            one.blocks,
            one.reasons,
            one.advice,
            json!(one.rules),
            one.swept_at,
        ];
        tx.exec(sql, values).await?;
    }
    tx.commit_bookkeeping(Bookkeeping::Sweeps).await
}

fn condition(scope: &Scope, narrowed: &Narrowed, params: &mut Vec<Value>) -> String {
    let mut all = vec![scope.condition("s.unit_id", "s.column_id", params)];
    all.push(if narrowed.blocks_only {
        "s.blocks > 0".to_owned()
    } else {
        "(s.blocks > 0 OR s.reasons > 0)".to_owned()
    });
    if let Some(unit) = narrowed.unit {
        params.push(unit.into());
        all.push(format!("s.unit_id = ${}", params.len()));
    }
    if !narrowed.rule.is_empty() {
        // Words of rules hold nothing that means something to LIKE but the underscore.
        params.push(format!("%\"{}\"%", narrowed.rule.replace('_', "!_")).into());
        all.push(format!("s.rules LIKE ${} ESCAPE '!'", params.len()));
    }
    all.join(" AND ")
}

/// A page of the register within a scope, the heaviest first, and how many rows there are.
pub(super) async fn register(
    db: &Db,
    scope: &Scope,
    narrowed: &Narrowed,
    (size, offset): (i64, i64),
) -> Result<(Vec<Found>, i64), Fault> {
    let mut values = params![];
    let narrow = condition(scope, narrowed, &mut values);
    let count = format!("SELECT COUNT(*) FROM sweep_results s WHERE {narrow}");
    let total = db.count(count, values).await?;
    let mut values = params![];
    let narrow = condition(scope, narrowed, &mut values);
    values.extend([Value::from(size), Value::from(offset)]);
    let (size, from) = (values.len() - 1, values.len());
    let sql = format!(
        "SELECT d.key AS key, d.title AS title, d.column_id AS column_id, d.unit_id AS unit_id, \
         s.blocks AS blocks, s.reasons AS reasons, s.rules AS rules, s.swept_at AS swept_at \
         FROM sweep_results s JOIN documents d ON d.id = s.document_id WHERE {narrow} \
         ORDER BY s.blocks DESC, s.reasons DESC, d.id DESC LIMIT ${size} OFFSET ${from}"
    );
    Ok((db.all(sql, values).await?, total))
}

/// How many published documents within a scope have something to mend or to explain, by a rule if
/// one is given: for the desk.
///
/// # Errors
/// A fault of the database.
pub async fn count_found(db: &Db, scope: &Scope, rule: Option<Rule>) -> Result<i64, Fault> {
    let mut values = params![];
    let rule = rule.map(|rule| rule.word().to_owned()).unwrap_or_default();
    let narrow = condition(scope, &Narrowed { rule, ..Narrowed::default() }, &mut values);
    db.count(format!("SELECT COUNT(*) FROM sweep_results s WHERE {narrow}"), values).await
}

/// When the last sweep looked at something, and at how many documents in all.
pub async fn last(db: &Db) -> Result<(Option<Time>, i64), Fault> {
    #[derive(Deserialize)]
    struct Last {
        at: Option<Time>,
        number: i64,
    }
    let sql = "SELECT MAX(swept_at) AS at, COUNT(*) AS number FROM sweep_results";
    let last: Option<Last> = db.opt(sql, params![]).await?;
    Ok(last.map_or((None, 0), |last| (last.at, last.number)))
}

#[cfg(test)]
mod tests {
    use platform::db::testing::test_databases;
    use platform::db::{Migration, Schema};

    use super::*;

    /// Documents, as far as the sweeps' table asks for them.
    const DOCUMENTS: Migration = Migration {
        name: "20261101000000_documents",
        sql: "CREATE TABLE documents (id BIGINT PRIMARY KEY); \
              INSERT INTO documents (id) VALUES (1); INSERT INTO documents (id) VALUES (2)",
    };

    fn found(id: i64, swept_at: Time) -> SweepResult {
        SweepResult {
            document_id: DocumentId(id),
            revision_id: RevisionId(swept_at.0),
            unit_id: UnitId(1),
            column_id: ColumnId(1),
            blocks: 0,
            reasons: 1,
            advice: 0,
            rules: Vec::new(),
            swept_at,
        }
    }

    #[tokio::test]
    async fn a_stretch_that_is_swept_twice_at_once_is_kept_once_and_the_later_stands() {
        let schema = Schema::ground()
            .with(&[DOCUMENTS], &["documents"])
            .with(platform::migrations!["20261123171000_sweeps"], &["sweep_results"]);
        for test in test_databases(&schema).await.unwrap() {
            let stretch = |at: i64| [found(1, Time(at)), found(2, Time(at))];
            let sweeps: [_; 6] = std::array::from_fn(|n| stretch(i64::try_from(n).unwrap() + 1));
            let kept = sweeps.iter().map(|sweep| keep(&test.db, sweep));
            for outcome in futures::future::join_all(kept).await {
                outcome.unwrap();
            }
            let sql = "SELECT COUNT(*) FROM sweep_results WHERE swept_at = 6 AND revision_id = 6";
            assert_eq!(test.db.count(sql, params![]).await.unwrap(), 2);
            assert_eq!(last(&test.db).await.unwrap().1, 2);
        }
    }
}
