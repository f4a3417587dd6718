//! The sources' SQL.

use platform::db::{Value, id_list};
use platform::{Db, Fault, params};
use serde::Deserialize;

use super::model::{Moved, Reach, Source, shown};
use crate::cases::CaseRecord;
use crate::ids::CaseId;

/// What a system may learn that it happened; what stays within the office is not among it.
const TOLD: &str = "'case.opened', 'case.accepted', 'case.transferred', 'case.asked', \
    'case.supplemented', 'case.resumed', 'case.extended', 'case.due_moved', 'case.answered', \
    'case.rated', 'case.closed', 'case.merged', 'case.withdrawn', 'case.reopened', \
    'case.published', 'case.unpublished'";

/// The mark of what a number was sent with.
pub(super) async fn content_of(db: &Db, source: Source<'_>) -> Result<Option<String>, Fault> {
    #[derive(Deserialize)]
    struct Row {
        content: String,
    }
    let sql = "SELECT content FROM case_sources WHERE source = $1 AND number = $2";
    let row: Option<Row> = db.opt(sql, params![source.system, source.number]).await?;
    Ok(row.map(|row| row.content))
}

/// The case that a system's number has.
pub async fn by_number(db: &Db, source: Source<'_>) -> Result<Option<CaseRecord>, Fault> {
    #[derive(Deserialize)]
    struct Row {
        case_id: CaseId,
    }
    let sql = "SELECT case_id FROM case_sources WHERE source = $1 AND number = $2";
    let row: Option<Row> = db.opt(sql, params![source.system, source.number]).await?;
    match row {
        Some(row) => crate::cases::by_id(db, row.case_id).await,
        None => Ok(None),
    }
}

/// Whether a system sent a case.
pub async fn is_from(db: &Db, case: CaseId, system: &str) -> Result<bool, Fault> {
    Ok(number_in(db, case, system).await?.is_some())
}

/// A system's own number of a case.
pub async fn number_in(db: &Db, case: CaseId, system: &str) -> Result<Option<String>, Fault> {
    #[derive(Deserialize)]
    struct Row {
        number: String,
    }
    let sql = "SELECT number FROM case_sources WHERE case_id = $1 AND source = $2 ORDER BY id";
    let row: Option<Row> = db.opt(format!("{sql} LIMIT 1"), params![case, system]).await?;
    Ok(row.map(|row| row.number))
}

/// Where a case came from in people's words: system and number.
pub async fn sources_of(db: &Db, case: CaseId) -> Result<Vec<(String, String)>, Fault> {
    #[derive(Deserialize)]
    struct Row {
        source: String,
        number: String,
    }
    let sql = "SELECT source, number FROM case_sources WHERE case_id = $1 ORDER BY id";
    let rows: Vec<Row> = db.all(sql, params![case]).await?;
    Ok(rows.into_iter().map(|row| (shown(&row.source).to_owned(), row.number)).collect())
}

/// What happened behind a number of the journal to the cases within a reach, oldest first. Commits
/// take turns on the journal's numbers, so nothing appears before a number that was given out.
pub async fn moved_after(
    db: &Db,
    reach: &Reach<'_>,
    (after, limit): (i64, i64),
) -> Result<Vec<Moved>, Fault> {
    let mut params = params![after, limit];
    let mut add = |value: Value| {
        params.push(value);
        params.len()
    };
    let own =
        "EXISTS (SELECT 1 FROM case_sources s WHERE s.case_id = j.subject_id AND s.source = $";
    let condition = match reach {
        Reach::Own(system) => format!("{own}{})", add((*system).into())),
        Reach::Units { system, kind, units } => {
            let own = format!("{own}{})", add((*system).into()));
            let (kind, units) = (add((*kind).into()), add(id_list(units.iter().map(|id| id.0))));
            format!(
                "({own} OR EXISTS (SELECT 1 FROM cases c WHERE c.id = j.subject_id \
                 AND c.kind = ${kind} AND c.unit_id @in(${units})))"
            )
        }
    };
    let sql = format!(
        "SELECT j.seq AS seq, j.subject_id AS case_id FROM journal_entries j WHERE j.seq > $1 \
         AND j.subject_kind = 'case' AND j.verb IN ({TOLD}) AND {condition} ORDER BY j.seq LIMIT $2"
    );
    db.all(sql, params).await
}
