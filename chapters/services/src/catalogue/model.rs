//! Guides as the catalogue sees them: what lists show, what they are sorted and sifted by.

use documents::live::LiveItem;
use structure::UnitId;

use super::axes::Axis;
use crate::service_guides::words_of;

/// A guide in the catalogue.
#[derive(Clone, Debug)]
pub struct Guide {
    /// The live document.
    pub item: LiveItem,
}

/// What a visitor may leave out: only what suits them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sieve {
    /// 不用到现场.
    NoVisit,
    /// 当场办结.
    Instant,
    /// 不收费.
    Free,
}

impl Sieve {
    /// All of them, as they are offered.
    pub const ALL: [Self; 3] = [Self::NoVisit, Self::Instant, Self::Free];

    /// As the address names it.
    pub fn word(self) -> &'static str {
        match self {
            Self::NoVisit => "no-visit",
            Self::Instant => "instant",
            Self::Free => "free",
        }
    }

    /// Reads [`Sieve::word`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sieve| sieve.word() == word)
    }

    /// Whether a guide stays.
    pub fn keeps(self, guide: &Guide) -> bool {
        match self {
            Self::NoVisit => guide.value("visits") == "0",
            Self::Instant => guide.value("handling_type") == "instant",
            Self::Free => guide.value("charged") == "no",
        }
    }
}

impl Guide {
    /// A field of its card.
    pub fn value(&self, field: &str) -> &str {
        self.item.card.fields.get(field).map_or("", String::as_str)
    }

    /// The same in words.
    pub fn words(&self, field: &str, list: &str) -> String {
        words_of(list, self.value(field))
    }

    /// Whether it belongs to this place of the catalogue.
    pub fn is_at(&self, axis: Axis, code: &str) -> bool {
        let Some((field, _)) = axis.field() else { return false };
        self.value(field).split(';').any(|one| one == code)
    }

    /// The first letter of its name's pinyin, or `#`.
    pub fn letter(&self) -> char {
        let initials = text::slug::pinyin_initials(&self.item.card.title);
        let first = initials.chars().next().filter(char::is_ascii_alphabetic);
        first.map_or('#', |letter| letter.to_ascii_uppercase())
    }
}

/// The guides of a place.
pub fn at<'a>(guides: &'a [Guide], axis: Axis, code: &str) -> Vec<&'a Guide> {
    guides.iter().filter(|guide| guide.is_at(axis, code)).collect()
}

/// The guides of a unit.
pub fn of_unit(guides: &[Guide], unit: UnitId) -> Vec<&Guide> {
    guides.iter().filter(|guide| guide.item.unit_id == unit).collect()
}
