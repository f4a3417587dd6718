//! The operators' overview: what is alarming, how each part is, and the figures behind it.

use serde_json::{Value, json};
use structure::Staff;
use web::Answer;

use super::parts;
use crate::alerts::open_alerts;
use crate::listing::act;
use crate::watch::{Bounds, Level, gather, judge};

/// `GET /operations`
pub async fn show(staff: Staff) -> Answer {
    let app = &staff.app;
    let facts = gather(app).await?;
    let readings = judge(&facts, Bounds::of(app));
    let number = |level| readings.iter().filter(|reading| reading.level == level).count();
    let (bad, attention) = (number(Level::Bad), number(Level::Attention));
    let overall = match (bad, attention) {
        (0, 0) => json!({ "name": staff.t("watch-overall-good"), "tone": "good" }),
        (0, _) => {
            let name = app.messages.t("watch-overall-attention", &[("count", attention.into())]);
            json!({ "name": name, "tone": "warn" })
        }
        _ => {
            let name = app.messages.t("watch-overall-bad", &[("count", bad.into())]);
            json!({ "name": name, "tone": "danger" })
        }
    };
    let alerts = open_alerts(&app.db).await?;
    let alerts: Vec<Value> = alerts
        .iter()
        .map(|alert| {
            json!({
                "said": alert.said, "url": format!("/alerts/{}", alert.id), "since": alert.raised_at,
                "taken": alert.acknowledged_at.is_some(),
            })
        })
        .collect();
    let context = json!({
        "title": staff.t("operations-title"), "as_of": facts.now, "overall": overall,
        "actions": [
            act(&staff, "operations-rebuild-index", "/operations/index-rebuilds"),
            act(&staff, "operations-drop-cache", "/operations/cache-drops"),
        ],
        "alerts": alerts,
        "parts": readings.iter().map(|reading| parts::part(&staff, reading)).collect::<Vec<_>>(),
        "nodes": parts::nodes(&staff, &facts),
        "sites": parts::sites(&staff, &facts),
        "disks": parts::disks(&staff, &facts),
        "followers": parts::followers(&staff, &facts),
        "slowest": parts::slowest(&staff, &facts),
        "faults": parts::faults(&staff, &facts),
        "head_seq": *app.db.journal_head().borrow(),
    });
    staff.page("operations/show.html", context)
}
