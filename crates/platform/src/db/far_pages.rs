//! Pages far back in a long list. A database counts off everything that stands before a page; of a list with 70,000 rows
//! that is most of the page's time. So the values of rows that were read are remembered with their places, as
//! long as the journal stands still, and the next page is read from the nearest of them on.

use std::collections::BTreeMap;

use super::{Db, Value};
use crate::fault::Fault;

/// Places that are remembered of a list.
const MOST: usize = 50_000;

/// A list that is shown page by page, the greatest first.
pub struct SortedList {
    /// What it holds: `notes n WHERE n.box_id = $1`.
    pub from: &'static str,
    /// The integers by which it is sorted, the id of a row last; none of them is ever absent.
    pub keys: &'static [&'static str],
    /// The values of `from`.
    pub params: Vec<Value>,
}

/// The keys of rows by their places, which count from 0.
#[derive(Default)]
pub(crate) struct Places(BTreeMap<i64, Vec<i64>>);

/// From where a page is read.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Start {
    /// From the beginning, so many rows later.
    Beginning(i64),
    /// After this row, so many rows later.
    After(Vec<i64>, i64),
    /// Backwards from this row, so many rows earlier.
    Before(Vec<i64>, i64),
}

impl Places {
    fn nearest(&self, offset: i64, limit: i64) -> Start {
        let lower = self.0.range(..offset).next_back();
        let upper = self.0.range(offset.saturating_add(limit)..).next();
        let lower = lower.map(|(place, keys)| (offset - place - 1, keys));
        let upper = upper.map(|(place, keys)| (place - offset - limit, keys));
        match (lower, upper) {
            (_, Some((skipped, keys)))
                if skipped < lower.map_or(offset, |(skipped, _)| skipped) =>
            {
                Start::Before(keys.clone(), skipped)
            }
            (Some((skipped, keys)), _) => Start::After(keys.clone(), skipped),
            _ => Start::Beginning(offset),
        }
    }

    fn add(&mut self, offset: i64, rows: &[Vec<i64>]) {
        if self.0.len() >= MOST {
            self.0.clear();
        }
        let last = i64::try_from(rows.len()).unwrap_or(0) - 1;
        let ends = [(offset, rows.first()), (offset + last, rows.last())];
        self.0.extend(ends.into_iter().filter_map(|(place, keys)| Some((place, keys?.clone()))));
    }
}

impl Db {
    /// The ids on a page of a list.
    pub async fn page_of(
        &self,
        list: SortedList,
        (offset, limit): (i64, i64),
    ) -> Result<Vec<i64>, Fault> {
        // Looked at before the question: what is committed meanwhile moves the head and ends this.
        let head = *self.0.journal_head.borrow();
        let name = format!("{} {:?}", list.from, list.params);
        let nearest = |places: &Places| places.nearest(offset, limit);
        let start = self.0.places.look(head, &name, nearest).unwrap_or(Start::Beginning(offset));
        let backwards = matches!(start, Start::Before(..));
        let (sql, params) = question(list, start, limit);
        let rows = self.rows(sql.into(), params).await?.into_iter();
        let integer = |(_, value)| if let Value::Int(key) = value { Some(key) } else { None };
        let mut rows: Vec<Vec<i64>> =
            rows.map(|row| row.fields.into_iter().filter_map(integer).collect()).collect();
        if backwards {
            rows.reverse();
        }
        self.0.places.add(head, name, |places| places.add(offset, &rows));
        Ok(rows.into_iter().filter_map(|keys| keys.last().copied()).collect())
    }
}

fn question(list: SortedList, start: Start, limit: i64) -> (String, Vec<Value>) {
    let SortedList { from, keys, mut params } = list;
    let (row, skipped, (sign, direction)) = match start {
        Start::Beginning(skipped) => (Vec::new(), skipped, ("<", "DESC")),
        Start::After(row, skipped) => (row, skipped, ("<", "DESC")),
        Start::Before(row, skipped) => (row, skipped, (">", "ASC")),
    };
    let mut place = |value: i64| {
        params.push(Value::Int(value));
        format!("${}", params.len())
    };
    let row: Vec<String> = row.into_iter().map(&mut place).collect();
    let (limit, skipped) = (place(limit), place(skipped));
    let bound = match row.len() {
        0 => String::new(),
        _ => format!(" AND ({}) {sign} ({})", keys.join(", "), row.join(", ")),
    };
    let order: Vec<String> = keys.iter().map(|key| format!("{key} {direction}")).collect();
    let (keys, order) = (keys.join(", "), order.join(", "));
    let sql =
        format!("SELECT {keys} FROM {from}{bound} ORDER BY {order} LIMIT {limit} OFFSET {skipped}");
    (sql, params)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(known: &[i64]) -> Places {
        Places(known.iter().map(|place| (*place, vec![*place])).collect())
    }

    #[test]
    fn the_nearest_row_is_taken_on_either_side() {
        assert_eq!(places(&[]).nearest(40, 20), Start::Beginning(40));
        assert_eq!(places(&[0, 19]).nearest(40, 20), Start::After(vec![19], 20));
        assert_eq!(places(&[0, 19, 60]).nearest(40, 20), Start::Before(vec![60], 0));
        assert_eq!(places(&[39, 60]).nearest(40, 20), Start::After(vec![39], 0));
        assert_eq!(places(&[45, 59, 90]).nearest(40, 20), Start::Before(vec![90], 30));
        assert_eq!(places(&[60]).nearest(0, 20), Start::Beginning(0));
    }

    #[test]
    fn the_ends_of_a_page_are_remembered() {
        let mut known = places(&[]);
        known.add(20, &[vec![9], vec![8], vec![7]]);
        known.add(40, &[]);
        assert_eq!(known.0.into_iter().collect::<Vec<_>>(), [(20, vec![9]), (22, vec![7])]);
    }
}
