//! Promising an interpretation.

use http::StatusCode;
use serde_json::json;
use structure::fields::{Field, form_context};
use structure::sessions::OwnForm;
use structure::{Right, Staff};
use web::extract::Path;
use web::{Answer, FieldError, FormData, FormState};

use super::promises::{PromiseForm, promise};
use super::store::promise_of;
use crate::room::{Opened, breadcrumb, open, refused};
use crate::stopped::{Stopped, Why};

fn form(opened: &Opened, status: StatusCode, state: &FormState) -> Answer {
    let staff = &opened.staff;
    let fields = vec![
        Field::new(staff, "date", "due_on", "promise-due-on").required(),
        Field::new(staff, "textarea", "reason", "promise-reason").required(),
    ];
    let (fields, errors) = form_context(staff, fields, state);
    let title = staff.t("document-act-promise");
    let days = opened.ctx.settings.interpretation_days;
    let context = json!({
        "title": title, "form_title": title, "breadcrumb": breadcrumb(opened, Some(&title)),
        "lead": staff.app.messages.t("promise-lead", &[
            ("title", opened.document.title.clone().into()), ("days", days.into()),
        ]),
        "fields": fields, "errors": errors, "action": format!("{}/promises", opened.url()),
        "cancel_url": opened.url(), "submit_label": title,
    });
    staff.page_with(status, "form/edit.html", context)
}

/// `GET /documents/{key}/promises/new`
pub(crate) async fn new(staff: Staff, Path(key): Path<String>) -> Answer {
    let opened = open(staff, &key, Right::WriteDocuments).await?;
    let mut values = FormData::default();
    if let Some(open) = promise_of(&opened.ctx.db, opened.document.id).await? {
        values.push("due_on", open.due_on.to_string());
        values.push("reason", open.reason);
    }
    form(&opened, StatusCode::OK, &FormState::of(values))
}

/// `POST /documents/{key}/promises`
pub(crate) async fn create(
    staff: Staff,
    Path(key): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let opened = open(staff, &key, Right::WriteDocuments).await?;
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let again = |errors: Vec<FieldError>| FormState { values: data.clone(), errors };
    let typed = data.get("due_on").trim();
    let Some(due_on) = platform::clock::parse_day(typed) else {
        let key = if typed.is_empty() { "document-field-missing" } else { "document-field-time" };
        return form(&opened, unprocessable, &again(vec![FieldError::new("due_on", key)]));
    };
    let asked = PromiseForm { due_on, reason: data.get("reason").trim().to_owned() };
    let most = opened.ctx.settings.interpretation_days;
    let problems = asked.problems(opened.ctx.now().day(), most);
    if !problems.is_empty() {
        let errors = problems.iter().map(|why| FieldError::new(why.field(), why.key())).collect();
        return form(&opened, unprocessable, &again(errors));
    }
    match promise(&opened.ctx, opened.staff.actor(), opened.document.id, &asked).await {
        Ok((live, seq)) => {
            opened.staff.app.settled(seq).await;
            let said = if live { "promise-made-and-live" } else { "promise-made" };
            opened.staff.done(&opened.url(), said)
        }
        Err(Stopped::Refused(Why::Promise(why))) => {
            form(&opened, unprocessable, &again(vec![FieldError::new(why.field(), why.key())]))
        }
        Err(stopped) => Err(refused(stopped, &opened.url())),
    }
}
