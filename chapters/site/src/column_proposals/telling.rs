//! Who is told of a proposal: those who decide, then its author.

use ::notices::{Event, Facts, Offered, Telling, tell};
use platform::Fault;
use structure::holders::holders_of_unit;
use structure::{App, Right};

use super::model::{ProposalId, ProposalState};
use super::store::by_id;

/// Tells whoever should know where the proposal stands now.
pub(super) async fn tell_of(app: &App, id: ProposalId) -> Result<(), Fault> {
    let Some(proposal) = by_id(&app.db, id).await? else { return Ok(()) };
    let mut accounts = match proposal.state {
        ProposalState::Proposed => {
            holders_of_unit(app, Right::ManageColumns, proposal.unit_id).await?
        }
        ProposalState::Returned | ProposalState::Approved | ProposalState::CarriedOut => {
            vec![proposal.author_id]
        }
        ProposalState::Draft | ProposalState::Withdrawn => return Ok(()),
    };
    if proposal.state == ProposalState::Proposed {
        accounts.retain(|account| *account != proposal.author_id);
    }
    let at = proposal.decided_at.or(proposal.submitted_at).map_or(0, |at| at.0);
    let tellings: Vec<Telling> = accounts
        .into_iter()
        .map(|account| Telling {
            account,
            event: Event::Proposal,
            title: proposal.title.clone(),
            url: format!("/column-proposals/{id}"),
            facts: Facts::default(),
            mark: format!("proposal-{id}-{}-{at}", proposal.state.word()),
            about: Some(format!("proposal-{id}")),
        })
        .collect();
    if tellings.is_empty() {
        return Ok(());
    }
    tell(&app.db, Offered::of(app), &tellings, None).await.map(|_| ())
}
