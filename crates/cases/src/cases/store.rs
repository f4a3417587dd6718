//! The cases' SQL.

use platform::db::{Fields, Value};
use platform::{Db, Fault, Tx, fields, params};
use structure::App;

use super::model::CaseRecord;
use super::receipt::HolderSecret;
use crate::ids::CaseId;

/// Everything of a case.
pub(crate) const SELECT: &str = "SELECT id, kind, receipt, secret_hash, site_id, unit_id, theme, \
    title, body, holder, holder_mark, wants_public, state, received_at, accept_due, accepted_at, \
    answer_due, paused_at, extended_at, answered_at, closed_at, closure_reason, closure_words, \
    merged_into, escalation, rating, rating_words, rated_at, published_at, changed_at, \
    follow_up_due, erased_at, kept_why FROM cases";

/// A case by its id.
pub async fn by_id(db: &Db, id: CaseId) -> Result<Option<CaseRecord>, Fault> {
    db.opt(format!("{SELECT} WHERE id = $1"), params![id]).await
}

/// A case by its receipt number.
pub async fn by_receipt(db: &Db, receipt: &str) -> Result<Option<CaseRecord>, Fault> {
    db.opt(format!("{SELECT} WHERE receipt = $1"), params![receipt]).await
}

/// Other cases of the same telephone number, newest first.
pub async fn of_holder(db: &Db, record: &CaseRecord) -> Result<Vec<CaseRecord>, Fault> {
    if record.holder_mark.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("{SELECT} WHERE holder_mark = $1 AND id <> $2 ORDER BY id DESC LIMIT 20");
    db.all(sql, params![record.holder_mark.as_str(), record.id]).await
}

/// The case of a receipt number, if the secret is its own. A number that nobody has costs as much.
pub async fn proved(
    app: &App,
    receipt: &str,
    given: &HolderSecret,
) -> Result<Option<CaseRecord>, Fault> {
    let found = by_receipt(&app.db, receipt).await?;
    let hash = found.as_ref().map_or("", |record| record.secret_hash.as_str());
    let fits = given.fits(&app.secret, receipt, hash)?;
    Ok(found.filter(|_| fits))
}

/// The case, locked until the transaction ends.
pub(crate) async fn lock(tx: &mut Tx, receipt: &str) -> Result<Option<CaseRecord>, Fault> {
    tx.opt(format!("{SELECT} WHERE receipt = $1 @lock"), params![receipt]).await
}

/// The case that a form has made already.
pub(super) async fn of_form(tx: &mut Tx, form_key: &str) -> Result<Option<CaseRecord>, Fault> {
    tx.opt(format!("{SELECT} WHERE form_key = $1"), params![form_key]).await
}

/// The next number of a day. Whoever draws at the same time waits, so the same form that comes twice
/// at once finds its case made.
pub(super) async fn draw_number(tx: &mut Tx, prefix: &str) -> Result<i64, Fault> {
    draw_numbers(tx, prefix, 1).await
}

/// Draws several numbers at once; gives the last.
pub(crate) async fn draw_numbers(tx: &mut Tx, prefix: &str, count: i64) -> Result<i64, Fault> {
    let sql =
        "INSERT INTO case_counters (prefix, last) VALUES ($1, 0) ON CONFLICT (prefix) DO NOTHING";
    tx.exec(sql, params![prefix]).await?;
    let sql = "UPDATE case_counters SET last = last + $2 WHERE prefix = $1";
    tx.exec(sql, params![prefix, count]).await?;
    tx.count("SELECT last FROM case_counters WHERE prefix = $1", params![prefix]).await
}

/// Writes a new case.
pub(super) async fn insert(tx: &mut Tx, record: &CaseRecord, form_key: &str) -> Result<(), Fault> {
    tx.insert("cases", row(record, form_key)).await
}

/// Everything of a new case.
pub(crate) fn row(record: &CaseRecord, form_key: &str) -> Fields {
    let mut row = fields![
        "id" => record.id, "kind" => record.kind.as_str(), "receipt" => record.receipt.as_str(),
        "secret_hash" => record.secret_hash.as_str(), "form_key" => form_key,
        "site_id" => record.site_id, "title" => record.title.as_str(),
        "body" => record.body.as_str(), "holder" => record.holder.clone(),
        "holder_mark" => record.holder_mark.as_str(), "wants_public" => record.wants_public,
        "received_at" => record.received_at, "accept_due" => record.accept_due,
    ];
    row.extend(moving(record));
    row
}

/// Writes what a transition changed.
pub(crate) async fn save(tx: &mut Tx, record: &CaseRecord) -> Result<(), Fault> {
    tx.update("cases", record.id, moving(record)).await
}

fn moving(record: &CaseRecord) -> Fields {
    let text = |value: &Option<String>| Value::from(value.clone());
    vec![
        ("unit_id", record.unit_id.into()),
        ("theme", record.theme.as_str().into()),
        ("state", record.state.word().into()),
        ("accepted_at", record.accepted_at.into()),
        ("answer_due", record.answer_due.into()),
        ("paused_at", record.paused_at.into()),
        ("extended_at", record.extended_at.into()),
        ("answered_at", record.answered_at.into()),
        ("closed_at", record.closed_at.into()),
        ("closure_reason", text(&record.closure_reason)),
        ("closure_words", record.closure_words.as_str().into()),
        ("merged_into", record.merged_into.into()),
        ("escalation", record.escalation.into()),
        ("rating", record.rating.into()),
        ("rating_words", record.rating_words.as_str().into()),
        ("rated_at", record.rated_at.into()),
        ("published_at", record.published_at.into()),
        ("follow_up_due", record.follow_up_due.into()),
        ("changed_at", record.changed_at.into()),
    ]
}
