//! `GET /security-events/export/{format}`: the list as it is filtered, as CSV or XLSX. The journal says
//! who took it out.

use office::lists::Line;
use structure::Staff;
use structure::downloads::{ListFile, list_file};
use web::Answer;
use web::extract::{Path, Query};

use super::console::{Asked, COLUMNS, Lines};
use super::store::events;
use crate::journal::{Names, note_export};

/// Lines of a file at most.
const MOST: i64 = 200_000;

/// The file.
pub(super) async fn file(
    staff: Staff,
    Path(format): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let names = Names::load(&staff.app.db).await?;
    let wanted = asked.wanted(&staff, &names)?;
    let (found, _) = events(&staff.app.db, &wanted, (MOST, 0)).await?;
    let lines = Lines { staff: &staff, names: &names };
    let lines: Vec<Line> = found.iter().map(|event| lines.cells(event).to_vec()).collect();
    let heading: Line = COLUMNS.iter().map(|key| staff.t(key)).collect();
    let title = staff.t("security-events-title");
    let set = asked.pairs().into_iter().filter(|(_, value)| !value.trim().is_empty());
    let mut restrictions: serde_json::Map<String, serde_json::Value> =
        set.map(|(name, value)| (name.to_owned(), value.into())).collect();
    restrictions.insert("list".to_owned(), title.clone().into());
    note_export(&staff.app.db, staff.actor(), restrictions.into()).await?;
    let name = format!("{title}-{}", staff.app.clock().now().date());
    list_file(&format, ListFile { title, name, heading, lines }).await
}
