//! The journal's SQL for auditors.

use platform::db::Value;
use platform::journal::EntryRecord;
use platform::{Actor, Db, Entry, Fault, params};

use super::model::{Cursor, Search};

const SELECT: &str = "SELECT seq, at, actor, verb, subject_kind, subject_id, detail, tags, \
                      changes, previous, hash FROM journal_entries";

/// A page of matching entries, newest first.
#[derive(Clone, Debug, Default)]
pub struct EntryPage {
    /// The entries.
    pub entries: Vec<EntryRecord>,
    /// There are older ones.
    pub older: bool,
    /// There are newer ones.
    pub newer: bool,
}

/// The page of a search that a cursor points at.
pub async fn find(
    db: &Db,
    search: &Search,
    cursor: Cursor,
    size: usize,
) -> Result<EntryPage, Fault> {
    let mut params = Vec::new();
    let mut condition = condition(search, &mut params);
    let (bound, order) = match cursor {
        Cursor::Newest => (None, "DESC"),
        Cursor::Before(seq) => (Some(("<", seq)), "DESC"),
        Cursor::After(seq) => (Some((">", seq)), "ASC"),
    };
    if let Some((sign, seq)) = bound {
        params.push(seq.into());
        condition = format!("{condition} AND seq {sign} ${}", params.len());
    }
    params.push(i64::try_from(size + 1).unwrap_or(i64::MAX).into());
    let limit = params.len();
    let sql = format!("{SELECT} WHERE {condition} ORDER BY seq {order} LIMIT ${limit}");
    let mut entries: Vec<EntryRecord> = db.all(sql, params).await?;
    let more = entries.len() > size;
    entries.truncate(size);
    Ok(match cursor {
        Cursor::Newest => EntryPage { entries, older: more, newer: false },
        Cursor::Before(_) => EntryPage { entries, older: more, newer: true },
        Cursor::After(_) => {
            entries.reverse();
            EntryPage { entries, older: true, newer: more }
        }
    })
}

/// How many entries match; counting ends at `cap`.
pub async fn count(db: &Db, search: &Search, cap: i64) -> Result<i64, Fault> {
    if search.is_everything() {
        // Sequence numbers have no gaps.
        return Ok(*db.journal_head().borrow());
    }
    let mut params = Vec::new();
    let condition = condition(search, &mut params);
    params.push(cap.into());
    let limit = params.len();
    let sql = format!(
        "SELECT COUNT(*) AS number FROM (SELECT seq FROM journal_entries WHERE {condition} \
         LIMIT ${limit}) AS found"
    );
    db.count(sql, params).await
}

/// The next matching entries behind `after` and up to `until`, oldest first.
pub async fn walk(
    db: &Db,
    search: &Search,
    (after, until): (i64, i64),
    limit: i64,
) -> Result<Vec<EntryRecord>, Fault> {
    let mut params = Vec::new();
    let condition = condition(search, &mut params);
    let at = params.len();
    params.extend(params![after, until, limit]);
    let (after, until, limit) = (at + 1, at + 2, at + 3);
    let sql = format!(
        "{SELECT} WHERE {condition} AND seq > ${after} AND seq <= ${until} ORDER BY seq \
         LIMIT ${limit}"
    );
    db.all(sql, params).await
}

/// One entry.
pub async fn entry(db: &Db, seq: i64) -> Result<Option<EntryRecord>, Fault> {
    db.opt(format!("{SELECT} WHERE seq = $1"), params![seq]).await
}

/// Notes that somebody took the journal out of the house; gives the entry's number.
pub async fn note_export(
    db: &Db,
    actor: Actor,
    restrictions: serde_json::Value,
) -> Result<i64, Fault> {
    let entry = Entry::new(actor, "journal.exported", "journal", 1_i64).detail(restrictions);
    db.begin().await?.commit(entry).await
}

fn condition(search: &Search, params: &mut Vec<Value>) -> String {
    let mut parts = vec!["1 = 1".to_owned()];
    let mut add = |part: &str, value: Option<Value>| {
        if let Some(value) = value {
            params.push(value);
            parts.push(part.replace("$n", &format!("${}", params.len())));
        }
    };
    let list =
        |words: &Vec<String>| Value::Text(serde_json::Value::from(words.clone()).to_string());
    add("actor @among($n)", search.actors.as_ref().map(list));
    add("verb @among($n)", search.verbs.as_ref().map(list));
    add("subject_kind = $n", search.kind.as_ref().map(Value::from));
    add("subject_id = $n", search.id.map(Value::from));
    add("at >= $n", search.from.map(Value::from));
    add("at < $n", search.until.map(Value::from));
    parts.join(" AND ")
}
