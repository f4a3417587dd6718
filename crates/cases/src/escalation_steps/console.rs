//! `GET /cases/escalation-steps`: the steps, and the form that changes them.

use http::StatusCode;
use serde_json::{Value, json};
use structure::Staff;
use structure::sessions::OwnForm;
use web::forms::FormState;
use web::{Answer, FieldError, FormData};

use super::model::Told;
use super::store::{save, steps};
use crate::desk::supervises_all;

const URL: &str = "/cases/escalation-steps";
/// Steps at most.
const MOST: usize = 4;
/// Working days at most.
const LONGEST: i64 = 30;

/// The page.
pub(crate) async fn show(staff: Staff) -> Answer {
    let mut data = FormData::default();
    for (at, step) in steps(&staff.app.db).await?.iter().enumerate() {
        data.push(format!("days-{at}"), step.after_days.to_string());
        data.push(format!("told-{at}"), step.told.word());
    }
    page(&staff, StatusCode::OK, FormState::of(data))
}

fn page(staff: &Staff, status: StatusCode, form: FormState) -> Answer {
    let whom = |chosen: &str| -> Vec<Value> {
        let option = |told: Told| {
            let label = staff.t(&format!("escalation-told-{}", told.word()));
            json!({ "value": told.word(), "label": label, "selected": told.word() == chosen })
        };
        Told::ALL.into_iter().map(option).collect()
    };
    let rows: Vec<Value> = (0..MOST)
        .map(|at| {
            let told = form.values.get(&format!("told-{at}"));
            json!({ "number": at + 1, "days": form.values.get(&format!("days-{at}")), "told": whom(told) })
        })
        .collect();
    let title = staff.t("escalation-title");
    let crumbs = json!([{ "name": staff.t("console-desk"), "url": "/" },
        { "name": staff.t("cases-title"), "url": "/cases" }, { "name": title, "url": null }]);
    let context = json!({
        "title": title, "breadcrumb": crumbs, "rows": rows, "action": URL,
        "may_change": supervises_all(staff).is_ok(), "form": form.shown(&staff.app.messages),
    });
    staff.page_with(status, "cases/escalation_steps.html", context)
}

/// `POST /cases/escalation-steps`
pub(crate) async fn change(staff: Staff, OwnForm(data): OwnForm) -> Answer {
    supervises_all(&staff)?;
    let Some(wanted) = read(&data) else {
        let errors = vec![FieldError::new("days-0", "escalation-wrong")];
        return page(&staff, StatusCode::UNPROCESSABLE_ENTITY, FormState { values: data, errors });
    };
    let seq = save(&staff.app.db, staff.actor(), &wanted).await?;
    staff.app.settled(seq).await;
    staff.done(URL, "escalation-saved")
}

/// At least one step, each later than the one before; an empty line is no step.
fn read(data: &FormData) -> Option<Vec<(i64, Told)>> {
    let mut wanted: Vec<(i64, Told)> = Vec::new();
    for at in 0..MOST {
        let days = data.get(&format!("days-{at}")).trim().to_owned();
        if days.is_empty() {
            continue;
        }
        let days = days.parse().ok().filter(|days| (0..=LONGEST).contains(days))?;
        let told = Told::parse(data.get(&format!("told-{at}")))?;
        if wanted.last().is_some_and(|(before, _)| *before >= days) {
            return None;
        }
        wanted.push((days, told));
    }
    (!wanted.is_empty()).then_some(wanted)
}
