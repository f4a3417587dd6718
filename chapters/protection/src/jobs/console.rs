//! The queue's list.

use platform::Entry;
use platform::jobs::{JobRecord, JobState, find_jobs, job_counts, retry_job};
use serde::Deserialize;
use serde_json::{Value, json};
use structure::Staff;
use structure::sessions::OwnForm;
use web::extract::{Path, Query};
use web::{Answer, Refusal};

/// Rows shown.
const SHOWN: i64 = 100;
const STATES: [JobState; 4] =
    [JobState::Waiting, JobState::Running, JobState::Failed, JobState::Done];

/// What an operator asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    state: String,
}

/// `GET /jobs`
pub async fn index(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    let db = &staff.app.db;
    let chosen = STATES.into_iter().find(|state| state.word() == asked.state);
    let found = find_jobs(db, chosen, SHOWN, 0).await?;
    let counts = job_counts(db).await?;
    let figures: Vec<Value> = STATES
        .iter()
        .map(|state| {
            let number = counts.iter().find(|(known, _)| known == state).map_or(0, |(_, n)| *n);
            let tone = (*state == JobState::Failed && number > 0).then_some("danger");
            json!({ "name": state_name(&staff, *state), "value": number.to_string(), "note": null, "tone": tone })
        })
        .collect();
    let all = json!({ "value": "", "label": staff.t("jobs-all"), "selected": chosen.is_none() });
    let options = STATES.iter().map(|state| {
        json!({ "value": state.word(), "label": state_name(&staff, *state), "selected": chosen == Some(*state) })
    });
    let options: Vec<Value> = std::iter::once(all).chain(options).collect();
    let rows: Vec<Value> = found.iter().map(|job| row(&staff, job)).collect();
    let context = json!({
        "title": staff.t("jobs-title"), "figures": figures,
        "listing": {
            "filters": [{ "name": "state", "label": staff.t("jobs-state"), "options": options }],
            "chips": [], "rows": rows, "pager": null, "total": rows.len(),
        },
    });
    staff.page("jobs/index.html", context)
}

fn row(staff: &Staff, job: &JobRecord) -> Value {
    let key = format!("job-{}", job.name.replace('_', "-"));
    let name = if staff.app.messages.has(&key) { staff.t(&key) } else { job.name.clone() };
    let failed = job.state == JobState::Failed;
    json!({
        "name": name, "subject": null, "subject_url": null,
        "state_name": state_name(staff, job.state), "tone": failed.then_some("danger"),
        "due_at": job.run_at, "attempts": job.attempts, "last_error": job.last_error,
        "retry_url": failed.then(|| format!("/jobs/{}/retry", job.id)),
    })
}

fn state_name(staff: &Staff, state: JobState) -> String {
    staff.t(&format!("jobs-state-{}", state.word()))
}

/// `POST /jobs/{id}/retry`
pub async fn retry(staff: Staff, Path(id): Path<i64>, OwnForm(_): OwnForm) -> Answer {
    let mut tx = staff.app.db.begin().await?;
    if !retry_job(&mut tx, id).await? {
        return Err(Refusal::not_found().link("/jobs", "jobs-title").into());
    }
    tx.commit(Entry::new(staff.actor(), "job.retried", "job", id)).await?;
    staff.done("/jobs", "jobs-retried")
}
