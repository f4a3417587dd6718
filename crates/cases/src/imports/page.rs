//! `GET /cases/imports/{id}`: what the columns are, what a trial run says, what was brought in.

use http::StatusCode;
use office::rows::Cell;
use serde_json::{Value, json};
use structure::Staff;
use structure::accounts::account;
use web::forms::FormState;
use web::{Answer, Error, Refusal};

use super::columns::{Field, Use};
use super::mapping::{Mapping, Unanswered, Undated, headings};
use super::reading::Sheet;
use super::report::Report;
use super::running::{sheets_of, trial_of};
use super::store::{ImportRecord, ImportState, by_id};
use crate::desk::unit_options;
use crate::ids::CaseImportId;

/// Rows of a kind that the page shows; the file has all.
const SHOWN: usize = 100;
/// Samples of a column.
const SAMPLES: usize = 3;
/// Characters of a sample.
const BEGINNING: usize = 40;

/// An import.
pub(super) async fn seen(staff: &Staff, id: &str) -> Result<ImportRecord, Error> {
    let id = id.parse().ok().map(CaseImportId).ok_or_else(Refusal::not_found)?;
    Ok(by_id(&staff.app.db, id).await?.ok_or_else(Refusal::not_found)?)
}

/// The page.
pub(super) async fn render(
    staff: &Staff,
    (status, form): (StatusCode, FormState),
    record: &ImportRecord,
) -> Answer {
    let app = &staff.app;
    let waits = record.state == ImportState::Brought;
    let sheets = if waits { sheets_of(app, record).await? } else { Vec::new() };
    let report = if waits && record.confirmed {
        Some(trial_of(app, (record, &sheets)).await?)
    } else {
        None
    };
    let url = format!("/cases/imports/{}", record.id);
    let by = account(&app.db, record.account_id).await?.map(|one| one.name);
    let crumbs = json!([{ "name": staff.t("console-desk"), "url": "/" },
        { "name": staff.t("cases-title"), "url": "/cases" },
        { "name": staff.t("imports-title"), "url": "/cases/imports" },
        { "name": record.file_name, "url": null }]);
    let context = json!({
        "title": record.file_name, "breadcrumb": crumbs,
        "import": {
            "url": url, "state": record.state.word(), "tone": record.state.tone(),
            "state_name": staff.t(&format!("import-state-{}", record.state.word())),
            "source": record.source, "by": by, "created_at": record.created_at,
            "finished_at": record.finished_at, "confirmed": record.confirmed,
            "rows": record.rows_read, "added": record.added, "answered": record.answered,
            "present": record.present, "repeated": record.repeated, "refused": record.refused,
        },
        "mapping": waits.then(|| mapping_form(staff, &record.mapping, &sheets)),
        "report": report.map(|report| shown(staff, (&report, &record.mapping), &sheets)),
        "form": form.shown(&app.messages),
    });
    staff.page_with(status, "cases/import.html", context)
}

fn mapping_form(staff: &Staff, mapping: &Mapping, sheets: &[Sheet]) -> Value {
    let option = |value: &str, label: String, chosen: bool| json!({ "value": value, "label": label, "selected": chosen });
    let sheet = sheets.iter().find(|sheet| sheet.name == mapping.sheet);
    let columns: Vec<Value> = sheet
        .map(|sheet| headings(sheet, mapping.head))
        .unwrap_or_default()
        .into_iter()
        .map(|(at, heading)| {
            let what = mapping.columns.iter().find(|(column, _)| *column == at);
            let what = what.map_or(Use::Kept, |(_, what)| *what);
            let all = Field::ALL.into_iter().map(Use::Is).chain([Use::Kept, Use::Skipped]);
            let options: Vec<Value> = all
                .map(|one| {
                    option(
                        one.word(),
                        staff.t(&format!("import-field-{}", one.word())),
                        one == what,
                    )
                })
                .collect();
            json!({
                "name": format!("column-{at}"), "letter": letters(at), "heading": heading,
                "samples": samples(sheet, mapping.head, at), "options": options,
                "guessed": matches!(what, Use::Is(_)),
            })
        })
        .collect();
    let sheet_option = |one: &Sheet| {
        let label = staff.app.messages.text(
            &web::Message::new("import-sheet-rows")
                .with("name", one.name.clone())
                .with("count", i64::try_from(one.rows.len()).unwrap_or(0)),
        );
        option(&one.name, label, one.name == mapping.sheet)
    };
    let word = |key: &str| staff.t(key);
    let tree = staff.app.tree();
    let unit = mapping.unit.and_then(|id| tree.unit(id)).map(|unit| unit.code.clone());
    json!({
        "columns": columns, "head": mapping.head,
        "sheets": sheets.iter().map(sheet_option).collect::<Vec<_>>(),
        "units": unit_options(&staff.app), "unit": unit,
        "unanswered": [
            option("open", word("import-unanswered-open"), mapping.unanswered == Unanswered::Open),
            option("archived", word("import-unanswered-archived"), mapping.unanswered == Unanswered::Archived),
        ],
        "undated": [
            option("refused", word("import-undated-refused"), mapping.undated == Undated::Refused),
            option("same_day", word("import-undated-same-day"), mapping.undated == Undated::SameDay),
        ],
    })
}

/// A column as spreadsheets call it: A, B, … Z, AA.
fn letters(at: u32) -> String {
    let (mut rest, mut name) = (at + 1, Vec::new());
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        name.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    name.iter().rev().collect()
}

fn short(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let beginning: String = line.chars().take(BEGINNING).collect();
    if beginning.len() < line.len() { format!("{beginning}…") } else { beginning }
}

fn samples(sheet: Option<&Sheet>, head: u32, at: u32) -> Vec<String> {
    let rows = sheet.iter().flat_map(|sheet| &sheet.rows).filter(|row| row.number > head);
    rows.filter_map(|row| row.cells.get(&at))
        .take(SAMPLES)
        .map(|cell| short(&cell.words()))
        .collect()
}

fn shown(staff: &Staff, (report, mapping): (&Report, &Mapping), sheets: &[Sheet]) -> Value {
    let messages = &staff.app.messages;
    let sheet = sheets.iter().find(|sheet| sheet.name == mapping.sheet);
    let words = |number: u32| {
        let rows = sheet.iter().flat_map(|sheet| &sheet.rows);
        let row = rows.clone().find(|row| row.number == number);
        let cells = row.map(|row| row.cells.values().map(Cell::words).collect::<Vec<_>>());
        short(&cells.unwrap_or_default().join(" · "))
    };
    let refused: Vec<Value> = report
        .refused
        .iter()
        .take(SHOWN)
        .map(|one| {
            let why: Vec<String> = one.why.iter().map(|why| messages.text(why)).collect();
            json!({ "row": one.row, "why": why, "words": words(one.row) })
        })
        .collect();
    let reasons: Vec<Value> = report
        .reasons()
        .into_iter()
        .map(|(key, count)| json!({ "name": staff.t(&format!("{key}-short")), "count": count }))
        .collect();
    json!({
        "rows": report.rows, "good": report.good.len(), "answered": report.answered(),
        "present": report.present, "repeated": report.repeated.len(),
        "refused": report.refused.len(), "lines": refused, "reasons": reasons, "most": SHOWN,
    })
}
