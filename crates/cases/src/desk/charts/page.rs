//! The page and the file.

use office::lists::Line as Cells;
use platform::{Fault, FaultContext};
use serde::Deserialize;
use serde_json::{Value, json};
use structure::downloads::{ListFile, list_file};
use structure::{Right, Staff, UnitId};
use web::Answer;
use web::extract::{Path, Query};

use super::counting::{Counts, Period, Series, Subdistricts};
use super::store::charted;
use crate::cases::Holder;
use crate::ids::CaseId;
use crate::kinds::{CaseKind, CaseKinds};

/// Cases read at once.
const PIECE: i64 = 2_000;
/// Height of a line of a chart.
const LINE: usize = 46;
/// Percent of the width that the longest bar takes; its number stands behind it.
const WIDEST: usize = 84;
/// Lines of a chart; the table has all.
const BARS: usize = 15;

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::desk) struct Asked {
    kind: String,
    from: String,
    to: String,
}

/// What was counted, with its names.
struct Counted {
    kind: &'static CaseKind,
    months: Vec<String>,
    counts: Counts,
}

async fn counted(staff: &Staff, asked: &Asked) -> Result<Counted, Fault> {
    let app = &staff.app;
    let kinds = app.registers.get::<CaseKinds>()?;
    let first = kinds.all().first().copied();
    let kind = kinds.find(&asked.kind).or(first).doing("find a kind of case")?;
    let period = Period::asked(&asked.from, &asked.to, app.clock().now().day());
    let months = period.months();
    let names = std::sync::Arc::new(Subdistricts::of(app.tree().units()));
    let scope = staff.scope(Right::ReadCases);
    let (mut counts, mut after) = (Counts::default(), CaseId(0));
    loop {
        let piece = charted(&app.db, (kind.code, &scope), period.span(), (after, PIECE)).await?;
        let Some(last) = piece.last().map(|one| one.id) else { break };
        after = last;
        let (secret, period, names) = (app.secret.clone(), period.clone(), names.clone());
        let of = months.len();
        // Addresses are opened to be counted, in this thread alone, and never shown.
        let work = tokio::task::spawn_blocking(move || -> Result<Counts, Fault> {
            for one in &piece {
                let holder = Holder::open(&secret, one.id, &one.holder)?;
                let named = names.named(&[&one.title, &one.body, &holder.address]);
                counts.add(period.place(one.received_at), of, (&one.theme, one.unit_id, &named));
            }
            Ok(counts)
        });
        counts = work.await.doing("count cases")??;
    }
    Ok(Counted { kind, months, counts })
}

/// `GET /cases/charts`
pub(in crate::desk) async fn show(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    let counted = counted(&staff, &asked).await?;
    let Counted { kind, months, counts } = &counted;
    let title = staff.t("charts-title");
    let crumbs = json!([{ "name": staff.t("console-desk"), "url": "/" },
        { "name": staff.t("cases-title"), "url": "/cases" }, { "name": title, "url": null }]);
    let from = months.first().map_or("", String::as_str);
    let to = months.last().map_or("", String::as_str);
    let query = format!("kind={}&from={from}&to={to}", kind.code);
    let kinds = staff.app.registers.get::<CaseKinds>()?;
    let option = |one: &&CaseKind| {
        let selected = one.code == kind.code;
        json!({ "value": one.code, "label": staff.t(one.name_key), "selected": selected })
    };
    let exports = ["xlsx", "csv"].map(|format| {
        json!({
            "name": staff.t(&format!("export-as-{format}")), "method": "get",
            "url": format!("/cases/charts/export/{format}?{query}"),
        })
    });
    staff.page(
        "cases/charts.html",
        json!({
            "title": title, "breadcrumb": crumbs, "charts": charts(&staff, &counted),
            "months": months, "total": counts.total, "unnamed": counts.unnamed, "from": from,
            "to": to, "kinds": kinds.all().iter().map(option).collect::<Vec<_>>(),
            "exports": exports,
        }),
    )
}

/// The four charts, each line with the way to its cases.
fn charts(staff: &Staff, counted: &Counted) -> Vec<Value> {
    let Counted { kind, months, counts } = counted;
    let theme = |series: &Series<String>| {
        let url = format!("/cases?pile=all&theme={}", series.key);
        (staff.t(&kind.theme_key(&series.key)), Some(url))
    };
    let tree = staff.app.tree();
    let unit = |series: &Series<UnitId>| {
        let unit = tree.unit(series.key);
        let url = unit.map(|unit| format!("/cases?pile=all&unit={}", unit.code));
        (unit.map(|unit| unit.name.clone()).unwrap_or_default(), url)
    };
    let monthly: Vec<Series<String>> = counts
        .months
        .iter()
        .zip(months)
        .map(|(count, month)| Series { key: month.clone(), months: Vec::new(), total: *count })
        .collect();
    vec![
        chart(staff, "themes", &counts.themes(), theme),
        chart(staff, "months", &monthly, |series| (series.key.clone(), None)),
        chart(staff, "units", &counts.units(), unit),
        chart(staff, "subdistricts", &counts.subdistricts(), |series| (unit(series).0, None)),
    ]
}

/// A chart: its bars where they stand, and its table.
fn chart<K>(
    staff: &Staff,
    word: &str,
    all: &[Series<K>],
    named: impl Fn(&Series<K>) -> (String, Option<String>),
) -> Value {
    let most = all.iter().map(|series| series.total).max().unwrap_or(0).max(1);
    let bars: Vec<Value> = all
        .iter()
        .take(if word == "months" { all.len() } else { BARS })
        .enumerate()
        .map(|(index, series)| {
            let width = series.total * WIDEST / most;
            json!({
                "name": named(series).0, "count": series.total, "width": width.max(1),
                "number": width + 1, "label_y": index * LINE + 16, "bar_y": index * LINE + 23,
                "number_y": index * LINE + 36,
            })
        })
        .collect();
    let rows: Vec<Value> = all
        .iter()
        .map(|series| {
            let (name, url) = named(series);
            json!({ "name": name, "url": url, "months": series.months, "total": series.total })
        })
        .collect();
    json!({
        "word": word, "title": staff.t(&format!("charts-{word}")),
        "height": bars.len() * LINE, "bars": bars, "rows": rows,
        "left_out": all.len().saturating_sub(bars.len()),
    })
}

/// `GET /cases/charts/export/{format}`: one line for each name and month.
pub(in crate::desk) async fn file(
    staff: Staff,
    Path(format): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let Counted { kind, months, counts } = counted(&staff, &asked).await?;
    let tree = staff.app.tree();
    let unit = |id: UnitId| tree.unit(id).map(|unit| unit.name.clone()).unwrap_or_default();
    let mut lines: Vec<Cells> = Vec::new();
    for series in counts.themes() {
        let name = staff.t(&kind.theme_key(&series.key));
        add(&mut lines, (staff.t("charts-themes"), name), (&months, &series.months));
    }
    for (word, all) in
        [("charts-units", counts.units()), ("charts-subdistricts", counts.subdistricts())]
    {
        for series in all {
            add(&mut lines, (staff.t(word), unit(series.key)), (&months, &series.months));
        }
    }
    let heading = ["charts-by", "charts-name", "charts-month", "charts-count"];
    let heading: Cells = heading.iter().map(|key| staff.t(key)).collect();
    let title = staff.t("charts-title");
    let name = format!("{title}-{}", staff.app.clock().now().date());
    list_file(&format, ListFile { title, name, heading, lines }).await
}

fn add(
    lines: &mut Vec<Cells>,
    (by, name): (String, String),
    (months, counts): (&[String], &[usize]),
) {
    for (month, count) in months.iter().zip(counts).filter(|(_, count)| **count > 0) {
        lines.push(vec![by.clone(), name.clone(), month.clone(), count.to_string()]);
    }
}
