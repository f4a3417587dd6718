//! The queue's list, and trying a failed job again.

use platform::jobs::{JobRecord, JobState, find_jobs, job_counts};
use serde::Deserialize;
use serde_json::{Value, json};
use structure::Staff;
use structure::sessions::OwnForm;
use web::extract::{Path, Query};
use web::{Answer, Messages, Pager, Refusal};

use super::store::{Retry, queue_age, retry as retry_job};
use crate::listing::address;

/// Jobs of a page.
const PAGE: u64 = 50;
const STATES: [JobState; 4] =
    [JobState::Waiting, JobState::Running, JobState::Failed, JobState::Done];

/// What an operator asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Only jobs in this state.
    pub state: String,
    /// From 1.
    pub page: Option<u64>,
}

/// `GET /jobs`
pub async fn index(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    let db = &staff.app.db;
    let chosen = STATES.into_iter().find(|state| state.word() == asked.state);
    let counts = job_counts(db).await?;
    let shown = counts.iter().filter(|(state, _)| chosen.is_none_or(|chosen| chosen == *state));
    let total: i64 = shown.map(|(_, number)| *number).sum();
    let url = |page: u64| address("/jobs", &[("state", &asked.state), ("page", &page.to_string())]);
    let pager = Pager::new(asked.page.unwrap_or(1), u64::try_from(total).unwrap_or(0), PAGE, url)?;
    let offset = i64::try_from(pager.offset()).unwrap_or(0);
    let found = find_jobs(db, chosen, i64::try_from(PAGE).unwrap_or(50), offset).await?;
    let rows: Vec<Value> = found.iter().map(|job| row(&staff, job)).collect();
    let label = staff.t("jobs-state");
    let context = json!({
        "title": staff.t("jobs-title"), "figures": figures(&staff, &counts).await?,
        "listing": {
            "filters": [{ "name": "state", "label": label, "options": options(&staff, chosen) }],
            "chips": [], "rows": rows, "pager": pager, "total": total,
        },
    });
    staff.page("jobs/index.html", context)
}

async fn figures(staff: &Staff, counts: &[(JobState, i64)]) -> Result<Vec<Value>, platform::Fault> {
    let age = queue_age(&staff.app.db).await?;
    let figure = |state: JobState| {
        let number = counts.iter().find(|(known, _)| *known == state).map_or(0, |(_, n)| *n);
        let note = (state == JobState::Waiting && age.due > 0).then(|| {
            let args = [("count", age.due.into()), ("seconds", age.seconds.into())];
            staff.app.messages.t("jobs-late", &args)
        });
        let tone = (state == JobState::Failed && number > 0).then_some("danger");
        json!({ "name": state_name(staff, state), "value": number.to_string(), "note": note, "tone": tone })
    };
    Ok(STATES.into_iter().map(figure).collect())
}

/// A kind of job in words; one of another version stays as it is.
pub fn job_name(messages: &Messages, name: &str) -> String {
    let key = format!("job-{}", name.replace('_', "-"));
    if messages.has(&key) { messages.t(&key, &[]) } else { name.to_owned() }
}

fn options(staff: &Staff, chosen: Option<JobState>) -> Vec<Value> {
    let all = json!({ "value": "", "label": staff.t("jobs-all"), "selected": chosen.is_none() });
    let states = STATES.iter().map(|state| {
        let (value, label) = (state.word(), state_name(staff, *state));
        json!({ "value": value, "label": label, "selected": chosen == Some(*state) })
    });
    std::iter::once(all).chain(states).collect()
}

fn row(staff: &Staff, job: &JobRecord) -> Value {
    let name = job_name(&staff.app.messages, &job.name);
    let tone = match job.state {
        JobState::Waiting => None,
        JobState::Running => Some("progress"),
        JobState::Done => Some("good"),
        JobState::Failed => Some("danger"),
    };
    let failed = job.state == JobState::Failed;
    json!({
        "name": name, "subject": subject(staff, &job.payload), "subject_url": null,
        "state_name": state_name(staff, job.state), "tone": tone, "due_at": job.run_at,
        "attempts": job.attempts, "last_error": job.last_error,
        "retry_url": failed.then(|| format!("/jobs/{}/retry", job.id)),
    })
}

/// What a job works on: `稿件 12`.
fn subject(staff: &Staff, payload: &Value) -> Option<String> {
    let part = |(name, value): (&String, &Value)| {
        let key = format!("noun-{}", name.replace('_', "-"));
        let noun = if staff.app.messages.has(&key) { staff.t(&key) } else { name.clone() };
        value.as_str().map_or_else(|| format!("{noun} {value}"), |text| format!("{noun} {text}"))
    };
    let parts: Vec<String> = payload.as_object()?.iter().map(part).collect();
    (!parts.is_empty()).then(|| parts.join("，"))
}

fn state_name(staff: &Staff, state: JobState) -> String {
    staff.t(&format!("jobs-state-{}", state.word()))
}

/// `POST /jobs/{id}/retry`
pub async fn retry(staff: Staff, Path(id): Path<i64>, OwnForm(_): OwnForm) -> Answer {
    match retry_job(&staff.app.db, staff.actor(), id).await? {
        Retry::Queued => staff.done("/jobs", "jobs-retried"),
        Retry::NotFailed => staff.notice("/jobs", "jobs-not-failed"),
        Retry::Unknown => Err(Refusal::not_found().link("/jobs", "jobs-title").into()),
    }
}
