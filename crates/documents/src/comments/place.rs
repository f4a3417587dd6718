//! What a comment is about: the whole document, a field, or words in a field.

use std::ops::Range;

use text::anchors::{Anchor, letters, letters_of_html};

use super::model::{Comment, CommentRefusal, check_quote};
use crate::revisions::Content;

/// The field of the text.
pub(super) const BODY: &str = "body_html";

/// What a new comment is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The document as a whole.
    Whole,
    /// A field.
    Field(String),
    /// Words that somebody picked out of the text, and what stands before them.
    Quote {
        /// The words.
        quote: String,
        /// What stands before them.
        before: String,
    },
    /// A paragraph of the text, counted from 0.
    Paragraph(usize),
}

/// Where a comment's words are in a later revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// It has no words of its own.
    Whole,
    /// These letters of its field.
    Here(Range<usize>),
    /// They are no longer there.
    Changed,
}

impl Place {
    /// Reads the choice of a form: `field:title`, `paragraph:3`, and words that a script has picked
    /// out, which count more.
    pub fn parse(choice: &str, quote: &str, before: &str) -> Self {
        if !quote.trim().is_empty() {
            return Self::Quote { quote: quote.to_owned(), before: before.to_owned() };
        }
        match choice.split_once(':') {
            Some(("field", name)) => Self::Field(name.to_owned()),
            Some(("paragraph", number)) => number.parse().map_or(Self::Whole, Self::Paragraph),
            _ => Self::Whole,
        }
    }

    /// The field and the place in it, in the revision that was read.
    pub(super) fn within(&self, content: &Content) -> Result<(String, Anchor), CommentRefusal> {
        match self {
            Self::Whole => Ok((String::new(), Anchor::default())),
            Self::Field(name) => Ok((name.clone(), Anchor::default())),
            Self::Quote { quote, before } => {
                check_quote(quote)?;
                let body = letters_of_html(&content.body_html);
                let anchor = Anchor::quoting(&body, quote, before);
                Ok((BODY.to_owned(), anchor.ok_or(CommentRefusal::QuoteMissing)?))
            }
            Self::Paragraph(number) => {
                let body = letters_of_html(&content.body_html);
                let paragraph = paragraphs(content).into_iter().nth(*number);
                let (_, range) = paragraph.ok_or(CommentRefusal::QuoteMissing)?;
                let anchor = Anchor::at(&body, range).ok_or(CommentRefusal::QuoteMissing)?;
                check_quote(&anchor.quote)?;
                Ok((BODY.to_owned(), anchor))
            }
        }
    }
}

impl Comment {
    /// Where its words are in a revision.
    pub fn found_in(&self, content: &Content) -> Found {
        let Some(anchor) = self.anchor() else {
            return Found::Whole;
        };
        let letters = match &*self.field {
            BODY => letters_of_html(&content.body_html),
            name => letters(text_of(content, name)),
        };
        anchor.find(&letters).map_or(Found::Changed, Found::Here)
    }
}

/// A field's text.
fn text_of<'a>(content: &'a Content, name: &str) -> &'a str {
    match name {
        "title" => &content.title,
        "summary" => &content.summary,
        name => content.field(name).unwrap_or_default(),
    }
}

/// The paragraphs of the text with their letters.
pub(super) fn paragraphs(content: &Content) -> Vec<(String, Range<usize>)> {
    let mut at = 0;
    text::plain::plain(&content.body_html)
        .lines()
        .map(|line| {
            let start = at;
            at += letters(line).len();
            (line.to_owned(), start..at)
        })
        .collect()
}
