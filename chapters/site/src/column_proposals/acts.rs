//! What is done with a proposal, each act one transaction.

use documents::Context;
use platform::jobs::{Job, Priority};
use platform::{Actor, Fault, Time, Tx};
use serde_json::json;
use structure::{AccountId, App};

use super::CARRY_OUT;
use super::carrying_out::carry_out_within;
use super::change::{Change, ChangeRefusal};
use super::model::{Proposal, ProposalForm, ProposalId, ProposalRefusal, Standing, Writing};
use super::plan::Plan;
use super::store::{entry, insert, lock, save};

/// How an act ends that doesn't happen.
#[derive(Debug)]
pub enum Stopped {
    /// A rule of proposals.
    Refused(ProposalRefusal),
    /// A rule of columns; the number of the change, if it is one of the proposal's.
    Change(Option<usize>, ChangeRefusal),
    /// It isn't there.
    Missing,
    /// We failed.
    Fault(Fault),
}

impl From<Fault> for Stopped {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<ProposalRefusal> for Stopped {
    fn from(why: ProposalRefusal) -> Self {
        Self::Refused(why)
    }
}

/// What an act gives.
pub type Act<T> = Result<T, Stopped>;

/// A proposal under the hands of somebody.
pub(super) struct Held {
    pub tx: Tx,
    pub proposal: Proposal,
    pub now: Time,
}

impl Held {
    pub(super) async fn of(app: &App, id: ProposalId) -> Act<Self> {
        let mut tx = app.db.begin().await?;
        let proposal = lock(&mut tx, id).await?.ok_or(Stopped::Missing)?;
        Ok(Self { tx, proposal, now: app.clock().now() })
    }

    async fn end(
        mut self,
        proposal: &Proposal,
        (who, verb): (AccountId, &'static str),
    ) -> Act<i64> {
        save(&mut self.tx, proposal).await?;
        let about = (proposal.id, proposal.title.as_str());
        Ok(self.tx.commit(entry(Actor::Account(who.0), verb, about)).await?)
    }

    fn writing(&self) -> Act<Writing> {
        match self.proposal.clone().standing() {
            Standing::Writing(writing) => Ok(writing),
            _ => Err(ProposalRefusal::State.into()),
        }
    }
}

/// Begins a proposal.
pub async fn propose(app: &App, who: AccountId, form: &ProposalForm) -> Act<(ProposalId, i64)> {
    let mut tx = app.db.begin().await?;
    let id = insert(&mut tx, who, form).await?;
    let entry = entry(Actor::Account(who.0), "proposal.begun", (id, &form.title));
    Ok((id, tx.commit(entry).await?))
}

/// Writes other words.
pub async fn reword(app: &App, who: AccountId, id: ProposalId, form: ProposalForm) -> Act<i64> {
    let held = Held::of(app, id).await?;
    let proposal = held.writing()?.reworded(form);
    held.end(&proposal, (who, "proposal.changed")).await
}

/// Adds a change, if it can be made after those before it.
pub async fn add_change(app: &App, who: AccountId, id: ProposalId, change: Change) -> Act<i64> {
    let held = Held::of(app, id).await?;
    let tree = app.tree();
    let plan = Plan::of(&tree, held.proposal.site_id, held.now).with(&held.proposal.changes);
    let mut plan = plan.map_err(|(number, why)| Stopped::Change(Some(number), why))?;
    plan.make(&change).map_err(|why| Stopped::Change(None, why))?;
    let proposal = held.writing()?.changing(change);
    held.end(&proposal, (who, "proposal.changed")).await
}

/// Takes a change out again.
pub async fn remove_change(app: &App, who: AccountId, id: ProposalId, number: usize) -> Act<i64> {
    let held = Held::of(app, id).await?;
    let proposal = held.writing()?.not_changing(number);
    held.end(&proposal, (who, "proposal.changed")).await
}

/// Hands it in, if all of it could be done now.
pub async fn submit(app: &App, who: AccountId, id: ProposalId) -> Act<i64> {
    let held = Held::of(app, id).await?;
    let proposal = held.writing()?.submit(held.now)?;
    let tree = app.tree();
    Plan::of(&tree, proposal.site_id, held.now)
        .with(&proposal.changes)
        .map_err(|(number, why)| Stopped::Change(Some(number), why))?;
    held.end(&proposal, (who, "proposal.submitted")).await
}

/// Takes it back.
pub async fn withdraw(app: &App, who: AccountId, id: ProposalId) -> Act<i64> {
    let held = Held::of(app, id).await?;
    let proposal = match held.proposal.clone().standing() {
        Standing::Writing(one) => one.withdraw(),
        Standing::Proposed(one) => one.withdraw(),
        Standing::Approved(one) => one.withdraw(),
        Standing::Ended => return Err(ProposalRefusal::State.into()),
    };
    held.end(&proposal, (who, "proposal.withdrawn")).await
}

/// Sends it back with words.
pub async fn send_back(app: &App, who: AccountId, id: ProposalId, words: &str) -> Act<i64> {
    let held = Held::of(app, id).await?;
    let Standing::Proposed(proposed) = held.proposal.clone().standing() else {
        return Err(ProposalRefusal::State.into());
    };
    let proposal = proposed.send_back(who, words, held.now)?;
    held.end(&proposal, (who, "proposal.returned")).await
}

/// Agrees to it. It is carried out in the same step, unless its day is still to come.
pub async fn approve(app: &App, who: AccountId, id: ProposalId, words: &str) -> Act<i64> {
    let mut held = Held::of(app, id).await?;
    let Standing::Proposed(proposed) = held.proposal.clone().standing() else {
        return Err(ProposalRefusal::State.into());
    };
    let approved = proposed.approve(who, words, held.now)?;
    let about = (id, held.proposal.title.clone());
    let approval = entry(Actor::Account(who.0), "proposal.approved", (about.0, &about.1));
    let due =
        approved.proposal().effective_on.and_then(|day| Time::parse_local(&format!("{day}T00:00")));
    if let Some(due) = due.filter(|due| *due > held.now) {
        let job = Job::new(CARRY_OUT, Priority::Scheduled, json!({ "id": id })).at(due);
        held.tx.enqueue(job.unique(format!("proposal-{id}"))).await?;
        save(&mut held.tx, &approved.waiting()).await?;
        return Ok(held.tx.commit(approval).await?);
    }
    let ctx = Context::of(app)?;
    held.tx.note(approval);
    carry_out_within(&ctx, held, approved, Actor::Account(who.0)).await
}
