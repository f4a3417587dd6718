//! An approved proposal is carried out: columns, documents and addresses change in one transaction.

use std::sync::Arc;

use documents::Context;
use documents::Stopped as DocumentStopped;
use documents::placements::take_in;
use platform::{Actor, Fault, FaultContext};
use structure::App;

use super::acts::{Act, Held, Stopped};
use super::model::{Approved, ProposalId, ProposalRefusal, Standing};
use super::plan::Plan;
use super::store::{entry, save};
use super::telling::tell_of;
use super::trees::before_and_after;
use structure::columns::write_columns;

/// Writes everything that was agreed to.
pub(super) async fn carry_out_within(
    ctx: &Context,
    mut held: Held,
    approved: Approved,
    actor: Actor,
) -> Act<i64> {
    let proposal = approved.proposal().clone();
    let plan = Plan::of(&ctx.tree, proposal.site_id, held.now)
        .with(&proposal.changes)
        .map_err(|(number, why)| Stopped::Change(Some(number), why))?;
    let (before, after) = before_and_after(&ctx.tree, &plan, proposal.site_id);
    write_columns(&mut held.tx, &ctx.tree, plan.columns()).await?;
    let later = Context { tree: Arc::new(plan.tree()), ..ctx.clone() };
    let mut tags = vec!["structure".to_owned()];
    for (from, into) in &plan.merges {
        match take_in(&later, &mut held.tx, *from, *into).await {
            Ok(stale) => tags.extend(stale),
            Err((DocumentStopped::Fault(fault), _)) => return Err(fault.into()),
            Err((DocumentStopped::Refused(_), _)) => {
                return Err(ProposalRefusal::AddressTaken.into());
            }
        }
    }
    let trees = (
        serde_json::to_string(&before).doing("keep the branches before a proposal")?,
        serde_json::to_string(&after).doing("keep the branches after a proposal")?,
    );
    let done = approved.carried_out(trees, held.now);
    save(&mut held.tx, &done).await?;
    let entry = entry(actor, "proposal.carried_out", (done.id, &done.title)).tags(tags);
    Ok(held.tx.commit(entry).await?)
}

/// The job's work: its day has come. What can't be done any more goes back to its author.
pub(super) async fn on_its_day(app: &App, id: ProposalId) -> Result<(), Fault> {
    let ctx = Context::of(app)?;
    let done = async {
        let held = Held::of(app, id).await?;
        match held.proposal.clone().standing() {
            Standing::Approved(approved) => {
                carry_out_within(&ctx, held, approved, Actor::System).await.map(Some)
            }
            _ => Ok(None),
        }
    };
    let why = match done.await {
        Ok(Some(seq)) => {
            app.settled(seq).await;
            return tell_of(app, id).await;
        }
        Ok(None) | Err(Stopped::Missing) => return Ok(()),
        Err(Stopped::Fault(fault)) => return Err(fault),
        Err(Stopped::Refused(why)) => why.key(),
        Err(Stopped::Change(_, why)) => why.key(),
    };
    overtaken(app, id, why).await?;
    tell_of(app, id).await
}

async fn overtaken(app: &App, id: ProposalId, why: &str) -> Result<(), Fault> {
    let words = app.messages.t("proposal-overtaken", &[("why", app.messages.t(why, &[]).into())]);
    let written = async {
        let mut held = Held::of(app, id).await?;
        let Standing::Approved(approved) = held.proposal.clone().standing() else { return Ok(()) };
        let back = approved.overtaken(&words, held.now);
        save(&mut held.tx, &back).await?;
        held.tx.commit(entry(Actor::System, "proposal.returned", (id, &back.title))).await?;
        Ok(())
    };
    match written.await {
        Err(Stopped::Fault(fault)) => Err(fault),
        _ => Ok(()),
    }
}
