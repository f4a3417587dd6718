//! What a declaration of a kind says.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::check::FieldProblem;
use super::rows::Part;
use crate::content::Content;

/// A kind of document: everything the engine must know to store, check, show and find it.
#[derive(Clone, Copy, Debug)]
pub struct KindDeclaration {
    /// As stored in `documents.kind`: the noun's folder, `notices`.
    pub code: &'static str,
    /// Message key of its name.
    pub name_key: &'static str,
    /// The crate of its chapter.
    pub chapter: &'static str,
    /// Its own fields, in the order of the form.
    pub fields: &'static [Field],
    /// What the single fields can't say: run when the document is submitted.
    pub validate: fn(&Content) -> Vec<FieldProblem>,
    /// The public template of its page.
    pub public_template: &'static str,
    /// Values of `ColumnType` whose columns offer this kind first.
    pub column_types: &'static [&'static str],
    /// The field whose value is the class of the index number; absent: no index number.
    pub index_class: Option<&'static str>,
    /// Whether a document of the kind may have an empty body.
    pub body: Body,
    /// Its part in the pairing of policies with interpretations (articles 20, 21).
    pub pairing: Pairing,
}

/// What a kind has to do with interpretations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pairing {
    /// Nothing.
    #[default]
    None,
    /// Interpretations explain it.
    Explained,
    /// It explains the documents that its field `explains` names.
    Explains,
}

/// What a kind asks of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    /// Something must stand in it, or a file must be attached.
    Required,
    /// It may be empty.
    Optional,
}

/// A field that a kind declares.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "a declaration of independent properties")]
pub struct Field {
    /// Its name in forms and in `revisions.fields`.
    pub name: &'static str,
    /// Message key of its label.
    pub label_key: &'static str,
    /// What it holds.
    pub kind: FieldKind,
    /// Whether a submission needs it.
    pub required: bool,
    /// Whether its value is found by search.
    pub searchable: bool,
    /// Whether the public page shows it in the table above the text.
    pub shown_in_table: bool,
    /// Whether lists show it.
    pub in_card: bool,
    /// Whether a search result shows it: it decides whether this is what somebody looks for.
    pub is_key_fact: bool,
    /// Message key of the heading that the form shows above it. The fields of a kind with headings
    /// stand in the main part of the form.
    pub heading_key: Option<&'static str>,
    /// Whether only the office reads it: on no public page, in no API, found by no search.
    pub internal: bool,
}

impl Field {
    /// An optional field of a kind, shown in the table, not searched, not in lists.
    pub const fn new(name: &'static str, label_key: &'static str, kind: FieldKind) -> Self {
        Self {
            name,
            label_key,
            kind,
            required: false,
            searchable: false,
            shown_in_table: true,
            in_card: false,
            is_key_fact: false,
            heading_key: None,
            internal: false,
        }
    }

    /// The same field, needed by a submission.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same field, found by search.
    #[must_use]
    pub const fn searchable(mut self) -> Self {
        self.searchable = true;
        self
    }

    /// The same field, shown in lists.
    #[must_use]
    pub const fn in_card(mut self) -> Self {
        self.in_card = true;
        self
    }

    /// The same field, shown in lists and by search results.
    #[must_use]
    pub const fn key_fact(mut self) -> Self {
        self.in_card = true;
        self.is_key_fact = true;
        self
    }

    /// The same field, the first below a heading of the form.
    #[must_use]
    pub const fn below(mut self, heading_key: &'static str) -> Self {
        self.heading_key = Some(heading_key);
        self
    }

    /// The same field, for the office alone.
    #[must_use]
    pub const fn internal(mut self) -> Self {
        self.internal = true;
        self.shown_in_table = false;
        self
    }

    /// The same field, absent from the page's table.
    #[must_use]
    pub const fn not_in_table(mut self) -> Self {
        self.shown_in_table = false;
        self
    }
}

/// What a field holds, and how a form asks for it.
#[derive(Clone, Copy, Debug)]
pub enum FieldKind {
    /// One line.
    Text,
    /// Several lines.
    LongText,
    /// A calendar day, `2026-11-23`.
    Date,
    /// An address on the web.
    Url,
    /// One of these.
    Select(fn() -> &'static [Choice]),
    /// Any of these, separated by `;`.
    Choices(fn() -> &'static [Choice]),
    /// Telephone numbers, separated by `、`.
    Phone,
    /// 发文字号, brought into its canonical form.
    DocumentNumber,
    /// Words separated by `;`.
    Tags,
    /// Public codes of other documents, separated by `;`. The relation's name is the field's.
    DocumentLink,
    /// Several rows of these parts, in order.
    Rows(&'static [Part]),
}

/// One answer of a select field.
#[derive(Clone, Debug)]
pub struct Choice {
    /// As stored.
    pub value: Cow<'static, str>,
    /// As shown.
    pub label: ChoiceLabel,
}

/// Words for an answer: a message, or data that is Chinese by itself.
#[derive(Clone, Debug)]
pub enum ChoiceLabel {
    /// A message key.
    Key(&'static str),
    /// The words.
    Words(String),
}

impl Choice {
    /// An answer of the program's own.
    pub const fn keyed(value: &'static str, key: &'static str) -> Self {
        Self { value: Cow::Borrowed(value), label: ChoiceLabel::Key(key) }
    }
}

impl FieldKind {
    /// The words of a stored value that are the writer's own: those in the rows, otherwise all.
    pub fn words(self, value: &str) -> String {
        match self {
            Self::Rows(_) => {
                let rows = super::rows::read(value);
                let words = rows.iter().flat_map(|row| row.values().cloned());
                words.collect::<Vec<_>>().join("\n")
            }
            _ => value.to_owned(),
        }
    }
}

/// 有效性.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Validity {
    /// 有效.
    InForce,
    /// 已修改.
    Amended,
    /// 废止.
    Repealed,
    /// 失效.
    Expired,
}

impl Validity {
    /// All of them, in the order a form shows them.
    pub const ALL: &'static [Self] = &[Self::InForce, Self::Amended, Self::Repealed, Self::Expired];

    /// As stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::InForce => "in_force",
            Self::Amended => "amended",
            Self::Repealed => "repealed",
            Self::Expired => "expired",
        }
    }

    /// Reads [`Validity::word`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|validity| validity.word() == word)
    }

    /// What it is on a day, given the last day in force.
    #[must_use]
    pub fn on(self, day: NaiveDate, last_day: Option<NaiveDate>) -> Self {
        let over = last_day.is_some_and(|last| last < day);
        if over && matches!(self, Self::InForce | Self::Amended) { Self::Expired } else { self }
    }
}
