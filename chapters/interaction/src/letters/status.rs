//! `/mailbox/status`: receipt number and secret open a letter.

use cases::cases::{HolderSecret, proved};
use http::StatusCode;
use serde::Deserialize;
use serde_json::json;
use structure::Visitor;
use structure::sessions::Arrival;
use structure::staff::redirect;
use web::Answer;
use web::extract::Query;
use web::form_data::FormData;
use web::forms::{FormState, form_values};
use web::refusal::FieldError;

use super::holder_cookie;
use super::page::private;
use crate::kind::LETTERS;
use crate::limits;

/// A receipt number that an e-mail or a page has led here with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Led {
    receipt: String,
}

/// `GET /mailbox/status`
pub(super) async fn blank(visitor: Visitor, Query(led): Query<Led>) -> Answer {
    let receipt: String = led.receipt.chars().take(40).collect();
    page(&visitor, StatusCode::OK, FormState::of(form_values([("receipt", receipt)])))
}

fn page(visitor: &Visitor, status: StatusCode, form: FormState) -> Answer {
    let content = json!({
        "action": visitor.url("mailbox/status"), "form": form.shown(&visitor.app.messages),
        "new_url": visitor.url("mailbox/new"),
    });
    private(visitor, status, ("letter-status", "mailbox/status"), ("mailbox/status.html", content))
}

/// `POST /mailbox/status`: a wrong number and a wrong secret are told the same.
pub(super) async fn look_up(visitor: Visitor, arrival: Arrival, data: FormData) -> Answer {
    let receipt = data.get("receipt").trim().to_ascii_uppercase();
    limits::looks(&arrival, &receipt)?;
    let secret = HolderSecret::typed(data.get("secret"));
    let found = proved(&visitor.app, &receipt, &secret).await?;
    let Some(record) = found.filter(|record| record.kind == LETTERS.code) else {
        let errors = vec![FieldError::new("receipt", "letter-status-wrong")];
        let form = FormState { values: data, errors }.without("secret");
        return page(&visitor, StatusCode::UNPROCESSABLE_ENTITY, form);
    };
    let url = visitor.url(&format!("mailbox/mine/{}", record.receipt));
    let mut answer = redirect(&url, None)?;
    holder_cookie::give(&visitor, &arrival, &mut answer, &record)?;
    Ok(answer)
}
