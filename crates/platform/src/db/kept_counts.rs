//! Counts that many pages ask for, kept as long as the journal stands still: whoever changes what is
//! counted writes a journal entry.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::{Db, Value};
use crate::fault::Fault;

/// Counts after which all are forgotten; there is one of each list.
const MOST: usize = 10_000;

/// The counts and the journal's head at which they were asked for.
#[derive(Default)]
pub(crate) struct KeptCounts(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    head: i64,
    counts: HashMap<String, i64>,
}

impl KeptCounts {
    fn get(&self, head: i64, key: &str) -> Option<i64> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.head == head { kept.counts.get(key).copied() } else { None }
    }

    fn keep(&self, head: i64, key: String, count: i64) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.head != head || kept.counts.len() >= MOST {
            *kept = Kept { head, counts: HashMap::new() };
        }
        kept.counts.insert(key, count);
    }
}

impl Db {
    /// The single number a query gives, asked again only after the journal has grown: for the length of
    /// a list, which each of its thousands of pages shows.
    pub async fn count_kept(
        &self,
        sql: impl Into<Cow<'static, str>>,
        params: Vec<Value>,
    ) -> Result<i64, Fault> {
        let sql = sql.into();
        // Looked at before the question: what is committed meanwhile moves the head and ends this.
        let head = *self.0.journal_head.borrow();
        let key = format!("{sql} {params:?}");
        if let Some(count) = self.0.kept_counts.get(head, &key) {
            return Ok(count);
        }
        let count = self.count(sql, params).await?;
        self.0.kept_counts.keep(head, key, count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_holds_until_the_journal_grows() {
        let counts = KeptCounts::default();
        counts.keep(7, "notices".into(), 3);
        assert_eq!(counts.get(7, "notices"), Some(3));
        assert_eq!(counts.get(8, "notices"), None);
        counts.keep(8, "policies".into(), 1);
        assert_eq!((counts.get(8, "notices"), counts.get(8, "policies")), (None, Some(1)));
    }
}
