//! Tables on their way from a DOCX.

use crate::bounds;
use crate::reading::{Block, Reading, Shape};
use crate::unreadable::Unreadable;

/// A table of a DOCX on its way: rows of cells that may span columns and go on from above.
#[derive(Default)]
pub(crate) struct Grid {
    rows: Vec<Row>,
    size: usize,
}

#[derive(Default)]
struct Row {
    head: bool,
    cells: Vec<Cell>,
}

#[derive(Default)]
struct Cell {
    blocks: Vec<Block>,
    span: usize,
    goes_on: bool,
}

impl Grid {
    /// An element or property of the table.
    pub(crate) fn meet(&mut self, name: &str, value: &str) -> Result<(), Unreadable> {
        if name == "tr" {
            self.rows.push(Row::default());
            return Ok(());
        }
        let Some(row) = self.rows.last_mut() else { return Ok(()) };
        match (name, row.cells.last_mut()) {
            ("tblHeader", _) => row.head = !matches!(value, "0" | "false"),
            ("tc", _) => {
                self.size += 1;
                if self.size > bounds::CELLS {
                    return Err(Unreadable::TooLarge);
                }
                row.cells.push(Cell { span: 1, ..Cell::default() });
            }
            ("gridSpan", Some(cell)) => {
                cell.span = value.parse().unwrap_or(1).clamp(1, bounds::SPAN);
            }
            ("vMerge", Some(cell)) => cell.goes_on = value != "restart",
            _ => {}
        }
        Ok(())
    }

    /// A block inside the newest cell.
    pub(crate) fn put(&mut self, block: &Block) {
        let Some(cell) = self.rows.last_mut().and_then(|row| row.cells.last_mut()) else { return };
        // A table in a cell and headings become words of the cell.
        let kept = matches!(block.shape, Shape::Paragraph | Shape::Numbered | Shape::Dotted);
        cell.blocks.push(if kept { block.clone() } else { Block::paragraph(block.text.trim()) });
    }

    /// The HTML and the words of the table.
    pub(crate) fn finish(self) -> Result<(String, String), Unreadable> {
        let (mut html, mut text) = (String::from("<table>"), String::new());
        for (index, row) in self.rows.iter().enumerate() {
            html.push_str("<tr>");
            let mut place = 0;
            for cell in &row.cells {
                if !cell.goes_on {
                    let tag = if row.head { "th" } else { "td" };
                    let span = attribute_of("colspan", cell.span);
                    let down = attribute_of("rowspan", self.height(index, place));
                    let inside = Reading::html(&cell.blocks);
                    html.extend([format!("<{tag}{span}{down}>{inside}</{tag}>")]);
                    text.extend(cell.blocks.iter().map(|block| block.text.trim()));
                    text.push('\t');
                }
                place += cell.span;
            }
            html.push_str("</tr>");
            text.push('\n');
            if html.len() > bounds::TEXT {
                return Err(Unreadable::TooLarge);
            }
        }
        html.push_str("</table>");
        Ok((html, text))
    }

    /// How many rows the cell at a place covers.
    fn height(&self, row: usize, place: usize) -> usize {
        let below = self.rows.iter().skip(row + 1).take(bounds::ROWS);
        1 + below.take_while(|row| row.goes_on_at(place)).count()
    }
}

impl Row {
    fn goes_on_at(&self, place: usize) -> bool {
        let mut at = 0;
        for cell in &self.cells {
            if at == place {
                return cell.goes_on;
            }
            at += cell.span;
        }
        false
    }
}

/// An attribute that says more than one.
pub(crate) fn attribute_of(name: &str, count: usize) -> String {
    if count > 1 { format!(" {name}=\"{count}\"") } else { String::new() }
}
