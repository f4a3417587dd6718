//! The steps of a submission with who did what, and who may do what is due.

use platform::Time;
use serde_json::{Value, json};
use structure::{AccountId, Right, Staff};

use web::Message;

use super::people::{People, holders};
use crate::documents::Document;
use crate::referrals;
use crate::reviews::{self, Review, ReviewStep, Verdict};
use crate::submissions::{Chain, SubmissionRecord, SubmissionState};

/// Names of holders that a step shows before it says "and others".
const NAMED: usize = 3;

/// The first and last digits of a digest.
pub(crate) fn digest_short(digest: &str) -> String {
    let head: String = digest.chars().take(4).collect();
    let count = digest.chars().count();
    let tail: String = digest.chars().skip(count.saturating_sub(4)).collect();
    format!("{head}…{tail}")
}

/// The timeline of a submission.
pub(crate) async fn timeline(
    staff: &Staff,
    people: &People,
    (document, submission): (&Document, &SubmissionRecord),
) -> Result<Vec<Value>, platform::Fault> {
    let db = &staff.app.db;
    let reviews = reviews::of_submission(db, submission.id).await?;
    let mut steps = vec![json!({
        "step_name": staff.t("review-step-submitted"), "state": "done",
        "who": people.name(submission.submitter_id), "at": submission.submitted_at,
        "comment": Some(&submission.note).filter(|note| !note.is_empty()),
        "digest_short": digest_short(&submission.digest),
        "unit": submission.submitter_id.and_then(|id| unit_of(staff, people, id)),
    })];
    let signers: Vec<AccountId> = reviews
        .iter()
        .filter(|review| review.verdict == Verdict::Passed)
        .map(|review| review.reviewer_id)
        .collect();
    let barred = |id: &AccountId| {
        signers.contains(id)
            || submission.authors.contains(id)
            || submission.submitter_id == Some(*id)
    };
    let mut able = able(staff, people, document).await?;
    able.retain(|(_, id)| !barred(id));
    for step in submission.chain.steps() {
        let done: Vec<&Review> = reviews.iter().filter(|review| review.step == *step).collect();
        steps.extend(done.iter().map(|review| signed(staff, people, review)));
        if done.iter().any(|review| review.verdict != Verdict::Doubtful) {
            continue;
        }
        let state = match submission.state {
            SubmissionState::InReview if submission.next_step == Some(*step) => "current",
            SubmissionState::InReview => "waiting",
            SubmissionState::Referred if done.is_empty() => "waiting",
            _ => continue,
        };
        steps.push(open_step(staff, people, &able, (*step, state)));
    }
    for referral in referrals::of_submission(db, submission.id).await? {
        let decided = referral.decision;
        steps.push(json!({
            "step_name": staff.t("review-step-bureau"),
            "state": match decided {
                None => "current",
                Some(referrals::Decision::Clear) => "done",
                Some(referrals::Decision::Secret) => "returned",
            },
            "who": people.name(referral.decided_by), "at": referral.decided_at,
            "comment": Some(&referral.comment).filter(|comment| !comment.is_empty()),
            "digest_short": null, "unit": null,
        }));
    }
    steps.extend(emergency_steps(staff, people, submission));
    add_ages(staff, &mut steps);
    Ok(steps)
}

/// The steps that a new submission will pass.
pub(crate) async fn timeline_ahead(
    staff: &Staff,
    people: &People,
    document: &Document,
) -> Result<Vec<Value>, platform::Fault> {
    let tree = staff.app.tree();
    let steps = tree.column(document.column_id).map_or(1, |column| column.review_steps);
    let mut able = able(staff, people, document).await?;
    able.retain(|(_, id)| *id != staff.id());
    let chain = Chain::of_column(steps);
    let steps = chain.steps().iter();
    Ok(steps.map(|step| open_step(staff, people, &able, (*step, "waiting"))).collect())
}

/// Who holds which right over the document.
async fn able(
    staff: &Staff,
    people: &People,
    document: &Document,
) -> Result<Vec<(Right, AccountId)>, platform::Fault> {
    holders(&staff.app.db, (&staff.app.tree(), people), document).await
}

fn signed(staff: &Staff, people: &People, review: &Review) -> Value {
    let state = match review.verdict {
        Verdict::Passed => "done",
        Verdict::Returned => "returned",
        Verdict::Doubtful => "doubtful",
    };
    json!({
        "step_name": staff.t(review.step.key()), "state": state,
        "who": people.name(Some(review.reviewer_id)), "at": review.signed_at,
        "comment": Some(&review.comment).filter(|comment| !comment.is_empty()),
        "digest_short": digest_short(&review.digest),
        "unit": unit_of(staff, people, review.reviewer_id),
    })
}

fn unit_of(staff: &Staff, people: &People, id: structure::AccountId) -> Option<String> {
    people.unit(id).map(|unit| super::about::unit_name(&staff.app.tree(), unit))
}

/// A step that nobody has signed, with those who may.
fn open_step(
    staff: &Staff,
    people: &People,
    able: &[(Right, AccountId)],
    (step, state): (ReviewStep, &str),
) -> Value {
    let names: Vec<String> = able
        .iter()
        .filter(|(right, _)| *right == step.right())
        .map(|(_, id)| people.name(Some(*id)))
        .collect();
    let who = match names.len() {
        0 => staff.t("review-no-holder"),
        count if count <= NAMED => names.join("、"),
        _ => {
            let shown = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join("、");
            format!("{shown}{}", staff.t("review-more-holders"))
        }
    };
    json!({
        "step_name": staff.t(step.key()), "state": state, "who": who, "at": null,
        "comment": null, "digest_short": null, "unit": null,
    })
}

/// An emergency publication and its second signature.
fn emergency_steps(staff: &Staff, people: &People, submission: &SubmissionRecord) -> Vec<Value> {
    let Some(emergency) = submission.emergency() else {
        return Vec::new();
    };
    let signed = emergency.signed;
    vec![
        json!({
            "step_name": staff.t("review-step-emergency"), "state": "done",
            "who": people.name(Some(emergency.by)), "at": emergency.at,
            "comment": emergency.reason, "digest_short": digest_short(&submission.digest),
            "unit": unit_of(staff, people, emergency.by),
        }),
        json!({
            "step_name": staff.t("review-step-second-signature"),
            "state": if signed.is_some() { "done" } else { "current" },
            "who": people.name(signed.map(|(who, _)| who)), "at": signed.map(|(_, at)| at),
            "comment": signed.is_none().then(|| {
                let due = web::Message::new("emergency-due").with("due", emergency.due.minute());
                staff.app.messages.text(&due)
            }),
            "digest_short": null, "unit": null,
        }),
    ]
}

/// How long each step took, and how long the one that is due has waited.
fn add_ages(staff: &Staff, steps: &mut [Value]) {
    let now = staff.app.clock().now();
    let mut began: Option<Time> = None;
    for step in steps {
        let at = step.get("at").and_then(Value::as_i64).map(Time);
        let current = step.get("state").and_then(Value::as_str) == Some("current");
        let text = match (began, at) {
            (Some(began), Some(at)) => {
                Message::new("timeline-took").with("age", age(staff, at.seconds_since(began)))
            }
            (Some(began), None) if current => {
                Message::new("timeline-waits").with("age", age(staff, now.seconds_since(began)))
            }
            _ => {
                began = at.or(began);
                continue;
            }
        };
        began = at.or(began);
        super::put(step, "took", staff.app.messages.text(&text));
    }
}

/// A length of time in words: minutes, hours or days.
pub(crate) fn age(staff: &Staff, seconds: i64) -> String {
    let (key, count) = match seconds.max(0) {
        short if short < 3_600 => ("age-minutes", short / 60),
        hours if hours < 86_400 => ("age-hours", hours / 3_600),
        days => ("age-days", days / 86_400),
    };
    staff.app.messages.text(&Message::new(key).with("count", count))
}
