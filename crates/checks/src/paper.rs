//! What is checked: the pieces of a document, each with its place.

use serde::{Deserialize, Serialize};
use text::html::{Outline, outline};

/// Where something stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "part", content = "name", rename_all = "snake_case")]
pub enum Place {
    /// The title.
    Title,
    /// The summary.
    Summary,
    /// The text.
    Body,
    /// A declared field, by its name.
    Field(String),
    /// The name of a file.
    FileName(String),
    /// Inside a file, by its name.
    File(String),
    /// The document as a whole.
    Whole,
}

impl Place {
    /// Message key of the part; files and fields have names beside it.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Title => "check-place-title",
            Self::Summary => "check-place-summary",
            Self::Body => "check-place-body",
            Self::Field(_) => "check-place-field",
            Self::FileName(_) => "check-place-file-name",
            Self::File(_) => "check-place-file",
            Self::Whole => "check-place-whole",
        }
    }

    /// The name of the file or field.
    pub fn name(&self) -> &str {
        match self {
            Self::Field(name) | Self::FileName(name) | Self::File(name) => name,
            _ => "",
        }
    }

    /// Whether people wrote it here, so that style is theirs to mend; files come as they are.
    pub fn is_written_here(&self) -> bool {
        !matches!(self, Self::File(_) | Self::FileName(_) | Self::Whole)
    }
}

/// A stretch of plain text and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where.
    pub place: Place,
    /// The text.
    pub text: String,
}

/// A document as its checks see it.
#[derive(Clone, Debug, Default)]
pub struct Paper {
    /// Its texts.
    pub pieces: Vec<Piece>,
    /// What its body is made of.
    pub outline: Outline,
    /// Names of files that could not be read, so that nobody knows what is in them.
    pub unread: Vec<String>,
}

impl Paper {
    /// A paper with this title and cleaned body.
    pub fn of(title: &str, body_html: &str) -> Self {
        let mut paper = Self { outline: outline(body_html), ..Self::default() };
        paper.add(Place::Title, title);
        paper.add(Place::Body, &text::plain::plain(body_html));
        paper
    }

    /// Adds a text, unless it is empty.
    pub fn add(&mut self, place: Place, text: &str) {
        if !text.trim().is_empty() {
            self.pieces.push(Piece { place, text: text.to_owned() });
        }
    }
}
