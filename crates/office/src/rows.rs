//! Workbooks as rows for an import: what stands in each cell and of what kind it is, so that a date
//! is a date whatever it looks like. Rows that hold nothing are no rows.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Dimensions, ExcelDateTime, ExcelDateTimeType, Reader, SheetType, Xlsx};
use chrono::NaiveDateTime;

use crate::bounds;
use crate::package::Package;
use crate::unreadable::Unreadable;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words, without blanks around them.
    Text(String),
    /// A number, and the moment that it would be as a date of this workbook (from 1900 or 1904).
    Number(f64, Option<NaiveDateTime>),
    /// A moment without a zone.
    Moment(NaiveDateTime),
    /// A formula that ended in an error: `#REF!`.
    Broken(String),
}

impl Cell {
    /// As somebody reads it.
    pub fn words(&self) -> String {
        match self {
            Self::Text(text) | Self::Broken(text) => text.clone(),
            Self::Number(number, _) => number.to_string(),
            Self::Moment(moment) => {
                let text = moment.to_string();
                text.strip_suffix(" 00:00:00").map(ToOwned::to_owned).unwrap_or(text)
            }
        }
    }
}

/// A row that holds something.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetRow {
    /// Its number as the spreadsheet shows it: the first is 1.
    pub number: u32,
    /// Its cells by column: the first is 0.
    pub cells: BTreeMap<u32, Cell>,
}

/// A sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetRows {
    /// Its name.
    pub name: String,
    /// Its rows, in order.
    pub rows: Vec<SheetRow>,
}

/// All sheets of a workbook that hold something. Cells merged downwards hold their words in every
/// row that holds anything else.
pub fn workbook_rows(bytes: &[u8]) -> Result<Vec<SheetRows>, Unreadable> {
    // Unpacked once within the bounds, so that the library can't be made to unpack more.
    Package::open(bytes)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(Unreadable::broken)?;
    let since_1904 = book.has_1904_epoch();
    let mut sheets = Vec::new();
    let (mut cells_left, mut text_left) = (bounds::IMPORTED_CELLS, bounds::IMPORTED_TEXT);
    for sheet in book.sheets_metadata().to_vec() {
        // A sheet of charts has no cells; any other that can't be read would be letters lost.
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let name = sheet.name;
        let mut cells = book.worksheet_cells_reader(&name).map_err(Unreadable::broken)?;
        let mut rows: BTreeMap<u32, BTreeMap<u32, Cell>> = BTreeMap::new();
        while let Some(found) = cells.next_cell().map_err(Unreadable::broken)? {
            let Some(cell) = read(found.get_value(), since_1904) else { continue };
            let size = if let Cell::Text(text) = &cell { text.len() } else { 0 };
            cells_left = cells_left.checked_sub(1).ok_or(Unreadable::TooLarge)?;
            text_left = text_left.checked_sub(size).ok_or(Unreadable::TooLarge)?;
            let (row, column) = found.get_position();
            rows.entry(row).or_default().insert(column, cell);
        }
        drop(cells);
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        fill_down(&mut rows, &merged);
        let rows = rows.into_iter().map(|(row, cells)| SheetRow { number: row + 1, cells });
        let rows: Vec<SheetRow> = rows.collect();
        if !rows.is_empty() {
            sheets.push(SheetRows { name, rows });
        }
    }
    Ok(sheets)
}

/// A merged cell speaks for every row that it covers; a row is never made of it alone.
fn fill_down(rows: &mut BTreeMap<u32, BTreeMap<u32, Cell>>, merged: &[Dimensions]) {
    for area in merged.iter().filter(|area| area.start.0 < area.end.0) {
        let (top, column) = area.start;
        let Some(cell) = rows.get(&top).and_then(|row| row.get(&column)).cloned() else { continue };
        for (_, below) in rows.range_mut(top + 1..=area.end.0) {
            below.entry(column).or_insert_with(|| cell.clone());
        }
    }
}

fn read(value: &DataRef<'_>, since_1904: bool) -> Option<Cell> {
    let number = |number: f64| {
        let moment = ExcelDateTime::new(number, ExcelDateTimeType::DateTime, since_1904);
        Some(Cell::Number(number, moment.as_datetime()))
    };
    match value {
        DataRef::Int(whole) => whole.to_string().parse().ok().and_then(number),
        DataRef::Float(value) => number(*value),
        DataRef::String(text) | DataRef::DurationIso(text) => words(text),
        DataRef::SharedString(text) => words(text),
        DataRef::Bool(yes) => words(if *yes { "是" } else { "否" }),
        DataRef::DateTime(moment) => {
            moment.as_datetime().map(Cell::Moment).or_else(|| words(&moment.to_string()))
        }
        DataRef::DateTimeIso(text) => text.parse().map(Cell::Moment).ok().or_else(|| words(text)),
        DataRef::Error(error) => Some(Cell::Broken(error.to_string())),
        DataRef::Empty => None,
    }
}

/// Words without the blanks and invisible signs around them; none of nothing but those.
fn words(text: &str) -> Option<Cell> {
    let around = |sign: char| {
        sign.is_whitespace()
            || sign.is_control()
            || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{feff}')
    };
    let kept = text.trim_matches(around);
    let kept = kept.replace("_x000D_", "").replace("\r\n", "\n").replace('\r', "\n");
    (!kept.is_empty()).then_some(Cell::Text(kept))
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

    use super::{Cell, workbook_rows};

    #[test]
    fn empty_formatted_rows_are_no_rows_and_dates_are_dates() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let day = Format::new().set_num_format("yyyy-mm-dd hh:mm");
        let moment = ExcelDateTime::parse_from_str("2024-02-29T08:30").unwrap();
        sheet.write_datetime_with_format(0, 0, &moment, &day).unwrap();
        sheet.write_number(0, 1, 45_351.5).unwrap();
        sheet.write_string(0, 2, "\t 　路灯\n不亮\u{a0}\u{feff}").unwrap();
        sheet.write_string(0, 3, " \t\u{3000}").unwrap();
        for row in 1..30_000 {
            sheet.write_blank(row, 0, &day).unwrap();
            sheet.write_string(row, 1, "  ").unwrap();
        }
        sheet.write_string(30_000, 2, "最后一行").unwrap();
        let sheets = workbook_rows(&book.save_to_buffer().unwrap()).unwrap();
        let rows = &sheets[0].rows;
        assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 30_001]);
        assert_eq!(rows[0].cells.len(), 3);
        assert_eq!(rows[0].cells[&0].words(), "2024-02-29 08:30:00");
        let Cell::Number(_, Some(day)) = &rows[0].cells[&1] else { panic!("{rows:?}") };
        assert_eq!(day.to_string(), "2024-02-29 12:00:00");
        assert_eq!(rows[0].cells[&2].words(), "路灯\n不亮");
    }

    #[test]
    fn merged_cells_speak_for_every_row_they_cover_and_make_none() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let plain = Format::new();
        sheet.merge_range(0, 0, 0, 2, "来信台账", &plain).unwrap();
        sheet.merge_range(1, 0, 9, 0, "城管局", &plain).unwrap();
        sheet.write_string(1, 1, "一").unwrap();
        sheet.write_string(4, 1, "二").unwrap();
        let sheets = workbook_rows(&book.save_to_buffer().unwrap()).unwrap();
        let told: Vec<(u32, Vec<String>)> = sheets[0]
            .rows
            .iter()
            .map(|row| (row.number, row.cells.values().map(Cell::words).collect()))
            .collect();
        let row = |number, cells: &[&str]| (number, cells.iter().map(|c| (*c).into()).collect());
        assert_eq!(
            told,
            [row(1, &["来信台账"]), row(2, &["城管局", "一"]), row(5, &["城管局", "二"])]
        );
    }
}
