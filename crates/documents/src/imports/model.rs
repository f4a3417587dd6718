//! Reading one line: what is good, what is doubtful but kept, and what must be refused.

use platform::Time;
use serde::Deserialize;
use serde_json::Value;
use thiserror::Error;

use crate::revisions::Content;

/// The longest `id` that is taken.
const MAX_ID: usize = 200;
/// The longest title, in characters; longer ones are not titles.
const MAX_TITLE: usize = 500;
/// The longest body, in bytes of HTML.
const MAX_BODY: usize = 8 << 20;
/// Characters of the summary made from the text.
const SUMMARY: usize = 120;

/// Why a line can't be imported.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LineProblem {
    /// Not a JSON object.
    #[error("not a JSON object: {0}")]
    NotAnObject(String),
    /// `id` is needed: without it a second run would double the document.
    #[error("id is missing")]
    IdMissing,
    /// `id` is longer than 200 bytes.
    #[error("id is too long")]
    IdTooLong,
    /// `title` is needed.
    #[error("title is missing")]
    TitleMissing,
    /// `title` is longer than 500 characters.
    #[error("title is too long")]
    TitleTooLong,
    /// `body_html` is larger than 8 MiB.
    #[error("body_html is too large")]
    BodyTooLarge,
    /// A field has the wrong type.
    #[error("{0} has the wrong type")]
    WrongType(&'static str),
}

/// What is doubtful about a line that was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Doubt {
    /// The date can't be read, or can't be true; the document is listed as undated.
    #[error("published_at cannot be read; kept without a date")]
    DateUnreadable,
    /// Nothing is left of the body.
    #[error("body_html is empty")]
    BodyEmpty,
    /// Markup was removed that may not be published: scripts, styles, frames.
    #[error("unsafe or unknown markup was removed")]
    MarkupRemoved,
}

/// A line that can be imported.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// The older system's id.
    pub id: String,
    /// The document's content, cleaned.
    pub content: Content,
    /// When it was published there, if that can be read.
    pub published_at: Option<Time>,
    /// What a person should look at.
    pub doubts: Vec<Doubt>,
}

#[derive(Deserialize)]
struct Raw {
    id: Option<Value>,
    title: Option<Value>,
    body_html: Option<Value>,
    published_at: Option<Value>,
    source: Option<Value>,
    author: Option<Value>,
    tags: Option<Value>,
}

/// Reads a line. Fields other than the seven known ones are left unread. A date after `now` is not
/// believed.
pub fn read_line(line: &str, now: Time) -> Result<Incoming, LineProblem> {
    let raw: Raw =
        serde_json::from_str(line).map_err(|error| LineProblem::NotAnObject(error.to_string()))?;
    let id = text("id", raw.id)?.ok_or(LineProblem::IdMissing)?;
    if id.len() > MAX_ID {
        return Err(LineProblem::IdTooLong);
    }
    // Old systems keep titles as HTML.
    let title = text("title", raw.title)?
        .map(|title| text::wording::tidy_title(&text::plain::plain(&title)));
    let title = title.filter(|title| !title.is_empty()).ok_or(LineProblem::TitleMissing)?;
    if title.chars().count() > MAX_TITLE {
        return Err(LineProblem::TitleTooLong);
    }
    let body = text("body_html", raw.body_html)?.unwrap_or_default();
    if body.len() > MAX_BODY {
        return Err(LineProblem::BodyTooLarge);
    }
    let date = text("published_at", raw.published_at)?;
    let source = text("source", raw.source)?.unwrap_or_default();
    let author_name = text("author", raw.author)?.unwrap_or_default();
    let tags = words(raw.tags)?;

    let clean = text::html::clean(&body);
    let plain = text::plain::plain(&clean.html);
    let mut doubts = Vec::new();
    if plain.trim().is_empty() && !clean.html.contains("<img") {
        doubts.push(Doubt::BodyEmpty);
    }
    if !clean.removed.is_empty() {
        doubts.push(Doubt::MarkupRemoved);
    }
    let published_at = date.as_deref().and_then(|date| read_date(date, now));
    if published_at.is_none() {
        doubts.push(Doubt::DateUnreadable);
    }
    let summary = text::plain::summary(&plain, SUMMARY);
    let content = Content {
        title,
        body_html: clean.html,
        summary,
        source: text::wording::normalise_space(&source),
        author_name: text::wording::normalise_space(&author_name),
        tags,
        ..Content::default()
    };
    Ok(Incoming { id, content, published_at, doubts })
}

fn read_date(date: &str, now: Time) -> Option<Time> {
    let end = now.local().naive_local();
    text::publish_date::parse_before(date, end).map(Time::from_local)
}

/// A text, or a number written as text; blank is absent.
fn text(field: &'static str, value: Option<Value>) -> Result<Option<String>, LineProblem> {
    let text = match value {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::String(text)) => text,
        Some(Value::Number(number)) => number.to_string(),
        Some(_) => return Err(LineProblem::WrongType(field)),
    };
    let trimmed = text.trim();
    Ok((!trimmed.is_empty()).then(|| trimmed.to_owned()))
}

/// A list of words, or one text with the usual separators.
fn words(value: Option<Value>) -> Result<Vec<String>, LineProblem> {
    let words: Vec<String> = match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::String(text)) => {
            text.split([';', '；', ',', '，', '、', ' ']).map(str::to_owned).collect()
        }
        Some(Value::Array(items)) => items
            .into_iter()
            .map(|item| match item {
                Value::String(word) => Ok(word),
                Value::Number(number) => Ok(number.to_string()),
                _ => Err(LineProblem::WrongType("tags")),
            })
            .collect::<Result<_, _>>()?,
        Some(_) => return Err(LineProblem::WrongType("tags")),
    };
    let mut kept: Vec<String> = Vec::new();
    for word in words {
        let word = text::wording::normalise_space(&word);
        if !word.is_empty() && !kept.contains(&word) && kept.len() < 30 {
            kept.push(word);
        }
    }
    Ok(kept)
}
