//! What a person confirmed before anything is read into cases.

use office::rows::{SheetRow, SheetRows};
use serde::{Deserialize, Serialize};
use structure::UnitId;

use super::columns::{Field, Use, guess};

/// What becomes of a letter that has no answer in the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unanswered {
    /// It waits to be handled; its time to be accepted begins when it comes in here.
    #[default]
    Open,
    /// It is kept as ended, and says so.
    Archived,
}

/// What becomes of an answer that has no date in the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Undated {
    /// The row is refused.
    #[default]
    Refused,
    /// It counts as answered on the day the letter came, and the remark says so.
    SameDay,
}

/// Which sheet, which columns, and what somebody decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// The sheet's name.
    pub sheet: String,
    /// The number of the row with the headings, as the spreadsheet shows it.
    pub head: u32,
    /// What each column is.
    pub columns: Vec<(u32, Use)>,
    /// Who answers where the list names nobody or a unit that isn't here; none: such rows are refused.
    pub unit: Option<UnitId>,
    /// Letters without answers.
    pub unanswered: Unanswered,
    /// Answers without dates.
    pub undated: Undated,
}

/// Rows among which the headings are looked for.
const HEADS: usize = 20;

impl Mapping {
    /// What the workbook itself says; none of a workbook with nothing in it.
    pub fn guessed(sheets: &[SheetRows]) -> Option<Self> {
        let longest = sheets.iter().map(|sheet| sheet.rows.len()).max()?;
        let sheet = sheets.iter().find(|sheet| sheet.rows.len() == longest)?;
        let head = head_of(sheet)?;
        Some(Self {
            sheet: sheet.name.clone(),
            head: head.number,
            columns: guess(&headings(sheet, head.number)),
            unit: None,
            unanswered: Unanswered::default(),
            undated: Undated::default(),
        })
    }

    /// The column of a field.
    pub fn column(&self, field: Field) -> Option<u32> {
        self.columns.iter().find(|(_, what)| *what == Use::Is(field)).map(|(at, _)| *at)
    }

    /// Columns that are kept in a remark.
    pub fn kept(&self) -> impl Iterator<Item = u32> {
        self.columns.iter().filter(|(_, what)| *what == Use::Kept).map(|(at, _)| *at)
    }

    /// Fields that a column must be, and none is; and fields that several are.
    pub fn wrong(&self) -> (Vec<Field>, Vec<Field>) {
        let count =
            |field: Field| self.columns.iter().filter(|(_, what)| *what == Use::Is(field)).count();
        let mut missing = Vec::new();
        if count(Field::Received) == 0 {
            missing.push(Field::Received);
        }
        if count(Field::Title) + count(Field::Body) == 0 {
            missing.push(Field::Title);
        }
        let twice = Field::ALL.into_iter().filter(|field| count(*field) > 1).collect();
        (missing, twice)
    }
}

/// The row in which most headings are understood; the first row if none is.
fn head_of(sheet: &SheetRows) -> Option<&SheetRow> {
    let score = |row: &SheetRow| {
        let heads: Vec<(u32, String)> =
            row.cells.iter().map(|(at, cell)| (*at, cell.words())).collect();
        guess(&heads).iter().filter(|(_, what)| matches!(what, Use::Is(_))).count()
    };
    let best = sheet.rows.iter().take(HEADS).map(score).max()?;
    sheet.rows.iter().take(HEADS).find(|row| score(row) == best)
}

/// The headings of a sheet, for every column that holds anything; a column without one has an empty
/// heading.
pub fn headings(sheet: &SheetRows, head: u32) -> Vec<(u32, String)> {
    let mut columns: Vec<u32> = sheet
        .rows
        .iter()
        .filter(|row| row.number >= head)
        .flat_map(|row| row.cells.keys().copied())
        .collect();
    columns.sort_unstable();
    columns.dedup();
    let row = sheet.rows.iter().find(|row| row.number == head);
    let words = |at: u32| row.and_then(|row| row.cells.get(&at)).map(office::rows::Cell::words);
    columns.into_iter().map(|at| (at, words(at).unwrap_or_default())).collect()
}
