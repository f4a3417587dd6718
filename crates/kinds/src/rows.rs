//! Fields that hold several rows of small parts, in order: the blocks of a layout. Stored as a JSON
//! list of maps, so that a revision's digest covers them like any field.

use std::collections::BTreeMap;

use super::model::Choice;

/// One row: parts by name; empty ones are absent.
pub type Row = BTreeMap<String, String>;

/// A part that every row of a field has. The first one says what the row is and must be chosen.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Its name in the row.
    pub name: &'static str,
    /// Message key of its label.
    pub label_key: &'static str,
    /// What it holds.
    pub kind: PartKind,
}

/// What a part holds, and how a form asks for it.
#[derive(Clone, Copy, Debug)]
pub enum PartKind {
    /// One of these.
    Choice(fn() -> &'static [Choice]),
    /// The id of a column.
    Column,
    /// One line.
    Text,
    /// Several lines.
    LongText,
    /// A number from 1 to the greatest.
    Number(i64),
}

/// The most rows of a field.
const MOST: usize = 40;

/// Reads the stored form; what can't be read is no rows.
pub fn read(value: &str) -> Vec<Row> {
    serde_json::from_str(value).unwrap_or_default()
}

/// Puts together what a form brings: for each part the values of all rows. Rows in which nothing was
/// typed are left out.
pub fn gather(parts: &[Part], typed: impl Fn(&str) -> Vec<String>) -> String {
    let columns: Vec<(&str, Vec<String>)> =
        parts.iter().map(|part| (part.name, typed(part.name))).collect();
    let count = columns.iter().map(|(_, values)| values.len()).max().unwrap_or(0);
    let rows: Vec<Row> = (0..count)
        .map(|number| {
            let filled = columns.iter().filter_map(|(name, values)| {
                let value = values.get(number)?.trim();
                (!value.is_empty()).then(|| ((*name).to_owned(), value.to_owned()))
            });
            filled.collect()
        })
        .filter(|row: &Row| !row.is_empty())
        .collect();
    if rows.is_empty() { String::new() } else { serde_json::json!(rows).to_string() }
}

/// The rows as they will be stored, or the message key of what is wrong.
pub(crate) fn shape(parts: &[Part], value: &str) -> Result<String, &'static str> {
    let rows: Vec<Row> = serde_json::from_str(value).ok().ok_or("document-field-rows")?;
    if rows.len() > MOST {
        return Err("document-field-rows-many");
    }
    for row in &rows {
        let known = |name: &String| parts.iter().any(|part| part.name == name);
        if !row.keys().all(known) || parts.first().is_some_and(|kind| !row.contains_key(kind.name))
        {
            return Err("document-field-rows-kind");
        }
        for part in parts {
            let Some(value) = row.get(part.name) else { continue };
            let good = match part.kind {
                PartKind::Choice(choices) => choices().iter().any(|choice| choice.value == *value),
                PartKind::Column => value.parse::<i64>().is_ok(),
                PartKind::Text => value.chars().count() <= 200,
                PartKind::LongText => value.chars().count() <= 5_000,
                PartKind::Number(most) => value.parse().is_ok_and(|n: i64| (1..=most).contains(&n)),
            };
            if !good {
                return Err("document-field-rows");
            }
        }
    }
    Ok(if rows.is_empty() { String::new() } else { serde_json::json!(rows).to_string() })
}
