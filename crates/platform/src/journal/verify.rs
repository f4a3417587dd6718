//! Verification: walks the chain, then compares every journalled row with the last digest that the
//! journal holds for it. What was changed, deleted, swapped or slipped in is named.

use std::collections::HashMap;

use serde::Serialize;

use super::chain::StoredEntry;
use super::entry::Change;
use crate::db::{Db, Dialect, Value, row_digest};
use crate::fault::{Fault, FaultContext};
use crate::params;

/// What is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Finding {
    /// Entries are missing before this sequence number.
    EntryMissing {
        /// The first number that should have been there.
        seq: i64,
    },
    /// The entry's content, or its place, is not what was written.
    EntryAltered {
        /// Where.
        seq: i64,
    },
    /// Entries at the end are gone: the head says there were more, or an anchor does.
    EndMissing {
        /// The last number that is there.
        last: i64,
        /// The number that should be there.
        expected: i64,
    },
    /// A row differs from what was last journalled.
    RowAltered {
        /// Its table.
        table: String,
        /// Its id.
        id: i64,
        /// The entry that last wrote it.
        seq: i64,
    },
    /// A row is gone that nobody removed.
    RowMissing {
        /// Its table.
        table: String,
        /// Its id.
        id: i64,
        /// The entry that last wrote it.
        seq: i64,
    },
    /// A row that no entry accounts for.
    RowUnaccounted {
        /// Its table.
        table: String,
        /// Its id.
        id: i64,
    },
}

/// The outcome of a verification.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Verification {
    /// Entries walked.
    pub entries: i64,
    /// Rows compared.
    pub rows: i64,
    /// Tables compared.
    pub tables: Vec<String>,
    /// The last entry's number and hash: what to write down as an anchor.
    pub head: (i64, String),
    /// Everything wrong; empty is good.
    pub findings: Vec<Finding>,
}

#[derive(serde::Deserialize)]
struct RawEntry {
    seq: i64,
    at: i64,
    actor: String,
    verb: String,
    subject_kind: String,
    subject_id: i64,
    detail: String,
    tags: String,
    changes: String,
    previous: String,
    hash: String,
}

/// Last digest and entry of a row, by table and id.
type LastKnown = HashMap<String, HashMap<i64, (Option<String>, i64)>>;

const CHUNK: i64 = 5_000;
const WALK: &str = "SELECT seq, at, actor, verb, subject_kind, subject_id, detail, tags, \
                    changes, previous, hash \
                    FROM journal_entries WHERE seq > $1 ORDER BY seq LIMIT $2";

/// Walks everything. `anchor` is a sequence number and hash written down earlier, outside the
/// database.
pub async fn verify(db: &Db, anchor: Option<(i64, String)>) -> Result<Verification, Fault> {
    let mut outcome = Verification::default();
    let mut known = LastKnown::new();
    walk_chain(db, &mut outcome, &mut known, anchor).await?;
    for table in journalled_tables(db).await? {
        compare_table(db, &table, known.remove(&table).unwrap_or_default(), &mut outcome).await?;
        outcome.tables.push(table);
    }
    // Tables that the journal knows but the database has no more.
    for (table, rows) in known {
        for (id, (digest, seq)) in rows {
            if digest.is_some() {
                outcome.findings.push(Finding::RowMissing { table: table.clone(), id, seq });
            }
        }
    }
    Ok(outcome)
}

async fn walk_chain(
    db: &Db,
    outcome: &mut Verification,
    known: &mut LastKnown,
    anchor: Option<(i64, String)>,
) -> Result<(), Fault> {
    let key = &db.inner().journal_key;
    let mut hash = String::new();
    let mut seq = 0;
    loop {
        let entries: Vec<RawEntry> = db.all(WALK, params![seq, CHUNK]).await?;
        if entries.is_empty() {
            break;
        }
        for entry in entries {
            if entry.seq != seq + 1 {
                outcome.findings.push(Finding::EntryMissing { seq: seq + 1 });
            }
            let genuine = key.hash(&entry.stored())? == entry.hash;
            let joined = entry.previous == hash || entry.seq != seq + 1;
            let anchored =
                anchor.as_ref().is_none_or(|(at, known)| *at != entry.seq || *known == entry.hash);
            if !genuine || !joined || !anchored {
                outcome.findings.push(Finding::EntryAltered { seq: entry.seq });
            }
            // A forged entry accounts for nothing.
            if genuine {
                remember(known, &entry)?;
            }
            seq = entry.seq;
            hash = entry.hash;
            outcome.entries += 1;
        }
    }
    let head = db.count("SELECT seq FROM journal_head WHERE id = 1", vec![]).await?;
    let expected = head.max(anchor.map_or(0, |(seq, _)| seq));
    if expected > seq {
        outcome.findings.push(Finding::EndMissing { last: seq, expected });
    }
    outcome.head = (seq, hash);
    Ok(())
}

fn remember(known: &mut LastKnown, entry: &RawEntry) -> Result<(), Fault> {
    let changes: Vec<Change> =
        serde_json::from_str(&entry.changes).doing("read journal changes")?;
    for Change(table, id, _, after) in changes {
        known.entry(table).or_default().insert(id, (after, entry.seq));
    }
    Ok(())
}

impl RawEntry {
    fn stored(&self) -> StoredEntry<'_> {
        StoredEntry {
            seq: self.seq,
            at: self.at,
            subject_id: self.subject_id,
            actor: &self.actor,
            verb: &self.verb,
            subject_kind: &self.subject_kind,
            detail: &self.detail,
            tags: &self.tags,
            changes: &self.changes,
            previous: &self.previous,
        }
    }
}

#[derive(serde::Deserialize)]
struct Table {
    name: String,
}

/// Every table of the database but the bookkeeping ones: an unknown table is looked at too.
async fn journalled_tables(db: &Db) -> Result<Vec<String>, Fault> {
    let sql = match db.dialect() {
        Dialect::Sqlite => {
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        }
        Dialect::Postgres => {
            "SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY 1"
        }
    };
    let tables: Vec<Table> = db.all(sql, vec![]).await?;
    let bookkeeping = &db.inner().schema.bookkeeping;
    Ok(tables
        .into_iter()
        .map(|table| table.name)
        .filter(|name| !bookkeeping.contains(&name.as_str()))
        .collect())
}

async fn compare_table(
    db: &Db,
    table: &str,
    mut known: HashMap<i64, (Option<String>, i64)>,
    outcome: &mut Verification,
) -> Result<(), Fault> {
    let mut last = i64::MIN;
    loop {
        let sql = format!("SELECT * FROM {table} WHERE id > $1 ORDER BY id LIMIT $2");
        let rows = db.rows(sql.into(), params![last, CHUNK]).await?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            let id = match row.fields.iter().find(|(name, _)| name == "id") {
                Some((_, Value::Int(id))) => *id,
                _ => return Err(Fault::new(format!("a row of {table} has no id"))),
            };
            last = id;
            outcome.rows += 1;
            let digest = row_digest(row.fields.iter().map(|(name, value)| (name.as_str(), value)));
            match known.remove(&id) {
                Some((Some(expected), _)) if expected == digest => {}
                Some((Some(_), seq)) => {
                    outcome.findings.push(Finding::RowAltered { table: table.to_owned(), id, seq });
                }
                Some((None, _)) | None => {
                    outcome.findings.push(Finding::RowUnaccounted { table: table.to_owned(), id });
                }
            }
        }
    }
    let mut missing: Vec<_> =
        known.into_iter().filter(|(_, (digest, _))| digest.is_some()).collect();
    missing.sort_unstable_by_key(|(id, _)| *id);
    for (id, (_, seq)) in missing {
        outcome.findings.push(Finding::RowMissing { table: table.to_owned(), id, seq });
    }
    Ok(())
}
