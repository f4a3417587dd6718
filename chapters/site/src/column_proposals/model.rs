//! A proposal and its states; what can't be done in a state has no method there.

use platform::Time;
use serde::{Deserialize, Serialize};
use structure::{AccountId, SiteId, UnitId};
use thiserror::Error;

use super::change::Change;

platform::id_types! {
    /// A proposal 栏目方案.
    ProposalId,
}

/// Where a proposal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProposalState {
    /// Being written.
    Draft,
    /// Waits for the decision.
    Proposed,
    /// Sent back to be changed.
    Returned,
    /// Agreed to; waits for its day.
    Approved,
    /// Done.
    CarriedOut,
    /// Taken back by who wrote it.
    Withdrawn,
}

impl ProposalState {
    /// As stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Proposed => "proposed",
            Self::Returned => "returned",
            Self::Approved => "approved",
            Self::CarriedOut => "carried_out",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Message key of its name.
    pub fn key(self) -> String {
        format!("proposal-state-{}", self.word().replace('_', "-"))
    }

    /// The tone of its badge.
    pub fn tone(self) -> Option<&'static str> {
        match self {
            Self::Draft | Self::Withdrawn => None,
            Self::Proposed => Some("progress"),
            Self::Returned => Some("warn"),
            Self::Approved => Some("guard"),
            Self::CarriedOut => Some("good"),
        }
    }
}

/// What its author writes.
#[derive(Clone, Debug)]
pub struct ProposalForm {
    /// For which site.
    pub site: SiteId,
    /// In whose name.
    pub unit: UnitId,
    /// What it is called.
    pub title: String,
    /// Why.
    pub reason: String,
    /// The day on which it is carried out; absent: at once when approved.
    pub effective_on: Option<chrono::NaiveDate>,
}

/// A proposal as it is stored.
#[derive(Clone, Debug, Deserialize)]
#[expect(missing_docs, reason = "the fields are those of ProposalForm, and the steps taken")]
pub struct Proposal {
    pub id: ProposalId,
    pub site_id: SiteId,
    pub unit_id: UnitId,
    pub author_id: AccountId,
    pub title: String,
    pub reason: String,
    pub effective_on: Option<chrono::NaiveDate>,
    pub changes: Vec<Change>,
    pub state: ProposalState,
    pub created_at: Time,
    pub submitted_at: Option<Time>,
    pub decided_by: Option<AccountId>,
    pub decided_at: Option<Time>,
    pub decision_words: String,
    pub carried_out_at: Option<Time>,
    /// The branches before and after as they were shown when it was carried out, as JSON.
    pub before_tree: Option<String>,
    pub after_tree: Option<String>,
}

/// A proposal in its state.
pub enum Standing {
    /// It can be written.
    Writing(Writing),
    /// It waits for the decision.
    Proposed(Proposed),
    /// It waits for its day.
    Approved(Approved),
    /// Nothing more happens to it.
    Ended,
}

/// A proposal that can be written: a draft, or one that was sent back.
pub struct Writing(Proposal);
/// A proposal that waits for the decision.
pub struct Proposed(Proposal);
/// A proposal that was agreed to.
pub struct Approved(Proposal);

/// Why something can't be done with a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ProposalRefusal {
    /// It has moved on.
    #[error("the proposal is in another state")]
    State,
    /// It changes nothing.
    #[error("the proposal has no changes")]
    Empty,
    /// Nobody approves their own.
    #[error("the proposal is one's own")]
    Own,
    /// A return needs words.
    #[error("the words are missing")]
    Words,
    /// What it changes is not as it was.
    #[error("a change can't be made")]
    Change,
    /// A document's address is taken in the column that it would go to.
    #[error("an address is taken")]
    AddressTaken,
}

impl ProposalRefusal {
    /// Message key.
    pub fn key(self) -> &'static str {
        match self {
            Self::State => "proposal-refused-state",
            Self::Empty => "proposal-refused-empty",
            Self::Own => "proposal-refused-own",
            Self::Words => "proposal-refused-words",
            Self::Change => "proposal-refused-change",
            Self::AddressTaken => "proposal-refused-address",
        }
    }
}

impl Proposal {
    /// The proposal in its state.
    pub fn standing(self) -> Standing {
        match self.state {
            ProposalState::Draft | ProposalState::Returned => Standing::Writing(Writing(self)),
            ProposalState::Proposed => Standing::Proposed(Proposed(self)),
            ProposalState::Approved => Standing::Approved(Approved(self)),
            ProposalState::CarriedOut | ProposalState::Withdrawn => Standing::Ended,
        }
    }

    fn decided(
        mut self,
        state: ProposalState,
        (by, words): (Option<AccountId>, &str),
        now: Time,
    ) -> Self {
        self.state = state;
        self.decided_by = by;
        self.decided_at = Some(now);
        words.trim().clone_into(&mut self.decision_words);
        self
    }

    fn withdrawn(mut self) -> Self {
        self.state = ProposalState::Withdrawn;
        self
    }
}

impl Writing {
    /// With other words.
    pub fn reworded(mut self, form: ProposalForm) -> Proposal {
        self.0.title = form.title;
        self.0.reason = form.reason;
        self.0.effective_on = form.effective_on;
        self.0
    }

    /// With one more change.
    pub fn changing(mut self, change: Change) -> Proposal {
        self.0.changes.push(change);
        self.0
    }

    /// Without the change of this number.
    pub fn not_changing(mut self, number: usize) -> Proposal {
        if number < self.0.changes.len() {
            self.0.changes.remove(number);
        }
        self.0
    }

    /// Handed in.
    pub fn submit(mut self, now: Time) -> Result<Proposal, ProposalRefusal> {
        if self.0.changes.is_empty() {
            return Err(ProposalRefusal::Empty);
        }
        self.0.state = ProposalState::Proposed;
        self.0.submitted_at = Some(now);
        Ok(self.0)
    }

    /// Taken back.
    pub fn withdraw(self) -> Proposal {
        self.0.withdrawn()
    }
}

impl Proposed {
    /// Agreed to, by somebody else than its author.
    pub fn approve(
        self,
        by: AccountId,
        words: &str,
        now: Time,
    ) -> Result<Approved, ProposalRefusal> {
        if by == self.0.author_id {
            return Err(ProposalRefusal::Own);
        }
        Ok(Approved(self.0.decided(ProposalState::Approved, (Some(by), words), now)))
    }

    /// Sent back with words.
    pub fn send_back(
        self,
        by: AccountId,
        words: &str,
        now: Time,
    ) -> Result<Proposal, ProposalRefusal> {
        if words.trim().is_empty() {
            return Err(ProposalRefusal::Words);
        }
        Ok(self.0.decided(ProposalState::Returned, (Some(by), words), now))
    }

    /// Taken back.
    pub fn withdraw(self) -> Proposal {
        self.0.withdrawn()
    }
}

impl Approved {
    /// What was agreed to.
    pub fn proposal(&self) -> &Proposal {
        &self.0
    }

    /// As it is stored until its day.
    pub fn waiting(self) -> Proposal {
        self.0
    }

    /// Done.
    pub fn carried_out(mut self, (before, after): (String, String), now: Time) -> Proposal {
        self.0.state = ProposalState::CarriedOut;
        self.0.carried_out_at = Some(now);
        self.0.before_tree = Some(before);
        self.0.after_tree = Some(after);
        self.0
    }

    /// It can't be done any more: what it changes is not as it was.
    pub fn overtaken(self, words: &str, now: Time) -> Proposal {
        self.0.decided(ProposalState::Returned, (None, words), now)
    }

    /// Taken back before its day.
    pub fn withdraw(self) -> Proposal {
        self.0.withdrawn()
    }
}
