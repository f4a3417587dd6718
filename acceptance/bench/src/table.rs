//! What was measured, as tables: for a terminal, as Markdown, as JSON.

use std::fmt::Write;

use serde_json::{Map, Value, json};

/// One field of a table.
#[derive(Clone, Debug)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number and how many of its decimals are shown.
    Number(f64, usize),
}

/// One section's figures.
#[derive(Clone, Debug)]
pub struct Table {
    /// What was measured.
    pub title: String,
    /// Names of the fields.
    pub heads: Vec<&'static str>,
    /// The figures.
    pub rows: Vec<Vec<Cell>>,
    /// What one must know to read them.
    pub notes: Vec<String>,
}

/// Words as a cell.
pub fn text(words: impl Into<String>) -> Cell {
    Cell::Text(words.into())
}

/// A number as a cell.
pub fn number(value: f64, decimals: usize) -> Cell {
    Cell::Number(value, decimals)
}

impl Cell {
    fn shown(&self) -> String {
        match self {
            Self::Text(words) => words.clone(),
            Self::Number(value, 0) => grouped(*value),
            Self::Number(value, decimals) => format!("{value:.decimals$}"),
        }
    }
}

/// A whole number with thousands apart.
fn grouped(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) && !out.ends_with('-') {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

impl Table {
    /// An empty table.
    pub fn new(title: impl Into<String>, heads: &[&'static str]) -> Self {
        Self { title: title.into(), heads: heads.to_vec(), rows: Vec::new(), notes: Vec::new() }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl Into<Vec<Cell>>) {
        self.rows.push(cells.into());
    }

    /// Adds a remark.
    pub fn note(&mut self, words: impl Into<String>) {
        self.notes.push(words.into());
    }

    /// For a terminal.
    pub fn plain(&self) -> String {
        let rows: Vec<Vec<String>> =
            self.rows.iter().map(|row| row.iter().map(Cell::shown).collect()).collect();
        let widths: Vec<usize> = self
            .heads
            .iter()
            .enumerate()
            .map(|(at, head)| {
                let cells = rows.iter().filter_map(|row| row.get(at)).map(|cell| wide(cell));
                cells.chain([wide(head)]).max().unwrap_or(0)
            })
            .collect();
        let mut out = format!("\n{}\n", self.title);
        let heads: Vec<String> = self.heads.iter().map(|head| (*head).to_owned()).collect();
        let numeric =
            |at: usize| self.rows.iter().any(|row| matches!(row.get(at), Some(Cell::Number(..))));
        for row in std::iter::once(&heads).chain(&rows) {
            for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
                let gap = " ".repeat(width.saturating_sub(wide(cell)));
                let _ = if numeric(at) {
                    write!(out, "  {gap}{cell}")
                } else {
                    write!(out, "  {cell}{gap}")
                };
            }
            out = format!("{}\n", out.trim_end());
        }
        for note in &self.notes {
            let _ = writeln!(out, "  · {note}");
        }
        out
    }

    /// For a page of the project.
    pub fn markdown(&self) -> String {
        let mut out = format!("### {}\n\n| {} |\n|", self.title, self.heads.join(" | "));
        for at in 0..self.heads.len() {
            let right = self.rows.iter().any(|row| matches!(row.get(at), Some(Cell::Number(..))));
            out.push_str(if right { " ---: |" } else { " --- |" });
        }
        out.push('\n');
        for row in &self.rows {
            let cells: Vec<String> =
                row.iter().map(|cell| cell.shown().replace('|', "\\|")).collect();
            let _ = writeln!(out, "| {} |", cells.join(" | "));
        }
        out.push('\n');
        for note in &self.notes {
            let _ = writeln!(out, "- {note}");
        }
        out
    }

    /// For a program.
    pub fn json(&self) -> Value {
        let row = |row: &Vec<Cell>| {
            let fields = self.heads.iter().zip(row).map(|(head, cell)| {
                let value = match cell {
                    Cell::Text(words) => json!(words),
                    Cell::Number(value, _) => json!(value),
                };
                ((*head).to_owned(), value)
            });
            Value::Object(fields.collect::<Map<_, _>>())
        };
        let rows: Vec<Value> = self.rows.iter().map(row).collect();
        json!({ "title": self.title, "rows": rows, "notes": self.notes })
    }
}

/// Columns of a terminal: Chinese characters take two.
fn wide(words: &str) -> usize {
    words
        .chars()
        .map(
            |c| {
                if u32::from(c) >= 0x1100 && !('\u{2010}'..='\u{205f}').contains(&c) {
                    2
                } else {
                    1
                }
            },
        )
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_reads_the_same_everywhere() {
        let mut table = Table::new("serve", &["what", "requests/s"]);
        table.row([text("a|b"), number(1_234_567.4, 0)]);
        table.row([text("未央"), number(2.0, 2)]);
        table.note("three rounds");
        assert_eq!(
            table.plain(),
            "\nserve\n  what  requests/s\n  a|b    1,234,567\n  未央        2.00\n  · three rounds\n"
        );
        assert!(table.markdown().contains("| --- | ---: |\n| a\\|b | 1,234,567 |"));
        assert_eq!(table.json()["rows"][1]["requests/s"], 2.0);
    }
}
