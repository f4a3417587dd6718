//! Trying the rules on a text 试一试: what would be found, without any document.

use serde_json::{Value, json};
use structure::Staff;
use structure::sessions::OwnForm;
use web::Answer;

use crate::checker::Checker;
use crate::paper::{Paper, Place};
use crate::shown::shown;
use crate::word_lists::console::tabs;

/// Most characters of a trial.
const LONGEST: usize = 100_000;

/// `GET /check-trial`
pub(crate) async fn show(staff: Staff) -> Answer {
    page(&staff, "", None)
}

/// `POST /check-trial`
pub(crate) async fn create(staff: Staff, OwnForm(data): OwnForm) -> Answer {
    let text: String = data.get("text").chars().take(LONGEST).collect();
    let mut paper = Paper::default();
    paper.add(Place::Body, &text);
    let checker = Checker::load(&staff.app.db).await?;
    let hits = checker.check(&paper);
    let hits: Vec<Value> = hits.iter().map(|hit| shown(&staff, hit)).collect();
    page(&staff, &text, Some(hits))
}

fn page(staff: &Staff, text: &str, hits: Option<Vec<Value>>) -> Answer {
    let title = staff.t("check-trial-title");
    let context = json!({
        "title": title, "tabs": tabs(staff, "/check-trial"), "text": text, "hits": hits,
    });
    staff.page("checks/trial.html", context)
}
