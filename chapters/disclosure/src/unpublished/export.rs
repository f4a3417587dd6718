//! `GET /exports/unpublished/{format}`: the list as it is narrowed, as CSV or XLSX.

use office::lists::Line;
use structure::Staff;
use structure::downloads::{ListFile, list_file};
use web::Answer;
use web::extract::{Path, Query};

use super::console::{Asked, reason_name};
use super::gathering::gather;
use super::model::Item;

const HEADS: [&str; 9] = [
    "unpublished-key",
    "unpublished-title-of",
    "unpublished-reason",
    "unpublished-unit",
    "unpublished-column",
    "unpublished-formed",
    "unpublished-due",
    "unpublished-late",
    "withholdings-title",
];

/// The file.
pub(super) async fn file(
    staff: Staff,
    Path(format): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let items = gather(&staff).await?;
    let wanted = items.iter().filter(|item| asked.holds(&staff, item));
    let lines: Vec<Line> = wanted.map(|item| line(&staff, item)).collect();
    let heading: Line = HEADS.iter().map(|key| staff.t(key)).collect();
    let title = staff.t("unpublished-title");
    let name = format!("{title}-{}", staff.app.clock().now().date());
    list_file(&format, ListFile { title, name, heading, lines }).await
}

fn line(staff: &Staff, item: &Item) -> Line {
    let tree = staff.app.tree();
    let now = staff.app.clock().now();
    vec![
        item.document.as_ref().map(|(_, key)| key.clone()).unwrap_or_default(),
        item.title.clone(),
        reason_name(staff, item.reason),
        tree.unit(item.unit).map(|unit| unit.name.clone()).unwrap_or_default(),
        tree.column(item.column).map(|column| column.name.clone()).unwrap_or_default(),
        item.formed_on.to_string(),
        item.due.date(),
        item.days_late(now).to_string(),
        item.withholding.map(|state| staff.t(state.key())).unwrap_or_default(),
    ]
}
