//! Lists of letters from elsewhere: whatever stands in the cells, a row is a letter that holds
//! together or is refused with reasons.
#![no_main]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use cases::imports::{Mapping, Reader, Sheet, Undated};
use libfuzzer_sys::fuzz_target;
use office::rows::{Cell, SheetRow};
use platform::Time;
use structure::{Secret, Tree, UnitId};

static SECRET: LazyLock<(tempfile::TempDir, Secret)> = LazyLock::new(|| {
    let dir = tempfile::tempdir().expect("a folder");
    let secret = Secret::of_folder(dir.path()).expect("a secret");
    (dir, secret)
});

/// Lines are rows, tabs part cells; a cell that begins with `#` is a number, with `!` an error.
fn sheet(text: &str) -> Sheet {
    let cell = |word: &str| match (word.strip_prefix('#'), word.strip_prefix('!')) {
        (Some(number), _) => {
            let number = number.parse::<f64>().unwrap_or(45_000.5);
            Cell::Number(number, platform_moment(number))
        }
        (_, Some(error)) => Cell::Broken(error.to_owned()),
        _ => Cell::Text(word.to_owned()),
    };
    let row = |(number, line): (usize, &str)| {
        let cells: BTreeMap<u32, Cell> = (0..)
            .zip(line.split('\t'))
            .filter(|(_, word)| !word.is_empty())
            .map(|(at, word)| (at, cell(word)))
            .collect();
        SheetRow { number: u32::try_from(number).unwrap_or(0) + 1, cells }
    };
    Sheet { name: "a".into(), rows: text.lines().enumerate().map(row).collect() }
}

/// A moment for a number, as a workbook's reader finds one, or none.
fn platform_moment(number: f64) -> Option<chrono::NaiveDateTime> {
    let first = chrono::NaiveDate::from_ymd_opt(1899, 12, 30)?.and_time(chrono::NaiveTime::MIN);
    #[expect(clippy::cast_possible_truncation)]
    first.checked_add_signed(chrono::Duration::try_days(number as i64)?)
}

fuzz_target!(|text: &str| {
    let now = Time(1_795_400_000_000_000);
    let sheet = sheet(text);
    let Some(mut mapping) = Mapping::guessed(std::slice::from_ref(&sheet)) else { return };
    let json = serde_json::to_string(&mapping).expect("a mapping can be written");
    assert_eq!(serde_json::from_str::<Mapping>(&json).expect("and read"), mapping);
    assert!(mapping.wrong().1.is_empty(), "no field is guessed twice");
    mapping.unit = Some(UnitId(1));
    mapping.undated = Undated::SameDay;
    let tree = Tree::default();
    let kind = &interaction::LETTERS;
    let name = |theme: &str| kind.theme_key(theme);
    let reader = Reader::new((&sheet, &mapping), (kind, &tree), (&SECRET.1, now), name);
    for row in &sheet.rows {
        match reader.read(row).expect("no fault") {
            Ok(letter) => {
                assert!(!letter.title.is_empty() && !letter.number.is_empty());
                assert!(letter.received <= now.plus_days(1));
                if let Some((words, at)) = &letter.reply {
                    assert!(!words.is_empty() && *at >= letter.received);
                }
            }
            Err(refused) => assert!(!refused.why.is_empty()),
        }
    }
});
