//! `GET /cases`: what waits, the most urgent first, within rights.

use serde_json::{Value, json};
use structure::{Right, Staff};
use web::extract::Query;
use web::{Answer, Pager};

use super::hints::count_twins;
use super::listing::{Asked, line, row};
use super::store::{Pile, count, list};
use crate::kinds::CaseKinds;

/// Rows on a page.
const SIZE: u64 = 20;

/// The list.
pub(super) async fn index(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    let (app, now) = (&staff.app, staff.app.clock().now());
    let scope = staff.scope(Right::ReadCases);
    let filter = asked.filter(app, now);
    let total = u64::try_from(count(&app.db, &filter, &scope).await?).unwrap_or(0);
    let number = asked.page.unwrap_or(1);
    let pile = asked.pile();
    let pager = Pager::new(number, total, SIZE, |page| asked.url("/cases", pile, page))?;
    let offset = i64::try_from(pager.offset()).unwrap_or(0);
    let records = list(&app.db, &filter, &scope, (offset, 20)).await?;
    let mut rows: Vec<Value> = Vec::with_capacity(records.len());
    for record in &records {
        let mut line = line(&staff, record)?;
        line.twins = count_twins(&staff, record).await?;
        rows.push(row(&staff, &line));
    }
    let columns = ["case-title", "case-theme", "case-unit", "case-state", "case-due", "case-came"];
    let columns = columns
        .map(|key| json!({ "name": key, "label": staff.t(key), "sort_url": null, "sorted": null }));
    let exports = ["xlsx", "csv"].map(|format| {
        json!({
            "name": staff.t(&format!("export-as-{format}")), "method": "get",
            "url": asked.url(&format!("/cases/export/{format}"), pile, 1),
        })
    });
    let empty = if pile == Pile::Todo { "cases-none-todo" } else { "cases-none" };
    let listing = json!({
        "columns": columns, "rows": rows, "filters": filters(&staff, &asked)?,
        "query": asked.query, "pager": pager, "total": total, "new_url": null,
        "empty_text": staff.t(empty), "tabs": tabs(&staff, &asked).await?, "actions": exports,
        "hidden": [{ "name": "pile", "value": pile.word() }],
    });
    let title = staff.t("cases-title");
    let crumbs =
        json!([{ "name": staff.t("console-desk"), "url": "/" }, { "name": title, "url": null }]);
    staff.page(
        "listing/index.html",
        json!({ "title": title, "breadcrumb": crumbs, "listing": listing }),
    )
}

async fn tabs(staff: &Staff, asked: &Asked) -> Result<Vec<Value>, platform::Fault> {
    let app = &staff.app;
    let scope = staff.scope(Right::ReadCases);
    let mut tabs = Vec::new();
    for pile in Pile::ALL {
        let counted = Asked { pile: pile.word().to_owned(), ..Asked::default() };
        let filter = counted.filter(app, app.clock().now());
        tabs.push(json!({
            "name": staff.t(&format!("cases-pile-{}", pile.word())),
            "url": format!("/cases?pile={}", pile.word()), "current": pile == asked.pile(),
            "count": count(&app.db, &filter, &scope).await?,
        }));
    }
    Ok(tabs)
}

fn filters(staff: &Staff, asked: &Asked) -> Result<Value, platform::Fault> {
    let option = |value: &str, label: String, chosen: &str| json!({ "value": value, "label": label, "selected": value == chosen });
    let kinds = staff.app.registers.get::<CaseKinds>()?;
    let mut themes = vec![option("", staff.t("cases-any-theme"), &asked.theme)];
    for kind in kinds.all() {
        themes.extend(
            kind.themes
                .iter()
                .map(|theme| option(theme, staff.t(&kind.theme_key(theme)), &asked.theme)),
        );
    }
    let scope = staff.scope(Right::ReadCases);
    let mut units = vec![option("", staff.t("cases-any-unit"), &asked.unit)];
    units.extend(
        staff
            .app
            .tree()
            .units()
            .iter()
            .filter(|unit| scope.covers_unit(unit.id))
            .map(|unit| option(&unit.code, unit.name.clone(), &asked.unit)),
    );
    let mut dues = vec![option("", staff.t("cases-any-due"), &asked.due)];
    dues.extend(
        ["late", "near", "unhappy"]
            .map(|word| option(word, staff.t(&format!("cases-due-{word}")), &asked.due)),
    );
    Ok(json!([
        { "name": "theme", "label": staff.t("case-theme"), "options": themes },
        { "name": "unit", "label": staff.t("case-unit"), "options": units },
        { "name": "due", "label": staff.t("case-due"), "options": dues },
    ]))
}
