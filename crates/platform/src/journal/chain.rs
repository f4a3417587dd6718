//! Chaining: each entry's keyed hash covers its content and the hash before it.

use hmac::{Hmac, KeyInit, Mac};
use sm3::Sm3;

use super::entry::{Entry, EntryRecord};
use crate::db::{PARAMS_AT_ONCE, Tx, Value};
use crate::fault::{Fault, FaultContext};
use crate::params;

/// The secret that keys the chain. It lies outside the database, so whoever can write the database
/// still can't forge an entry.
#[derive(Clone)]
pub struct JournalKey(Vec<u8>);

impl std::fmt::Debug for JournalKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JournalKey(…)")
    }
}

impl JournalKey {
    /// A key of at least 16 bytes.
    pub fn new(secret: Vec<u8>) -> Result<Self, Fault> {
        if secret.len() < 16 {
            Err(Fault::new("the journal key is too short"))
        } else {
            Ok(Self(secret))
        }
    }

    /// The hash an entry must carry.
    pub fn hash(&self, entry: &StoredEntry<'_>) -> Result<String, Fault> {
        let mut mac = Hmac::<Sm3>::new_from_slice(&self.0).doing("key the journal hash")?;
        let numbers = [entry.seq, entry.at, entry.subject_id].map(i64::to_be_bytes);
        let texts = [
            entry.actor,
            entry.verb,
            entry.subject_kind,
            entry.detail,
            entry.tags,
            entry.changes,
            entry.previous,
        ];
        for number in numbers {
            mac.update(&number);
        }
        for text in texts {
            mac.update(&(text.len() as u64).to_be_bytes());
            mac.update(text.as_bytes());
        }
        Ok(hex::encode(mac.finalize().into_bytes()))
    }
}

/// An entry's texts exactly as they are stored; the hash covers these bytes.
#[derive(Clone, Copy, Debug)]
pub struct StoredEntry<'a> {
    pub(super) seq: i64,
    pub(super) at: i64,
    pub(super) subject_id: i64,
    pub(super) actor: &'a str,
    pub(super) verb: &'a str,
    pub(super) subject_kind: &'a str,
    pub(super) detail: &'a str,
    pub(super) tags: &'a str,
    pub(super) changes: &'a str,
    pub(super) previous: &'a str,
}

#[derive(serde::Deserialize)]
struct Head {
    seq: i64,
    hash: String,
}

const FIELDS: usize = 11;
const INSERT: &str = "INSERT INTO journal_entries (seq, at, actor, verb, subject_kind, subject_id, \
                      detail, tags, changes, previous, hash) VALUES ";

/// Writes the entries behind the head of the chain; gives the last sequence number.
pub(crate) async fn chain_onto(tx: &mut Tx, entries: Vec<Entry>) -> Result<i64, Fault> {
    let head: Option<Head> =
        tx.opt("SELECT seq, hash FROM journal_head WHERE id = 1 @lock", vec![]).await?;
    let Head { mut seq, mut hash } = head.doing("find the head of the journal")?;
    let key = tx.db().inner().journal_key.clone();
    for chunk in entries.chunks(PARAMS_AT_ONCE / FIELDS) {
        let mut sql = INSERT.to_owned();
        let mut params: Vec<Value> = Vec::with_capacity(chunk.len() * FIELDS);
        for (index, entry) in chunk.iter().enumerate() {
            seq += 1;
            let at = tx.db().clock().now();
            let actor = entry.actor.store();
            let detail = entry.detail.to_string();
            let tags = serde_json::to_string(&entry.tags).doing("write journal tags")?;
            let changes = serde_json::to_string(&entry.changes).doing("write journal changes")?;
            let stored = StoredEntry {
                seq,
                at: at.0,
                subject_id: entry.subject.id,
                actor: &actor,
                verb: entry.verb,
                subject_kind: entry.subject.kind,
                detail: &detail,
                tags: &tags,
                changes: &changes,
                previous: &hash,
            };
            let next = key.hash(&stored)?;
            let marks: Vec<String> =
                (1..=FIELDS).map(|field| format!("${}", index * FIELDS + field)).collect();
            sql.push_str(if index == 0 { "(" } else { ", (" });
            sql.push_str(&marks.join(", "));
            sql.push(')');
            params.extend(params![
                seq,
                at,
                actor,
                entry.verb,
                entry.subject.kind,
                entry.subject.id,
                detail,
                tags,
                changes,
                hash,
                next.clone()
            ]);
            hash = next;
        }
        tx.exec(sql, params).await?;
    }
    tx.exec("UPDATE journal_head SET seq = $1, hash = $2 WHERE id = 1", params![seq, hash]).await?;
    Ok(seq)
}

impl EntryRecord {
    /// The person's part of the actor, for lists: the account id if an account acted.
    pub fn account(&self) -> Option<i64> {
        self.actor.strip_prefix("account:").and_then(|id| id.parse().ok())
    }
}
