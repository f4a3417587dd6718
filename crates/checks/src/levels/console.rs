//! The page of levels: one choice a rule.

use serde_json::{Value, json};
use structure::Staff;
use structure::sessions::OwnForm;
use web::Answer;

use super::model::Levels;
use super::store::{load, save};
use crate::level::Level;
use crate::rule::Rule;
use crate::word_lists::console::tabs;

/// `GET /check-levels`
pub(crate) async fn edit(staff: Staff) -> Answer {
    let now = load(&staff.app.db).await?;
    let rules: Vec<Value> = Levels::rules()
        .map(|rule| {
            let options: Vec<Value> = Level::ALL
                .iter()
                .map(|level| {
                    json!({
                        "value": level.word(), "label": staff.t(level.key()),
                        "selected": *level == now.of(rule),
                    })
                })
                .collect();
            json!({
                "field": rule.word(), "name": staff.t(&rule.key()),
                "advice": staff.t(&rule.advice_key()), "options": options,
            })
        })
        .collect();
    let title = staff.t("check-levels-title");
    let context = json!({ "title": title, "tabs": tabs(&staff, "/check-levels"), "rules": rules });
    staff.page("checks/levels.html", context)
}

/// `POST /check-levels`
pub(crate) async fn update(staff: Staff, OwnForm(data): OwnForm) -> Answer {
    let wanted: Vec<(Rule, Level)> = Levels::rules()
        .filter_map(|rule| Level::parse(data.get(rule.word())).map(|level| (rule, level)))
        .collect();
    if let Some(seq) = save(&staff.app.db, staff.actor(), &wanted).await? {
        staff.app.settled(seq).await;
    }
    staff.done("/check-levels", "check-levels-saved")
}
