//! A version as a file: XLSX for working, DOCX for the printed circular.

use axum::body::Body;
use office::lists::{Line as Cells, xlsx};
use office::papers::{Column, Paper, Section, docx};
use platform::{FaultContext, Time};
use structure::App;
use structure::downloads::{XLSX, download};
use web::{Answer, Refusal};

use super::console::{method, trail, updates};
use super::model::{Line, Version};

/// Heads of the file's columns, and their widths in twentieths of a point on a page lying down.
const HEADS: [(&str, usize); 5] = [
    ("duty-table-column", 3_000),
    ("duty-table-description", 5_400),
    ("duty-table-unit", 2_200),
    ("duty-table-method", 1_900),
    ("duty-table-updates", 1_700),
];

/// The file, to be kept.
pub(super) async fn answer(app: &App, version: Version, format: &str) -> Answer {
    let name = format!("{}-{}", app.messages.t("duty-table-title", &[]), mark(&version));
    let (media_type, made) = match format {
        "xlsx" => {
            let table = workbook(app, &version);
            let title = app.messages.t("duty-table-short", &[]);
            let made = tokio::task::spawn_blocking(move || {
                xlsx(&title, &table.0, &table.1).doing("write a table as a workbook")
            });
            (XLSX, made)
        }
        "docx" => {
            let paper = paper(app, &version);
            let made =
                tokio::task::spawn_blocking(move || docx(&paper).doing("write a table as a paper"));
            ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", made)
        }
        _ => return Err(Refusal::not_found().into()),
    };
    let bytes = made.await.doing("write a table as a file")??;
    download(media_type, &format!("{name}.{format}"), Body::from(bytes))
}

fn mark(version: &Version) -> String {
    version.number.map_or_else(|| version.created_at.date(), |number| number.to_string())
}

fn workbook(app: &App, version: &Version) -> (Cells, Vec<Cells>) {
    let head = |key: &str| app.messages.t(key, &[]);
    let heading = [
        "duty-table-column",
        "duty-table-description",
        "duty-table-site",
        "duty-table-path",
        "duty-table-unit",
        "duty-table-method",
        "duty-table-updates",
    ]
    .map(head)
    .to_vec();
    let cells = |line: &Line| {
        vec![
            trail(line),
            line.description.clone(),
            line.site.clone(),
            line.path.clone(),
            line.unit.clone(),
            method(app, line),
            updates(app, line.update_days),
        ]
    };
    (heading, version.lines.iter().map(cells).collect())
}

fn paper(app: &App, version: &Version) -> Paper {
    let t = |key: &str| app.messages.t(key, &[]);
    let mut sections: Vec<Section> = Vec::new();
    for line in &version.lines {
        let cells = vec![
            trail(line),
            line.description.clone(),
            line.unit.clone(),
            method(app, line),
            updates(app, line.update_days),
        ];
        match sections.last_mut() {
            Some(section) if section.heading == line.site => section.lines.push(cells),
            _ => sections.push(Section { heading: line.site.clone(), lines: vec![cells] }),
        }
    }
    Paper {
        title: t("duty-table-title"),
        under: said(app, version),
        columns: HEADS.map(|(key, width)| Column { head: t(key), width }).to_vec(),
        sections,
    }
}

/// Version, day and office under the title.
fn said(app: &App, version: &Version) -> String {
    let number = match version.number {
        Some(number) => app.messages.t("duty-table-number", &[("number", number.into())]),
        None => app.messages.t("duty-table-no-number", &[]),
    };
    let day = version.decided_at.unwrap_or(version.created_at);
    let office = app.tree().main_site().map(|site| site.sponsor.clone()).unwrap_or_default();
    [office, Time::date(day), number]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("　")
}
