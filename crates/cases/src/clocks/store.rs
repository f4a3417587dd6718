//! The calendar's SQL: years are entered and changed, and what is owed moves with them.

use platform::db::Fields;
use platform::{Actor, Db, Entry, Fault, FaultContext, Time, Tx, fields, params};
use serde::Deserialize;
use serde_json::json;
use structure::{AccountId, App};

use super::calendar::{Calendar, first_years, replace};
use super::due::recounted;
use super::year::{Holiday, Year};
use crate::cases::store::SELECT as CASE;
use crate::cases::{CaseRecord, CaseState};
use crate::ids::CalendarYearId;

/// A year as it is stored.
#[derive(Clone, Debug, Deserialize)]
pub struct YearRecord {
    /// Its id.
    pub id: CalendarYearId,
    /// The year.
    pub year: i32,
    /// Holidays.
    pub days_off: Vec<Holiday>,
    /// Days in exchange.
    pub days_worked: Vec<chrono::NaiveDate>,
    /// The notice.
    pub source: String,
    /// Who changed it last; none: it came with the program.
    pub changed_by: Option<AccountId>,
    /// When.
    pub changed_at: Time,
}

impl YearRecord {
    /// What it says.
    pub fn year(&self) -> Year {
        Year {
            year: self.year,
            off: self.days_off.clone(),
            worked: self.days_worked.clone(),
            source: self.source.clone(),
        }
    }
}

const SELECT: &str = "SELECT id, year, days_off, days_worked, source, changed_by, changed_at \
                      FROM calendar_years";

/// All years, in order.
pub async fn years(db: &Db) -> Result<Vec<YearRecord>, Fault> {
    db.all(format!("{SELECT} ORDER BY year"), params![]).await
}

/// Takes the table's years into this node's memory.
pub async fn load(db: &Db) -> Result<(), Fault> {
    let years: Vec<Year> = years(db).await?.iter().map(YearRecord::year).collect();
    replace(Calendar::of(&years));
    Ok(())
}

/// Enters the years that the program brings and that nobody entered, and takes in all.
pub async fn ensure_first(db: &Db) -> Result<(), Fault> {
    let there = years(db).await?;
    for year in first_years() {
        if there.iter().all(|known| known.year != year.year) {
            let mut tx = db.begin().await?;
            let id = write(&mut tx, None, (&year, None)).await?;
            let detail = json!({ "title": year.year.to_string() });
            let entry = Entry::new(Actor::System, "calendar_year.entered", "calendar_year", id);
            tx.commit(entry.detail(detail)).await?;
        }
    }
    load(db).await
}

async fn write(
    tx: &mut Tx,
    known: Option<CalendarYearId>,
    (year, by): (&Year, Option<AccountId>),
) -> Result<CalendarYearId, Fault> {
    let text = |value| serde_json::to_string(&value).doing("write a year");
    let mut row = fields![
        "days_off" => text(json!(year.off))?, "days_worked" => text(json!(year.worked))?,
        "source" => year.source.as_str(), "changed_by" => by, "changed_at" => tx.db().clock().now(),
    ];
    if let Some(id) = known {
        tx.update("calendar_years", id, row).await?;
        return Ok(id);
    }
    let id = CalendarYearId(tx.db().next_id());
    let mut head: Fields = fields!["id" => id, "year" => i64::from(year.year)];
    head.append(&mut row);
    tx.insert("calendar_years", head).await?;
    Ok(id)
}

/// Enters or changes a year; every deadline that is still open is counted again in the same
/// transaction. Gives the journal's number and how many deadlines moved.
pub async fn save(app: &App, by: AccountId, year: &Year) -> Result<(i64, usize), Fault> {
    let mut tx = app.db.begin().await?;
    let before: Vec<YearRecord> =
        tx.all(format!("{SELECT} ORDER BY year @lock"), params![]).await?;
    let known = before.iter().find(|one| one.year == year.year).map(|one| one.id);
    let mut years: Vec<Year> = before.iter().map(YearRecord::year).collect();
    let old = Calendar::of(&years);
    years.retain(|one| one.year != year.year);
    years.push(year.clone());
    let new = Calendar::of(&years);
    let id = write(&mut tx, known, (year, Some(by))).await?;
    let verb = if known.is_some() { "calendar_year.changed" } else { "calendar_year.entered" };
    let actor = Actor::Account(by.0);
    let detail = json!({ "title": year.year.to_string() });
    tx.note(Entry::new(actor.clone(), verb, "calendar_year", id).detail(detail));
    let moved = recount(&mut tx, &actor, (&old, &new)).await?;
    Ok((tx.commit_noted().await?, moved))
}

/// Counts every open deadline again.
async fn recount(
    tx: &mut Tx,
    actor: &Actor,
    calendars: (&Calendar, &Calendar),
) -> Result<usize, Fault> {
    let sql = format!(
        "{CASE} WHERE state IN ('received', 'accepted', 'waiting', 'in_review') ORDER BY id @lock"
    );
    let open: Vec<CaseRecord> = tx.all(sql, params![]).await?;
    let mut moved = 0;
    for record in open {
        let (accept_due, answer_due) = if record.state == CaseState::Received {
            (recounted((record.received_at, record.accept_due), calendars), record.answer_due)
        } else {
            let from = record.accepted_at.unwrap_or(record.received_at);
            (record.accept_due, record.answer_due.map(|due| recounted((from, due), calendars)))
        };
        if (accept_due, answer_due) == (record.accept_due, record.answer_due) {
            continue;
        }
        moved += 1;
        let row = fields!["accept_due" => accept_due, "answer_due" => answer_due];
        tx.update("cases", record.id, row).await?;
        let was = record.due();
        let record = CaseRecord { accept_due, answer_due, ..record };
        let detail = json!({ "from": was, "due": record.due() });
        tx.note(crate::handling::entry(actor.clone(), "case.due_moved", &record, detail));
    }
    Ok(moved)
}
