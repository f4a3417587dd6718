//! The letters' contacts' SQL.

use cases::ids::CaseId;
use notices::contacts::ContactWay;
use platform::{Db, Fault, params};
use serde::Deserialize;

/// By which way the writer of a letter is told; none: no contact was proved.
pub(crate) async fn way_of(db: &Db, case: CaseId) -> Result<Option<ContactWay>, Fault> {
    #[derive(Deserialize)]
    struct Row {
        way: ContactWay,
    }
    let sql = "SELECT way FROM letter_contacts WHERE case_id = $1";
    Ok(db.opt::<Row>(sql, params![case]).await?.map(|row| row.way))
}

/// The letters on which a contact was proved, newest first.
pub(crate) async fn cases_of(db: &Db, mark: &str, limit: i64) -> Result<Vec<CaseId>, Fault> {
    #[derive(Deserialize)]
    struct Row {
        case_id: CaseId,
    }
    let sql = "SELECT case_id FROM letter_contacts WHERE mark = $1 ORDER BY case_id DESC LIMIT $2";
    let rows: Vec<Row> = db.all(sql, params![mark, limit]).await?;
    Ok(rows.into_iter().map(|row| row.case_id).collect())
}

/// Whether a contact was proved on a letter.
pub(crate) async fn belongs(db: &Db, mark: &str, case: CaseId) -> Result<bool, Fault> {
    let sql = "SELECT COUNT(*) FROM letter_contacts WHERE mark = $1 AND case_id = $2";
    Ok(db.count(sql, params![mark, case]).await? > 0)
}
