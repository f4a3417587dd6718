//! A dated promise of an interpretation: it lets a policy go live, and haunts the desk until it is
//! kept.

use chrono::NaiveDate;
use platform::{Actor, Fault, Time, Tx};
use serde::{Deserialize, Serialize};
use serde_json::json;
use structure::AccountId;
use thiserror::Error;

use super::joint::publish_or_wait;
use super::store;
use crate::context::Context;
use crate::documents::store::{entry, lock};
use crate::ids::{DocumentId, PromiseId};
use crate::kinds::Pairing;
use crate::revisions::Revision;
use crate::stopped::Act;
use crate::submissions::{self, AnySubmission};

/// A promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// Its id.
    pub id: PromiseId,
    /// The policy.
    pub document_id: DocumentId,
    /// The last day on which it is kept in time.
    pub due_on: NaiveDate,
    /// Why the interpretation comes later.
    pub reason: String,
    /// Who promised.
    pub promised_by: Option<AccountId>,
    /// When.
    pub promised_at: Time,
    /// When an interpretation went live.
    pub kept_at: Option<Time>,
}

/// What a clerk fills in.
#[derive(Clone, Debug)]
pub struct PromiseForm {
    /// The day.
    pub due_on: NaiveDate,
    /// Why later.
    pub reason: String,
}

/// Why a promise is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PromiseRefusal {
    /// The kind has no interpretations.
    #[error("this kind is not interpreted")]
    NotExplained,
    /// The day is past.
    #[error("the day is past")]
    DayPast,
    /// The day is further away than the settings allow.
    #[error("the day is too far away")]
    DayTooFar,
    /// It needs a reason.
    #[error("a reason is needed")]
    ReasonMissing,
}

impl PromiseRefusal {
    /// Message key.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotExplained => "promise-refused-kind",
            Self::DayPast => "promise-refused-past",
            Self::DayTooFar => "promise-refused-far",
            Self::ReasonMissing => "promise-refused-reason",
        }
    }

    /// The field of the form it is about.
    pub fn field(self) -> &'static str {
        match self {
            Self::NotExplained => "",
            Self::DayPast | Self::DayTooFar => "due_on",
            Self::ReasonMissing => "reason",
        }
    }
}

impl PromiseForm {
    /// Everything wrong with the form at once.
    pub fn problems(&self, today: NaiveDate, most_days: i64) -> Vec<PromiseRefusal> {
        let days = (self.due_on - today).num_days();
        [
            (days < 0, PromiseRefusal::DayPast),
            (days > most_days, PromiseRefusal::DayTooFar),
            (self.reason.trim().is_empty(), PromiseRefusal::ReasonMissing),
        ]
        .into_iter()
        .filter_map(|(wrong, refusal)| wrong.then_some(refusal))
        .collect()
    }
}

/// Promises an interpretation, or gives the promise another day. A policy that waited only for this
/// goes live.
pub async fn promise(
    ctx: &Context,
    actor: Actor,
    id: DocumentId,
    form: &PromiseForm,
) -> Act<(bool, i64)> {
    let now = ctx.now();
    if let Some(why) = form.problems(now.day(), ctx.settings.interpretation_days).first() {
        return Err((*why).into());
    }
    let mut tx = ctx.db.begin().await?;
    let document = lock(&mut tx, id).await?;
    if ctx.kinds.get(&document.kind)?.pairing != Pairing::Explained {
        return Err(PromiseRefusal::NotExplained.into());
    }
    store::write(&mut tx, id, form, (&actor, now)).await?;
    let detail = json!({
        "title": document.title, "due_on": form.due_on, "reason": form.reason.trim(),
    });
    tx.note(entry(actor.clone(), "interpretation.promised", &document).detail(detail));
    let mut live = false;
    if let Some(AnySubmission::Approved(approved)) = submissions::store::newest(&mut tx, id).await?
        && approved.facts.publish_at.is_none_or(|at| at <= now)
        && document.trashed_at.is_none()
    {
        live = publish_or_wait(ctx, &mut tx, &document, approved, actor).await?.is_none();
    }
    Ok((live, tx.commit_noted().await?))
}

/// An interpretation is live: what was promised for its policies is kept.
pub(crate) async fn keep(tx: &mut Tx, revision: &Revision, now: Time) -> Result<(), Fault> {
    for policy in super::waiting::explained(tx, revision).await? {
        store::keep(tx, policy.id, now).await?;
    }
    Ok(())
}
