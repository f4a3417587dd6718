//! The page of a proposal: what it changes, before and after, and the steps it takes.

use http::StatusCode;
use serde_json::{Value, json};
use structure::accounts::all_accounts;
use structure::sessions::OwnForm;
use structure::staff::out_of_scope;
use structure::{AccountId, Right, Staff};
use web::extract::Path;
use web::{Answer, Error, FieldError, FormState, Refusal};

use super::acts::{self, Act, Stopped};
use super::change::Change;
use super::model::{Proposal, ProposalId, ProposalRefusal, ProposalState};
use super::plan::Plan;
use super::store::by_id;
use super::telling::tell_of;
use super::trees::{Branch, Mark, before_and_after};

pub(super) fn url_of(id: ProposalId) -> String {
    format!("/column-proposals/{id}")
}

/// A proposal, for somebody who may see it.
pub(super) async fn seen(staff: &Staff, id: &str) -> Result<Proposal, Error> {
    let id = id.parse().ok().map(ProposalId).ok_or_else(Refusal::not_found)?;
    let found = by_id(&staff.app.db, id).await?.ok_or_else(Refusal::not_found)?;
    if staff.rights.covers_unit(Right::ProposeColumns, found.unit_id) {
        Ok(found)
    } else {
        Err(Refusal::not_found().into())
    }
}

/// What a refused act says on a page of its own.
pub(super) fn good<T>(done: Act<T>, back: &str) -> Result<T, Error> {
    done.map_err(|stopped| match stopped {
        Stopped::Fault(fault) => fault.into(),
        Stopped::Missing => Refusal::not_found().into(),
        Stopped::Refused(why) => {
            Refusal::conflict().saying(why.key()).link(back, "proposal-back").into()
        }
        Stopped::Change(_, why) => {
            Refusal::conflict().saying(why.key()).link(back, "proposal-back").into()
        }
    })
}

/// `GET /column-proposals/{id}`
pub(super) async fn show(staff: Staff, Path(id): Path<String>) -> Answer {
    let proposal = seen(&staff, &id).await?;
    page(&staff, StatusCode::OK, &proposal, &FormState::default()).await
}

async fn page(staff: &Staff, status: StatusCode, proposal: &Proposal, state: &FormState) -> Answer {
    let app = &staff.app;
    let tree = app.tree();
    let accounts = all_accounts(&app.db).await?;
    let name = |id: AccountId| accounts.iter().find(|one| one.id == id).map(|one| one.name.clone());
    let writing = matches!(proposal.state, ProposalState::Draft | ProposalState::Returned);
    let plan = Plan::of(&tree, proposal.site_id, app.clock().now()).with(&proposal.changes);
    let (sides, broken) = match (&proposal.before_tree, &proposal.after_tree, plan) {
        (Some(before), Some(after), _) => (Some((read(before)?, read(after)?)), None),
        (_, _, Ok(plan)) => (Some(before_and_after(&tree, &plan, proposal.site_id)), None),
        (_, _, Err((number, why))) => (None, Some((number, staff.t(why.key())))),
    };
    let changes: Vec<Value> = proposal
        .changes
        .iter()
        .enumerate()
        .map(|(number, change)| {
            let wrong = broken.as_ref().filter(|(at, _)| *at == number).map(|(_, why)| why);
            json!({ "words": change_words(staff, &tree, &proposal.changes, change), "wrong": wrong,
                "removal_url": writing.then(|| format!("{}/removals/{number}", url_of(proposal.id))) })
        })
        .collect();
    let may_decide = proposal.state == ProposalState::Proposed
        && staff.rights.covers_unit(Right::ManageColumns, proposal.unit_id);
    let over = matches!(proposal.state, ProposalState::CarriedOut | ProposalState::Withdrawn);
    let context = json!({
        "title": proposal.title,
        "proposal": {
            "url": url_of(proposal.id), "reason": proposal.reason,
            "state": { "name": staff.t(&proposal.state.key()), "tone": proposal.state.tone() },
            "site": tree.site(proposal.site_id).map(|site| &site.name),
            "unit": tree.unit(proposal.unit_id).map(|unit| &unit.name),
            "author": name(proposal.author_id), "created_at": proposal.created_at,
            "submitted_at": proposal.submitted_at, "day": proposal.effective_on.map(|d| d.to_string()),
            "decided_by": proposal.decided_by.and_then(name), "decided_at": proposal.decided_at,
            "decision_words": proposal.decision_words, "carried_out_at": proposal.carried_out_at,
            "own": proposal.author_id == staff.id(),
        },
        "changes": changes, "before": sides.as_ref().map(|(before, _)| shown(staff, before)),
        "after": sides.as_ref().map(|(_, after)| shown(staff, after)),
        "writing": writing, "may_decide": may_decide, "may_withdraw": !over,
        "form": state.clone().shown(&app.messages),
    });
    staff.page_with(status, "column_proposals/show.html", context)
}

fn read(text: &str) -> Result<Vec<Branch>, platform::Fault> {
    serde_json::from_str(text)
        .map_err(|error| platform::Fault::caused("read the branches of a proposal", error))
}

fn shown(staff: &Staff, branches: &[Branch]) -> Vec<Value> {
    branches
        .iter()
        .map(|one| {
            let word = match one.mark {
                Mark::Same => None,
                Mark::Added => Some("added"),
                Mark::Changed => Some("changed"),
                Mark::Closed => Some("closed"),
                Mark::Merged => Some("merged"),
            };
            let into = one.into.clone().unwrap_or_default();
            let note = word.map(|word| {
                let args = [("into", into.into())];
                staff.app.messages.t(&format!("proposal-mark-{word}"), &args)
            });
            json!({ "depth": one.depth, "name": one.name, "path": one.path, "mark": word,
                "note": note })
        })
        .collect()
}

/// A change in one sentence.
fn change_words(
    staff: &Staff,
    tree: &structure::Tree,
    changes: &[Change],
    change: &Change,
) -> String {
    let name = |id| {
        let added = changes.iter().find_map(|one| match one {
            Change::Add { id: new, form, .. } if *new == id => Some(form.name.clone()),
            _ => None,
        });
        tree.column(id).map(|column| column.name.clone()).or(added).unwrap_or_default()
    };
    let say = |key: &str, args: &[(&'static str, String)]| {
        let args: Vec<_> = args.iter().map(|(name, value)| (*name, value.clone().into())).collect();
        staff.app.messages.t(key, &args)
    };
    match change {
        Change::Add { form, .. } => {
            let template = staff.t(&format!("column-template-{}", form.template.word()));
            let args =
                [("name", form.name.clone()), ("path", form.path.clone()), ("template", template)];
            say("proposal-says-add", &args)
        }
        Change::Alter { column, to } => {
            let template = staff.t(&format!("column-template-{}", to.template.word()));
            let old = tree.column(*column).map(|column| column.path.clone()).unwrap_or_default();
            say(
                "proposal-says-alter",
                &[
                    ("old", name(*column)),
                    ("name", to.name.clone()),
                    ("from", old),
                    ("path", to.path.clone()),
                    ("template", template),
                ],
            )
        }
        Change::Merge { column, into } => {
            say("proposal-says-merge", &[("name", name(*column)), ("into", name(*into))])
        }
        Change::Close { column } => say("proposal-says-close", &[("name", name(*column))]),
    }
}

async fn end(staff: &Staff, id: ProposalId, done: Act<i64>, message: &'static str) -> Answer {
    let url = url_of(id);
    let seq = good(done, &url)?;
    staff.app.settled(seq).await;
    tell_of(&staff.app, id).await?;
    staff.done(&url, message)
}

/// `POST /column-proposals/{id}/submission`
pub(super) async fn submit(staff: Staff, Path(id): Path<String>, _: OwnForm) -> Answer {
    let proposal = seen(&staff, &id).await?;
    let done = acts::submit(&staff.app, staff.id(), proposal.id).await;
    end(&staff, proposal.id, done, "proposal-submitted").await
}

/// `POST /column-proposals/{id}/withdrawal`
pub(super) async fn withdraw(staff: Staff, Path(id): Path<String>, _: OwnForm) -> Answer {
    let proposal = seen(&staff, &id).await?;
    let done = acts::withdraw(&staff.app, staff.id(), proposal.id).await;
    end(&staff, proposal.id, done, "proposal-withdrawn").await
}

/// `POST /column-proposals/{id}/decision`
pub(super) async fn decide(staff: Staff, Path(id): Path<String>, OwnForm(data): OwnForm) -> Answer {
    let proposal = seen(&staff, &id).await?;
    if !staff.rights.covers_unit(Right::ManageColumns, proposal.unit_id) {
        return Err(out_of_scope(Right::ManageColumns).into());
    }
    let words = data.get("words").to_owned();
    let (done, message) = match data.get("verdict") {
        "approve" => {
            let done = acts::approve(&staff.app, staff.id(), proposal.id, &words).await;
            (done, "proposal-approved")
        }
        "return" => {
            let done = acts::send_back(&staff.app, staff.id(), proposal.id, &words).await;
            (done, "proposal-returned")
        }
        _ => {
            let errors = vec![FieldError::new("verdict", "proposal-verdict-missing")];
            let state = FormState { values: data, errors };
            return page(&staff, StatusCode::UNPROCESSABLE_ENTITY, &proposal, &state).await;
        }
    };
    let field = match &done {
        Err(Stopped::Refused(ProposalRefusal::Words)) => {
            Some(("words", ProposalRefusal::Words.key()))
        }
        Err(Stopped::Refused(why @ (ProposalRefusal::Own | ProposalRefusal::AddressTaken))) => {
            Some(("verdict", why.key()))
        }
        Err(Stopped::Change(_, why)) => Some(("verdict", why.key())),
        _ => None,
    };
    if let Some((field, key)) = field {
        let state = FormState { values: data, errors: vec![FieldError::new(field, key)] };
        return page(&staff, StatusCode::UNPROCESSABLE_ENTITY, &proposal, &state).await;
    }
    end(&staff, proposal.id, done, message).await
}
