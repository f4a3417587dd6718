//! The branches that a proposal touches, before and after, side by side.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use structure::columns::Column;
use structure::{ColumnId, SiteId, Tree};

use super::plan::Plan;

/// What becomes of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Nothing.
    Same,
    /// It is new.
    Added,
    /// It has another name, place or layout.
    Changed,
    /// It is closed.
    Closed,
    /// Another one takes in what it holds.
    Merged,
}

/// A column on one of the two sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Branch {
    /// How deep it stands, from 1.
    pub depth: usize,
    /// Its name.
    pub name: String,
    /// Its address within the site.
    pub path: String,
    /// What becomes of it.
    pub mark: Mark,
    /// The column that takes it in.
    pub into: Option<String>,
}

/// Both sides: only the top branches in which something changes.
pub fn before_and_after(
    before: &Tree,
    plan: &Plan<'_>,
    site: SiteId,
) -> (Vec<Branch>, Vec<Branch>) {
    let after = plan.tree();
    let mark = |id: ColumnId| mark_of(before.column(id), after.column(id));
    let mut touched = BTreeSet::new();
    for column in plan.columns().iter().filter(|column| column.site_id == site) {
        if mark(column.id) != Mark::Same {
            for tree in [before, &after] {
                touched.extend(tree.path_to(column.id).first().map(|top| top.id));
            }
        }
    }
    let walk = |tree: &Tree| {
        let mut rows = Vec::new();
        for top in tree.children(site, None) {
            if touched.contains(&top.id) {
                rows_below(
                    tree,
                    (top, 1),
                    &|column| {
                        let into = after.column(column.id).and_then(|end| end.merged_into);
                        let into =
                            into.and_then(|id| after.column(id)).map(|into| into.name.clone());
                        (mark(column.id), into)
                    },
                    &mut rows,
                );
            }
        }
        rows
    };
    (walk(before), walk(&after))
}

fn rows_below(
    tree: &Tree,
    (column, depth): (&Column, usize),
    fate: &impl Fn(&Column) -> (Mark, Option<String>),
    rows: &mut Vec<Branch>,
) {
    let (mark, into) = fate(column);
    let (name, path) = (column.name.clone(), column.path.clone());
    rows.push(Branch { depth, name, path, mark, into });
    for child in tree.children(column.site_id, Some(column.id)) {
        rows_below(tree, (child, depth + 1), fate, rows);
    }
}

fn mark_of(before: Option<&Column>, after: Option<&Column>) -> Mark {
    match (before, after) {
        (None, _) => Mark::Added,
        (Some(old), Some(new)) if old.is_open() && new.merged_into.is_some() => Mark::Merged,
        (Some(old), Some(new)) if old.is_open() && !new.is_open() => Mark::Closed,
        (Some(old), Some(new)) if old != new => Mark::Changed,
        _ => Mark::Same,
    }
}
