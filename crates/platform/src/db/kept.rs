//! What many pages ask for, kept as long as the journal stands still: whoever changes what was asked writes a
//! journal entry.

use std::borrow::Cow;
use std::collections::HashMap;

use parking_lot::Mutex;

use super::{Db, Value};
use crate::fault::Fault;

/// Answers after which all are forgotten; there is one of each list.
const MOST: usize = 10_000;

/// Answers by their questions, and the journal's head at which they were asked for.
pub(crate) struct Kept<V>(Mutex<At<V>>);

struct At<V> {
    head: i64,
    answers: HashMap<String, V>,
}

impl<V> Default for Kept<V> {
    fn default() -> Self {
        Self(Mutex::new(At { head: 0, answers: HashMap::new() }))
    }
}

impl<V: Default> Kept<V> {
    /// Looks at an answer of this head.
    pub fn look<R>(&self, head: i64, question: &str, at: impl FnOnce(&V) -> R) -> Option<R> {
        let kept = self.0.lock();
        if kept.head == head { kept.answers.get(question).map(at) } else { None }
    }

    /// Adds to an answer of this head; what is known of another head is forgotten.
    pub fn add(&self, head: i64, question: String, to: impl FnOnce(&mut V)) {
        let mut kept = self.0.lock();
        if kept.head != head || kept.answers.len() >= MOST {
            *kept = At { head, answers: HashMap::new() };
        }
        to(kept.answers.entry(question).or_default());
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
        let question = format!("{sql} {params:?}");
        if let Some(count) = self.0.kept_counts.look(head, &question, |count| *count) {
            return Ok(count);
        }
        let count = self.count(sql, params).await?;
        self.0.kept_counts.add(head, question, |kept| *kept = count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_holds_until_the_journal_grows() {
        let counts = Kept::<i64>::default();
        let get = |head, question| counts.look(head, question, |count| *count);
        counts.add(7, "notices".into(), |count| *count = 3);
        assert_eq!(get(7, "notices"), Some(3));
        assert_eq!(get(8, "notices"), None);
        counts.add(8, "policies".into(), |count| *count = 1);
        assert_eq!((get(8, "notices"), get(8, "policies")), (None, Some(1)));
    }
}
