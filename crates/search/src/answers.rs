//! Answers already given for one snapshot: popular searches and first letters come again and again.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use parking_lot::Mutex;

/// When so many answers are kept, all are forgotten: simple, and never too much memory.
const MOST: usize = 256;

/// Answers by question.
pub(crate) struct Answers<Q, A>(Mutex<HashMap<Q, Arc<A>>>);

impl<Q, A> Default for Answers<Q, A> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<Q: Eq + Hash + Clone, A: Clone> Answers<Q, A> {
    /// The kept answer, or a new one, which is then kept. A failure is not kept.
    pub fn get_or<E>(&self, question: &Q, answer: impl FnOnce() -> Result<A, E>) -> Result<A, E> {
        let kept = self.0.lock().get(question).map(Arc::clone);
        if let Some(kept) = kept {
            return Ok(A::clone(&kept));
        }
        let given = answer()?;
        let mut all = self.0.lock();
        if all.len() >= MOST {
            all.clear();
        }
        all.insert(question.clone(), Arc::new(given.clone()));
        Ok(given)
    }
}
