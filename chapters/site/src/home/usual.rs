//! The blocks of a home page that nobody has composed: the columns that are marked for it.

use documents::kinds::rows::Row;
use structure::columns::{Column, ColumnTemplate};
use structure::visitor::Visitor;

/// Items of one list.
const LIST: &str = "7";
/// Pictures of one block: two full rows.
const PICTURES: &str = "8";

/// Services, headlines, the columns for the home page, topics, neighbours.
pub(super) fn rows(visitor: &Visitor) -> Vec<Row> {
    let tree = &visitor.tree;
    let services = tree.column_by_path(visitor.site_id, "ggfw");
    let mut rows: Vec<Row> =
        services.map(|column| row("services", column, None)).into_iter().collect();
    rows.push(plain("headlines"));
    let shown = |column: &&Column| column.site_id == visitor.site_id && column.on_home;
    rows.extend(in_rows(tree.columns().iter().filter(shown)).into_iter().map(|column| {
        match column.template {
            ColumnTemplate::Pictures => row("pictures", column, Some(PICTURES)),
            ColumnTemplate::Policy => row("policies", column, Some(LIST)),
            _ => row("list", column, Some(LIST)),
        }
    }));
    rows.extend([plain("topics"), plain("sites")]);
    rows
}

fn plain(kind: &str) -> Row {
    Row::from([("kind".to_owned(), kind.to_owned())])
}

fn row(kind: &str, column: &Column, count: Option<&str>) -> Row {
    let mut row = plain(kind);
    row.insert("column".to_owned(), column.id.to_string());
    row.extend(count.map(|count| ("count".to_owned(), count.to_owned())));
    row
}

/// The columns so that no row stays half empty: lists stand two in a row, pictures take a whole one
/// and wait until the row before them is full.
fn in_rows<'a>(columns: impl Iterator<Item = &'a Column>) -> Vec<&'a Column> {
    let (mut rows, mut wide, mut narrow) = (Vec::new(), Vec::new(), 0_usize);
    for column in columns {
        if column.template == ColumnTemplate::Pictures {
            wide.push(column);
        } else {
            rows.push(column);
            narrow += 1;
        }
        if narrow.is_multiple_of(2) {
            rows.append(&mut wide);
        }
    }
    rows.append(&mut wide);
    rows
}
