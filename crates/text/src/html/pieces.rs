//! The output of a cleaning, in pieces that can still be taken back.

use unicode_normalization::UnicodeNormalization;

use crate::escape::escape_into;
use crate::spacing::is_simple;

/// A tag or a stretch of text.
#[derive(Debug)]
pub(crate) enum Piece {
    /// Unescaped text.
    Text(String),
    /// A start tag, or an element without content, as it is written.
    Tag(String),
    /// An end tag.
    End(&'static str),
}

/// The row of pieces written so far.
#[derive(Debug, Default)]
pub(crate) struct Pieces(Vec<Piece>);

impl Pieces {
    /// Where the next piece will stand.
    pub(crate) fn position(&self) -> usize {
        self.0.len()
    }

    /// Takes back everything from the position on.
    pub(crate) fn take_back(&mut self, position: usize) {
        self.0.truncate(position);
    }

    /// Writes a start tag or an element without content.
    pub(crate) fn tag(&mut self, tag: String) {
        self.0.push(Piece::Tag(tag));
    }

    /// Writes an end tag.
    pub(crate) fn end(&mut self, name: &'static str) {
        self.0.push(Piece::End(name));
    }

    /// Writes text, joined to text just written.
    pub(crate) fn text(&mut self, text: &str) {
        if let Some(Piece::Text(before)) = self.0.last_mut() {
            before.push_str(text);
        } else if !text.is_empty() {
            self.0.push(Piece::Text(text.to_owned()));
        }
    }

    /// Opens an element again that was closed by the very last piece.
    pub(crate) fn reopen(&mut self, name: &str) -> bool {
        let closed = matches!(self.0.last(), Some(Piece::End(last)) if *last == name);
        if closed {
            self.0.pop();
        }
        closed
    }

    /// The finished HTML, its text in Unicode normal form C.
    pub(crate) fn into_html(self, capacity: usize) -> String {
        let mut out = String::with_capacity(capacity);
        for piece in &self.0 {
            match piece {
                Piece::Text(text) if is_simple(text) => escape_into(&mut out, text),
                Piece::Text(text) => {
                    let text: String = text.nfc().collect();
                    escape_into(&mut out, &text);
                }
                Piece::Tag(tag) => out.push_str(tag),
                Piece::End(name) => {
                    out.push_str("</");
                    out.push_str(name);
                    out.push('>');
                }
            }
        }
        out
    }
}
