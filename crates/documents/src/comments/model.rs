//! What a comment holds, and when it is refused.

use platform::Time;
use serde::{Deserialize, Serialize};
use structure::AccountId;
use text::anchors::Anchor;
use thiserror::Error;

use super::place::Place;
use crate::ids::{CommentId, DocumentId, RevisionId};

/// The longest comment.
pub(super) const LONGEST: usize = 1_000;
/// The longest quote; more is no place but the whole text.
const LONGEST_QUOTE: usize = 2_000;

/// A comment as it is stored. The first of a thread has its place; answers have none of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Its id.
    pub id: CommentId,
    /// The document.
    pub document_id: DocumentId,
    /// The revision that was read.
    pub revision_id: RevisionId,
    /// The comment that this one answers; absent for the first.
    pub thread_id: Option<CommentId>,
    /// Who wrote it.
    pub author_id: AccountId,
    /// When.
    pub written_at: Time,
    /// The field it is about; empty for the whole document.
    pub field: String,
    /// Letters before the quote.
    pub quote_start: i64,
    /// The words it is about; empty for the whole field.
    pub quote: String,
    /// Letters just before them.
    pub quote_before: String,
    /// Letters just after them.
    pub quote_after: String,
    /// What it says.
    pub words: String,
    /// Who settled it.
    pub resolved_by: Option<AccountId>,
    /// When.
    pub resolved_at: Option<Time>,
}

impl Comment {
    /// The place in the field, if it has one.
    pub fn anchor(&self) -> Option<Anchor> {
        (!self.quote.is_empty()).then(|| Anchor {
            start: usize::try_from(self.quote_start).unwrap_or(0),
            quote: self.quote.clone(),
            before: self.quote_before.clone(),
            after: self.quote_after.clone(),
        })
    }
}

/// A comment and the answers to it, in order of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// The first.
    pub first: Comment,
    /// The answers.
    pub answers: Vec<Comment>,
}

/// Comments in order of time, gathered in threads.
pub fn threads(comments: Vec<Comment>) -> Vec<Thread> {
    let (firsts, answers): (Vec<Comment>, Vec<Comment>) =
        comments.into_iter().partition(|comment| comment.thread_id.is_none());
    let gather = |first: Comment| {
        let own = answers.iter().filter(|answer| answer.thread_id == Some(first.id));
        Thread { answers: own.cloned().collect(), first }
    };
    firsts.into_iter().map(gather).collect()
}

/// A new comment.
#[derive(Clone, Debug)]
pub struct CommentForm {
    /// The document.
    pub document_id: DocumentId,
    /// The revision that was read.
    pub revision_id: RevisionId,
    /// What it is about.
    pub place: Place,
    /// What it says.
    pub words: String,
}

/// Why a comment is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CommentRefusal {
    /// It says nothing.
    #[error("the comment is empty")]
    Empty,
    /// It says too much.
    #[error("the comment is too long")]
    TooLong,
    /// The words it quotes are not in the revision.
    #[error("the quote is not in the text")]
    QuoteMissing,
    /// It quotes too much.
    #[error("the quote is too long")]
    QuoteTooLong,
    /// There is no such comment, or it is an answer.
    #[error("no such comment")]
    Missing,
    /// It is settled; reopen it first.
    #[error("the comment is settled")]
    Settled,
}

impl CommentRefusal {
    /// Message key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Empty => "comment-refused-empty",
            Self::TooLong => "comment-refused-long",
            Self::QuoteMissing => "comment-refused-quote",
            Self::QuoteTooLong => "comment-refused-quote-long",
            Self::Missing => "comment-refused-missing",
            Self::Settled => "comment-refused-settled",
        }
    }

    /// The field of the form that it is about.
    pub fn field(self) -> &'static str {
        match self {
            Self::Empty | Self::TooLong => "words",
            Self::QuoteMissing | Self::QuoteTooLong => "place",
            Self::Missing | Self::Settled => "",
        }
    }
}

/// What a comment may say.
pub(super) fn check_words(words: &str) -> Result<(), CommentRefusal> {
    if words.trim().is_empty() {
        return Err(CommentRefusal::Empty);
    }
    if words.chars().count() > LONGEST {
        return Err(CommentRefusal::TooLong);
    }
    Ok(())
}

/// How much it may quote.
pub(super) fn check_quote(quote: &str) -> Result<(), CommentRefusal> {
    let long = quote.chars().count() > LONGEST_QUOTE;
    if long { Err(CommentRefusal::QuoteTooLong) } else { Ok(()) }
}
