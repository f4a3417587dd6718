//! What should be public and is not, and since when. No I/O.

use std::sync::LazyLock;

use chrono::NaiveDate;
use documents::documents::DocumentState;
use documents::ids::DocumentId;
use platform::Time;
use serde::Deserialize;
use structure::{ColumnId, UnitId};

use crate::withholdings::WithholdingState;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Duty {
    days: u32,
}

/// That the file reads is proved by a test.
static DUTY: LazyLock<Option<Duty>> =
    LazyLock::new(|| toml::from_str(include_str!("duty.toml")).ok());

/// Working days within which information must be public.
pub fn days() -> u32 {
    DUTY.as_ref().map_or(20, |duty| duty.days)
}

/// Why something stands in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The reviews are through, and it is still not live.
    Approved,
    /// The reviews have taken longer than the norm allows.
    InReview,
    /// It was sent back and not submitted again.
    Returned,
    /// It was begun and never submitted.
    Draft,
    /// It was taken down and nothing stands in its place.
    Withdrawn,
    /// It is live, but no list of the catalogue shows it.
    Unlisted,
    /// The column promises statutory content and is empty.
    Empty,
}

impl Reason {
    /// All reasons, in the order of the list.
    pub const ALL: [Self; 7] = [
        Self::Approved,
        Self::InReview,
        Self::Returned,
        Self::Draft,
        Self::Withdrawn,
        Self::Unlisted,
        Self::Empty,
    ];

    /// Its word in addresses and message keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::InReview => "in-review",
            Self::Returned => "returned",
            Self::Draft => "draft",
            Self::Withdrawn => "withdrawn",
            Self::Unlisted => "unlisted",
            Self::Empty => "empty",
        }
    }

    /// Why a document that is not live is not.
    pub fn of(state: DocumentState) -> Option<Self> {
        Some(match state {
            DocumentState::Approved | DocumentState::Scheduled => Self::Approved,
            DocumentState::InReview | DocumentState::Referred => Self::InReview,
            DocumentState::Returned => Self::Returned,
            DocumentState::Draft => Self::Draft,
            DocumentState::Withdrawn => Self::Withdrawn,
            DocumentState::Published => return None,
        })
    }
}

/// Something that should be public.
#[derive(Clone, Debug)]
pub struct Item {
    /// Why it is here.
    pub reason: Reason,
    /// The document and its key, if it is one.
    pub document: Option<(DocumentId, String)>,
    /// What it is called.
    pub title: String,
    /// The code of its kind; empty for a column.
    pub kind: String,
    /// Who answers for it.
    pub unit: UnitId,
    /// Where it stands or should stand.
    pub column: ColumnId,
    /// 形成日期: since when it has been there to be published.
    pub formed_on: NaiveDate,
    /// The last moment at which it would have been in time.
    pub due: Time,
    /// What was said of not disclosing it.
    pub withholding: Option<WithholdingState>,
}

impl Item {
    /// Whole days by which it is late.
    pub fn days_late(&self, now: Time) -> i64 {
        now.seconds_since(self.due).max(0) / 86_400
    }
}

/// 形成日期: what the document says, or the day on which it was begun; what was taken down counts
/// from then.
pub(super) fn formed_on(
    made_on: Option<&str>,
    created_at: Time,
    withdrawn_at: Option<Time>,
) -> NaiveDate {
    let begun = created_at.day();
    // A date in the future is a slip of the pen, not a longer deadline.
    let said = made_on.and_then(|day| day.parse::<NaiveDate>().ok());
    let formed = said.map_or(begun, |day| day.min(begun));
    withdrawn_at.map_or(formed, |at| at.day().max(formed))
}

/// Whether an item belongs into the list: late, and not withheld on a confirmed ground.
pub(super) fn belongs(item: &Item, now: Time) -> bool {
    item.due < now && item.withholding != Some(WithholdingState::Confirmed)
}
