//! Publishing in an emergency, and the second signature.

use http::StatusCode;
use platform::FaultContext;
use serde_json::{Value, json};
use structure::fields::{Field, form_context};
use structure::sessions::OwnForm;
use structure::{Right, Staff};
use web::extract::Path;
use web::{Answer, Error, FieldError, FormData, FormState, Message};

use super::store::{publish_in_emergency, sign_emergency};
use crate::checking::gate;
use crate::ids::RevisionId;
use crate::revisions::{self, Revision};
use crate::room::{Opened, breadcrumb, open, refused, shown_again};
use crate::submissions::{self, SubmissionRecord};

async fn revision(opened: &Opened, id: RevisionId) -> Result<Revision, Error> {
    Ok(revisions::by_id(&opened.ctx.db, id).await?.doing("find a revision")?)
}

/// `GET /documents/{key}/emergency`
pub(crate) async fn new(staff: Staff, Path(key): Path<String>) -> Answer {
    let opened = open(staff, &key, Right::PublishInEmergency).await?;
    let head = revision(&opened, opened.document.head_revision_id).await?;
    form(&opened, StatusCode::OK, &beginning(&head))
}

/// The form's first values: the digest of what is read.
fn beginning(revision: &Revision) -> FormState {
    let mut values = FormData::default();
    values.push("digest", revision.digest.clone());
    FormState::of(values)
}

fn form(opened: &Opened, status: StatusCode, state: &FormState) -> Answer {
    let staff = &opened.staff;
    let reason = Field::new(staff, "textarea", "emergency_reason", "submit-emergency-reason");
    let fields = vec![reason.required(), Field::new(staff, "hidden", "digest", "review-digest")];
    let (fields, errors) = form_context(staff, fields, state);
    let title = staff.t("document-act-emergency");
    let hours = opened.ctx.settings.emergency_hours;
    let lead = Message::new("emergency-lead").with("hours", hours);
    let context = json!({
        "title": title, "form_title": title, "breadcrumb": breadcrumb(opened, Some(&title)),
        "lead": staff.app.messages.text(&lead), "fields": fields, "errors": errors,
        "action": format!("{}/emergency", opened.url()), "cancel_url": opened.url(),
        "submit_label": title,
    });
    staff.page_with(status, "form/edit.html", context)
}

/// `POST /documents/{key}/emergency`
pub(crate) async fn create(
    staff: Staff,
    Path(key): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let opened = open(staff, &key, Right::PublishInEmergency).await?;
    let head = revision(&opened, opened.document.head_revision_id).await?;
    if data.get("digest") != head.digest {
        let changed = submissions::EmergencyRefusal::DigestChanged;
        return Err(refused(changed.into(), &opened.url()));
    }
    if gate(&opened, &head.content).await?.blocking().next().is_some() {
        let errors = vec![FieldError::new("", "check-blocked")];
        let state = FormState { values: data, errors };
        return form(&opened, StatusCode::UNPROCESSABLE_ENTITY, &state);
    }
    let (ctx, by) = (&opened.ctx, opened.staff.id());
    let ids = (opened.document.id, head.id);
    let reason = data.get("emergency_reason").trim().to_owned();
    match publish_in_emergency(ctx, by, ids, &reason).await {
        Ok(seq) => {
            opened.staff.app.settled(seq).await;
            let url = format!("{}/receipt", opened.url());
            opened.staff.notice(&url, "document-emergency-done")
        }
        Err(stopped) => {
            let state = shown_again(stopped, data)?;
            form(&opened, StatusCode::UNPROCESSABLE_ENTITY, &state)
        }
    }
}

/// The open emergency of a document with what was published.
async fn waiting(opened: &Opened) -> Result<(SubmissionRecord, Revision), Error> {
    let all = submissions::of_document(&opened.ctx.db, opened.document.id).await?;
    let open = all.into_iter().find(|one| one.emergency().is_some_and(|it| it.signed.is_none()));
    let Some(record) = open else {
        let over = submissions::EmergencyRefusal::NotOpen;
        return Err(refused(over.into(), &opened.url()));
    };
    let revision = revision(opened, record.revision_id).await?;
    Ok((record, revision))
}

/// `GET /documents/{key}/emergency/signature`
pub(crate) async fn signature(staff: Staff, Path(key): Path<String>) -> Answer {
    let opened = open(staff, &key, Right::SignEmergency).await?;
    let (record, revision) = waiting(&opened).await?;
    let staff = &opened.staff;
    let fields = vec![Field::new(staff, "hidden", "digest", "review-digest")];
    let (fields, errors) = form_context(staff, fields, &beginning(&revision));
    let mut fields: Vec<Value> = fields.as_array().cloned().unwrap_or_default();
    let fact = |key: &str, value: String| json!({ "name": key, "label": staff.t(key), "type": "static", "value": value });
    let emergency = record.emergency().doing("read an emergency")?;
    fields.extend([
        fact("slip-document-title", revision.content.title.clone()),
        fact("submit-emergency-reason", emergency.reason),
        fact("emergency-at", emergency.at.minute()),
        fact("emergency-due-at", emergency.due.minute()),
        fact("emergency-text", text::plain::plain(&revision.content.body_html)),
        fact("review-digest", revision.digest.clone()),
    ]);
    let title = staff.t("document-act-sign-emergency");
    let context = json!({
        "title": title, "form_title": title, "breadcrumb": breadcrumb(&opened, Some(&title)),
        "lead": staff.t("emergency-sign-lead"), "fields": fields, "errors": errors,
        "action": format!("{}/emergency/signature", opened.url()), "cancel_url": opened.url(),
        "submit_label": title,
    });
    staff.page("form/edit.html", context)
}

/// `POST /documents/{key}/emergency/signature`
pub(crate) async fn sign(staff: Staff, Path(key): Path<String>, OwnForm(data): OwnForm) -> Answer {
    let opened = open(staff, &key, Right::SignEmergency).await?;
    let (record, _) = waiting(&opened).await?;
    let by = opened.staff.id();
    let done = sign_emergency(&opened.ctx, by, record.id, data.get("digest")).await;
    let seq = done.map_err(|stopped| refused(stopped, &opened.url()))?;
    opened.staff.app.settled(seq).await;
    opened.staff.done(&opened.url(), "emergency-signed")
}
