//! The operators' overview.

use std::time::Instant;

use platform::Fault;
use platform::db::Dialect;
use platform::jobs::{JobState, job_counts};
use serde_json::{Value, json};
use structure::Staff;
use web::Answer;
use web::template_functions::filesize;

use super::model::{lag, percent, span};
use crate::jobs::queue_age;
use crate::listing::act;

/// Milliseconds after which the database's answer is slow.
const SLOW: u128 = 200;
/// Seconds after which a due job is late.
const LATE: i64 = 60;

/// `GET /operations`
pub async fn show(staff: Staff) -> Answer {
    let app = &staff.app;
    let now = app.clock().now();
    let head = *app.db.journal_head().borrow();
    let stats = app.cache.stats();
    let rate = percent(stats.hits, stats.hits + stats.misses);
    let rate = rate.unwrap_or_else(|| staff.t("operations-unused"));
    let node = json!({
        "name": app.runner.holder(), "state_name": staff.t("operations-running"), "tone": "good",
        "version": env!("CARGO_PKG_VERSION"), "since": app.started_at, "last_seen": now,
        "hit_rate": rate,
    });
    let figures: Vec<Value> =
        page_figures(&staff, &rate).into_iter().chain(work_figures(&staff).await?).collect();
    let context = json!({
        "title": staff.t("operations-title"), "as_of": now,
        "actions": [
            act(&staff, "operations-rebuild-index", "/operations/index-rebuilds"),
            act(&staff, "operations-drop-cache", "/operations/cache-drops"),
        ],
        "figures": figures, "nodes": [node], "followers": followers(&staff, head),
        "head_seq": head,
    });
    staff.page("operations/show.html", context)
}

fn followers(staff: &Staff, head: i64) -> Vec<Value> {
    let app = &staff.app;
    let row = |(name, position): (&str, platform::journal::Position)| {
        let behind = lag(head, position.seq);
        let key = format!("follower-{name}");
        json!({
            "name": if app.messages.has(&key) { staff.t(&key) } else { name.to_owned() },
            "node": app.runner.holder(), "cursor": position.seq,
            "lag": app.messages.t("operations-entries", &[("count", behind.into())]),
            "tone": if behind == 0 { "good" } else { "warn" },
        })
    };
    app.followers.positions().into_iter().map(row).collect()
}

/// A figure: name, value, note, tone.
fn figure(
    staff: &Staff,
    key: &str,
    value: String,
    note: Option<String>,
    tone: Option<&str>,
) -> Value {
    json!({ "name": staff.t(key), "value": value, "note": note, "tone": tone })
}

fn bytes(count: impl TryInto<i64>) -> String {
    filesize(count.try_into().unwrap_or(i64::MAX))
}

fn page_figures(staff: &Staff, rate: &str) -> Vec<Value> {
    let app = &staff.app;
    let stats = app.cache.stats();
    let aside = app.messages.t("operations-aside", &[("count", stats.aside_pages.into())]);
    let stale = (stats.stale > 0)
        .then(|| app.messages.t("operations-stale", &[("count", stats.stale.into())]));
    let stale_tone = (stats.stale > 0).then_some("warn");
    let index = app.search.stats().ok().map(|stats| bytes(stats.bytes));
    vec![
        figure(staff, "operations-hit-rate", rate.to_owned(), None, None),
        figure(staff, "operations-pages", stats.pages.to_string(), Some(aside), None),
        figure(staff, "operations-bytes", bytes(stats.bytes), None, None),
        figure(staff, "operations-renders", stats.renders.to_string(), stale, stale_tone),
        figure(staff, "operations-index", app.search.len().to_string(), index, None),
    ]
}

async fn work_figures(staff: &Staff) -> Result<Vec<Value>, Fault> {
    let app = &staff.app;
    let asked = Instant::now();
    app.db.ping().await?;
    let answered = asked.elapsed().as_millis();
    let counts = job_counts(&app.db).await?;
    let of = |state| counts.iter().find(|(known, _)| *known == state).map_or(0, |(_, n)| *n);
    let age = queue_age(&app.db).await?;
    let late = (age.due > 0).then(|| {
        let args = [("count", age.due.into()), ("seconds", age.seconds.into())];
        app.messages.t("jobs-late", &args)
    });
    let failed = of(JobState::Failed);
    let (days, hours, minutes) = span(app.clock().now().seconds_since(app.started_at));
    let args = [("days", days.into()), ("hours", hours.into()), ("minutes", minutes.into())];
    let database = match app.db.dialect() {
        Dialect::Sqlite => "SQLite",
        Dialect::Postgres => "PostgreSQL",
    };
    let waiting = of(JobState::Waiting).to_string();
    let speed = format!("{answered} ms");
    Ok(vec![
        figure(
            staff,
            "operations-jobs-waiting",
            waiting,
            late,
            (age.seconds > LATE).then_some("warn"),
        ),
        figure(
            staff,
            "operations-jobs-failed",
            failed.to_string(),
            None,
            (failed > 0).then_some("danger"),
        ),
        figure(
            staff,
            "operations-database",
            database.to_owned(),
            Some(speed),
            (answered > SLOW).then_some("warn"),
        ),
        figure(staff, "operations-uptime", app.messages.t("operations-span", &args), None, None),
    ])
}
