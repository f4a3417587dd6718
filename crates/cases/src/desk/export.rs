//! `GET /cases/export/{format}`: the list as it is filtered, as CSV or XLSX. Who sent a case stays
//! masked in files too.

use office::lists::Line as Cells;
use structure::downloads::{ListFile, list_file};
use structure::{Right, Staff};
use web::Answer;
use web::extract::{Path, Query};

use super::listing::{Asked, line};
use super::store::list;

/// Rows read at once.
const PIECE: i64 = 1_000;
const HEADS: [&str; 9] = [
    "case-receipt",
    "case-title",
    "case-theme",
    "case-holder",
    "case-unit",
    "case-state",
    "case-came",
    "case-due",
    "case-rating",
];

/// The file.
pub(super) async fn file(
    staff: Staff,
    Path(format): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let scope = staff.scope(Right::ReadCases);
    let filter = asked.filter(&staff.app, staff.app.clock().now());
    let mut lines: Vec<Cells> = Vec::new();
    let mut offset = 0;
    loop {
        let records = list(&staff.app.db, &filter, &scope, (offset, PIECE)).await?;
        if records.is_empty() {
            break;
        }
        for record in &records {
            let line = line(&staff, record)?;
            lines.push(vec![
                line.receipt,
                line.title,
                line.theme,
                line.holder,
                line.unit,
                line.state,
                line.received,
                line.due.map(|(text, _)| text).unwrap_or_default(),
                line.rating.map(|rating| rating.to_string()).unwrap_or_default(),
            ]);
        }
        offset += PIECE;
    }
    let heading: Cells = HEADS.iter().map(|key| staff.t(key)).collect();
    let title = staff.t("cases-title");
    let name = format!("{title}-{}", staff.app.clock().now().date());
    list_file(&format, ListFile { title, name, heading, lines }).await
}
