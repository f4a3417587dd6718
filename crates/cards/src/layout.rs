//! Where things stand on a card.

use std::fmt::Write;

use unicode_linebreak::linebreaks;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Card, HEIGHT, WIDTH};

/// Sizes that a title is tried in, the first that fits is taken: pixels, and lines at most.
const SIZES: [(u32, usize); 3] = [(72, 3), (60, 4), (50, 5)];
/// Pixels that a line may be wide.
const MEASURE: u32 = 1040;
const LEFT: u32 = 80;

/// A title in lines of so many half characters, never broken before a closing sign; what is left over ends
/// in an ellipsis.
pub fn lines_of(title: &str, halves: usize, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut start = 0;
    for (end, _) in linebreaks(title) {
        let piece = title.get(start..end).unwrap_or_default();
        start = end;
        let full = lines.last().is_some_and(|line| {
            !line.is_empty() && line.width() + piece.trim_end().width() > halves
        });
        if full {
            lines.push(String::new());
        }
        for letter in piece.chars() {
            // A word longer than a line is broken where the line ends.
            let over = letter.width().unwrap_or(0);
            if lines.last().is_some_and(|line| line.width() + over > halves && letter != ' ') {
                lines.push(String::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push(letter);
            }
        }
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while last.width() + 2 > halves && last.pop().is_some() {}
            last.push('…');
        }
    }
    lines.iter().map(|line| line.trim().to_owned()).collect()
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    // Characters that no XML may hold.
    text.replace('"', "&quot;").replace(|c: char| c.is_control(), " ")
}

/// The size and the lines of a title.
fn title_of(title: &str) -> (u32, Vec<String>) {
    let lines = |size: u32, most| {
        lines_of(title.trim(), usize::try_from(MEASURE * 2 / size).unwrap_or(20), most)
    };
    let fits = |(size, most): &(u32, usize)| lines(*size, usize::MAX).len() <= *most;
    let (size, most) = SIZES.into_iter().find(fits).unwrap_or((50, 5));
    (size, lines(size, most))
}

/// The drawing.
pub(crate) fn svg(card: &Card<'_>, family: &str) -> String {
    let (size, lines) = title_of(card.title);
    let step = size + size * 2 / 5;
    let mut title = String::new();
    let mut down = 190 + size;
    for line in &lines {
        let words = escaped(line);
        let _ = write!(
            title,
            "<text x=\"{LEFT}\" y=\"{down}\" font-size=\"{size}\" fill=\"#1d1b18\">{words}</text>"
        );
        down += step;
    }
    let (site, unit, day) = (escaped(card.site), escaped(card.unit), escaped(card.day));
    let (accent, deep, family) = (escaped(card.accent), escaped(card.accent_deep), escaped(family));
    let right = WIDTH - LEFT;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" \
         font-family=\"{family}\" font-weight=\"700\">\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#ffffff\"/>\
         <rect width=\"{WIDTH}\" height=\"120\" fill=\"{accent}\"/>\
         <rect y=\"120\" width=\"{WIDTH}\" height=\"6\" fill=\"{deep}\"/>\
         <text x=\"{LEFT}\" y=\"77\" font-size=\"40\" fill=\"#ffffff\">{site}</text>{title}\
         <rect x=\"{LEFT}\" y=\"536\" width=\"{MEASURE}\" height=\"2\" fill=\"{accent}\"/>\
         <text x=\"{LEFT}\" y=\"588\" font-size=\"32\" fill=\"{deep}\">{unit}</text>\
         <text x=\"{right}\" y=\"588\" font-size=\"32\" fill=\"{deep}\" text-anchor=\"end\">{day}</text>\
         </svg>"
    )
}
