//! A page with one form, and a page that asks before an act.

use http::StatusCode;
use serde_json::json;
use web::form_data::FormData;
use web::forms::FormState;
use web::{Answer, FieldError, Message};

use super::model::Account;
use crate::fields::{Field, form_context};
use crate::staff::Staff;

/// A form that goes back with what was typed and what is wrong with it.
pub(crate) fn refused(values: FormData, errors: Vec<FieldError>) -> FormState {
    FormState { values, errors }
}

/// A page with one form.
pub(crate) struct FormPage<'a> {
    pub(crate) title: String,
    pub(crate) lead: String,
    pub(crate) action: &'a str,
    pub(crate) cancel: &'a str,
    pub(crate) fields: Vec<Field>,
    pub(crate) state: &'a FormState,
}

/// Shows a page with one form.
pub(crate) fn form_page(staff: &Staff, status: StatusCode, page: FormPage<'_>) -> Answer {
    let submit = staff.t(if page.fields.is_empty() { "people-confirm" } else { "form-save" });
    let (fields, errors) = form_context(staff, page.fields, page.state);
    let context = json!({
        "title": page.title, "form_title": page.title, "lead": page.lead, "action": page.action,
        "cancel_url": page.cancel, "submit_label": submit, "errors": errors, "fields": fields,
        "groups": [], "actions": [],
    });
    staff.page_with(status, "form/edit.html", context)
}

/// A page that says what an act will do, and asks. The act's address is its word.
pub(crate) fn confirmation(
    staff: &Staff,
    account: &Account,
    act: &'static str,
    cancel: &str,
) -> Answer {
    let lead = Message::new(format!("{act}-lead")).with("name", account.name.clone());
    let page = FormPage {
        title: staff.t(act),
        lead: staff.app.messages.text(&lead),
        action: &format!("/accounts/{}/{act}", account.login),
        cancel,
        fields: Vec::new(),
        state: &FormState::default(),
    };
    form_page(staff, StatusCode::OK, page)
}
