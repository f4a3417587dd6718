//! Where a role holds, in words and as choices.

use serde_json::{Value, json};

use super::model::Reach;
use crate::ids::{ColumnId, SiteId, UnitId};
use crate::staff::Staff;
use crate::tree::Tree;

/// Unit and column of a reach in words.
pub(crate) fn describe(staff: &Staff, tree: &Tree, reach: Reach) -> (String, String) {
    let below = if reach.below { staff.t("grant-and-below") } else { String::new() };
    let unit = |id: UnitId| tree.unit(id).map_or_else(|| id.to_string(), |unit| unit.name.clone());
    let column = |id: ColumnId| {
        let path = tree.path_to(id);
        let names: Vec<&str> = path.iter().map(|column| column.name.as_str()).collect();
        names.join(" / ")
    };
    (
        reach.unit_id.map_or_else(|| staff.t("grant-all-units"), |id| unit(id) + &below),
        reach.column_id.map_or_else(|| staff.t("grant-all-columns"), |id| column(id) + &below),
    )
}

/// All units as choices, everything first.
pub(crate) fn unit_options(staff: &Staff) -> Vec<Value> {
    let all = json!({ "value": "*", "label": staff.t("grant-all-units") });
    let tree = staff.app.tree();
    let units = tree.units().iter().map(|unit| json!({ "value": unit.code, "label": unit.name }));
    std::iter::once(all).chain(units).collect()
}

/// All columns as choices for the template.
pub(crate) fn column_options(staff: &Staff) -> Vec<Value> {
    let choices = column_choices(staff).into_iter();
    choices.map(|(value, label)| json!({ "value": value, "label": label })).collect()
}

/// All columns as values and labels, everything first, each below its own.
pub(crate) fn column_choices(staff: &Staff) -> Vec<(String, String)> {
    let tree = staff.app.tree();
    let mut options = vec![("*".to_owned(), staff.t("grant-all-columns"))];
    for site in tree.sites() {
        add_columns(&tree, (site.id, &site.name), None, 0, &mut options);
    }
    options
}

fn add_columns(
    tree: &Tree,
    site: (SiteId, &str),
    parent: Option<ColumnId>,
    depth: usize,
    options: &mut Vec<(String, String)>,
) {
    for column in tree.children(site.0, parent) {
        let label = if depth == 0 {
            format!("{}：{}", site.1, column.name)
        } else {
            format!("{}{}", "　".repeat(depth), column.name)
        };
        options.push((column.id.to_string(), label));
        add_columns(tree, site, Some(column.id), depth + 1, options);
    }
}
