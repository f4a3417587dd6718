//! How the columns of somebody's unit stand with their update promises (article 5).

use std::collections::HashMap;

use documents::placements::newest_by_column;
use platform::{Fault, Time};
use structure::columns::Column;
use structure::{ColumnId, Right};

use super::lists::Gathering;
use super::model::{Due, Freshness, Item, freshness};

/// Columns near their promise, or past it, the latest first. Whoever keeps columns sees all of them,
/// everybody else those that their unit answers for.
pub async fn items(gathering: &Gathering<'_>) -> Result<Vec<Item>, Fault> {
    let newest = newest_by_column(&gathering.staff.app.db).await?;
    let mut found = Vec::new();
    for column in gathering.tree.columns().iter().filter(|column| concerns(gathering, column)) {
        let Some(promise) = column.update_days else { continue };
        let Some(at) = last(gathering, column, &newest) else { continue };
        let (order, text, tone) = match freshness(at, promise, gathering.now) {
            Freshness::Fresh => continue,
            Freshness::Near(days) => (days, said(gathering, "desk-left-days", days), "warn"),
            Freshness::Late(days) => (-days, said(gathering, "desk-over-days", days), "danger"),
        };
        let messages = &gathering.staff.app.messages;
        let meta =
            messages.t("desk-column-meta", &[("day", at.date().into()), ("days", promise.into())]);
        let path = gathering.tree.path_to(column.id);
        let names: Vec<&str> = path.iter().map(|column| column.name.as_str()).collect();
        let item = Item {
            title: names.join(" › "),
            url: format!("/documents?column={}", column.id),
            meta,
            due: Some(Due { text, tone: Some(tone) }),
            ..Item::default()
        };
        found.push((order, item));
    }
    found.sort_by_key(|(order, _)| *order);
    Ok(found.into_iter().map(|(_, item)| item).collect())
}

fn concerns(gathering: &Gathering<'_>, column: &Column) -> bool {
    let staff = gathering.staff;
    staff.account.unit_id == Some(column.unit_id)
        || staff.may(Right::ManageColumns, column.unit_id, column.id)
}

/// When something last came into the column or one below it.
fn last(
    gathering: &Gathering<'_>,
    column: &Column,
    newest: &HashMap<ColumnId, Option<Time>>,
) -> Option<Time> {
    let below = gathering.tree.subtree(column.id);
    below.into_iter().filter_map(|id| newest.get(&ColumnId(id)).copied().flatten()).max()
}

fn said(gathering: &Gathering<'_>, key: &str, days: i64) -> String {
    gathering.staff.app.messages.t(key, &[("count", days.into())])
}
