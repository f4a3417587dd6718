//! What auditors look for in the journal.

use platform::Time;
use platform::clock::parse_day;

/// What is looked for; absent fields don't restrict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// Any of these, as the journal stores actors.
    pub actors: Option<Vec<String>>,
    /// Any of these verbs.
    pub verbs: Option<Vec<String>>,
    /// The record's noun.
    pub kind: Option<String>,
    /// The record's id.
    pub id: Option<i64>,
    /// Not before.
    pub from: Option<Time>,
    /// Before.
    pub until: Option<Time>,
}

impl Search {
    /// Whether everything is asked for.
    pub fn is_everything(&self) -> bool {
        *self == Self::default()
    }
}

/// Which part of the matching entries is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cursor {
    /// The newest.
    Newest,
    /// The next older ones.
    Before(i64),
    /// The next newer ones.
    After(i64),
}

/// A record as an auditor names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordName {
    /// `document:12`, as links within the journal say it.
    Exact(String, i64),
    /// A bare id, of whatever noun.
    Id(i64),
    /// Something else: a document's public code.
    Code(String),
}

impl RecordName {
    /// Reads what was typed; none when nothing was.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        if let Ok(id) = text.parse() {
            return Some(Self::Id(id));
        }
        let exact = text.split_once(':').and_then(|(kind, id)| Some((kind, id.parse().ok()?)));
        Some(match exact {
            Some((kind, id)) => Self::Exact(kind.to_owned(), id),
            None => Self::Code(text.to_owned()),
        })
    }
}

/// The first instant of a day that was typed, and of the day after.
pub fn read_day(text: &str) -> Option<(Time, Time)> {
    let day = parse_day(text)?;
    Some((Time::from_day(day), Time::from_day(day.succ_opt()?)))
}

/// A hash as a list shows it: its ends.
pub fn short_hash(hash: &str) -> String {
    let letters: Vec<char> = hash.chars().collect();
    match (letters.first_chunk::<4>(), letters.last_chunk::<4>()) {
        (Some(head), Some(tail)) if letters.len() > 8 => {
            format!("{}…{}", head.iter().collect::<String>(), tail.iter().collect::<String>())
        }
        _ => hash.to_owned(),
    }
}
