//! Lists as files that people open in a spreadsheet: CSV and XLSX, without a row cap (article 6).

use rust_xlsxwriter::{Format, Workbook, XlsxError};
use thiserror::Error;

/// A spreadsheet holds 1,048,576 rows; the rest goes on in another.
const ROWS_OF_A_SHEET: usize = 1_000_000;
/// Widths of columns, in characters.
const WIDE: f64 = 48.0;
const NARROW: f64 = 16.0;

/// A line of cells.
pub type Line = Vec<String>;

/// Why a list could not be written.
#[derive(Debug, Error)]
pub enum Unwritten {
    /// As CSV.
    #[error("the list cannot be written as CSV")]
    Csv(#[from] csv::Error),
    /// Its end.
    #[error("the list cannot be ended")]
    End(#[from] std::io::Error),
    /// As a workbook.
    #[error("the list cannot be written as a workbook")]
    Xlsx(#[from] XlsxError),
}

/// Lines as CSV. The first piece of a file begins with a byte order mark: otherwise Excel takes
/// Chinese for another encoding.
pub fn csv(lines: &[Line], first: bool) -> Result<Vec<u8>, Unwritten> {
    let mut bytes = if first { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
    let mut writer = csv::Writer::from_writer(&mut bytes);
    for line in lines {
        writer.write_record(line.iter().map(|cell| harmless(cell)))?;
    }
    writer.flush()?;
    drop(writer);
    Ok(bytes)
}

/// What a formula begins with: also in full width, which a Chinese Excel takes for the same, and
/// after a break or tab, which are passed over.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];

/// A cell that no spreadsheet takes for a formula.
fn harmless(cell: &str) -> String {
    let formula = cell.starts_with(FORMULA);
    if formula { format!("'{cell}") } else { cell.to_owned() }
}

/// A workbook with a heading and lines; the first column is the widest.
pub fn xlsx(name: &str, heading: &Line, lines: &[Line]) -> Result<Vec<u8>, Unwritten> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold();
    // An empty list is still a file with its heading.
    let empty: [&[Line]; 1] = [&[]];
    let parts: Vec<&[Line]> =
        if lines.is_empty() { empty.to_vec() } else { lines.chunks(ROWS_OF_A_SHEET).collect() };
    for (number, part) in (1_usize..).zip(parts) {
        let sheet = book.add_worksheet();
        let title = if number == 1 { name.to_owned() } else { format!("{name} {number}") };
        sheet.set_name(title)?;
        for (at, cell) in (0_u16..).zip(heading) {
            sheet.write_with_format(0, at, cell.as_str(), &bold)?;
            let width = if at == 1 { WIDE } else { NARROW };
            sheet.set_column_width(at, width)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        for (row, line) in (1_u32..).zip(part) {
            for (at, cell) in (0_u16..).zip(line) {
                sheet.write_string(row, at, cell.as_str())?;
            }
        }
    }
    Ok(book.save_to_buffer()?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{FORMULA, csv, harmless};

    #[test]
    fn formulas_in_full_width_are_formulas_too() {
        assert_eq!(harmless("＝1+1"), "'＝1+1");
        assert_eq!(harmless("\n=1+1"), "'\n=1+1");
        assert_eq!(harmless("1＝1"), "1＝1");
    }

    proptest! {
        #[test]
        fn no_cell_is_a_formula_and_none_is_lost(cell in "[=＋\t\n@甲]{0,4}\\PC{0,30}") {
            let shown = harmless(&cell);
            prop_assert!(!shown.starts_with(FORMULA));
            prop_assert!(shown.ends_with(&cell));
        }

        #[test]
        fn csv_comes_back(lines in proptest::collection::vec(
            proptest::collection::vec("[\u{4e00}-\u{4eff}a-z,\"\n]{1,8}", 3), 1..5,
        )) {
            let bytes = csv(&lines, true).unwrap();
            prop_assert_eq!(&bytes[..3], b"\xef\xbb\xbf");
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[3..]);
            let back: Vec<Vec<String>> = reader
                .records()
                .map(|record| record.unwrap().iter().map(str::to_owned).collect())
                .collect();
            let written: Vec<Vec<String>> =
                lines.iter().map(|line| line.iter().map(|cell| harmless(cell)).collect()).collect();
            prop_assert_eq!(back, written);
        }
    }
}
