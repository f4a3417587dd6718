//! What happened to a case, from the journal: all of it for the office, and for the holder what
//! concerns them, by unit and without names.

use platform::journal::{EntryFilter, find_entries};
use platform::{Fault, Time};
use structure::{App, UnitId};

use crate::cases::CaseRecord;
use crate::replies::replies_of;

/// One thing that happened.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its verb.
    pub verb: String,
    /// When.
    pub at: Time,
    /// The account that acted; none: the holder, or the program.
    pub account: Option<i64>,
    /// The unit it concerns.
    pub unit: Option<UnitId>,
    /// The journal's reason, where there is one.
    pub reason: Option<String>,
}

/// What a holder is shown.
const SHOWN: &[&str] = &[
    "case.opened",
    "case.accepted",
    "case.transferred",
    "case.asked",
    "case.supplemented",
    "case.resumed",
    "case.extended",
    "case.due_moved",
    "case.answered",
    "case.rated",
    "case.closed",
    "case.merged",
    "case.withdrawn",
    "case.reopened",
];

impl Step {
    /// Whether the holder is shown it.
    pub fn is_shown_to_holder(&self) -> bool {
        SHOWN.contains(&self.verb.as_str())
    }

    /// Message key of what happened.
    pub fn key(&self) -> String {
        format!("verb-{}", self.verb.replace(['.', '_'], "-"))
    }
}

/// All steps of a case, oldest first.
pub async fn steps(app: &App, record: &CaseRecord) -> Result<Vec<Step>, Fault> {
    let filter = EntryFilter {
        subject_kind: Some("case".to_owned()),
        subject_id: Some(record.id.0),
        ..EntryFilter::default()
    };
    let mut entries = find_entries(&app.db, &filter, 500).await?;
    entries.reverse();
    let known: Vec<Step> = match entries.first() {
        Some(first) if first.verb == "case.opened" => Vec::new(),
        _ => before_us(app, record).await?,
    };
    let steps = entries.into_iter().map(|entry| Step {
        at: entry.at,
        account: entry.account(),
        unit: entry.detail.get("unit").and_then(serde_json::Value::as_i64).map(UnitId),
        reason: entry.detail.get("reason").and_then(|value| value.as_str()).map(str::to_owned),
        verb: entry.verb,
    });
    Ok(known.into_iter().chain(steps).collect())
}

/// What happened to a case before it came here from another system, as its list tells.
async fn before_us(app: &App, record: &CaseRecord) -> Result<Vec<Step>, Fault> {
    let step = |verb: &str, at| Step {
        verb: verb.to_owned(),
        at,
        account: None,
        unit: Some(record.unit_id),
        reason: None,
    };
    let mut steps = vec![step("case.opened", record.received_at)];
    let replies = replies_of(&app.db, record.id).await?;
    let first = replies.first().filter(|reply| reply.reviewer_id.is_none());
    steps.extend(first.and_then(|reply| reply.reviewed_at).map(|at| step("case.answered", at)));
    Ok(steps)
}
