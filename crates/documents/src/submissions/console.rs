//! Submitting and recalling.

use http::StatusCode;
use platform::{FaultContext, Time};
use serde_json::json;
use structure::sessions::OwnForm;
use structure::{Right, Staff};
use web::extract::Path;
use web::forms::FormCheck;
use web::{Answer, Error, FormData, FormState};

use super::store::{SubmitForm, recall as take_back, submit};
use crate::checking::{self, gate};
use crate::emergencies::publish_in_emergency;
use crate::revisions::{self, Revision};
use crate::room::{
    Opened, People, breadcrumb, document_line, named_errors, open, refused, shown_again,
    timeline_ahead,
};
use crate::stopped::{Act, Stopped, Why};

/// `GET /documents/{key}/submissions/new`
pub(crate) async fn new(staff: Staff, Path(key): Path<String>) -> Answer {
    let opened = open(staff, &key, Right::WriteDocuments).await?;
    let head = head(&opened).await?;
    let errors = named_errors(opened.kind, &opened.kind.submission_problems(&head.content));
    form(&opened, StatusCode::OK, FormState { values: FormData::default(), errors }, &head).await
}

async fn head(opened: &Opened) -> Result<Revision, Error> {
    let head = revisions::by_id(&opened.ctx.db, opened.document.head_revision_id).await?;
    Ok(head.doing("find the newest revision")?)
}

async fn form(opened: &Opened, status: StatusCode, state: FormState, head: &Revision) -> Answer {
    let staff = &opened.staff;
    let people = People::load(&opened.ctx.db).await?;
    let title = staff.t("document-act-submit");
    let context = json!({
        "title": title, "breadcrumb": breadcrumb(opened, Some(&title)),
        "document": document_line(opened, head.number),
        "form": state.shown(&staff.app.messages),
        "action": format!("{}/submissions", opened.url()), "cancel_url": opened.url(),
        "edit_url": format!("{}/edit", opened.url()), "digest": head.digest, "may_emergency": opened.may(Right::PublishInEmergency),
        "checks": checking::console::shown(opened, &gate(opened, &head.content).await?).await?,
        "unfinished": crate::edit_locks::console::unfinished(opened).await?,
        "timeline": timeline_ahead(staff, &people, &opened.document).await?,
    });
    staff.page_with(status, "documents/submit.html", context)
}

/// What the form says.
struct Typed {
    note: String,
    publish_at: Option<Time>,
    expire_at: Option<Time>,
    emergency: Option<String>,
}

fn typed(data: &FormData) -> Result<Typed, FormState> {
    let mut check = FormCheck::new(data);
    let note = check.field("note", "submit-note").max(300).text();
    let publish_at = check.field("publish_at", "submit-publish-at").time();
    let expire_at = check.field("expires_at", "submit-expires-at").time();
    let emergency = check.field("emergency", "submit-emergency").ticked();
    let reason = check.field("emergency_reason", "submit-emergency-reason").max(500).text();
    let emergency = emergency.then_some(reason);
    check.finish(|| Some(Typed { note, publish_at, expire_at, emergency }))
}

/// `POST /documents/{key}/submissions`
pub(crate) async fn create(
    staff: Staff,
    Path(key): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let opened = open(staff, &key, Right::WriteDocuments).await?;
    let head = head(&opened).await?;
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let typed = match typed(&data) {
        Ok(typed) => typed,
        Err(state) => return form(&opened, unprocessable, state, &head).await,
    };
    let seen = data.get("digest");
    if seen != head.digest {
        let changed = super::refusal::SubmitRefusal::Changed;
        let state = shown_again(changed.into(), data)?;
        return form(&opened, StatusCode::CONFLICT, state, &head).await;
    }
    let gate = gate(&opened, &head.content).await?;
    if let Err(errors) = gate.pass(&opened, &data).await? {
        return form(&opened, unprocessable, FormState { values: data, errors }, &head).await;
    }
    match act(&opened, &head, typed).await? {
        Ok((seq, emergency)) => {
            opened.staff.app.settled(seq).await;
            let url = opened.url();
            if emergency {
                return opened.staff.notice(&format!("{url}/receipt"), "document-emergency-done");
            }
            opened.staff.done(&url, "document-submitted")
        }
        Err(Stopped::Refused(Why::Fields(problems))) => {
            let errors = named_errors(opened.kind, &problems);
            form(&opened, unprocessable, FormState { values: data, errors }, &head).await
        }
        Err(stopped) => {
            let state = shown_again(stopped, data)?;
            form(&opened, unprocessable, state, &head).await
        }
    }
}

/// Submits, or publishes in an emergency if that was ticked and the right is there.
async fn act(opened: &Opened, head: &Revision, typed: Typed) -> Result<Act<(i64, bool)>, Error> {
    let (ctx, document) = (&opened.ctx, &opened.document);
    if let Some(reason) = &typed.emergency {
        let right = Right::PublishInEmergency;
        opened.staff.require(right, document.unit_id, document.column_id)?;
        let ids = (document.id, head.id);
        let done = publish_in_emergency(ctx, opened.staff.id(), ids, reason).await;
        return Ok(done.map(|seq| (seq, true)));
    }
    let form = SubmitForm {
        document_id: document.id,
        revision_id: head.id,
        note: typed.note,
        publish_at: typed.publish_at,
        expire_at: typed.expire_at,
    };
    let done = submit(ctx, opened.staff.actor(), &form).await;
    Ok(done.map(|(_, seq)| (seq, false)))
}

/// `POST /documents/{key}/recall`
pub(crate) async fn recall(staff: Staff, Path(key): Path<String>, _: OwnForm) -> Answer {
    let opened = open(staff, &key, Right::WriteDocuments).await?;
    let done = take_back(&opened.ctx, opened.staff.actor(), opened.document.id).await;
    let seq = done.map_err(|stopped| refused(stopped, &opened.url()))?;
    opened.staff.app.settled(seq).await;
    opened.staff.done(&opened.url(), "document-recalled")
}
