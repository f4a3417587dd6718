//! Claiming a step and giving it up.

use structure::Staff;
use web::{Answer, Error, FormData, Message};

use super::model::{Claim, due_of, urgency};
use super::store::{claim, last_signatures, of_submissions, release};
use crate::reviews::ReviewStep;
use crate::room::{Opened, People, open, refused};
use crate::submissions::{self, SignRefusal, SubmissionRecord};

/// Who has a step in their hands and when it is due, in the words of a page.
pub(crate) async fn standing(
    opened: &Opened,
    (record, step): (&SubmissionRecord, ReviewStep),
) -> Result<serde_json::Value, platform::Fault> {
    let db = &opened.ctx.db;
    let claims = of_submissions(db, &[record.id]).await?;
    let open = claims.iter().find(|claim| claim.step == step);
    let signed = last_signatures(db, &[record.id]).await?;
    let began = signed.get(&record.id).copied().unwrap_or(record.submitted_at);
    let people = People::load(db).await?;
    Ok(shown(&opened.staff, &people, open, began))
}

/// The same from what was already read.
pub(crate) fn shown(
    staff: &Staff,
    people: &People,
    claim: Option<&Claim>,
    began: platform::Time,
) -> serde_json::Value {
    let now = staff.app.clock().now();
    let due = due_of(began, claim);
    serde_json::json!({
        "who": claim.map(|claim| people.name(Some(claim.account_id))),
        "mine": claim.is_some_and(|claim| claim.account_id == staff.id()),
        "due": due, "tone": urgency(due, now).tone(),
        "waited": crate::room::age(staff, now.seconds_since(began)),
    })
}

async fn step_of(
    staff: Staff,
    key: &str,
    step: ReviewStep,
) -> Result<(Opened, SubmissionRecord), Error> {
    let opened = open(staff, key, step.right()).await?;
    let record = submissions::newest_of_document(&opened.ctx.db, opened.document.id).await?;
    let missing = || refused(SignRefusal::NotInReview.into(), &opened.url());
    let record = record.ok_or_else(missing)?;
    Ok((opened, record))
}

/// `POST /documents/{key}/reviews/{step}/claims`
pub(crate) async fn create(staff: Staff, key: String, step: ReviewStep, data: FormData) -> Answer {
    let (opened, record) = step_of(staff, &key, step).await?;
    let back = back_of(&opened, step, &data);
    let typed = data.get("due_at");
    let due = platform::Time::parse_local(typed);
    if due.is_none() && !typed.trim().is_empty() {
        return Err(refused(super::ClaimRefusal::Time.into(), &back));
    }
    let done = claim(&opened.ctx, opened.staff.id(), (record.id, step), due).await;
    let seq = done.map_err(|stopped| refused(stopped, &back))?;
    opened.staff.app.settled(seq).await;
    let said = Message::new("claim-done-taken").with("title", opened.document.title.clone());
    opened.staff.done(&back, said)
}

/// `POST /documents/{key}/reviews/{step}/claims/release`
pub(crate) async fn create_release(
    staff: Staff,
    key: String,
    step: ReviewStep,
    data: FormData,
) -> Answer {
    let (opened, record) = step_of(staff, &key, step).await?;
    let back = back_of(&opened, step, &data);
    let done = release(&opened.ctx, opened.staff.id(), (record.id, step)).await;
    let seq = done.map_err(|stopped| refused(stopped, &back))?;
    opened.staff.app.settled(seq).await;
    let said = Message::new("claim-done-released").with("title", opened.document.title.clone());
    opened.staff.done(&back, said)
}

/// The list if it was done there, otherwise the review's page.
fn back_of(opened: &Opened, step: ReviewStep, data: &FormData) -> String {
    match data.get("back") {
        "reviews" => "/reviews".to_owned(),
        _ => format!("{}/reviews/{}", opened.url(), step.word()),
    }
}
