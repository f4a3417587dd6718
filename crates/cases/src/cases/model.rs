//! The record of a case.

use platform::Time;
use serde::Deserialize;
use structure::{SiteId, UnitId};

use super::state::CaseState;
use crate::ids::CaseId;

/// A case as it is stored. Who sent it is sealed: see [`super::Holder`].
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct CaseRecord {
    /// Its id, never shown.
    pub id: CaseId,
    /// The word of its kind.
    pub kind: String,
    /// Receipt number 受理编号.
    pub receipt: String,
    /// What the holder's secret is compared with.
    pub secret_hash: String,
    /// The site on which it was sent.
    pub site_id: SiteId,
    /// The unit that must answer.
    pub unit_id: UnitId,
    /// What it is about: a word that its kind declares.
    pub theme: String,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: String,
    /// Who sent it, sealed.
    pub holder: Vec<u8>,
    /// The same for cases of the same telephone number; tells nothing else.
    pub holder_mark: String,
    /// The holder agrees that it may be published, masked.
    pub wants_public: bool,
    /// Where it stands.
    pub state: CaseState,
    /// When it came.
    pub received_at: Time,
    /// Until when it must be accepted.
    pub accept_due: Time,
    /// When it was accepted.
    pub accepted_at: Option<Time>,
    /// Until when it must be answered.
    pub answer_due: Option<Time>,
    /// Since when the clock stands.
    pub paused_at: Option<Time>,
    /// When its time was extended; once at most.
    pub extended_at: Option<Time>,
    /// When the answer left.
    pub answered_at: Option<Time>,
    /// When it was closed without one.
    pub closed_at: Option<Time>,
    /// Why.
    pub closure_reason: Option<String>,
    /// In words.
    pub closure_words: String,
    /// The case that it was merged into.
    pub merged_into: Option<CaseId>,
    /// The step of escalation that it has reached; 0: it is not overdue.
    pub escalation: i64,
    /// 5 is very satisfied.
    pub rating: Option<i64>,
    /// Why.
    pub rating_words: String,
    /// When it was rated.
    pub rated_at: Option<Time>,
    /// Since when it is published.
    pub published_at: Option<Time>,
    /// When something last happened.
    pub changed_at: Time,
    /// Until when whoever was not content must be asked why 回访; none while nothing is owed.
    pub follow_up_due: Option<Time>,
    /// When who sent it was forgotten.
    pub erased_at: Option<Time>,
    /// Why it is kept longer than its years.
    pub kept_why: Option<String>,
}

/// Why a case ends without an answer. Made only from a reason that its kind declares, or by the
/// holder's withdrawal, or by a merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closure {
    /// The reason's word.
    pub reason: String,
    /// What the holder is told.
    pub words: String,
}

impl Closure {
    /// The word of a withdrawal by the holder.
    pub const WITHDRAWN: &'static str = "withdrawn";
    /// The word of a merge.
    pub const MERGED: &'static str = "merged";
    /// The word of a case that came from another system without an answer, to be kept only.
    pub const ARCHIVED: &'static str = "archived";
}

impl CaseRecord {
    /// The moment that counts now: to accept, to answer, or to ask whoever is not content; none
    /// while nothing is owed or the clock stands.
    pub fn due(&self) -> Option<Time> {
        match self.state {
            CaseState::Received => Some(self.accept_due),
            CaseState::Accepted | CaseState::InReview => self.answer_due,
            CaseState::Answered => self.follow_up_due,
            CaseState::Waiting | CaseState::Closed => None,
        }
    }
}
