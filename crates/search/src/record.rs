//! What is indexed: one record per published thing, as plain values.

use serde::{Deserialize, Serialize};

/// One published thing, as it is to be found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// Its number; a later record with the same number takes its place.
    pub id: i64,
    /// Its public id.
    pub key: String,
    /// The sites that show it.
    pub site_ids: Vec<i64>,
    /// Its columns: home, referenced, and all their ancestors.
    pub column_ids: Vec<i64>,
    /// Its unit and that unit's ancestors.
    pub unit_ids: Vec<i64>,
    /// Its kind.
    pub kind: String,
    /// The year it belongs to.
    pub year: i32,
    /// Its validity, when it is the kind of thing that has one.
    pub validity: Option<String>,
    /// The title.
    pub title: String,
    /// The whole text without markup.
    pub body: String,
    /// A summary in one or two sentences; may be empty.
    pub summary: String,
    /// Document number, index number and the like.
    pub numbers: Vec<String>,
    /// Topic words and tags.
    pub tags: Vec<String>,
    /// The names of attached files.
    pub attachment_names: Vec<String>,
    /// When it was published, in microseconds since 1970.
    pub published_at: i64,
    /// Where it is shown.
    pub url: String,
    /// Where it came from, in words.
    pub source: String,
    /// Whatever the caller wants back with a hit, stored as it is.
    pub extra: serde_json::Value,
}

/// One change to the index.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Adds the record or puts it in the place of the one with the same id.
    Put(Box<Record>),
    /// Takes the record with this id out.
    Remove(i64),
}

impl Change {
    /// Adds a record or replaces the one with the same id.
    pub fn put(record: Record) -> Self {
        Self::Put(Box::new(record))
    }
}

/// What is kept of a record for display.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Stored {
    pub id: i64,
    pub key: String,
    pub kind: String,
    pub year: i32,
    pub validity: Option<String>,
    pub title: String,
    pub summary: String,
    /// The beginning of the body, for snippets.
    pub text: String,
    pub numbers: Vec<String>,
    pub tags: Vec<String>,
    pub attachment_names: Vec<String>,
    pub published_at: i64,
    pub url: String,
    pub source: String,
    pub unit_ids: Vec<i64>,
    pub column_ids: Vec<i64>,
    pub extra: serde_json::Value,
}

impl Stored {
    /// Keeps a record, its text cut after `most_chars` characters.
    pub fn keep(record: Record, most_chars: usize) -> Self {
        let mut text = record.body;
        if let Some((end, _)) = text.char_indices().nth(most_chars) {
            text.truncate(end);
        }
        Self {
            id: record.id,
            key: record.key,
            kind: record.kind,
            year: record.year,
            validity: record.validity,
            title: record.title,
            summary: record.summary,
            text,
            numbers: record.numbers,
            tags: record.tags,
            attachment_names: record.attachment_names,
            published_at: record.published_at,
            url: record.url,
            source: record.source,
            unit_ids: record.unit_ids,
            column_ids: record.column_ids,
            extra: record.extra,
        }
    }
}
