//! The ways into the catalogue, as data: which life events belong to people and which to
//! enterprises, and which column tells more about a subject (article 25).

use std::sync::LazyLock;

use serde::Deserialize;

/// What `catalogue.json` says.
#[derive(Debug, Default, Deserialize)]
pub struct Ways {
    /// People and enterprises with their life events.
    pub groups: Vec<Group>,
    /// Subjects that a column tells more about.
    pub collections: Vec<Collection>,
}

/// Whose life events they are.
#[derive(Debug, Deserialize)]
pub struct Group {
    /// `person` or `enterprise`.
    pub code: String,
    /// Codes of life events, in their order.
    pub events: Vec<String>,
}

/// A subject with its column.
#[derive(Debug, Deserialize)]
pub struct Collection {
    /// The code of the subject.
    pub subject: String,
    /// The column's path on the site, if it has one.
    pub column: String,
}

static WAYS: LazyLock<Ways> =
    LazyLock::new(|| serde_json::from_str(include_str!("catalogue.json")).unwrap_or_default());

/// The ways into the catalogue.
pub fn ways() -> &'static Ways {
    &WAYS
}

/// What guides are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// 人生事件、企业事件.
    Event,
    /// 服务主题.
    Subject,
    /// 单位.
    Unit,
    /// 事项类型.
    Type,
}

impl Axis {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Event, Self::Subject, Self::Unit, Self::Type];

    /// The segment of the address.
    pub fn word(self) -> &'static str {
        match self {
            Self::Event => "events",
            Self::Subject => "subjects",
            Self::Unit => "units",
            Self::Type => "types",
        }
    }

    /// Reads [`Axis::word`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|axis| axis.word() == word)
    }

    /// The guide's field and its list of choices; units have none.
    pub fn field(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Event => Some(("life_events", "life_events")),
            Self::Subject => Some(("subjects", "subjects")),
            Self::Type => Some(("item_type", "item_types")),
            Self::Unit => None,
        }
    }
}
