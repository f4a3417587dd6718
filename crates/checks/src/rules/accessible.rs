//! What keeps people from reading: pictures without words, films without captions, headings out of order,
//! tables without heads (GB/T 37668).

use text::html::Outline;

use crate::hit::Hit;
use crate::paper::Place;
use crate::rule::Rule;

/// Rows from which a table needs heads; a smaller one is layout.
const TABLE_ROWS: usize = 2;

pub(super) fn find(outline: &Outline) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (number, words) in outline.pictures.iter().enumerate() {
        if words.is_none() {
            let which = (number + 1).to_string();
            hits.push(Hit::about(Rule::PictureWithoutWords, Place::Body, &which));
        }
    }
    for (number, captioned) in outline.films.iter().enumerate() {
        if !captioned {
            let which = (number + 1).to_string();
            hits.push(Hit::about(Rule::FilmWithoutCaptions, Place::Body, &which));
        }
    }
    let mut above = None;
    for (level, words) in &outline.headings {
        let skips = above.is_some_and(|above: u8| *level > above + 1);
        if skips || words.trim().is_empty() {
            hits.push(Hit::about(Rule::HeadingOrder, Place::Body, words.trim()));
        }
        above = Some(*level);
    }
    for (number, table) in outline.tables.iter().enumerate() {
        if !table.has_heads && table.rows >= TABLE_ROWS {
            let which = (number + 1).to_string();
            hits.push(Hit::about(Rule::TableWithoutHeads, Place::Body, &which));
        }
    }
    hits
}
