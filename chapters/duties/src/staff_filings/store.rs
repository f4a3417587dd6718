//! The SQL of people in posts and of filings.

use chrono::NaiveDate;
use platform::{Actor, Db, Entry, Fault, Time, Tx, fields, params};
use serde_json::json;
use structure::{AccountId, Scope, UnitId};

use super::model::{Filing, FilingForm, FilingId, FilingState, Person, PersonId, Post};

/// Pages that show who answers for units.
pub const TAG: &str = "unit-contacts";

const PEOPLE: &str = "SELECT id, unit_id, post, name, duty, office_phone, is_public, contacts, account_id, valid_from, \
                      valid_until, filing_id FROM staff_people";
const FILINGS: &str = "SELECT id, unit_id, post, leaving_id, name, duty, office_phone, is_public, \
                       contacts, account_id, effective_on, reason, state, author_id, created_at, decided_by, decided_at, \
                       decision_words FROM staff_filings";

/// Everybody who holds or held a post, in the order in which they came.
pub async fn people(db: &Db) -> Result<Vec<Person>, Fault> {
    db.all(format!("{PEOPLE} ORDER BY valid_from, id"), params![]).await
}

/// The same of one unit, within a transaction.
pub async fn people_in(tx: &mut Tx, unit: UnitId) -> Result<Vec<Person>, Fault> {
    tx.all(format!("{PEOPLE} WHERE unit_id = $1 ORDER BY valid_from, id"), params![unit]).await
}

/// One person's time in a post.
pub async fn person(db: &Db, id: PersonId) -> Result<Option<Person>, Fault> {
    db.opt(format!("{PEOPLE} WHERE id = $1"), params![id]).await
}

/// One filing.
pub async fn filing(db: &Db, id: FilingId) -> Result<Option<Filing>, Fault> {
    db.opt(format!("{FILINGS} WHERE id = $1"), params![id]).await
}

/// One filing that will be decided.
pub async fn lock(tx: &mut Tx, id: FilingId) -> Result<Option<Filing>, Fault> {
    tx.opt(format!("{FILINGS} WHERE id = $1 @lock"), params![id]).await
}

/// Filings of a unit, newest first.
pub async fn filings_of(db: &Db, unit: UnitId) -> Result<Vec<Filing>, Fault> {
    db.all(format!("{FILINGS} WHERE unit_id = $1 ORDER BY id DESC"), params![unit]).await
}

/// Filings of a unit that wait, within a transaction.
pub async fn waiting_in(tx: &mut Tx, unit: UnitId) -> Result<Vec<Filing>, Fault> {
    tx.all(format!("{FILINGS} WHERE unit_id = $1 AND state = 'filed'"), params![unit]).await
}

/// Filings within a scope, those that wait first.
pub async fn filings(
    db: &Db,
    scope: &Scope,
    (limit, offset): (i64, i64),
) -> Result<(Vec<Filing>, i64), Fault> {
    let mut params = params![];
    let seen = scope.unit_condition("unit_id", &mut params);
    let count = format!("SELECT COUNT(*) FROM staff_filings WHERE {seen}");
    let total = db.count(count, params.clone()).await?;
    params.extend(params![limit, offset]);
    let (limit, offset) = (params.len() - 1, params.len());
    let sql = format!(
        "{FILINGS} WHERE {seen} ORDER BY CASE WHEN state = 'filed' THEN 0 ELSE 1 END, id DESC \
         LIMIT ${limit} OFFSET ${offset}"
    );
    Ok((db.all(sql, params).await?, total))
}

/// Filings within a scope that wait, oldest first.
pub async fn filings_waiting(db: &Db, scope: &Scope) -> Result<Vec<Filing>, Fault> {
    let mut params = params![];
    let seen = scope.unit_condition("unit_id", &mut params);
    let sql = format!("{FILINGS} WHERE state = 'filed' AND {seen} ORDER BY id");
    db.all(sql, params).await
}

/// Writes a filing under the id for which its contacts are sealed.
pub async fn insert_filing(
    tx: &mut Tx,
    id: FilingId,
    author: Option<AccountId>,
    (form, contacts): (&FilingForm, Option<Vec<u8>>),
) -> Result<(), Fault> {
    let now = tx.db().clock().now();
    let coming = form.coming.as_ref();
    let row = fields![
        "id" => id, "unit_id" => form.unit, "post" => form.post.word(),
        "leaving_id" => form.leaving, "name" => coming.map_or("", |one| one.name.as_str()),
        "duty" => coming.map_or("", |one| one.duty.as_str()),
        "office_phone" => coming.map_or("", |one| one.office_phone.as_str()),
        "is_public" => coming.is_some_and(|one| one.is_public), "contacts" => contacts,
        "account_id" => coming.and_then(|one| one.account),
        "effective_on" => form.effective_on.to_string(), "reason" => form.reason.as_str(),
        "state" => FilingState::Filed.word(), "author_id" => author, "created_at" => now,
        "decided_by" => None::<AccountId>, "decided_at" => None::<Time>, "decision_words" => "",
    ];
    tx.insert("staff_filings", row).await
}

/// Writes what was decided.
pub async fn save_filing(tx: &mut Tx, filing: &Filing) -> Result<(), Fault> {
    let row = fields![
        "state" => filing.state.word(), "decided_by" => filing.decided_by,
        "decided_at" => filing.decided_at, "decision_words" => filing.decision_words.as_str(),
    ];
    tx.update("staff_filings", filing.id, row).await
}

/// Somebody to be entered.
pub struct Entering<'a> {
    /// Under the id for which the contacts are sealed.
    pub id: PersonId,
    /// The unit.
    pub unit: UnitId,
    /// The post.
    pub post: Post,
    /// Name.
    pub name: &'a str,
    /// 职务.
    pub duty: &'a str,
    /// Telephone of the office.
    pub office_phone: &'a str,
    /// Whether everybody may see them.
    pub is_public: bool,
    /// Sealed.
    pub contacts: Vec<u8>,
    /// Their account.
    pub account: Option<AccountId>,
    /// The first day.
    pub from: NaiveDate,
    /// The last day, when an earlier one is entered.
    pub until: Option<NaiveDate>,
    /// The filing by which they come.
    pub filing: Option<FilingId>,
}

/// Enters somebody into a post.
pub async fn insert_person(tx: &mut Tx, one: Entering<'_>) -> Result<(), Fault> {
    let now = tx.db().clock().now();
    let row = fields![
        "id" => one.id, "unit_id" => one.unit, "post" => one.post.word(), "name" => one.name,
        "duty" => one.duty, "office_phone" => one.office_phone, "is_public" => one.is_public,
        "contacts" => one.contacts, "account_id" => one.account,
        "valid_from" => one.from.to_string(),
        "valid_until" => one.until.map(|day| day.to_string()),
        "filing_id" => one.filing, "created_at" => now,
    ];
    tx.insert("staff_people", row).await
}

/// Somebody's last day in a post.
pub async fn write_last_day(tx: &mut Tx, id: PersonId, last: NaiveDate) -> Result<(), Fault> {
    tx.update("staff_people", id, fields!["valid_until" => last.to_string()]).await
}

/// The journal's entry about a filing: unit and post, no way to reach anybody.
pub fn entry(actor: Actor, verb: &'static str, filing: &Filing, unit: &str) -> Entry {
    Entry::new(actor, verb, "staff_filing", filing.id)
        .detail(json!({ "title": unit, "kind": filing.post.word(), "unit": filing.unit_id }))
        .tags([TAG.to_owned()])
}

/// The journal's entry about a person.
pub fn person_entry(
    actor: Actor,
    verb: &'static str,
    (id, post, unit): (PersonId, Post, UnitId),
    reason: &str,
) -> Entry {
    Entry::new(actor, verb, "staff_person", id)
        .detail(json!({ "kind": post.word(), "unit": unit, "reason": reason }))
        .tags([TAG.to_owned()])
}
