//! One person's time in a post; how they are reached is opened with a reason.

use http::StatusCode;
use serde_json::json;
use structure::sessions::OwnForm;
use structure::staff::out_of_scope;
use structure::units::Unit;
use structure::{Right, Staff};
use web::extract::Path;
use web::forms::FormCheck;
use web::{Answer, Error, FormState, Refusal};

use super::acts;
use super::contacts::Contacts;
use super::filing_page::good;
use super::model::{Person, PersonId};
use super::register::{masked, seen_unit, term};
use super::standing::predecessor;
use super::store::{people, person};

async fn found(staff: &Staff, code: &str, id: &str) -> Result<(Unit, Person), Error> {
    let unit = seen_unit(staff, code)?;
    let id = id.parse().ok().map(PersonId).ok_or_else(Refusal::not_found)?;
    let person = person(&staff.app.db, id).await?;
    let person = person.filter(|person| person.unit_id == unit.id);
    Ok((unit, person.ok_or_else(Refusal::not_found)?))
}

/// `GET /unit-staff/{unit}/people/{id}`
pub(super) async fn show(staff: Staff, Path((code, id)): Path<(String, String)>) -> Answer {
    let (unit, person) = found(&staff, &code, &id).await?;
    let ways = masked(&staff, &person)?;
    page(&staff, StatusCode::OK, (&unit, &person), (&ways, false), &FormState::default()).await
}

/// `POST /unit-staff/{unit}/people/{id}/revealing`
pub(super) async fn reveal(
    staff: Staff,
    Path((code, id)): Path<(String, String)>,
    OwnForm(data): OwnForm,
) -> Answer {
    let (unit, person) = found(&staff, &code, &id).await?;
    if !staff.rights.covers_unit(Right::FileStaff, unit.id) {
        return Err(out_of_scope(Right::FileStaff).into());
    }
    let about = (&unit, &person);
    let mut check = FormCheck::new(&data);
    let reason = check.field("reason", "unit-staff-reveal-reason").required().max(200).text();
    let reason = match check.finish(|| Some(reason)) {
        Ok(reason) => reason,
        Err(state) => {
            let ways = masked(&staff, &person)?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page(&staff, status, about, (&ways, false), &state).await;
        }
    };
    let ways = good(acts::reveal(&staff.app, staff.id(), person.id, &reason).await)?;
    page(&staff, StatusCode::OK, about, (&ways, true), &FormState::default()).await
}

async fn page(
    staff: &Staff,
    status: StatusCode,
    (unit, person): (&Unit, &Person),
    (ways, open): (&Contacts, bool),
    state: &FormState,
) -> Answer {
    let today = staff.app.clock().now().day();
    let may = staff.rights.covers_unit(Right::FileStaff, unit.id);
    let url = format!("/unit-staff/{}/people/{}", unit.code, person.id);
    let in_post = person.valid_until.is_none_or(|last| last >= today);
    let change =
        format!("/unit-staff/{}/new?post={}&leaving={}", unit.code, person.post.word(), person.id);
    let all = people(&staff.app.db).await?;
    let before = predecessor(&all, person).map(|one| {
        json!({ "name": one.name, "term": term(staff, one),
            "url": format!("/unit-staff/{}/people/{}", unit.code, one.id) })
    });
    let context = json!({
        "title": person.name,
        "person": {
            "post": staff.t(person.post.key()), "duty": person.duty, "unit": unit.name,
            "phone": ways.phone, "email": ways.email, "term": term(staff, person), "open": open,
            "office_phone": person.office_phone, "is_public": person.is_public, "before": before,
            "account": person.account_id.is_some(),
            "filing_url": person.filing_id.map(|id| format!("/staff-filings/{id}")),
        },
        "reveal_url": (may && !open).then(|| format!("{url}/revealing")),
        "change_url": (may && in_post).then_some(change),
        "handover_url": (may && person.account_id.is_some()).then(|| format!("/handovers/new?person={}", person.id)),
        "form": state.clone().shown(&staff.app.messages),
        "breadcrumb": [
            { "name": staff.t("unit-staff-title"), "url": "/unit-staff" },
            { "name": unit.name, "url": format!("/unit-staff/{}", unit.code) },
            { "name": person.name, "url": null },
        ],
    });
    staff.page_with(status, "staff/person.html", context)
}
