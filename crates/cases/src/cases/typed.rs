//! States as types: what can't be done in a state has no method there. Each transition takes the
//! case by value and gives it back in its next state; nothing is written here.

use std::marker::PhantomData;

use platform::Time;
use structure::UnitId;

use super::model::{CaseRecord, Closure};
use super::state::CaseState;
use crate::ids::CaseId;

/// A case in a state.
#[derive(Clone, Debug)]
pub struct Case<S> {
    /// Its record.
    pub record: CaseRecord,
    state: PhantomData<S>,
}

macro_rules! states {
    ($($(#[$doc:meta])* $name:ident),+) => {
        $($(#[$doc])* #[derive(Clone, Copy, Debug)] pub struct $name;)+

        /// A case in whichever state it was found.
        #[derive(Clone, Debug)]
        pub enum AnyCase {
            $($(#[$doc])* $name(Case<$name>)),+
        }

        impl AnyCase {
            /// The case in the state that its record says.
            pub fn of(record: CaseRecord) -> Self {
                match record.state {
                    $(CaseState::$name => Self::$name(Case { record, state: PhantomData })),+
                }
            }

            /// Its record.
            pub fn record(&self) -> &CaseRecord {
                match self {
                    $(Self::$name(case) => &case.record),+
                }
            }
        }
    };
}

states! {
    /// It has come.
    Received,
    /// A unit works on it.
    Accepted,
    /// The holder was asked.
    Waiting,
    /// An answer is under review.
    InReview,
    /// The answer has left.
    Answered,
    /// Ended without one.
    Closed
}

/// States in which the holder may withdraw.
pub trait Withdrawable {}
impl Withdrawable for Received {}
impl Withdrawable for Accepted {}
impl Withdrawable for Waiting {}
impl Withdrawable for InReview {}

/// States in which the unit may change, and the case be closed or merged.
pub trait Movable {}
impl Movable for Received {}
impl Movable for Accepted {}

impl<S> Case<S> {
    fn into_state<T>(mut self, state: CaseState, now: Time) -> Case<T> {
        self.record.state = state;
        self.record.changed_at = now;
        Case { record: self.record, state: PhantomData }
    }

    fn ended(mut self, closure: Closure, now: Time) -> Case<Closed> {
        self.record.closed_at = Some(now);
        self.record.closure_reason = Some(closure.reason);
        self.record.closure_words = closure.words;
        self.record.paused_at = None;
        self.into_state(CaseState::Closed, now)
    }
}

impl<S: Withdrawable> Case<S> {
    /// The holder takes it back.
    pub fn withdraw(self, words: String, now: Time) -> Case<Closed> {
        self.ended(Closure { reason: Closure::WITHDRAWN.to_owned(), words }, now)
    }
}

impl<S: Movable> Case<S> {
    /// Another unit must answer; the clocks go on.
    #[must_use]
    pub fn transfer(mut self, unit: UnitId, now: Time) -> Self {
        self.record.unit_id = unit;
        self.record.changed_at = now;
        self
    }

    /// Ended for a stated reason.
    pub fn close(self, closure: Closure, now: Time) -> Case<Closed> {
        self.ended(closure, now)
    }

    /// The same matter as another case, where it is answered.
    pub fn merge(mut self, into: CaseId, words: String, now: Time) -> Case<Closed> {
        self.record.merged_into = Some(into);
        self.ended(Closure { reason: Closure::MERGED.to_owned(), words }, now)
    }
}

impl Case<Received> {
    /// Taken on: the time to answer begins.
    pub fn accept(mut self, answer_due: Time, now: Time) -> Case<Accepted> {
        self.record.accepted_at = Some(now);
        self.record.answer_due = Some(answer_due);
        self.into_state(CaseState::Accepted, now)
    }
}

impl Case<Accepted> {
    /// The holder is asked something; the clock stands.
    pub fn ask(mut self, now: Time) -> Case<Waiting> {
        self.record.paused_at = Some(now);
        self.into_state(CaseState::Waiting, now)
    }

    /// An answer is written and goes to its review.
    pub fn propose(self, now: Time) -> Case<InReview> {
        self.into_state(CaseState::InReview, now)
    }

    /// More time. Gives the case back when it had its extension already.
    pub fn extend(mut self, answer_due: Time, now: Time) -> Result<Self, Box<Self>> {
        if self.record.extended_at.is_some() {
            return Err(Box::new(self));
        }
        self.record.extended_at = Some(now);
        self.record.answer_due = Some(answer_due);
        self.record.changed_at = now;
        Ok(self)
    }
}

impl Case<Waiting> {
    /// The holder has spoken, or the office does without: the clock goes on.
    pub fn resume(mut self, answer_due: Option<Time>, now: Time) -> Case<Accepted> {
        self.record.paused_at = None;
        self.record.answer_due = answer_due;
        self.into_state(CaseState::Accepted, now)
    }

    /// The holder did not speak: ended for a stated reason.
    pub fn close(self, closure: Closure, now: Time) -> Case<Closed> {
        self.ended(closure, now)
    }
}

impl Case<InReview> {
    /// The answer is good: it leaves.
    pub fn deliver(mut self, now: Time) -> Case<Answered> {
        self.record.answered_at = Some(now);
        self.into_state(CaseState::Answered, now)
    }

    /// The answer goes back to its author.
    pub fn send_back(self, now: Time) -> Case<Accepted> {
        self.into_state(CaseState::Accepted, now)
    }
}

impl Case<Answered> {
    /// It was not settled after all.
    pub fn reopen(mut self, answer_due: Time, now: Time) -> Case<Accepted> {
        self.record.answered_at = None;
        self.record.follow_up_due = None;
        self.record.answer_due = Some(answer_due);
        self.record.escalation = 0;
        self.into_state(CaseState::Accepted, now)
    }

    /// The holder says how content they are; if they are not, somebody asks until a moment.
    #[must_use]
    pub fn rate(
        mut self,
        (rating, words): (i64, String),
        follow_up_due: Option<Time>,
        now: Time,
    ) -> Self {
        self.record.follow_up_due = follow_up_due;
        self.record.escalation = 0;
        self.record.rating = Some(rating);
        self.record.rating_words = words;
        self.record.rated_at = Some(now);
        self.record.changed_at = now;
        self
    }

    /// Whoever was not content was asked. Gives the case back when nothing was owed.
    pub fn follow_up(mut self, now: Time) -> Result<Self, Box<Self>> {
        if self.record.follow_up_due.is_none() {
            return Err(Box::new(self));
        }
        self.record.follow_up_due = None;
        self.record.changed_at = now;
        Ok(self)
    }

    /// Shown to everybody, masked; or no longer.
    #[must_use]
    pub fn published(mut self, since: Option<Time>, now: Time) -> Self {
        self.record.published_at = since;
        self.record.changed_at = now;
        self
    }
}

impl Case<Closed> {
    /// Taken up again; a merged or withdrawn case gives itself back.
    pub fn reopen(mut self, answer_due: Time, now: Time) -> Result<Case<Accepted>, Box<Self>> {
        let reason = self.record.closure_reason.as_deref();
        if reason == Some(Closure::MERGED) || reason == Some(Closure::WITHDRAWN) {
            return Err(Box::new(self));
        }
        self.record.closed_at = None;
        self.record.closure_reason = None;
        self.record.closure_words = String::new();
        self.record.accepted_at = self.record.accepted_at.or(Some(now));
        self.record.answer_due = Some(answer_due);
        self.record.escalation = 0;
        Ok(self.into_state(CaseState::Accepted, now))
    }
}
