//! The list of inspections with the curve of their scores, and the button for another.

use serde::Deserialize;
use serde_json::{Value, json};
use structure::sessions::OwnForm;
use structure::{Right, Staff};
use web::extract::Query;
use web::{Answer, Pager};

use super::curve::curve;
use super::jobs::enqueue;
use super::model::{Inspection, points};
use super::store::{RunningWalk, newest, running};

/// Rows on a page.
const SIZE: u64 = 20;
/// Inspections of the curve.
const DRAWN: i64 = 60;
/// Seconds after which an inspection that says nothing is not told of as running.
const SILENT: i64 = 120;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    page: Option<u64>,
}

/// `GET /inspections`
pub(super) async fn index(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    let db = &staff.app.db;
    let number = asked.page.unwrap_or(1).max(1);
    let offset = i64::try_from((number - 1).saturating_mul(SIZE)).unwrap_or(0);
    let (shown, total) = newest(db, (20, offset)).await?;
    let total = u64::try_from(total).unwrap_or(0);
    let pager = Pager::new(number, total, SIZE, |page| format!("/inspections?page={page}"))?;
    let (drawn, _) = newest(db, (DRAWN, 0)).await?;
    let now = staff.app.clock().now();
    let walk = running(db).await?.filter(|walk| now.apart(walk.seen_at) < SILENT);
    let context = json!({
        "title": staff.t("inspections-title"),
        "breadcrumb": [{ "name": staff.t("console-desk"), "url": "/" },
            { "name": staff.t("inspections-title"), "url": null }],
        "rows": shown.iter().map(|one| row(&staff, one)).collect::<Vec<_>>(),
        "pager": pager, "curve": curve(&drawn), "walk": walk.as_ref().map(|walk| shown_walk(walk, drawn.first())),
        "may_begin": staff.rights.anywhere(Right::MaintainChecks) && walk.is_none(),
    });
    staff.page("inspections/index.html", context)
}

/// As long as the one before: what still waits is met many times over.
fn shown_walk(walk: &RunningWalk, before: Option<&Inspection>) -> Value {
    let ahead = walk.visited.saturating_add(walk.waiting);
    let total = before.map_or(ahead, |before| before.visited).max(walk.visited).max(1);
    json!({ "begun_at": walk.begun_at, "visited": walk.visited, "total": total })
}

fn row(staff: &Staff, one: &Inspection) -> Value {
    let vetoes = one.sheet().vetoes.len();
    let verdict = match (vetoes, one.found) {
        (0, 0) => ("inspection-clean", "good"),
        (0, _) => ("inspection-passed", "progress"),
        _ => ("inspection-failed", "danger"),
    };
    json!({
        "url": format!("/inspections/{}", one.id), "at": one.ended_at,
        "by": staff.t(if one.account_id.is_some() { "inspection-by-hand" } else { "inspection-by-night" }),
        "score": points(one.score), "verdict": staff.t(verdict.0), "tone": verdict.1,
        "found": one.found, "fresh": one.fresh, "mended": one.mended, "visited": one.visited,
    })
}

/// `POST /inspections`: another one now.
pub(super) async fn create(staff: Staff, _: OwnForm) -> Answer {
    enqueue(&staff.app.db, staff.id()).await?;
    staff.done("/inspections", "inspection-begun")
}
