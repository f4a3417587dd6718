//! Columns that are late with what the issued table promises.

use documents::placements::newest_by_column;
use platform::{Fault, Time};
use structure::{App, ColumnId, Tree};

use super::model::Line;

/// A column that is late.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overdue<'a> {
    /// The line that promises.
    pub line: &'a Line,
    /// When something last came in; never: absent.
    pub newest: Option<Time>,
    /// Days late; absent when nothing ever came.
    pub days: Option<i64>,
}

/// Those that are late, the latest first. What comes into a column below counts for it, and days are
/// counted as the desk counts them.
pub async fn overdue<'a>(app: &App, lines: &'a [Line]) -> Result<Vec<Overdue<'a>>, Fault> {
    let newest = newest_by_column(&app.db).await?;
    let (tree, today) = (app.tree(), app.clock().now().day());
    let mut late: Vec<Overdue<'a>> = lines
        .iter()
        .filter(|line| is_open(&tree, line))
        .filter_map(|line| {
            let promise = line.update_days?;
            let below = tree.subtree(line.column).into_iter();
            let last = below.filter_map(|id| newest.get(&ColumnId(id)).copied().flatten()).max();
            let days = last.map(|at| (today - at.day()).num_days() - promise);
            let late = days.is_none_or(|days| days > 0);
            late.then_some(Overdue { line, newest: last, days })
        })
        .collect();
    late.sort_by_key(|one| std::cmp::Reverse(one.days.unwrap_or(i64::MAX)));
    Ok(late)
}

fn is_open(tree: &Tree, line: &Line) -> bool {
    tree.column(line.column).is_some_and(structure::columns::Column::is_open)
}
