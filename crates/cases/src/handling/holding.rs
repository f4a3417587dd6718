//! What the holder does: says more, takes it back, says how content they are.

use platform::Actor;
use serde_json::json;
use structure::App;

use super::waiting::moved;
use super::{Hold, entry, tell_of, words};
use crate::cases::{AnyCase, CaseState, FormKey};
use crate::clocks::working_days_after;
use crate::correspondence::{KeptFile, Voice, insert_files, insert_message, of_form};
use crate::stopped::{Act, CaseRefusal};

/// The holder says more, with files. If they were asked, the clock goes on. The same form twice is
/// one message. `actor` is whoever sends it: the holder, or a system that speaks for them.
pub async fn add(
    app: &App,
    actor: Actor,
    receipt: &str,
    (said, files): (&str, &[KeptFile]),
    key: &FormKey,
) -> Act<Option<i64>> {
    let said = words(said)?;
    let mut hold = Hold::of(app, receipt).await?;
    let key = key.hash(&app.secret)?;
    if of_form(&mut hold.tx, &key).await? {
        return Ok(None);
    }
    if !hold.record.state.is_open() {
        return Err(CaseRefusal::State.into());
    }
    let id = hold.record.id;
    let message = (said.as_str(), Some(key));
    let message = insert_message(&mut hold.tx, id, (Voice::Holder, None), message).await?;
    insert_files(&mut hold.tx, id, Some(message), files).await?;
    let now = hold.now;
    let record = match AnyCase::of(hold.record.clone()) {
        AnyCase::Waiting(case) => {
            let due = moved(&case.record, now);
            case.resume(due, now).record
        }
        other => {
            let mut record = other.record().clone();
            record.changed_at = now;
            record
        }
    };
    let detail = json!({ "files": files.len() });
    hold.finish(&record, (actor, "case.supplemented", detail)).await.map(Some)
}

/// The holder takes it back. What waits for review is given up.
pub async fn withdraw(app: &App, receipt: &str, why: &str) -> Act<i64> {
    let hold = Hold::of(app, receipt).await?;
    let (why, now) = (why.trim().to_owned(), hold.now);
    let record = match AnyCase::of(hold.record.clone()) {
        AnyCase::Received(case) => case.withdraw(why, now).record,
        AnyCase::Accepted(case) => case.withdraw(why, now).record,
        AnyCase::Waiting(case) => case.withdraw(why, now).record,
        AnyCase::InReview(case) => case.withdraw(why, now).record,
        AnyCase::Answered(_) | AnyCase::Closed(_) => return Err(CaseRefusal::State.into()),
    };
    hold.finish(&record, (Actor::Visitor, "case.withdrawn", json!({}))).await
}

/// Ratings up to this one need words.
const LOW: i64 = 2;

/// The holder rates the answer: 5 very satisfied, 1 very dissatisfied. It can be changed.
pub async fn rate(app: &App, actor: Actor, receipt: &str, (rating, why): (i64, &str)) -> Act<i64> {
    let why = why.trim();
    if !(1..=5).contains(&rating) || (rating <= LOW && why.is_empty()) {
        return Err(CaseRefusal::Rating.into());
    }
    let hold = Hold::of(app, receipt).await?;
    if hold.record.erased_at.is_some() {
        return Err(CaseRefusal::State.into());
    }
    let AnyCase::Answered(case) = AnyCase::of(hold.record.clone()) else {
        return Err(CaseRefusal::State.into());
    };
    let days = app.settings.ratings.follow_up_days;
    let owed = rating <= LOW && days > 0;
    let owed = owed.then(|| working_days_after(hold.now, days));
    let case = case.rate((rating, why.to_owned()), owed, hold.now);
    debug_assert_eq!(case.record.state, CaseState::Answered);
    let entry = entry(actor, "case.rated", &case.record, json!({ "rating": rating }));
    let mut tx = hold.tx;
    crate::cases::store::save(&mut tx, &case.record).await?;
    let seq = tx.commit(entry).await?;
    tell_of(app, &case.record).await?;
    Ok(seq)
}
