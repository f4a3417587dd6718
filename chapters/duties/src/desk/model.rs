//! The lists of a desk and what stands in them.

use platform::Time;
use serde::Serialize;

/// One list of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeskList {
    /// Steps that this person may sign.
    Waiting,
    /// Of these, what is late or will be within a day.
    Due,
    /// What the secrecy bureau is asked.
    Referred,
    /// Emergency publications that wait for a second signature.
    Emergencies,
    /// What came back to this person.
    Returned,
    /// What this person submitted and is under way.
    InReview,
    /// Policies that are owed an interpretation.
    Interpretations,
    /// What goes out at its time.
    Scheduled,
    /// What this person has begun.
    Drafts,
    /// Live documents whose day of reading again is past.
    Outdated,
    /// Columns that are near their update promise or have broken it.
    Columns,
    /// Units without a leader or a liaison, and filings that wait for this person (article 7).
    Staff,
}

impl DeskList {
    /// All, the most urgent first.
    pub const ALL: [Self; 12] = [
        Self::Waiting,
        Self::Due,
        Self::Referred,
        Self::Emergencies,
        Self::Returned,
        Self::InReview,
        Self::Interpretations,
        Self::Scheduled,
        Self::Drafts,
        Self::Outdated,
        Self::Columns,
        Self::Staff,
    ];

    /// The segment of its address.
    pub fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Due => "due",
            Self::Referred => "referred",
            Self::Emergencies => "emergencies",
            Self::Returned => "returned",
            Self::InReview => "in-review",
            Self::Interpretations => "interpretations",
            Self::Scheduled => "scheduled",
            Self::Drafts => "drafts",
            Self::Outdated => "outdated",
            Self::Columns => "columns",
            Self::Staff => "staff",
        }
    }

    /// Reads [`DeskList::word`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.word() == word)
    }

    /// Message key of its name.
    pub fn key(self) -> String {
        format!("desk-{}", self.word())
    }

    /// Its address.
    pub fn url(self) -> String {
        format!("/desk/{}", self.word())
    }

    /// The tone of its number when there is something in it.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Waiting => "primary",
            Self::Due | Self::Columns | Self::Interpretations | Self::Outdated | Self::Staff => {
                "warn"
            }
            Self::Referred | Self::Emergencies | Self::Returned => "danger",
            Self::InReview | Self::Scheduled | Self::Drafts => "default",
        }
    }
}

/// Something on the desk.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Item {
    /// Its title.
    pub title: String,
    /// Where it is seen to.
    pub url: String,
    /// What is said of it: step, column, people.
    pub meta: String,
    /// How long is left, or how late it is.
    pub due: Option<Due>,
    /// The steps of its review.
    pub steps: Vec<Mark>,
    /// What somebody said to it.
    pub words: String,
}

/// A deadline in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Due {
    /// `剩 5 小时`, `超期 2 天`.
    pub text: String,
    /// The tone of its badge.
    pub tone: Option<&'static str>,
}

/// A step of a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// Its name.
    pub name: String,
    /// `done`, `current` or `ahead`.
    pub state: &'static str,
}

/// A time that is left or over, in the largest unit that is full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// `left` or `over`.
    pub side: &'static str,
    /// `minutes`, `hours` or `days`.
    pub unit: &'static str,
    /// How many.
    pub count: i64,
}

impl Span {
    /// From now until then.
    pub fn until(then: Time, now: Time) -> Self {
        let (side, seconds) = if then >= now {
            ("left", then.seconds_since(now))
        } else {
            ("over", now.seconds_since(then))
        };
        let (unit, count) = match seconds {
            ..3_600 => ("minutes", seconds / 60),
            3_600..86_400 => ("hours", seconds / 3_600),
            86_400.. => ("days", seconds / 86_400),
        };
        Self { side, unit, count }
    }

    /// Message key.
    pub fn key(self) -> String {
        format!("desk-{}-{}", self.side, self.unit)
    }
}

/// How a column stands with its promise of so many days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// There is time.
    Fresh,
    /// So many days are left, and that is few.
    Near(i64),
    /// So many days too late.
    Late(i64),
}

/// Whether a column that was last updated then keeps its promise. The warning comes when a fifth of
/// the time is left: two days of a fortnight, at most two weeks.
pub fn freshness(newest: Time, promise_days: i64, now: Time) -> Freshness {
    let age = (now.day() - newest.day()).num_days();
    let left = promise_days - age;
    let warning = (promise_days / 5).clamp(2, 14);
    match left {
        ..0 => Freshness::Late(-left),
        left if left <= warning => Freshness::Near(left),
        _ => Freshness::Fresh,
    }
}
