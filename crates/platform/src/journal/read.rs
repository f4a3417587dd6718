//! Reading the journal: for followers from a cursor, for auditors by filter.

use super::entry::EntryRecord;
use crate::clock::Time;
use crate::db::{Db, Value};
use crate::fault::Fault;
use crate::params;

const SELECT: &str = "SELECT seq, at, actor, verb, subject_kind, subject_id, detail, tags, \
                      changes, previous, hash FROM journal_entries";

/// At most `limit` entries behind `seq`, in order.
pub async fn entries_after(db: &Db, seq: i64, limit: i64) -> Result<Vec<EntryRecord>, Fault> {
    db.all(format!("{SELECT} WHERE seq > $1 ORDER BY seq LIMIT $2"), params![seq, limit]).await
}

/// What an auditor looks for; absent fields don't restrict.
#[derive(Clone, Debug, Default)]
pub struct EntryFilter {
    /// As [`super::Actor::store`] writes it.
    pub actor: Option<String>,
    /// A verb, or its beginning: `document.`.
    pub verb: Option<String>,
    /// The record's noun.
    pub subject_kind: Option<String>,
    /// The record's id.
    pub subject_id: Option<i64>,
    /// Not before.
    pub from: Option<Time>,
    /// Before.
    pub until: Option<Time>,
    /// Only entries before this sequence number (paging backwards).
    pub before_seq: Option<i64>,
}

/// The newest matching entries, newest first.
pub async fn find_entries(
    db: &Db,
    filter: &EntryFilter,
    limit: i64,
) -> Result<Vec<EntryRecord>, Fault> {
    let mut params: Vec<Value> = Vec::new();
    let mut conditions: Vec<String> = Vec::new();
    let mut add = |condition: &str, value: Option<Value>| {
        if let Some(value) = value {
            params.push(value);
            conditions.push(condition.replace("$n", &format!("${}", params.len())));
        }
    };
    add("actor = $n", filter.actor.as_ref().map(Value::from));
    add("verb LIKE $n", filter.verb.as_ref().map(|verb| format!("{verb}%").into()));
    add("subject_kind = $n", filter.subject_kind.as_ref().map(Value::from));
    add("subject_id = $n", filter.subject_id.map(Value::from));
    add("at >= $n", filter.from.map(Value::from));
    add("at < $n", filter.until.map(Value::from));
    add("seq < $n", filter.before_seq.map(Value::from));
    let condition = if conditions.is_empty() {
        String::new()
    } else {
        format!("WHERE {}", conditions.join(" AND "))
    };
    params.push(limit.into());
    let sql = format!("{SELECT} {condition} ORDER BY seq DESC LIMIT ${}", params.len());
    db.all(sql, params).await
}
