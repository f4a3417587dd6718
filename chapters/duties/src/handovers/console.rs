//! What would pass, the act, its receipt.

use http::StatusCode;
use notices::{Event, Facts, Offered, Telling, tell};
use serde::Deserialize;
use serde_json::{Value, json};
use structure::accounts::{Account, AccountState, all_accounts};
use structure::sessions::OwnForm;
use structure::staff::out_of_scope;
use structure::{AccountId, Right, Staff, UnitId};
use web::extract::{Path, Query};
use web::{Answer, Error, FieldError, FormState, Message, Refusal};

use super::acts::{open_work, pass};
use super::model::{Handover, HandoverId, Piece, Work};
use super::store::by_id;
use crate::staff_filings::{FilingId, Person, PersonId, filing_of, person_of};

/// By which filing, or of whom.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    filing: String,
    person: String,
}

/// Who goes, with an account.
struct Outgoing {
    person: Person,
    account: AccountId,
    unit: UnitId,
}

async fn outgoing(staff: &Staff, typed: &str) -> Result<Outgoing, Error> {
    let id = typed.parse().ok().map(PersonId).ok_or_else(Refusal::not_found)?;
    let person = person_of(&staff.app.db, id).await?.ok_or_else(Refusal::not_found)?;
    if !staff.rights.covers_unit(Right::FileStaff, person.unit_id) {
        return Err(out_of_scope(Right::FileStaff).into());
    }
    let account = person.account_id.ok_or_else(Refusal::not_found)?;
    let unit = person.unit_id;
    Ok(Outgoing { person, account, unit })
}

/// Active accounts of the unit and those below, without the one that goes.
async fn heirs(staff: &Staff, out: &Outgoing) -> Result<Vec<Account>, platform::Fault> {
    let below = staff.app.tree().unit_subtree(out.unit);
    let mut all = all_accounts(&staff.app.db).await?;
    all.retain(|one| {
        one.state == AccountState::Active
            && one.id != out.account
            && one.unit_id.is_some_and(|unit| below.contains(&unit.0))
    });
    Ok(all)
}

/// `GET /handovers/new`
pub(super) async fn new(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    let filing = asked.filing.parse().ok().map(FilingId);
    let filing = match filing {
        Some(id) => filing_of(&staff.app.db, id).await?,
        None => None,
    };
    let leaving = filing.as_ref().and_then(|filing| filing.leaving_id).map(|id| id.to_string());
    let out = outgoing(&staff, leaving.as_deref().unwrap_or(&asked.person)).await?;
    let to = filing.and_then(|filing| filing.account_id);
    page(&staff, StatusCode::OK, &out, (to, &FormState::default())).await
}

async fn page(
    staff: &Staff,
    status: StatusCode,
    out: &Outgoing,
    (to, state): (Option<AccountId>, &FormState),
) -> Answer {
    let open = open_work(&staff.app, out.account, out.unit).await?;
    let line = |work: Work, key: &str, title: &str| {
        json!({ "work": staff.t(work.key()), "title": title, "url": format!("/documents/{key}"),
            "stays": false })
    };
    let mut pieces: Vec<Value> =
        open.documents.iter().map(|(work, row)| line(*work, &row.key, &row.title)).collect();
    pieces.extend(open.claims.iter().map(|one| line(Work::Claim, &one.key, &one.title)));
    pieces.extend(open.of_unit.iter().map(|one| {
        json!({ "work": staff.t(one.work.key()), "title": one.title,
            "url": way(staff, one, out.unit), "stays": true })
    }));
    let options: Vec<Value> = heirs(staff, out)
        .await?
        .into_iter()
        .map(|one| {
            json!({ "value": one.login, "label": format!("{}（{}）", one.name, one.login),
                "selected": Some(one.id) == to })
        })
        .collect();
    let args = [("name", out.person.name.clone().into())];
    let title = staff.app.messages.t("handover-new", &args);
    let context = json!({
        "title": title, "person": out.person.id, "pieces": pieces, "options": options,
        "form": state.clone().shown(&staff.app.messages),
    });
    staff.page_with(status, "staff/handover.html", context)
}

/// Where a piece is worked on, for those who may go there: a case is read by who may read cases.
fn way<'a>(staff: &Staff, piece: &'a Piece, unit: UnitId) -> Option<&'a str> {
    let open = piece.work != Work::Case || staff.rights.covers_unit(Right::ReadCases, unit);
    open.then_some(piece.url.as_str())
}

/// `POST /handovers`
pub(super) async fn create(staff: Staff, OwnForm(data): OwnForm) -> Answer {
    let out = outgoing(&staff, data.get("person")).await?;
    let heirs = heirs(&staff, &out).await?;
    let Some(heir) = heirs.iter().find(|one| one.login == data.get("to")) else {
        let errors = vec![FieldError::new("to", "handover-to-missing")];
        let state = FormState { values: data, errors };
        return page(&staff, StatusCode::UNPROCESSABLE_ENTITY, &out, (None, &state)).await;
    };
    let parties = (out.unit, out.account, heir.id);
    let (id, seq) = pass(&staff.app, staff.id(), parties).await?;
    staff.app.settled(seq).await;
    let args = [("name", out.person.name.clone().into())];
    let telling = Telling {
        account: heir.id,
        event: Event::Filing,
        title: staff.app.messages.t("handover-notice", &args),
        url: format!("/handovers/{id}"),
        facts: Facts { by: Some(staff.account.name.clone()), ..Facts::default() },
        mark: format!("handover-{id}"),
        about: None,
    };
    tell(&staff.app.db, Offered::of(&staff.app), &[telling], None).await?;
    staff.done(&format!("/handovers/{id}"), Message::new("handover-done"))
}

/// `GET /handovers/{id}`
pub(super) async fn show(staff: Staff, Path(id): Path<String>) -> Answer {
    let id = id.parse().ok().map(HandoverId).ok_or_else(Refusal::not_found)?;
    let found: Handover = by_id(&staff.app.db, id).await?.ok_or_else(Refusal::not_found)?;
    if !staff.rights.covers_unit(Right::ReadDocuments, found.unit_id) {
        return Err(Refusal::not_found().into());
    }
    let accounts = all_accounts(&staff.app.db).await?;
    let name = |id: AccountId| {
        accounts.iter().find(|one| one.id == id).map(|one| one.name.clone()).unwrap_or_default()
    };
    let pieces: Vec<Value> = found
        .items
        .iter()
        .map(|one| {
            json!({ "work": staff.t(one.work.key()), "title": one.title,
                "url": way(&staff, one, found.unit_id), "stays": one.stays(),
                "why": one.why.as_deref().map(|key| staff.t(key)) })
        })
        .collect();
    let unit = staff.app.tree().unit(found.unit_id).map(|unit| unit.name.clone());
    let context = json!({
        "title": staff.t("handover-receipt"), "unit": unit, "from": name(found.from_account_id),
        "to": name(found.to_account_id), "by": name(found.done_by), "at": found.done_at,
        "number": found.id, "pieces": pieces,
    });
    staff.page("staff/receipt.html", context)
}
