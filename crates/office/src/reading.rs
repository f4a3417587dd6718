//! A file read with its structure: blocks in order, pictures beside them.

use crate::html::escape;
use crate::plain::guarded;
use crate::unreadable::Unreadable;
use crate::{bounds, docx, pdf, plain_text, tables};

/// A file that was read.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
    /// Its pictures; a block shows one as `<img src="picture:0">`.
    pub pictures: Vec<Picture>,
}

/// A paragraph, a heading, an item of a list, a table.
#[derive(Debug, Clone)]
pub struct Block {
    /// What it is.
    pub shape: Shape,
    /// How deep an item of a list stands in other lists, from 0.
    pub level: usize,
    /// Its HTML with its own element; of an item of a list, what stands in it.
    pub html: String,
    /// Its words.
    pub text: String,
}

impl Block {
    pub(crate) fn new(shape: Shape, html: String, text: String) -> Self {
        Self { shape, level: 0, html, text }
    }

    /// An item of a list.
    pub(crate) fn item(shape: Shape, level: usize, html: String, text: String) -> Self {
        Self { shape, level, html, text }
    }

    /// A paragraph of plain words.
    pub(crate) fn paragraph(words: &str) -> Self {
        Self::new(Shape::Paragraph, format!("<p>{}</p>", escape(words)), words.to_owned())
    }
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A paragraph.
    Paragraph,
    /// A heading.
    Heading,
    /// An item of a numbered list.
    Numbered,
    /// An item of a list with dots.
    Dotted,
    /// A table.
    Table,
    /// The footnotes.
    Notes,
}

/// A picture in a file.
#[derive(Debug, Clone)]
pub struct Picture {
    /// Its file name.
    pub name: String,
    /// What it says it shows; often empty.
    pub alt: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Reading {
    /// The HTML of some of its blocks, with lists around their items.
    pub fn html<'a>(blocks: impl IntoIterator<Item = &'a Block>) -> String {
        let mut html = String::new();
        let mut open: Vec<(usize, &'static str)> = Vec::new();
        for block in blocks {
            let Some(tag) = list(block.shape) else {
                close(&mut html, &mut open, 0);
                html.push_str(&block.html);
                continue;
            };
            close(&mut html, &mut open, block.level + 1);
            match open.last() {
                Some((level, same)) if *level == block.level && *same == tag => {
                    html.push_str("</li>");
                }
                Some((level, _)) if *level == block.level => {
                    close(&mut html, &mut open, block.level);
                    begin(&mut html, &mut open, (block.level, tag));
                }
                _ => begin(&mut html, &mut open, (block.level, tag)),
            }
            html.extend(["<li>", &block.html]);
        }
        close(&mut html, &mut open, 0);
        html
    }
}

fn begin(html: &mut String, open: &mut Vec<(usize, &'static str)>, list: (usize, &'static str)) {
    html.extend(["<", list.1, ">"]);
    open.push(list);
}

/// Closes the lists from a level on.
fn close(html: &mut String, open: &mut Vec<(usize, &'static str)>, from: usize) {
    while let Some((_, tag)) = open.pop_if(|(level, _)| *level >= from) {
        html.extend(["</li></", tag, ">"]);
    }
}

fn list(shape: Shape) -> Option<&'static str> {
    match shape {
        Shape::Numbered => Some("ol"),
        Shape::Dotted => Some("ul"),
        _ => None,
    }
}

/// Reads a file by its extension; nothing if the format can't be read. Never panics.
pub fn read(bytes: &[u8], extension: &str) -> Result<Option<Reading>, Unreadable> {
    if bytes.len() > bounds::FILE {
        return Err(Unreadable::TooLarge);
    }
    guarded(|| match extension.to_ascii_lowercase().as_str() {
        "docx" => docx::read(bytes).map(Some),
        "xlsx" => Ok(Some(Reading { blocks: tables::blocks(bytes)?, pictures: Vec::new() })),
        "pdf" => Ok(Some(paragraphs(&pdf::text(bytes)?))),
        other => Ok(plain_text(bytes, other)?.map(|text| paragraphs(&text))),
    })
}

/// Lines as paragraphs.
fn paragraphs(text: &str) -> Reading {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let blocks = lines.map(Block::paragraph).collect();
    Reading { blocks, pictures: Vec::new() }
}
