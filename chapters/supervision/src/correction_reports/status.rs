//! `/correction-reports/status`: receipt number and secret show what became of a report.

use cases::cases::{CaseRecord, CaseState, Closure, HolderSecret, proved};
use cases::desk::steps;
use cases::replies::{addressed, delivered};
use documents::addresses::url_of;
use documents::documents::by_id;
use http::StatusCode;
use platform::Fault;
use serde::Deserialize;
use serde_json::{Value, json};
use structure::Visitor;
use structure::sessions::Arrival;
use web::Answer;
use web::extract::Query;
use web::form_data::FormData;
use web::forms::{FormState, form_values};
use web::refusal::FieldError;

use super::store::place_of;
use super::writing::private;
use super::{CORRECTIONS, limits};

/// A receipt number that a page has led here with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Led {
    receipt: String,
}

/// `GET /correction-reports/status`
pub(super) async fn blank(visitor: Visitor, Query(led): Query<Led>) -> Answer {
    let receipt: String = led.receipt.chars().take(40).collect();
    let form = FormState::of(form_values([("receipt", receipt)]));
    page(&visitor, StatusCode::OK, form, Value::Null)
}

fn page(visitor: &Visitor, status: StatusCode, form: FormState, report: Value) -> Answer {
    let content = json!({
        "action": visitor.url("correction-reports/status"),
        "form": form.shown(&visitor.app.messages), "report": report,
        "numbers_url": visitor.url("correction-reports"),
    });
    let name = ("correction-status", "correction-reports/status");
    private(visitor, status, name, ("correction_reports/status.html", content))
}

/// `POST /correction-reports/status`: a wrong number and a wrong secret are told the same.
pub(super) async fn look_up(visitor: Visitor, arrival: Arrival, data: FormData) -> Answer {
    let receipt = data.get("receipt").trim().to_ascii_uppercase();
    limits::looks(&arrival, &receipt)?;
    let secret = HolderSecret::typed(data.get("secret"));
    let found = proved(&visitor.app, &receipt, &secret).await?;
    let Some(record) = found.filter(|record| record.kind == CORRECTIONS.code) else {
        let errors = vec![FieldError::new("receipt", "correction-status-wrong")];
        let form = FormState { values: data, errors }.without("secret");
        return page(&visitor, StatusCode::UNPROCESSABLE_ENTITY, form, Value::Null);
    };
    let report = shown(&visitor, &record).await?;
    page(&visitor, StatusCode::OK, FormState::default(), report)
}

async fn shown(visitor: &Visitor, record: &CaseRecord) -> Result<Value, Fault> {
    let db = &visitor.app.db;
    let t = |key: &str| visitor.app.messages.t(key, &[]);
    let unit = |id| visitor.tree.unit(id).map(|unit| unit.name.clone()).unwrap_or_default();
    let reply = delivered(db, record.id).await?.filter(|_| record.state == CaseState::Answered);
    let reply = match reply {
        Some(one) => Some((addressed(&visitor.app, record, &one.body)?, one.unit_id)),
        None => None,
    };
    let place = place_of(db, record.id).await?;
    let document = match &place {
        Some(place) => by_id(db, place.document_id).await?,
        None => None,
    };
    let url = document
        .filter(documents::documents::Document::is_live)
        .and_then(|one| url_of(&visitor.tree, &one));
    let closure = record.closure_reason.as_deref().map(|reason| match reason {
        Closure::MERGED => t("case-closed-merged"),
        other => CORRECTIONS.closure(other).map_or_else(|| other.to_owned(), |one| t(one.key)),
    });
    let seen = steps(&visitor.app, record).await?;
    let seen = seen.iter().filter(|step| step.is_shown_to_holder());
    Ok(json!({
        "receipt": record.receipt, "title": record.title, "body": record.body, "url": url,
        "theme_name": t(&CORRECTIONS.theme_key(&record.theme)), "unit_name": unit(record.unit_id),
        "state": record.state.word(), "state_name": t(record.state.key()),
        "received_at": record.received_at, "due": record.due().map(platform::Time::date),
        "reply": reply.map(|(body, by)| json!({ "body": body, "unit_name": unit(by) })),
        "answered_at": record.answered_at, "closure": closure,
        "closure_words": record.closure_words,
        "mended_at": place.and_then(|place| place.fixed_at),
        "timeline": seen.map(|step| json!({ "name": t(&step.key()), "at": step.at,
            "unit_name": step.unit.map(unit) })).collect::<Vec<_>>(),
    }))
}
