//! A banner, its level and its states; what can't be done in a state is refused there.

use platform::Time;
use serde::Deserialize;
use structure::{AccountId, SiteId};
use thiserror::Error;

platform::id_types! {
    /// An emergency banner 应急提示.
    BannerId,
}

/// Hours within which a second person signs.
pub(super) const SIGN_HOURS: i64 = 24;
/// The most days for which a banner may be raised at once.
pub(super) const MOST_DAYS: i64 = 30;

/// How grave it is: 特别重大 to 一般, red to blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Ⅰ级, red.
    Red,
    /// Ⅱ级, orange.
    Orange,
    /// Ⅲ级, yellow.
    Yellow,
    /// Ⅳ级, blue.
    Blue,
}

impl Level {
    /// From the gravest.
    pub const ALL: [Self; 4] = [Self::Red, Self::Orange, Self::Yellow, Self::Blue];

    /// As stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Orange => "orange",
            Self::Yellow => "yellow",
            Self::Blue => "blue",
        }
    }

    /// Reads [`Level::word`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.word() == word)
    }

    /// Message key of its name: colour and number.
    pub fn key(self) -> String {
        format!("banner-level-{}", self.word())
    }
}

/// Where a banner stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BannerState {
    /// Its time is still to come.
    Waiting,
    /// Visitors see it.
    Up,
    /// Taken down, or its time is over.
    Ended,
}

impl BannerState {
    /// As stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Up => "up",
            Self::Ended => "ended",
        }
    }

    /// Message key of its name.
    pub fn key(self) -> String {
        format!("banner-state-{}", self.word())
    }

    /// The tone of its badge.
    pub fn tone(self) -> Option<&'static str> {
        match self {
            Self::Waiting => Some("progress"),
            Self::Up => Some("danger"),
            Self::Ended => None,
        }
    }
}

/// What its raiser writes.
#[derive(Clone, Debug)]
pub struct BannerForm {
    /// How grave.
    pub level: Level,
    /// The site; absent: all of them.
    pub site: Option<SiteId>,
    /// The part of the site, `/ggfw`; empty: all of it.
    pub path: String,
    /// What visitors read.
    pub text: String,
    /// Where they read more; may be empty.
    pub link: String,
    /// Why it is raised before anybody else has signed.
    pub reason: String,
    /// From when.
    pub from_at: Time,
    /// Until when.
    pub until_at: Time,
}

/// A banner as it is stored.
#[derive(Clone, Debug, Deserialize)]
#[expect(missing_docs, reason = "the fields are those of BannerForm, and the steps taken")]
pub struct Banner {
    pub id: BannerId,
    pub level: Level,
    pub site_id: Option<SiteId>,
    pub path: String,
    pub text: String,
    pub link: String,
    pub reason: String,
    pub from_at: Time,
    pub until_at: Time,
    pub state: BannerState,
    pub raised_by: AccountId,
    pub raised_at: Time,
    pub sign_due: Time,
    pub signed_by: Option<AccountId>,
    pub signed_at: Option<Time>,
    pub ended_by: Option<AccountId>,
    pub ended_at: Option<Time>,
    pub ended_words: String,
}

/// Why an act on a banner doesn't happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BannerRefusal {
    /// It is over.
    #[error("the banner has ended")]
    Ended,
    /// Somebody else has signed.
    #[error("the banner is signed already")]
    Signed,
    /// Whoever raised it signs for another, never for themselves.
    #[error("the second signature is another person's")]
    Own,
    /// Taking it down needs a reason.
    #[error("words are missing")]
    Words,
    /// Its text changed since it was read.
    #[error("another banner was read")]
    Changed,
}

impl BannerRefusal {
    /// Message key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Ended => "banner-refusal-ended",
            Self::Signed => "banner-refusal-signed",
            Self::Own => "banner-refusal-own",
            Self::Words => "banner-refusal-words",
            Self::Changed => "banner-refusal-changed",
        }
    }
}

/// What the clock makes of a banner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Its time has come.
    Begins,
    /// Its time is over.
    Lapses,
}

impl Banner {
    /// What is due now.
    pub fn due(&self, now: Time) -> Option<Turn> {
        match self.state {
            BannerState::Waiting | BannerState::Up if self.until_at <= now => Some(Turn::Lapses),
            BannerState::Waiting if self.from_at <= now => Some(Turn::Begins),
            _ => None,
        }
    }

    /// The banner after a turn.
    #[must_use]
    pub fn turned(mut self, turn: Turn, now: Time) -> Self {
        match turn {
            Turn::Begins => self.state = BannerState::Up,
            Turn::Lapses => {
                self.state = BannerState::Ended;
                self.ended_at = Some(now);
            }
        }
        self
    }

    /// Signed by a second person, who has read this text.
    pub fn signed(mut self, by: AccountId, text: &str, now: Time) -> Result<Self, BannerRefusal> {
        if self.signed_by.is_some() {
            return Err(BannerRefusal::Signed);
        }
        if by == self.raised_by {
            return Err(BannerRefusal::Own);
        }
        if text != self.text {
            return Err(BannerRefusal::Changed);
        }
        (self.signed_by, self.signed_at) = (Some(by), Some(now));
        Ok(self)
    }

    /// Taken down, with words.
    pub fn withdrawn(
        mut self,
        by: AccountId,
        words: &str,
        now: Time,
    ) -> Result<Self, BannerRefusal> {
        if self.state == BannerState::Ended {
            return Err(BannerRefusal::Ended);
        }
        if words.trim().is_empty() {
            return Err(BannerRefusal::Words);
        }
        self.state = BannerState::Ended;
        (self.ended_by, self.ended_at) = (Some(by), Some(now));
        words.trim().clone_into(&mut self.ended_words);
        Ok(self)
    }

    /// Whether the second signature is late.
    pub fn late(&self, now: Time) -> bool {
        self.signed_by.is_none() && self.sign_due <= now
    }

    /// As the frame of pages shows it.
    pub fn shown(self) -> structure::banners::Banner {
        structure::banners::Banner {
            level: self.level.word(),
            site: self.site_id,
            path: self.path,
            text: self.text,
            link: self.link,
        }
    }
}
