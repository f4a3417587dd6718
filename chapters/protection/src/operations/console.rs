//! The operators' overview.

use platform::Entry;
use platform::jobs::{Job, JobState, Priority, job_counts};
use serde_json::{Value, json};
use structure::Staff;
use structure::sessions::OwnForm;
use web::{Answer, Arg};

/// `GET /operations`
pub async fn show(staff: Staff) -> Answer {
    let app = &staff.app;
    let now = app.clock().now();
    let head = *app.db.journal_head().borrow();
    let lag = |lag: i64| app.messages.t("operations-entries", &[("count", Arg::Number(lag))]);
    let followers: Vec<Value> = app
        .followers
        .positions()
        .into_iter()
        .map(|(name, position)| {
            let behind = (head - position.seq).max(0);
            json!({
                "name": staff.t(&format!("follower-{name}")), "node": app.runner.holder(),
                "cursor": position.seq, "lag": lag(behind),
                "tone": if behind == 0 { "good" } else { "warn" },
            })
        })
        .collect();
    let stats = app.cache.stats();
    let rate = rate(stats.hits, stats.hits + stats.misses);
    let node = json!({
        "name": app.runner.holder(), "state_name": staff.t("operations-running"), "tone": "good",
        "version": env!("CARGO_PKG_VERSION"), "since": app.started_at, "last_seen": now,
        "hit_rate": rate,
    });
    let act = |key: &str, url: &str| {
        json!({
            "name": staff.t(key), "url": url, "method": "post", "tone": "default",
            "confirm": staff.t(&format!("{key}-confirm")), "why_not": null,
        })
    };
    let context = json!({
        "title": staff.t("operations-title"), "as_of": now,
        "actions": [
            act("operations-rebuild-index", "/operations/index-rebuilds"),
            act("operations-drop-cache", "/operations/cache-drops"),
        ],
        "figures": figures(&staff, &rate).await?, "nodes": [node], "followers": followers,
        "head_seq": head,
    });
    staff.page("operations/show.html", context)
}

async fn figures(staff: &Staff, rate: &str) -> Result<Vec<Value>, platform::Fault> {
    let app = &staff.app;
    let stats = app.cache.stats();
    let waiting = job_counts(&app.db).await?;
    let of =
        |state: JobState| waiting.iter().find(|(known, _)| *known == state).map_or(0, |(_, n)| *n);
    let megabytes = |bytes: u64| format!("{} MB", bytes / 1_000_000);
    let figure = |key: &str, value: String, note: Option<String>| json!({ "name": staff.t(key), "value": value, "note": note, "tone": null });
    let bytes = u64::try_from(stats.bytes).unwrap_or(0);
    let index = app.search.stats().map(|stats| megabytes(stats.bytes)).unwrap_or_default();
    Ok(vec![
        figure("operations-hit-rate", rate.to_owned(), None),
        figure("operations-pages", stats.pages.to_string(), Some(megabytes(bytes))),
        figure("operations-renders", stats.renders.to_string(), None),
        figure("operations-index", app.search.len().to_string(), Some(index)),
        figure("operations-jobs-waiting", of(JobState::Waiting).to_string(), None),
        figure("operations-jobs-failed", of(JobState::Failed).to_string(), None),
        figure("operations-database", format!("{:?}", app.db.dialect()), None),
    ])
}

/// A share in percent, with one digit behind the point.
fn rate(part: u64, whole: u64) -> String {
    let mille = (part * 1_000).checked_div(whole).unwrap_or(0);
    format!("{}.{}%", mille / 10, mille % 10)
}

/// `POST /operations/index-rebuilds`
pub async fn rebuild_index(staff: Staff, OwnForm(_): OwnForm) -> Answer {
    let mut tx = staff.app.db.begin().await?;
    tx.enqueue(Job::new("rebuild_index", Priority::Person, json!({})).unique("rebuild-index"))
        .await?;
    tx.commit(Entry::new(staff.actor(), "index.rebuild_asked", "index", 1_i64)).await?;
    staff.done("/operations", "operations-rebuild-begun")
}

/// `POST /operations/cache-drops`
pub async fn drop_cache(staff: Staff, OwnForm(_): OwnForm) -> Answer {
    staff.app.cache.drop_all();
    let tx = staff.app.db.begin().await?;
    tx.commit(Entry::new(staff.actor(), "cache.dropped", "cache", 1_i64)).await?;
    staff.done("/operations", "operations-cache-dropped")
}
