//! What the catalogue knows of a live document.

use chrono::NaiveDate;
use documents::documents::Card;
use documents::ids::DocumentId;
use documents::kinds::Validity;
use platform::Time;
use serde::Deserialize;
use structure::{ColumnId, UnitId};

/// A live document as the catalogue keeps it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The document.
    pub id: DocumentId,
    /// The code of its kind.
    pub kind: String,
    /// The last segment of its address.
    pub slug: String,
    /// Its home column.
    pub home: ColumnId,
    /// Every column that lists it.
    pub columns: Vec<ColumnId>,
    /// The unit that answers for it.
    pub unit: UnitId,
    /// 索引号.
    pub index_number: Option<String>,
    /// The date that visitors are shown.
    pub published_at: Time,
    /// Title, document number, validity and the card's fields.
    pub card: Card,
}

/// A live document as the database gives it; its columns come beside it.
#[derive(Debug, Deserialize)]
pub(super) struct EntryRow {
    pub id: DocumentId,
    kind: String,
    slug: String,
    column_id: ColumnId,
    unit_id: UnitId,
    index_number: Option<String>,
    published_at: Time,
    card: Card,
}

impl EntryRow {
    pub(super) fn entry(self, columns: Vec<ColumnId>) -> Entry {
        // What no list of the catalogue shows need not be kept for seventy thousand documents.
        let card = Card { summary: String::new(), picture: None, ..self.card };
        Entry {
            id: self.id,
            kind: self.kind,
            slug: self.slug,
            home: self.column_id,
            columns,
            unit: self.unit_id,
            index_number: self.index_number,
            published_at: self.published_at,
            card,
        }
    }
}

impl Entry {
    /// 主题分类: the number of its line in the norm's list.
    pub fn subject(&self) -> Option<&str> {
        self.card.fields.get("subject_class").map(String::as_str)
    }

    /// 成文日期.
    pub fn made_on(&self) -> Option<NaiveDate> {
        self.card.fields.get("made_on").and_then(|day| day.parse().ok())
    }

    /// 有效性 on a day, for documents that have one.
    pub fn validity(&self, day: NaiveDate) -> Option<Validity> {
        self.card.validity_on(day)
    }

    /// The year in which it was published.
    pub fn year(&self) -> i32 {
        self.published_at.year()
    }
}
