//! What is different between two tables.

use std::collections::HashMap;

use structure::ColumnId;

use super::model::Line;

/// A column that is different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference<'a> {
    /// It is new.
    Added(&'a Line),
    /// It is no longer there.
    Removed(&'a Line),
    /// Something about it is different.
    Changed(&'a Line, &'a Line),
}

/// A part of a line that can be different.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// 栏目名称 with those above.
    Name,
    /// 路径.
    Path,
    /// 内容说明.
    Description,
    /// 保障单位.
    Unit,
    /// 保障方式.
    Method,
    /// 更新频率.
    Updates,
}

/// What a table says that another didn't, in the order of the newer one; what is gone comes last.
pub fn compare<'a>(before: &'a [Line], after: &'a [Line]) -> Vec<Difference<'a>> {
    let old: HashMap<ColumnId, &Line> = before.iter().map(|line| (line.column, line)).collect();
    let new: HashMap<ColumnId, &Line> = after.iter().map(|line| (line.column, line)).collect();
    let there = after.iter().filter_map(|line| match old.get(&line.column) {
        None => Some(Difference::Added(line)),
        Some(was) if parts(was, line).is_empty() => None,
        Some(was) => Some(Difference::Changed(was, line)),
    });
    let gone = before.iter().filter(|line| !new.contains_key(&line.column));
    there.chain(gone.map(Difference::Removed)).collect()
}

/// Which parts of two lines are different.
pub fn parts(before: &Line, after: &Line) -> Vec<Part> {
    [
        (Part::Name, before.name != after.name || before.above != after.above),
        (Part::Path, before.path != after.path),
        (Part::Description, before.description != after.description),
        (Part::Unit, before.unit != after.unit),
        (Part::Method, before.method != after.method),
        (Part::Updates, before.update_days != after.update_days),
    ]
    .into_iter()
    .filter_map(|(part, different)| different.then_some(part))
    .collect()
}
