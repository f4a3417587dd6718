//! A sheet as a table.

use calamine::Dimensions;

use crate::bounds;
use crate::grid::attribute_of;
use crate::html::escape;
use crate::reading::{Block, Shape};
use crate::sheet::{Sheet, sheets};
use crate::unreadable::Unreadable;

/// Each sheet that holds something as a table; its name becomes the caption.
pub(crate) fn blocks(bytes: &[u8]) -> Result<Vec<Block>, Unreadable> {
    let filled = sheets(bytes)?.into_iter().filter(|sheet| !sheet.rows.is_empty());
    Ok(filled.map(|sheet| table(&sheet)).collect())
}

fn table(sheet: &Sheet) -> Block {
    let first = sheet.rows.values().filter_map(|row| row.keys().next()).min().copied();
    let last = sheet.rows.values().filter_map(|row| row.keys().next_back()).max().copied();
    let (first, last) = (first.unwrap_or(0), last.unwrap_or(0));
    let last = last.min(first.saturating_add(u32::try_from(bounds::SPAN).unwrap_or(64)));
    let mut html = format!("<table><caption>{}</caption>", escape(&sheet.name));
    let mut text = String::new();
    // A first row with a word in every column names the columns.
    let named = sheet.rows.values().next().is_some_and(|row| {
        row.len() > 1 && row.len() == usize::try_from(last - first).unwrap_or(0) + 1
    });
    for (index, (&at, row)) in sheet.rows.iter().enumerate() {
        let head = named && index == 0;
        let tag = if head { "th scope=\"col\"" } else { "td" };
        let end = if head { "th" } else { "td" };
        let across: Vec<&Dimensions> =
            sheet.merged.iter().filter(|cells| cells.start.0 <= at && at <= cells.end.0).collect();
        html.push_str("<tr>");
        for column in first..=last {
            let inside = |cells: &&&Dimensions| cells.start.1 <= column && column <= cells.end.1;
            let merged = across.iter().find(inside);
            if merged.is_some_and(|cells| (at, column) != begins(sheet, cells)) {
                continue;
            }
            let spans = merged.map(|cells| spans(sheet, cells, last)).unwrap_or_default();
            let words = row.get(&column).map_or("", String::as_str);
            html.extend([format!("<{tag}{spans}>{}</{end}>", escape(words))]);
            text.push_str(words);
            text.push('\t');
        }
        html.push_str("</tr>");
        text.push('\n');
    }
    html.push_str("</table>");
    Block::new(Shape::Table, html, text)
}

/// Where merged cells begin among the rows that hold something.
fn begins(sheet: &Sheet, cells: &Dimensions) -> (u32, u32) {
    let row = sheet.rows.range(cells.start.0..=cells.end.0).next();
    (row.map_or(cells.start.0, |(row, _)| *row), cells.start.1)
}

/// How far merged cells reach over what is shown.
fn spans(sheet: &Sheet, cells: &Dimensions, last: u32) -> String {
    let down = sheet.rows.range(cells.start.0..=cells.end.0).take(bounds::ROWS).count();
    let across = cells.end.1.min(last).saturating_sub(cells.start.1) + 1;
    let across = usize::try_from(across).unwrap_or(1);
    attribute_of("colspan", across) + &attribute_of("rowspan", down)
}
