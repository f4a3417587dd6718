//! What is said of an item beside its title: what is left of its time, its steps, who sent it back.

use chrono::NaiveDate;
use documents::claims::urgency;
use documents::comments;
use documents::reviews::{self, Verdict};
use documents::submissions::{self, SubmissionState};
use documents::waiting::{DeskDocument, DeskSubmission};
use platform::{Fault, Time};

use super::lists::Gathering;
use super::model::{Due, Item, Mark, Span};

/// Days before its day from which a promised interpretation is marked.
const NEAR_DAYS: i64 = 3;

/// What is left until then.
pub fn due(gathering: &Gathering<'_>, then: Time) -> Due {
    let span = Span::until(then, gathering.now);
    let text = gathering.staff.app.messages.t(&span.key(), &[("count", span.count.into())]);
    Due { text, tone: urgency(then, gathering.now).tone() }
}

/// The day of a promise; without one it is owed now.
pub fn due_on(gathering: &Gathering<'_>, day: Option<NaiveDate>) -> Due {
    let Some(day) = day else {
        let text = gathering.staff.t("desk-interpretation-waits");
        return Due { text, tone: Some("danger") };
    };
    let days = (day - gathering.now.day()).num_days();
    let tone = match days {
        ..0 => Some("danger"),
        0..=NEAR_DAYS => Some("warn"),
        _ => None,
    };
    let messages = &gathering.staff.app.messages;
    let text = messages.t("desk-interpretation-due", &[("day", day.to_string().into())]);
    Due { text, tone }
}

/// The steps of a submission and how far it has come.
pub fn marks(gathering: &Gathering<'_>, row: &DeskSubmission) -> Vec<Mark> {
    if row.state == SubmissionState::Referred {
        return Vec::new();
    }
    let current = row.next_step;
    let mut passed = current.is_some() || row.publish_at.is_some();
    let mut marks = Vec::new();
    for step in row.chain.steps() {
        let state = if Some(*step) == current {
            passed = false;
            "current"
        } else if passed {
            "done"
        } else {
            "ahead"
        };
        marks.push(Mark { name: gathering.staff.t(step.key()), state });
    }
    marks
}

/// Who sent it back, what they said, and how many remarks are open.
pub async fn returned(
    gathering: &Gathering<'_>,
    row: &DeskDocument,
    mut item: Item,
) -> Result<Item, Fault> {
    let db = &gathering.staff.app.db;
    let messages = &gathering.staff.app.messages;
    if let Some(record) = submissions::newest_of_document(db, row.id).await? {
        let reviews = reviews::of_submission(db, record.id).await?;
        if let Some(last) = reviews.iter().rev().find(|one| one.verdict == Verdict::Returned) {
            let name = gathering.people.name(Some(last.reviewer_id));
            let by = messages.t("desk-returned-by", &[("name", name.into())]);
            item.meta = format!("{by} · {}", item.meta);
            item.words.clone_from(&last.comment);
        }
    }
    let comments = comments::of_document(db, row.id).await?;
    let open = comments.iter().filter(|one| one.thread_id.is_none() && one.resolved_at.is_none());
    let open = i64::try_from(open.count()).unwrap_or(0);
    if open > 0 {
        let text = messages.t("desk-comments", &[("count", open.into())]);
        item.due = Some(Due { text, tone: Some("warn") });
    }
    Ok(item)
}
