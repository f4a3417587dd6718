//! Reading what waits for a signature, and signing.

use http::StatusCode;
use platform::FaultContext;
use serde_json::{Value, json};
use structure::Staff;
use web::{Answer, Error, FieldError, FormData, FormState, Message, Refusal};

use super::model::{ReviewStep, Verdict};
use super::store::{ReviewForm, ReviewOutcome, review};
use crate::checking::{self, gate};
use crate::claims;
use crate::comments;
use crate::revisions::{self, Revision};
use crate::room::{
    Opened, People, attachments, breadcrumb, document_line, open, put, refused, shown_again,
    timeline,
};
use crate::submissions::{self, AnySubmission, SubmissionRecord};

/// What is to be signed.
struct Waiting {
    opened: Opened,
    record: SubmissionRecord,
    revision: Revision,
}

/// The submission whose due step this is, for somebody who may sign it.
async fn waiting(staff: Staff, key: &str, step: ReviewStep) -> Result<Waiting, Error> {
    let opened = open(staff, key, step.right()).await?;
    let db = &opened.ctx.db;
    let record = submissions::newest_of_document(db, opened.document.id).await?;
    let record = record.ok_or_else(Refusal::not_found)?;
    let reviews = super::of_submission(db, record.id).await?;
    let any = record.clone().any(&reviews).doing("read a submission")?;
    let AnySubmission::InReview(submission) = any else {
        let over = submissions::SignRefusal::NotInReview;
        return Err(refused(over.into(), &opened.url()));
    };
    let may = submission.may_sign(step, opened.staff.id());
    may.map_err(|why| refused(why.into(), &opened.url()))?;
    let revision = revisions::by_id(db, record.revision_id).await?;
    let revision = revision.doing("find the submitted revision")?;
    Ok(Waiting { opened, record, revision })
}

/// `GET /documents/{key}/reviews/{step}`
pub(crate) async fn new(staff: Staff, key: String, step: ReviewStep) -> Answer {
    let waiting = waiting(staff, &key, step).await?;
    form(&waiting, step, StatusCode::OK, FormState::default()).await
}

async fn form(waiting: &Waiting, step: ReviewStep, status: StatusCode, state: FormState) -> Answer {
    let Waiting { opened, record, revision } = waiting;
    let staff = &opened.staff;
    let people = People::load(&opened.ctx.db).await?;
    let url = opened.url();
    let live = opened.document.live_revision_id;
    let live = match live {
        Some(id) => revisions::by_id(&opened.ctx.db, id).await?,
        None => None,
    };
    let against =
        live.map(|live| format!("{url}/revisions/{}/diff?from={}", revision.number, live.number));
    let verdicts: Vec<Value> = [Verdict::Passed, Verdict::Returned, Verdict::Doubtful]
        .iter()
        .map(|verdict| {
            let hint = format!("{}.hint", verdict.key());
            json!({
                "value": verdict.word(), "label": staff.t(verdict.key()), "hint": staff.t(&hint),
            })
        })
        .collect();
    let action = format!("{url}/reviews/{}", step.word());
    let (body_html, comments) = comments::shown(opened, revision, &action).await?;
    let title = staff
        .app
        .messages
        .text(&Message::new("review-title").with("title", revision.content.title.clone()));
    let mut document = document_line(opened, revision.number);
    put(&mut document, "title", revision.content.title.clone());
    let context = json!({
        "title": title, "breadcrumb": breadcrumb(opened, Some(&staff.t(step.key()))),
        "form": state.shown(&staff.app.messages), "document": document,
        "step_name": staff.t(step.key()),
        "revision": {
            "number": revision.number, "author": people.name(record.submitter_id),
            "at": record.submitted_at, "digest": revision.digest,
        },
        "body_html": body_html, "comments": comments,
        "attachments": attachments(&revision.content, &url),
        "timeline": timeline(staff, &people, (&opened.document, record)).await?,
        "verdicts": verdicts, "diff_url": against,
        "checks": checking::console::shown(opened, &gate(opened, &revision.content).await?).await?,
        "preview_url": format!("{url}/revisions/{}/preview", revision.number),
        "action": action, "claim": claims::console::standing(opened, (record, step)).await?,
    });
    staff.page_with(status, "reviews/new.html", context)
}

/// `POST /documents/{key}/reviews/{step}`
pub(crate) async fn create(staff: Staff, key: String, step: ReviewStep, data: FormData) -> Answer {
    let waiting = waiting(staff, &key, step).await?;
    let Some(verdict) = Verdict::parse(data.get("verdict")) else {
        let errors = vec![FieldError::new("verdict", "review-verdict-missing")];
        let state = FormState { values: data, errors };
        return form(&waiting, step, StatusCode::UNPROCESSABLE_ENTITY, state).await;
    };
    let comment = reason(&waiting, verdict, &data).await?;
    let signed = ReviewForm {
        submission_id: waiting.record.id,
        step,
        verdict,
        comment,
        digest: data.get("digest").to_owned(),
    };
    let staff = &waiting.opened.staff;
    match review(&waiting.opened.ctx, staff.id(), &signed).await {
        Ok((outcome, seq)) => {
            staff.app.settled(seq).await;
            after(&waiting.opened, outcome, data.get("back"))
        }
        Err(stopped) => {
            let state = shown_again(stopped, data)?;
            form(&waiting, step, StatusCode::UNPROCESSABLE_ENTITY, state).await
        }
    }
}

/// What the reviewer says. Sending back needs a reason; remarks on the text are one.
async fn reason(
    waiting: &Waiting,
    verdict: Verdict,
    data: &FormData,
) -> Result<String, platform::Fault> {
    let typed = data.get("comment").trim();
    if verdict != Verdict::Returned || !typed.is_empty() {
        return Ok(typed.to_owned());
    }
    let Opened { staff, ctx, .. } = &waiting.opened;
    let open = comments::store::count_open_of(&ctx.db, waiting.revision.id, staff.id()).await?;
    if open == 0 {
        return Ok(String::new());
    }
    let count = i64::try_from(open).unwrap_or(i64::MAX);
    Ok(staff.app.messages.t("review-see-comments", &[("count", count.into())]))
}

/// On to the receipt if it went out, otherwise back to the document, or to the list it was signed in.
fn after(opened: &Opened, outcome: ReviewOutcome, back: &str) -> Answer {
    let staff = &opened.staff;
    let url = if back == "reviews" { "/reviews".to_owned() } else { opened.url() };
    match outcome {
        ReviewOutcome::Published if back == "reviews" => staff.done(&url, "review-done-published"),
        ReviewOutcome::Published => staff.done(&format!("{url}/receipt"), "review-done-published"),
        ReviewOutcome::Scheduled => staff.done(&url, "review-done-scheduled"),
        ReviewOutcome::Waits(waits) => staff.notice(&url, waits.key()),
        ReviewOutcome::Next(step) => {
            let next = staff.t(step.key());
            staff.done(&url, Message::new("review-done-next").with("step", next))
        }
        ReviewOutcome::Returned => staff.done(&url, "review-done-returned"),
        ReviewOutcome::Referred => staff.notice(&url, "review-done-referred"),
    }
}
