//! What no entry tells: time runs out. Looked at every hour; each deadline is told once as near and
//! once as over.

use std::collections::HashMap;

use documents::claims::{self, Urgency, due_of, last_signatures, urgency};
use documents::documents as papers;
use documents::ids::SubmissionId;
use documents::pairing::{self, Promise};
use documents::submissions::{self, SubmissionRecord};
use documents::waiting::all_in_review;
use notices::{Event, Facts, Offered, Telling, tell};
use platform::{Fault, Time};
use structure::App;

use super::recipients::signers;
use super::subjects::{about_step, telling};

/// Submissions looked at together.
const CHUNK: i64 = 200;
/// Days before its day from which a promised interpretation is near.
const PROMISE_DAYS: i64 = 3;

/// The job's work.
pub async fn tell_of_deadlines(app: &App) -> Result<(), Fault> {
    let now = app.clock().now();
    let mut after = SubmissionId(0);
    loop {
        let rows = all_in_review(&app.db, after, CHUNK).await?;
        let Some(last) = rows.last().copied() else { break };
        let tellings = of_reviews(app, &rows, now).await?;
        if !tellings.is_empty() {
            tell(&app.db, Offered::of(app), &tellings, None).await?;
        }
        after = last;
    }
    let tellings = of_promises(app, now).await?;
    if !tellings.is_empty() {
        tell(&app.db, Offered::of(app), &tellings, None).await?;
    }
    Ok(())
}

async fn of_reviews(app: &App, ids: &[SubmissionId], now: Time) -> Result<Vec<Telling>, Fault> {
    let claims = claims::of_submissions(&app.db, ids).await?;
    let signed: HashMap<SubmissionId, Time> = last_signatures(&app.db, ids).await?;
    let mut tellings = Vec::new();
    for id in ids {
        let Some(record) = submissions::by_id(&app.db, *id).await? else { continue };
        let Some(step) = record.next_step else { continue };
        let claim = claims.iter().find(|one| one.submission_id == *id && one.step == step);
        let began = signed.get(id).copied().unwrap_or(record.submitted_at);
        let due = due_of(began, claim);
        let event = match urgency(due, now) {
            Urgency::Calm => continue,
            Urgency::Near => Event::DueSoon,
            Urgency::Late => Event::Late,
        };
        let holder = claim.map(|claim| claim.account_id);
        tellings.extend(of_review(app, &record, (event, due, holder)).await?);
    }
    Ok(tellings)
}

/// For whoever has the step in hand, otherwise for everybody who may sign it.
async fn of_review(
    app: &App,
    record: &SubmissionRecord,
    (event, due, holder): (Event, Time, Option<structure::AccountId>),
) -> Result<Vec<Telling>, Fault> {
    let Some(step) = record.next_step else { return Ok(Vec::new()) };
    let document = papers::by_id(&app.db, record.document_id).await?;
    let Some(document) = document.filter(|document| document.trashed_at.is_none()) else {
        return Ok(Vec::new());
    };
    let people = match holder {
        Some(holder) => vec![holder],
        None => signers(app, &document, record, step).await?,
    };
    let facts =
        Facts { step: Some(step.key().to_owned()), due: Some(due.minute()), ..Facts::default() };
    let mark = format!("{}:{}:{}:{}", event.word(), record.id, step.word(), due.0);
    let url = format!("/documents/{}/reviews/{}", document.key, step.word());
    let one = |id| Telling {
        url: url.clone(),
        about: Some(about_step(record, step)),
        ..telling(&document, id, (event, facts.clone()), &mark)
    };
    Ok(people.into_iter().map(one).collect())
}

/// Promised interpretations: to whoever promised, when the day is near and when it is past.
async fn of_promises(app: &App, now: Time) -> Result<Vec<Telling>, Fault> {
    let mut tellings = Vec::new();
    for promise in pairing::open_promises(&app.db).await? {
        let days = (promise.due_on - now.day()).num_days();
        if days > PROMISE_DAYS {
            continue;
        }
        let document = papers::by_id(&app.db, promise.document_id).await?;
        let Some(document) = document.filter(|document| document.trashed_at.is_none()) else {
            continue;
        };
        let Promise { id, due_on, promised_by, .. } = promise;
        let Some(who) = promised_by.or(document.created_by) else { continue };
        let facts = Facts { due: Some(due_on.to_string()), ..Facts::default() };
        let when = if days < 0 { "late" } else { "near" };
        let mark = format!("promise:{id}:{due_on}:{when}");
        tellings.push(telling(&document, who, (Event::Promise, facts), &mark));
    }
    Ok(tellings)
}
