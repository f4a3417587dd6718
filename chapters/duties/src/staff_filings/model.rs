//! Who holds a post of a unit, and what the unit files about it.

use chrono::NaiveDate;
use platform::Time;
use serde::Deserialize;
use structure::{AccountId, UnitId};
use thiserror::Error;

use super::contacts::Contacts;

platform::id_types! {
    /// Somebody's time in a post.
    PersonId,
    /// A filing 报备.
    FilingId,
}

/// The posts: two that the article names, and who writes 栏目编辑.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Post {
    /// 分管领导.
    Leader,
    /// 维护联络员.
    Liaison,
    /// 栏目编辑; a unit may do without.
    Editor,
}

impl Post {
    /// All.
    pub const ALL: [Self; 3] = [Self::Leader, Self::Liaison, Self::Editor];
    /// Those that nobody may leave empty (article 7).
    pub const BOUND: [Self; 2] = [Self::Leader, Self::Liaison];

    /// As stored and spelled in forms.
    pub fn word(self) -> &'static str {
        match self {
            Self::Leader => "leader",
            Self::Liaison => "liaison",
            Self::Editor => "editor",
        }
    }

    /// Reads [`Post::word`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|post| post.word() == word)
    }

    /// Message key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Leader => "unit-staff-leader",
            Self::Liaison => "unit-staff-liaison",
            Self::Editor => "unit-staff-editor",
        }
    }
}

/// Somebody's time in a post.
#[derive(Clone, Debug, Deserialize)]
pub struct Person {
    /// Its id.
    pub id: PersonId,
    /// The unit.
    pub unit_id: UnitId,
    /// The post.
    pub post: Post,
    /// Name.
    pub name: String,
    /// 职务.
    pub duty: String,
    /// Telephone of the office.
    pub office_phone: String,
    /// The unit lets everybody see name, duty and the telephone of the office.
    pub is_public: bool,
    /// See [`Contacts`].
    pub contacts: Vec<u8>,
    /// Their account on the console, if they have one.
    pub account_id: Option<AccountId>,
    /// The first day.
    pub valid_from: NaiveDate,
    /// The last day; absent: still.
    pub valid_until: Option<NaiveDate>,
    /// The filing by which they came.
    pub filing_id: Option<FilingId>,
}

impl Person {
    /// Whether they hold the post on a day.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.valid_from <= day && self.valid_until.is_none_or(|last| day <= last)
    }

    /// Where their contacts are sealed.
    pub fn place(id: PersonId) -> String {
        format!("staff-person:{id}")
    }
}

/// Where a filing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FilingState {
    /// Filed; waits for the e-government office.
    Filed,
    /// Acknowledged and entered.
    Acknowledged,
    /// Sent back with words.
    Returned,
    /// Taken back by the unit.
    Withdrawn,
}

impl FilingState {
    /// As stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Filed => "filed",
            Self::Acknowledged => "acknowledged",
            Self::Returned => "returned",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Message key of its name.
    pub fn key(self) -> String {
        format!("staff-filing-state-{}", self.word())
    }

    /// The tone of its badge.
    pub fn tone(self) -> Option<&'static str> {
        match self {
            Self::Filed => Some("progress"),
            Self::Acknowledged => Some("good"),
            Self::Returned => Some("warn"),
            Self::Withdrawn => None,
        }
    }
}

/// What a unit files: somebody comes, somebody goes, or one in the place of the other.
#[derive(Clone, Debug)]
pub struct FilingForm {
    /// The unit.
    pub unit: UnitId,
    /// The post.
    pub post: Post,
    /// Who goes.
    pub leaving: Option<PersonId>,
    /// Who comes.
    pub coming: Option<Coming>,
    /// The first day of it.
    pub effective_on: NaiveDate,
    /// Why: 换岗、调动、机构改革.
    pub reason: String,
}

/// Who comes.
#[derive(Clone, Debug)]
pub struct Coming {
    /// Name.
    pub name: String,
    /// 职务.
    pub duty: String,
    /// Telephone of the office.
    pub office_phone: String,
    /// Whether everybody may see name, duty and the telephone of the office.
    pub is_public: bool,
    /// How they are reached.
    pub contacts: Contacts,
    /// Their account, if they have one.
    pub account: Option<AccountId>,
}

/// A filing as it is stored.
#[derive(Clone, Debug, Deserialize)]
#[expect(missing_docs, reason = "the fields are those of FilingForm, and the steps taken")]
pub struct Filing {
    pub id: FilingId,
    pub unit_id: UnitId,
    pub post: Post,
    pub leaving_id: Option<PersonId>,
    /// Empty: nobody comes.
    pub name: String,
    pub duty: String,
    pub office_phone: String,
    pub is_public: bool,
    pub contacts: Option<Vec<u8>>,
    pub account_id: Option<AccountId>,
    pub effective_on: NaiveDate,
    pub reason: String,
    pub state: FilingState,
    pub author_id: Option<AccountId>,
    pub created_at: Time,
    pub decided_by: Option<AccountId>,
    pub decided_at: Option<Time>,
    pub decision_words: String,
}

/// A filing that waits; nothing else can be decided.
pub struct Filed(Filing);

/// Why something can't be filed or decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum FilingRefusal {
    /// Nobody comes and nobody goes.
    #[error("nobody comes and nobody goes")]
    Empty,
    /// Who goes holds no such post.
    #[error("who leaves is not in the post")]
    NotThere,
    /// Who goes is leaving by another filing that waits.
    #[error("another filing waits")]
    Waiting,
    /// The unit would be left without anybody in the post.
    #[error("the unit would have nobody")]
    LastOne,
    /// It has moved on.
    #[error("the filing is in another state")]
    State,
    /// Nobody acknowledges their own.
    #[error("the filing is one's own")]
    Own,
    /// A return needs words.
    #[error("the words are missing")]
    Words,
}

impl FilingRefusal {
    /// Message key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Empty => "staff-filing-refused-empty",
            Self::NotThere => "staff-filing-refused-not-there",
            Self::Waiting => "staff-filing-refused-waiting",
            Self::LastOne => "staff-filing-refused-last",
            Self::State => "staff-filing-refused-state",
            Self::Own => "staff-filing-refused-own",
            Self::Words => "staff-filing-refused-words",
        }
    }
}

impl FilingForm {
    /// Whether it can be filed, given who is in the unit's posts and which filings wait.
    pub fn check(&self, people: &[Person], waiting: &[Filing]) -> Result<(), FilingRefusal> {
        let Some(leaving) = self.leaving else {
            return if self.coming.is_some() { Ok(()) } else { Err(FilingRefusal::Empty) };
        };
        let in_post = |person: &&Person| {
            person.unit_id == self.unit
                && person.post == self.post
                && person.valid_until.is_none_or(|last| last >= self.effective_on)
        };
        if !people.iter().filter(in_post).any(|person| person.id == leaving) {
            return Err(FilingRefusal::NotThere);
        }
        if waiting.iter().any(|filing| filing.leaving_id == Some(leaving)) {
            return Err(FilingRefusal::Waiting);
        }
        // 不少于 1 名: who is the last one goes only when another comes.
        let others = people.iter().filter(in_post).filter(|person| person.id != leaving).count();
        let bound = Post::BOUND.contains(&self.post);
        if bound && self.coming.is_none() && others == 0 {
            Err(FilingRefusal::LastOne)
        } else {
            Ok(())
        }
    }
}

impl Filing {
    /// The filing, if it waits.
    pub fn filed(self) -> Result<Filed, FilingRefusal> {
        if self.state == FilingState::Filed { Ok(Filed(self)) } else { Err(FilingRefusal::State) }
    }

    /// Where the contacts of who comes are sealed.
    pub fn place(id: FilingId) -> String {
        format!("staff-filing:{id}")
    }

    fn decided(mut self, state: FilingState, (by, words): (AccountId, &str), now: Time) -> Self {
        self.state = state;
        self.decided_by = Some(by);
        self.decided_at = Some(now);
        words.trim().clone_into(&mut self.decision_words);
        self
    }
}

impl Filed {
    /// Taken note of, by somebody else than who filed it.
    pub fn acknowledge(
        self,
        by: AccountId,
        words: &str,
        now: Time,
    ) -> Result<Filing, FilingRefusal> {
        if self.0.author_id == Some(by) {
            return Err(FilingRefusal::Own);
        }
        Ok(self.0.decided(FilingState::Acknowledged, (by, words), now))
    }

    /// Sent back with words.
    pub fn send_back(self, by: AccountId, words: &str, now: Time) -> Result<Filing, FilingRefusal> {
        if words.trim().is_empty() {
            return Err(FilingRefusal::Words);
        }
        Ok(self.0.decided(FilingState::Returned, (by, words), now))
    }

    /// Taken back.
    pub fn withdraw(self, by: AccountId, now: Time) -> Filing {
        self.0.decided(FilingState::Withdrawn, (by, ""), now)
    }
}
