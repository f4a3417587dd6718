//! A sheet as a table.

use crate::bounds;
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
    for (index, row) in sheet.rows.values().enumerate() {
        let head = named && index == 0;
        let tag = if head { "th scope=\"col\"" } else { "td" };
        let end = if head { "th" } else { "td" };
        html.push_str("<tr>");
        for column in first..=last {
            let words = row.get(&column).map_or("", String::as_str);
            html.extend([format!("<{tag}>{}</{end}>", escape(words))]);
            text.push_str(words);
            text.push('\t');
        }
        html.push_str("</tr>");
        text.push('\n');
    }
    html.push_str("</table>");
    Block::new(Shape::Table, html, text)
}
