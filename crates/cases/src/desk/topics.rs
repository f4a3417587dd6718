//! `GET /cases/topics` 热点: what people write about more than before, for those who lead.

use platform::Fault;
use serde_json::{Value, json};
use structure::{Right, Staff};
use web::Answer;
use web::template_functions::query_encode;

use crate::kinds::{CaseKind, CaseKinds};
use crate::likeness::{Rising, rising, told_between};

/// The last days, and the days before them that they are held against.
const LAST: i64 = 7;
const BEFORE: i64 = 28;
/// The same, to reckon with.
const DAYS: (f64, f64) = (7.0, 28.0);
/// Words shown.
const WORDS: usize = 20;

/// The page.
pub(super) async fn show(staff: Staff) -> Answer {
    let kinds = staff.app.registers.get::<CaseKinds>()?;
    let mut shown = Vec::new();
    for kind in kinds.all() {
        shown.extend(topics(&staff, kind).await?);
    }
    let title = staff.t("topics-title");
    let crumbs = json!([{ "name": staff.t("console-desk"), "url": "/" },
        { "name": staff.t("cases-title"), "url": "/cases" }, { "name": title, "url": null }]);
    staff.page(
        "cases/topics.html",
        json!({
            "title": title, "breadcrumb": crumbs, "kinds": shown, "last": LAST, "before": BEFORE,
        }),
    )
}

/// Of one kind; none of which nothing came.
async fn topics(staff: &Staff, kind: &CaseKind) -> Result<Option<Value>, Fault> {
    let now = staff.app.clock().now();
    let since = now.plus_days(-LAST);
    let scope = staff.scope(Right::ReadCases);
    let from = since.plus_days(-BEFORE);
    let told =
        told_between(&staff.app.db, (kind.code, &scope), (from, now.plus_seconds(1))).await?;
    if told.is_empty() {
        return Ok(None);
    }
    let count = told.iter().filter(|one| one.received_at >= since).count();
    let counted = tokio::task::spawn_blocking(move || rising(&told, since, DAYS, WORDS));
    let (words, themes) = counted.await.map_err(|error| Fault::caused("count words", error))?;
    let most = words.iter().map(|one| one.now).max().unwrap_or(0);
    let words: Vec<Value> = words
        .iter()
        .map(|one| {
            let url = format!("/cases?pile=all&query={}", query_encode(&one.word));
            row(one, one.word.clone(), url, most)
        })
        .collect();
    let most = themes.iter().map(|one| one.now).max().unwrap_or(0);
    let themes: Vec<Value> = themes
        .iter()
        .map(|one| {
            let url = format!("/cases?pile=all&theme={}", one.word);
            row(one, staff.t(&kind.theme_key(&one.word)), url, most)
        })
        .collect();
    Ok(Some(json!({
        "name": staff.t(kind.name_key), "count": count, "words": words, "themes": themes,
    })))
}

fn row(one: &Rising, name: String, url: String, most: usize) -> Value {
    let tone = match one.times {
        // Few cases are no trend, however few came before.
        _ if one.now < 3 => None,
        3.0.. => Some("danger"),
        1.5..3.0 => Some("warn"),
        _ => None,
    };
    json!({
        "name": name, "url": url, "now": one.now, "before": one.before, "most": most,
        "times": format!("{:.1}", one.times), "tone": tone, "new": one.before == 0,
    })
}
