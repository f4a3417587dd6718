//! How much a hit weighs.

use serde::{Deserialize, Serialize};

/// What a hit asks of the person who submits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// It is not looked for.
    Off,
    /// 建议: worth a look.
    Advice,
    /// 须说明: goes on with a reason, which is journalled.
    NeedsReason,
    /// 必须改正: goes on only when it is gone.
    Blocks,
}

impl Level {
    /// All, heaviest first.
    pub const ALL: [Self; 4] = [Self::Blocks, Self::NeedsReason, Self::Advice, Self::Off];

    /// As stored and spelled in forms.
    pub fn word(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Advice => "advice",
            Self::NeedsReason => "needs_reason",
            Self::Blocks => "blocks",
        }
    }

    /// Reads [`Level::word`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.word() == word)
    }

    /// Message key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Off => "check-level-off",
            Self::Advice => "check-level-advice",
            Self::NeedsReason => "check-level-reason",
            Self::Blocks => "check-level-blocks",
        }
    }

    /// The colour it is shown in.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Off => "default",
            Self::Advice => "progress",
            Self::NeedsReason => "warn",
            Self::Blocks => "danger",
        }
    }
}
