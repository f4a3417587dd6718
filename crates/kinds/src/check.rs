//! Checks content against a declaration: what a form brings is shaped, a submission is complete.

use std::collections::BTreeMap;

use platform::clock::parse_day;

use super::model::{Body, Choice, Field, FieldKind, KindDeclaration};
use super::number::normalize_document_number;
use crate::content::Content;

/// What is wrong with one field of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// The field's name in the form.
    pub field: String,
    /// Message key.
    pub key: &'static str,
    /// The part of a row that it is about.
    pub part: Option<RowPart>,
}

/// Where in a field of rows something is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowPart {
    /// Message key of the field's label.
    pub field_label: &'static str,
    /// The row, from 1.
    pub number: usize,
    /// What stands in the row's first part.
    pub name: String,
    /// Message key of the part's label.
    pub label: &'static str,
}

impl FieldProblem {
    /// A problem of a field.
    pub fn new(field: impl Into<String>, key: &'static str) -> Self {
        Self { field: field.into(), key, part: None }
    }

    /// A problem of a part of a row.
    pub fn in_row(field: impl Into<String>, key: &'static str, part: RowPart) -> Self {
        Self { field: field.into(), key, part: Some(part) }
    }
}

/// Declared fields as they will be stored, and what could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shaped {
    /// The values, in canonical form; what could not be read stays as it was typed.
    pub fields: BTreeMap<String, String>,
    /// What could not be read.
    pub problems: Vec<FieldProblem>,
}

/// The longest title.
const MOST_TITLE: usize = 200;

impl KindDeclaration {
    /// The declared field of this name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Brings typed values into the form they are stored in. A draft may lack things; it may not
    /// hold a date that is no date.
    pub fn shape(&self, typed: &BTreeMap<String, String>) -> Shaped {
        let mut shaped = Shaped::default();
        for field in self.fields {
            let value = typed.get(field.name).map_or("", |value| value.trim());
            if value.is_empty() {
                continue;
            }
            let (value, problem) = match field.kind.shape(value) {
                Ok(value) => (value, None),
                Err(key) => (value.to_owned(), Some(FieldProblem::new(field.name, key))),
            };
            shaped.problems.extend(problem);
            if !value.is_empty() {
                shaped.fields.insert(field.name.to_owned(), value);
            }
        }
        shaped
    }

    /// Everything that keeps a draft from being saved.
    pub fn draft_problems(&self, content: &Content) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        if content.title.trim().is_empty() {
            problems.push(FieldProblem::new("title", "document-title-missing"));
        }
        if content.title.chars().count() > MOST_TITLE {
            problems.push(FieldProblem::new("title", "document-title-long"));
        }
        let url = content.source_url.as_str();
        if !url.is_empty() && !is_web_address(url) {
            problems.push(FieldProblem::new("source_url", "document-field-url"));
        }
        problems.extend(self.shape(&content.fields).problems);
        problems
    }

    /// Everything that keeps a document from being submitted.
    pub fn submission_problems(&self, content: &Content) -> Vec<FieldProblem> {
        let mut problems = self.draft_problems(content);
        for field in self.fields {
            if field.required && content.field(field.name).is_none() {
                problems.push(FieldProblem::new(field.name, "document-field-missing"));
            }
        }
        let external = content.field("external_url").is_some();
        let empty = is_empty_body(&content.body_html) && content.attachments.is_empty();
        if self.body == Body::Required && empty && !external {
            problems.push(FieldProblem::new("body", "document-body-missing"));
        }
        if lacks_a_picture(&content.body_html) {
            problems.push(FieldProblem::new("body", "document-pictures-missing"));
        }
        if content.source.trim().is_empty() {
            problems.push(FieldProblem::new("source", "document-source-missing"));
        }
        for attachment in &content.attachments {
            let picture = attachment.role == crate::content::AttachmentRole::Picture;
            if picture && attachment.alt.trim().is_empty() {
                problems.push(FieldProblem::new("attachments", "document-picture-alt-missing"));
            }
        }
        problems.extend((self.validate)(content));
        problems
    }
}

impl FieldKind {
    /// The value as it is stored, or the message key of what is wrong.
    fn shape(self, value: &str) -> Result<String, &'static str> {
        match self {
            Self::Text => Ok(value.split_whitespace().collect::<Vec<_>>().join(" ")),
            Self::LongText => Ok(value.to_owned()),
            Self::Date => parse_day(value)
                .map(|day| day.format("%Y-%m-%d").to_string())
                .ok_or("document-field-date"),
            Self::Url if is_web_address(value) => Ok(value.to_owned()),
            Self::Url => Err("document-field-url"),
            Self::Select(choices) if choices().iter().any(|choice| choice.value == value) => {
                Ok(value.to_owned())
            }
            Self::Select(_) => Err("document-field-choice"),
            Self::Choices(choices) => chosen(choices(), value),
            Self::Phone => super::phone::normalize(value),
            Self::DocumentNumber => {
                normalize_document_number(value).map_err(super::number::DocumentNumberRefusal::key)
            }
            Self::Tags | Self::DocumentLink => Ok(split_words(value).join(";")),
            Self::Rows(parts) => super::rows::shape(parts, value),
        }
    }
}

/// The chosen answers in the order of the choices.
fn chosen(choices: &[Choice], value: &str) -> Result<String, &'static str> {
    let words = split_words(value);
    let known = |word: &String| choices.iter().any(|choice| choice.value == *word);
    if !words.iter().all(known) {
        return Err("document-field-choice");
    }
    let chosen = choices.iter().map(|choice| choice.value.as_ref());
    let chosen: Vec<&str> = chosen.filter(|value| words.iter().any(|word| word == value)).collect();
    Ok(chosen.join(";"))
}

/// Words separated by any of the usual marks.
pub fn split_words(value: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let marks = |c: char| matches!(c, ';' | '；' | ',' | '，' | '、') || c.is_whitespace();
    for word in value.split(marks).filter(|word| !word.is_empty()) {
        if !words.iter().any(|known| known == word) {
            words.push(word.to_owned());
        }
    }
    words
}

/// An absolute address on the web, or a path on this site.
pub fn is_web_address(value: &str) -> bool {
    let absolute = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://"));
    let sound = !value.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"'".contains(c));
    sound
        && (absolute.is_some_and(|rest| rest.contains('.') && !rest.starts_with('/'))
            || (value.starts_with('/') && !value.starts_with("//")))
}

/// Whether words stand where a picture could not be brought along when the text was pasted.
fn lacks_a_picture(html: &str) -> bool {
    let classes = html.split(" class=\"").skip(1).filter_map(|rest| rest.split('"').next());
    classes.flat_map(|classes| classes.split(' ')).any(|class| class == "picture-missing")
}

/// Whether a cleaned body shows nothing: no text and no picture, sound or film.
fn is_empty_body(html: &str) -> bool {
    let mut in_tag = false;
    let shows = ["<img", "<video", "<audio"].iter().any(|tag| html.contains(tag));
    let has_text = html.chars().any(|character| {
        match character {
            '<' => in_tag = true,
            '>' => {
                in_tag = false;
                return false;
            }
            _ => {}
        }
        !in_tag && !character.is_whitespace()
    });
    !shows && !has_text
}
