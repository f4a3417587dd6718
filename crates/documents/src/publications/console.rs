//! Publishing what is approved, times of publication and expiry.

use http::StatusCode;
use platform::Time;
use serde_json::json;
use structure::fields::{Field, form_context};
use structure::sessions::OwnForm;
use structure::{Right, Staff};
use web::extract::Path;
use web::{Answer, FieldError, FormData, FormState};

use super::schedule::{publish_now, reschedule, set_expiry, unschedule};
use crate::room::{Opened, breadcrumb, open, refused, shown_again};
use crate::submissions;

/// `POST /documents/{key}/publication`
pub(crate) async fn publish(staff: Staff, Path(key): Path<String>, _: OwnForm) -> Answer {
    let opened = open(staff, &key, Right::PublishDocuments).await?;
    let done = publish_now(&opened.ctx, opened.staff.actor(), opened.document.id).await;
    let seq = done.map_err(|stopped| refused(stopped, &opened.url()))?;
    opened.staff.app.settled(seq).await;
    opened.staff.done(&format!("{}/receipt", opened.url()), "review-done-published")
}

/// A page that asks for one time.
struct AskTime {
    field: &'static str,
    label: &'static str,
    title: &'static str,
    path: &'static str,
}

const SCHEDULE: AskTime = AskTime {
    field: "publish_at",
    label: "submit-publish-at",
    title: "document-act-schedule",
    path: "schedule",
};

const EXPIRY: AskTime = AskTime {
    field: "expires_at",
    label: "submit-expires-at",
    title: "document-act-expiry",
    path: "expiry",
};

fn form(opened: &Opened, ask: &AskTime, status: StatusCode, state: &FormState) -> Answer {
    let staff = &opened.staff;
    let fields = vec![Field::new(staff, "datetime", ask.field, ask.label)];
    let (fields, errors) = form_context(staff, fields, state);
    let title = staff.t(ask.title);
    let context = json!({
        "title": title, "form_title": title, "breadcrumb": breadcrumb(opened, Some(&title)),
        "fields": fields, "errors": errors, "action": format!("{}/{}", opened.url(), ask.path),
        "cancel_url": opened.url(), "submit_label": title,
    });
    staff.page_with(status, "form/edit.html", context)
}

fn beginning(name: &str, time: Option<Time>) -> FormState {
    let mut values = FormData::default();
    let shown = time.map(|time| time.local().format("%Y-%m-%dT%H:%M").to_string());
    values.push(name, shown.unwrap_or_default());
    FormState::of(values)
}

/// A time as typed: none when empty, an error when it can't be read.
fn typed(data: &FormData, name: &'static str) -> Result<Option<Time>, FormState> {
    let text = data.get(name).trim();
    match Time::parse_local(text) {
        Some(time) => Ok(Some(time)),
        None if text.is_empty() => Ok(None),
        None => {
            let errors = vec![FieldError::new(name, "document-field-time")];
            Err(FormState { values: data.clone(), errors })
        }
    }
}

/// `GET /documents/{key}/schedule`
pub(crate) async fn schedule_form(staff: Staff, Path(key): Path<String>) -> Answer {
    let opened = open(staff, &key, Right::PublishDocuments).await?;
    let newest = submissions::newest_of_document(&opened.ctx.db, opened.document.id).await?;
    let at = newest.and_then(|one| one.publish_at);
    form(&opened, &SCHEDULE, StatusCode::OK, &beginning("publish_at", at))
}

/// `POST /documents/{key}/schedule`
pub(crate) async fn schedule(
    staff: Staff,
    Path(key): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let opened = open(staff, &key, Right::PublishDocuments).await?;
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let at = match typed(&data, "publish_at") {
        Ok(Some(at)) => at,
        Ok(None) => {
            let errors = vec![FieldError::new("publish_at", "document-field-missing")];
            let state = FormState { values: data, errors };
            return form(&opened, &SCHEDULE, unprocessable, &state);
        }
        Err(state) => return form(&opened, &SCHEDULE, unprocessable, &state),
    };
    match reschedule(&opened.ctx, opened.staff.actor(), opened.document.id, at).await {
        Ok(_) => opened.staff.done(&opened.url(), "document-scheduled"),
        Err(stopped) => {
            let state = shown_again(stopped, data)?;
            form(&opened, &SCHEDULE, unprocessable, &state)
        }
    }
}

/// `POST /documents/{key}/schedule/removal`
pub(crate) async fn remove_schedule(staff: Staff, Path(key): Path<String>, _: OwnForm) -> Answer {
    let opened = open(staff, &key, Right::PublishDocuments).await?;
    let done = unschedule(&opened.ctx, opened.staff.actor(), opened.document.id).await;
    done.map_err(|stopped| refused(stopped, &opened.url()))?;
    opened.staff.done(&opened.url(), "document-unscheduled")
}

/// `GET /documents/{key}/expiry`
pub(crate) async fn expiry_form(staff: Staff, Path(key): Path<String>) -> Answer {
    let opened = open(staff, &key, Right::PublishDocuments).await?;
    let state = beginning("expires_at", opened.document.expires_at);
    form(&opened, &EXPIRY, StatusCode::OK, &state)
}

/// `POST /documents/{key}/expiry`
pub(crate) async fn expiry(
    staff: Staff,
    Path(key): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let opened = open(staff, &key, Right::PublishDocuments).await?;
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let at = match typed(&data, "expires_at") {
        Ok(at) => at,
        Err(state) => return form(&opened, &EXPIRY, unprocessable, &state),
    };
    match set_expiry(&opened.ctx, opened.staff.actor(), opened.document.id, at).await {
        Ok(_) => opened.staff.done(&opened.url(), "document-expiry-set"),
        Err(stopped) => {
            let state = shown_again(stopped, data)?;
            form(&opened, &EXPIRY, unprocessable, &state)
        }
    }
}
