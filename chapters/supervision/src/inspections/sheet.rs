//! One inspection: the national sheet with vetoes and deductions, and what was found, by rule and by
//! unit, beside the inspection before.

use serde::Deserialize;
use serde_json::{Value, json};
use structure::{Right, Scope, Staff};
use web::extract::{Path, Query};
use web::template_functions::query_encode;
use web::{Answer, Error, Pager, Refusal};

use super::model::{Inspection, InspectionId, Sheet, Standing, TrackedFinding, points};
use super::store::{Narrowed, before, by_id, by_unit, findings};
use crate::norm_check::Rule;

/// Rows on a page.
const SIZE: u64 = 50;

/// Indicators of the norm that the portal has nothing to measure for yet: said, not guessed.
const NOT_APPLICABLE: &[&str] = &[
    "inspection-open-services",
    "inspection-open-consultations",
    "inspection-open-interviews",
    "inspection-open-reposts",
    "inspection-open-accounts",
];

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub standing: String,
    pub rule: String,
    pub unit: String,
    pub page: Option<u64>,
}

impl Asked {
    pub(super) fn narrowed(&self, staff: &Staff) -> Narrowed {
        Narrowed {
            standing: Standing::parse(&self.standing),
            rule: Rule::parse(&self.rule),
            unit: staff.app.tree().unit_by_code(&self.unit).map(|unit| unit.id),
        }
    }

    fn url(&self, base: &str, page: u64) -> String {
        let mut url = format!("{base}?page={page}");
        let fields = [("standing", &self.standing), ("rule", &self.rule), ("unit", &self.unit)];
        for (name, value) in fields {
            if !value.is_empty() {
                url.extend(["&", name, "=", &query_encode(value)]);
            }
        }
        url
    }
}

/// An inspection by the last part of its address.
pub(super) async fn named(staff: &Staff, id: &str) -> Result<Inspection, Error> {
    let id = id.parse().ok().map(InspectionId).ok_or_else(Refusal::not_found)?;
    Ok(by_id(&staff.app.db, id).await?.ok_or_else(Refusal::not_found)?)
}

/// `GET /inspections/{id}`
pub(super) async fn show(
    staff: Staff,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let db = &staff.app.db;
    let one = named(&staff, &id).await?;
    let scope = staff.scope(Right::ReadDocuments);
    let number = asked.page.unwrap_or(1).max(1);
    let offset = i64::try_from((number - 1).saturating_mul(SIZE)).unwrap_or(0);
    let (found, total) =
        findings(db, (one.id, &scope), &asked.narrowed(&staff), (50, offset)).await?;
    let base = format!("/inspections/{}", one.id);
    let total = u64::try_from(total).unwrap_or(0);
    let pager = Pager::new(number, total, SIZE, |page| asked.url(&base, page))?;
    let sheet = one.sheet();
    let title = staff.app.messages.t("inspection-of", &[("at", one.ended_at.minute().into())]);
    let exports = ["xlsx", "csv"].map(|format| {
        json!({ "name": staff.t(&format!("export-as-{format}")), "method": "get",
            "url": asked.url(&format!("{base}/export/{format}"), 1) })
    });
    let context = json!({
        "title": title,
        "breadcrumb": [{ "name": staff.t("console-desk"), "url": "/" },
            { "name": staff.t("inspections-title"), "url": "/inspections" },
            { "name": title, "url": null }],
        "one": summary(&staff, &one).await?, "sheet": shown_sheet(&staff, &sheet),
        "tabs": tabs(&staff, (&one, &scope), &asked).await?,
        "filters": filters(&staff, &sheet, &asked), "standing": asked.standing,
        "units": units(&staff, (&one, &scope)).await?,
        "rows": found.iter().map(|finding| row(&staff, &one, finding)).collect::<Vec<_>>(),
        "total": total, "pager": pager, "exports": exports,
    });
    staff.page("inspections/show.html", context)
}

async fn summary(staff: &Staff, one: &Inspection) -> Result<Value, Error> {
    let earlier = before(&staff.app.db, one.id).await?;
    let change = earlier.as_ref().map(|earlier| {
        let change = one.score - earlier.score;
        let sign = if change < 0 { "−" } else { "+" };
        json!({ "text": format!("{sign}{}", points(change.abs())), "down": change < 0,
            "url": format!("/inspections/{}", earlier.id), "at": earlier.ended_at })
    });
    Ok(json!({
        "score": points(one.score), "begun_at": one.begun_at, "ended_at": one.ended_at,
        "seconds": one.ended_at.seconds_since(one.begun_at), "visited": one.visited,
        "found": one.found, "fresh": one.fresh, "mended": one.mended,
        "still": one.found - one.fresh, "change": change,
        "failed": !one.sheet().vetoes.is_empty(),
    }))
}

fn shown_sheet(staff: &Staff, sheet: &Sheet) -> Value {
    let names: Vec<String> = sheet.vetoes.iter().map(|rule| staff.t(rule.key())).collect();
    let costs: Vec<Value> = sheet
        .costs
        .iter()
        .map(|cost| {
            json!({
                "name": staff.t(cost.rule.key()), "count": cost.count, "cost": points(cost.cost),
                "url": format!("?rule={}", cost.rule.word()), "vetoed": sheet.vetoes.contains(&cost.rule),
            })
        })
        .collect();
    let lost: i64 = sheet.costs.iter().map(|cost| cost.cost).sum();
    let forecast: Vec<Value> = sheet
        .forecast
        .iter()
        .map(|due| {
            let args = [
                ("name", due.name.clone().into()),
                ("page", due.page.clone().into()),
                ("days", due.days.into()),
            ];
            let home = due.name.is_empty();
            let key = if home { "inspection-forecast-home" } else { "inspection-forecast-column" };
            json!({ "text": staff.app.messages.t(key, &args), "near": due.days <= 3,
                "url": staff_url(staff, &due.page) })
        })
        .collect();
    let gains: Vec<Value> = sheet
        .gains
        .iter()
        .map(|gain| {
            json!({ "name": staff.t(gain.merit.key()), "count": gain.count,
                "points": points(gain.points), "most": points(gain.most) })
        })
        .collect();
    let open: Vec<String> = NOT_APPLICABLE.iter().map(|key| staff.t(key)).collect();
    json!({ "vetoes": names, "costs": costs, "lost": points(lost), "forecast": forecast,
        "gains": gains, "bonus": points(sheet.bonus), "open": open,
        "looks": { "all": sheet.looks.0, "failed": sheet.looks.1 },
        "policies": { "all": sheet.policies.0, "explained": sheet.policies.1 } })
}

/// A page's address for visitors.
fn staff_url(staff: &Staff, page: &str) -> String {
    let tree = staff.app.tree();
    tree.main_site()
        .map_or_else(|| page.to_owned(), |main| tree.url(main.id, page.trim_start_matches('/')))
}

async fn tabs(
    staff: &Staff,
    (one, scope): (&Inspection, &Scope),
    asked: &Asked,
) -> Result<Vec<Value>, Error> {
    let current = Standing::parse(&asked.standing);
    let mut tabs = Vec::new();
    for standing in [None, Some(Standing::Fresh), Some(Standing::Still), Some(Standing::Mended)] {
        let narrowed = Narrowed { standing, ..asked.narrowed(staff) };
        let (_, count) = findings(&staff.app.db, (one.id, scope), &narrowed, (0, 0)).await?;
        let word = standing.map_or("", Standing::word);
        let key = if word.is_empty() { "all" } else { word };
        let there = Asked { standing: word.to_owned(), ..asked.clone() };
        tabs.push(json!({
            "name": staff.t(&format!("inspection-standing-{key}")), "count": count,
            "url": there.url(&format!("/inspections/{}", one.id), 1), "current": standing == current,
        }));
    }
    Ok(tabs)
}

fn filters(staff: &Staff, sheet: &Sheet, asked: &Asked) -> Value {
    let option = |value: &str, label: String, chosen: &str| json!({ "value": value, "label": label, "selected": value == chosen });
    let mut rules = vec![option("", staff.t("inspection-any-rule"), &asked.rule)];
    let mut known: Vec<Rule> = sheet.costs.iter().map(|cost| cost.rule).collect();
    known.extend(Rule::parse(&asked.rule).filter(|rule| !known.contains(rule)));
    rules.extend(known.iter().map(|rule| option(rule.word(), staff.t(rule.key()), &asked.rule)));
    let scope = staff.scope(Right::ReadDocuments);
    let tree = staff.app.tree();
    let mut units = vec![option("", staff.t("documents-any-unit"), &asked.unit)];
    units.extend(
        tree.units()
            .iter()
            .filter(|unit| scope.covers_unit(unit.id))
            .map(|unit| option(&unit.code, unit.name.clone(), &asked.unit)),
    );
    json!([
        { "name": "rule", "label": staff.t("inspection-rule-name"), "options": rules },
        { "name": "unit", "label": staff.t("inspection-unit"), "options": units },
    ])
}

async fn units(staff: &Staff, (one, scope): (&Inspection, &Scope)) -> Result<Vec<Value>, Error> {
    let tree = staff.app.tree();
    let counts = by_unit(&staff.app.db, (one.id, scope)).await?;
    let shown = counts.iter().filter_map(|(unit, count)| {
        let unit = tree.unit(*unit)?;
        let url = format!("/inspections/{}?unit={}", one.id, unit.code);
        Some(json!({ "name": unit.name, "count": count, "url": url }))
    });
    Ok(shown.collect())
}

fn row(staff: &Staff, one: &Inspection, finding: &TrackedFinding) -> Value {
    let standing = finding.standing_in(one.id);
    let late = finding.mended_at.is_none() && finding.due_at < staff.app.clock().now();
    let tone = match standing {
        Standing::Fresh => "warn",
        Standing::Still if late => "danger",
        Standing::Still => "progress",
        Standing::Mended => "good",
    };
    let tree = staff.app.tree();
    json!({
        "rule": staff.t(finding.rule.key()), "page": finding.page, "what": finding.what,
        "page_url": staff_url(staff, &finding.page), "record_url": finding.record,
        "unit": tree.unit(finding.unit_id).map(|unit| unit.name.clone()),
        "standing": staff.t(&format!("inspection-standing-{}", standing.word())), "tone": tone,
        "due": finding.due_at.date(), "late": late, "found_at": finding.found_at.date(),
        "mended_at": finding.mended_at.map(platform::Time::minute),
    })
}
