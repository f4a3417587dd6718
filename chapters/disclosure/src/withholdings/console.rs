//! Saying on what ground a document is not disclosed, and deciding on it.

use documents::documents::{Document, by_id as document_by_id, by_key};
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use structure::accounts::all_accounts;
use structure::fields::{Field, form_context};
use structure::sessions::OwnForm;
use structure::{AccountId, Right, Staff};
use web::extract::{Path, Query};
use web::{Answer, Error, FieldError, FormData, FormState, Refusal};

use super::acts::{Stopped, decide as decide_on, propose};
use super::grounds::{ground_name, grounds};
use super::model::{
    Decision, Grounded, Withholding, WithholdingId, WithholdingRefusal, WithholdingState,
};
use super::store::by_id;

/// The document that the form is about.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct About {
    document: String,
}

/// The document, for somebody who writes for its unit.
async fn written(staff: &Staff, key: &str) -> Result<Document, Error> {
    let found = by_key(&staff.app.db, key).await?.ok_or_else(Refusal::not_found)?;
    if !staff.may(Right::ReadDocuments, found.unit_id, found.column_id) {
        return Err(Refusal::not_found().into());
    }
    staff.require(Right::WriteDocuments, found.unit_id, found.column_id)?;
    Ok(found)
}

/// `GET /withholdings/new?document=`
pub(super) async fn new(staff: Staff, Query(about): Query<About>) -> Answer {
    let document = written(&staff, &about.document).await?;
    let mut values = FormData::default();
    values.push("document", document.key.as_str());
    form(&staff, StatusCode::OK, &document, &FormState::of(values))
}

fn form(staff: &Staff, status: StatusCode, document: &Document, state: &FormState) -> Answer {
    // Nothing is chosen beforehand: a ground is said, not left standing.
    let none = (String::new(), staff.t("withholding-ground-choose"));
    let known = grounds().iter().map(|one| (one.word.clone(), one.name.clone()));
    let offered = std::iter::once(none).chain(known);
    let fields = vec![
        Field::new(staff, "select", "ground", "withholding-ground").options(offered).required(),
        Field::new(staff, "textarea", "reason", "withholding-reason").required(),
    ];
    let (fields, errors) = form_context(staff, fields, state);
    let title = staff.t("withholding-new");
    let lead = web::Message::new("withholding-new-lead").with("title", document.title.clone());
    let context = json!({
        "title": title, "form_title": title, "lead": staff.app.messages.text(&lead),
        "action": "/withholdings", "cancel_url": "/unpublished",
        "submit_label": staff.t("withholding-propose"),
        "hidden": [{ "name": "document", "value": document.key }],
        "errors": errors, "fields": fields, "groups": [], "actions": [],
    });
    staff.page_with(status, "form/edit.html", context)
}

/// `POST /withholdings`
pub(super) async fn create(staff: Staff, OwnForm(data): OwnForm) -> Answer {
    let document = written(&staff, data.get("document")).await?;
    let wrong = |errors| {
        let state = FormState { values: data.clone(), errors };
        form(&staff, StatusCode::UNPROCESSABLE_ENTITY, &document, &state)
    };
    let what = match Grounded::read(data.get("ground"), data.get("reason")) {
        Ok(what) => what,
        Err(why) => {
            return wrong(why.iter().map(|(at, why)| FieldError::new(*at, why.key())).collect());
        }
    };
    match propose(&staff.app.db, staff.id(), &document, &what).await {
        Ok((id, seq)) => {
            staff.app.settled(seq).await;
            staff.done(&url_of(id), "withholding-was-proposed")
        }
        Err(Stopped::Refused(why)) => wrong(vec![FieldError::new("ground", why.key())]),
        Err(Stopped::Missing) => Err(Refusal::not_found().into()),
        Err(Stopped::Fault(fault)) => Err(fault.into()),
    }
}

pub(super) fn url_of(id: WithholdingId) -> String {
    format!("/withholdings/{id}")
}

/// A withholding with its document, for somebody who may see it.
async fn seen(staff: &Staff, id: &str) -> Result<(Withholding, Document), Error> {
    let id = id.parse().ok().map(WithholdingId).ok_or_else(Refusal::not_found)?;
    let found = by_id(&staff.app.db, id).await?.ok_or_else(Refusal::not_found)?;
    if !staff.may(Right::ReadDocuments, found.unit_id, found.column_id) {
        return Err(Refusal::not_found().into());
    }
    let document = document_by_id(&staff.app.db, found.document_id).await?;
    Ok((found, document.ok_or_else(Refusal::not_found)?))
}

/// `GET /withholdings/{id}`
pub(super) async fn show(staff: Staff, Path(id): Path<String>) -> Answer {
    let (one, document) = seen(&staff, &id).await?;
    page(&staff, StatusCode::OK, (&one, &document), &FormState::default()).await
}

async fn page(
    staff: &Staff,
    status: StatusCode,
    (one, document): (&Withholding, &Document),
    state: &FormState,
) -> Answer {
    let tree = staff.app.tree();
    let accounts = all_accounts(&staff.app.db).await?;
    let name = |id: AccountId| accounts.iter().find(|one| one.id == id).map(|one| &one.name);
    let decides = one.state == WithholdingState::Proposed
        && staff.may(Right::ManageColumns, one.unit_id, one.column_id);
    let context = json!({
        "title": document.title,
        "breadcrumb": crumbs(staff, &document.title),
        "withholding": {
            "url": url_of(one.id), "ground": ground_name(&one.ground), "reason": one.reason,
            "state": { "name": staff.t(one.state.key()), "tone": one.state.tone() },
            "unit": tree.unit(one.unit_id).map(|unit| &unit.name),
            "column": tree.column(one.column_id).map(|column| &column.name),
            "proposed_by": name(one.proposed_by), "proposed_at": one.proposed_at,
            "decided_by": one.decided_by.and_then(name), "decided_at": one.decided_at,
            "decision": one.decision, "own": one.proposed_by == staff.id(),
        },
        "document_url": format!("/documents/{}", document.key), "decides": decides,
        "form": state.clone().shown(&staff.app.messages),
    });
    staff.page_with(status, "withholdings/show.html", context)
}

fn crumbs(staff: &Staff, title: &str) -> Value {
    json!([
        { "name": staff.t("console-desk"), "url": "/" },
        { "name": staff.t("withholdings-title"), "url": "/withholdings" },
        { "name": title, "url": null },
    ])
}

/// `POST /withholdings/{id}/decision`
pub(super) async fn decide(staff: Staff, Path(id): Path<String>, OwnForm(data): OwnForm) -> Answer {
    let (one, document) = seen(&staff, &id).await?;
    staff.require(Right::ManageColumns, one.unit_id, one.column_id)?;
    let done = match Decision::parse(data.get("verdict")) {
        Some(decision) => {
            let words = data.get("words");
            decide_on(&staff.app.db, staff.id(), (one.id, &document.title), (decision, words)).await
        }
        None => {
            return wrong(&staff, (&one, &document), data, "verdict", "withholding-no-verdict")
                .await;
        }
    };
    match done {
        Ok(seq) => {
            staff.app.settled(seq).await;
            staff.done(&url_of(one.id), "withholding-was-decided")
        }
        Err(Stopped::Refused(why)) => {
            let words = [WithholdingRefusal::NoWords, WithholdingRefusal::TooLong].contains(&why);
            let field = if words { "words" } else { "verdict" };
            wrong(&staff, (&one, &document), data, field, why.key()).await
        }
        Err(Stopped::Missing) => Err(Refusal::not_found().into()),
        Err(Stopped::Fault(fault)) => Err(fault.into()),
    }
}

async fn wrong(
    staff: &Staff,
    about: (&Withholding, &Document),
    values: FormData,
    field: &'static str,
    key: &'static str,
) -> Answer {
    let state = FormState { values, errors: vec![FieldError::new(field, key)] };
    page(staff, StatusCode::UNPROCESSABLE_ENTITY, about, &state).await
}
