//! Lists for spreadsheets: what was written is read again, and no cell is a formula.
#![no_main]

use office::lists::{csv, xlsx};

// U+001E parts rows, U+001F cells; every row has three.
libfuzzer_sys::fuzz_target!(|text: &str| {
    let row = |row: &str| -> Vec<String> {
        let cells = row.split('\u{1f}').chain(std::iter::repeat(""));
        cells.take(3).map(str::to_owned).collect()
    };
    let lines: Vec<Vec<String>> = text.split('\u{1e}').map(row).collect();
    let bytes = csv(&lines, false).expect("any words can be written");
    {
        let mut reader = ::csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(bytes.as_slice());
        for record in reader.records() {
            let record = record.expect("what we wrote can be read");
            for cell in &record {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
            }
        }
    }
    let heading = vec!["a".to_owned()];
    if let Ok(bytes) = xlsx("a", &heading, &lines) {
        office::rows::workbook_rows(&bytes).expect("what we wrote can be read");
    }
});
