//! Workbooks: the words of every cell, and each sheet as a table.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, DataRef, Dimensions, Reader, Xlsx};

use crate::bounds;
use crate::package::Package;
use crate::unreadable::Unreadable;

/// One sheet: its name, and its cells by row and column. Only cells that hold something: a sheet
/// that claims a million empty rows costs nothing.
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) rows: BTreeMap<u32, BTreeMap<u32, String>>,
    /// Cells that are one: first and last row and column.
    pub(crate) merged: Vec<Dimensions>,
}

/// All sheets.
pub(crate) fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    // Unpacked once within the bounds, so that the library can't be made to unpack more.
    Package::open(bytes)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(Unreadable::broken)?;
    let mut sheets = Vec::new();
    let mut left = bounds::CELLS;
    for name in book.sheet_names() {
        // A sheet of charts has no cells.
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else { continue };
        let mut rows: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
        while let Some(cell) = cells.next_cell().map_err(Unreadable::broken)? {
            let words = words(cell.get_value().clone());
            if words.is_empty() {
                continue;
            }
            left = left.checked_sub(1).ok_or(Unreadable::TooLarge)?;
            let (row, column) = cell.get_position();
            rows.entry(row).or_default().insert(column, words);
        }
        drop(cells);
        let mut merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        merged.truncate(bounds::MERGED);
        sheets.push(Sheet { name, rows, merged });
    }
    Ok(sheets)
}

fn words(value: DataRef<'_>) -> String {
    match Data::from(value) {
        Data::DateTime(date) => date.as_datetime().map_or_else(
            || date.to_string(),
            |moment| {
                let text = moment.to_string();
                text.strip_suffix(" 00:00:00").map(ToOwned::to_owned).unwrap_or(text)
            },
        ),
        other => other.to_string().trim().to_owned(),
    }
}

/// Every cell of every sheet.
pub(crate) fn text(bytes: &[u8]) -> Result<String, Unreadable> {
    let mut text = String::new();
    for sheet in sheets(bytes)? {
        text.push_str(&sheet.name);
        text.push('\n');
        for row in sheet.rows.values() {
            let cells: Vec<&str> = row.values().map(String::as_str).collect();
            text.push_str(&cells.join("\t"));
            text.push('\n');
        }
        if text.len() > bounds::TEXT {
            return Err(Unreadable::TooLarge);
        }
    }
    Ok(text)
}
