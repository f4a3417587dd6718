//! The retention's SQL.

use platform::{Db, Fault, Time, Tx, params};
use serde::Deserialize;
use structure::Scope;

use crate::cases::CaseRecord;
use crate::cases::store::SELECT;
use crate::ids::CaseId;

/// Which ended cases a page of the room shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// Whose time comes next.
    Next,
    /// That somebody keeps.
    Kept,
    /// That are forgotten.
    Erased,
}

impl Ended {
    pub(super) const ALL: [Self; 3] = [Self::Next, Self::Kept, Self::Erased];

    /// As spelled in addresses.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Next => "next",
            Self::Kept => "kept",
            Self::Erased => "erased",
        }
    }

    fn condition(self) -> &'static str {
        match self {
            Self::Next => "erased_at IS NULL AND kept_why IS NULL",
            Self::Kept => "erased_at IS NULL AND kept_why IS NOT NULL",
            Self::Erased => "erased_at IS NOT NULL",
        }
    }
}

const ENDED: &str = "state IN ('answered', 'closed')";

/// Cases of a kind that ended before a moment and that nobody keeps, in chunks.
pub(super) async fn due(
    db: &Db,
    (kind, ended_before): (&str, Time),
    limit: i64,
) -> Result<Vec<CaseRecord>, Fault> {
    let next = Ended::Next.condition();
    let sql = format!(
        "{SELECT} WHERE kind = $1 AND {ENDED} AND {next} AND changed_at < $2 ORDER BY id LIMIT $3"
    );
    db.all(sql, params![kind, ended_before, limit]).await
}

/// One page of the room, whatever ended first before the rest.
pub(super) async fn listed(
    db: &Db,
    (ended, scope): (Ended, &Scope),
    (offset, limit): (i64, i64),
) -> Result<(i64, Vec<CaseRecord>), Fault> {
    let mut params = params![];
    let own = scope.unit_condition("unit_id", &mut params);
    let condition = format!("{ENDED} AND {} AND {own}", ended.condition());
    let total = format!("SELECT COUNT(*) FROM cases WHERE {condition}");
    let total = db.count(total, params.clone()).await?;
    params.extend(params![limit, offset]);
    let (limit, offset) = (params.len() - 1, params.len());
    let sql = format!(
        "{SELECT} WHERE {condition} ORDER BY changed_at, id LIMIT ${limit} OFFSET ${offset}"
    );
    Ok((total, db.all(sql, params).await?))
}

/// A text of a case: where it stands, and what it says.
pub(super) struct Words {
    pub table: &'static str,
    pub column: &'static str,
    pub id: i64,
    pub text: String,
}

/// Where people's words stand beside the case itself.
const TEXTS: &[(&str, &str)] = &[
    ("case_messages", "body"),
    ("replies", "body"),
    ("replies", "comment"),
    ("case_assists", "question"),
    ("case_assists", "answer"),
];

/// Everything that was said about a case.
pub(super) async fn words_of(tx: &mut Tx, case: CaseId) -> Result<Vec<Words>, Fault> {
    #[derive(Deserialize)]
    struct Row {
        id: i64,
        said: String,
    }
    let mut all = Vec::new();
    for (table, column) in TEXTS {
        let sql = format!("SELECT id, {column} AS said FROM {table} WHERE case_id = $1");
        let rows: Vec<Row> = tx.all(sql, params![case]).await?;
        let words = |row: Row| Words { table, column, id: row.id, text: row.said };
        all.extend(rows.into_iter().map(words));
    }
    Ok(all)
}

/// The rows of a table that belong to a case.
pub(super) async fn rows_of(tx: &mut Tx, table: &str, case: CaseId) -> Result<Vec<i64>, Fault> {
    #[derive(Deserialize)]
    struct Row {
        id: i64,
    }
    let sql = format!("SELECT id FROM {table} WHERE case_id = $1");
    let rows: Vec<Row> = tx.all(sql, params![case]).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}
