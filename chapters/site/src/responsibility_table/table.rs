//! The table as the columns say it today: never typed, always generated.

use structure::columns::Column;
use structure::{ColumnId, SiteId, Tree};

use super::methods::{GuaranteeMethod, Methods};
use super::model::Line;

/// Every open column of every site, in the order of the navigation.
pub fn lines(tree: &Tree, methods: &Methods) -> Vec<Line> {
    let mut found = Vec::new();
    for site in tree.sites() {
        branch((tree, methods), (site.id, &site.name), None, &mut found);
    }
    found
}

fn branch(
    (tree, methods): (&Tree, &Methods),
    (site, name): (SiteId, &str),
    parent: Option<ColumnId>,
    found: &mut Vec<Line>,
) {
    for column in tree.children(site, parent) {
        let method = methods.get(&column.id).copied().unwrap_or_default();
        found.push(line(tree, name, (column, method)));
        branch((tree, methods), (site, name), Some(column.id), found);
    }
}

fn line(tree: &Tree, site: &str, (column, method): (&Column, GuaranteeMethod)) -> Line {
    let mut above: Vec<String> =
        tree.path_to(column.id).iter().map(|one| one.name.clone()).collect();
    above.pop();
    Line {
        column: column.id,
        site: site.to_owned(),
        path: column.path.clone(),
        above,
        name: column.name.clone(),
        description: column.description.clone(),
        unit: tree.unit(column.unit_id).map(|unit| unit.name.clone()).unwrap_or_default(),
        method,
        update_days: column.update_days,
    }
}
