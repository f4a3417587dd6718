//! The password once more, before a dangerous act.

use http::StatusCode;
use serde_json::json;
use web::extract::Query;
use web::forms::FormState;
use web::{Answer, FieldError};

use super::console::{Asked, gate, refusal_message};
use super::model::local_path;
use crate::sessions::{Arrival, OwnForm};
use crate::staff::{Staff, redirect};

/// `GET /reauthenticate`
pub(crate) async fn edit(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    page(&staff, StatusCode::OK, asked.path(), FormState::default())
}

/// `POST /reauthenticate`
pub(crate) async fn update(
    staff: Staff,
    arrival: Arrival,
    Query(asked): Query<Asked>,
    OwnForm(data): OwnForm,
) -> Answer {
    let next = asked.path();
    let proven = gate(&staff.app)
        .reauthenticate(&staff.account, &staff.session, data.get("password"))
        .await?;
    match proven {
        Ok(token) => {
            let mut response = redirect(local_path(next).unwrap_or("/"), None)?;
            arrival.set_token(&mut response, Some(&token))?;
            Ok(response)
        }
        Err(refusal) => {
            let message = refusal_message(refusal, staff.app.clock().now());
            let errors = vec![FieldError::new("password", message)];
            let state = FormState { errors, ..FormState::default() };
            page(&staff, StatusCode::UNPROCESSABLE_ENTITY, next, state)
        }
    }
}

fn page(staff: &Staff, status: StatusCode, next: &str, state: FormState) -> Answer {
    let action = reauthentication_url(next);
    let context = json!({
        "title": staff.t("reauthenticate-title"), "act_name": staff.t("reauthenticate-act"),
        "action": action, "cancel_url": "/", "form": state.shown(&staff.app.messages),
    });
    staff.page_with(status, "sign_in/reauthenticate.html", context)
}

/// The address of the page that asks for the password and then leads to `next`.
pub fn reauthentication_url(next: &str) -> String {
    format!("/reauthenticate?next={}", web::template_functions::query_encode(next))
}
