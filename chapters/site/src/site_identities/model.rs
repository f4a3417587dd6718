//! What is registered of a site, and how long it holds.

use chrono::NaiveDate;
use platform::Time;
use serde::Deserialize;
use structure::{AccountId, SiteId, UnitId};
use thiserror::Error;

use super::domains::{self, DomainRefusal};

platform::id_types! {
    /// One wording of an item of the register.
    ItemId,
}

/// What an item says of its site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 网站标识码.
    SiteCode,
    /// ICP 备案.
    Icp,
    /// 公安备案.
    PoliceFiling,
    /// 网络安全等级保护.
    Grade,
    /// 英文主域名.
    MainDomain,
    /// 中文域名.
    ChineseDomain,
    /// 其他域名: leads to the main one.
    OtherDomain,
    /// 数字证书.
    Certificate,
    /// 主办单位.
    Sponsor,
    /// 承办单位.
    Operator,
    /// 联系电话.
    Phone,
    /// 电子邮箱.
    Email,
    /// 地址.
    Address,
    /// 邮政编码.
    Postcode,
}

impl Kind {
    /// All kinds, in the order of the register.
    pub const ALL: [Self; 14] = [
        Self::SiteCode,
        Self::Icp,
        Self::PoliceFiling,
        Self::Grade,
        Self::MainDomain,
        Self::ChineseDomain,
        Self::OtherDomain,
        Self::Certificate,
        Self::Sponsor,
        Self::Operator,
        Self::Phone,
        Self::Email,
        Self::Address,
        Self::Postcode,
    ];

    /// As stored and spelled in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::SiteCode => "site_code",
            Self::Icp => "icp",
            Self::PoliceFiling => "police_filing",
            Self::Grade => "grade",
            Self::MainDomain => "main_domain",
            Self::ChineseDomain => "chinese_domain",
            Self::OtherDomain => "other_domain",
            Self::Certificate => "certificate",
            Self::Sponsor => "sponsor",
            Self::Operator => "operator",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Address => "address",
            Self::Postcode => "postcode",
        }
    }

    /// Reads [`Kind::word`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Message key of its name.
    pub fn key(self) -> String {
        format!("identity-kind-{}", self.word().replace('_', "-"))
    }

    /// A site may have several of these at once.
    pub fn is_many(self) -> bool {
        matches!(self, Self::OtherDomain | Self::Certificate)
    }

    /// A site without it can't be served or named: it is changed, never ended.
    pub fn is_vital(self) -> bool {
        matches!(self, Self::SiteCode | Self::MainDomain)
    }

    /// It rests on a paper that somebody issued.
    pub fn needs_document(self) -> bool {
        matches!(
            self,
            Self::SiteCode | Self::Icp | Self::PoliceFiling | Self::Grade | Self::Certificate
        )
    }

    /// It always ends some day.
    pub fn needs_end(self) -> bool {
        self == Self::Certificate
    }

    /// A sub-site below the main site's domain shares it.
    pub fn goes_with_host(self) -> bool {
        !matches!(
            self,
            Self::Sponsor
                | Self::Operator
                | Self::Phone
                | Self::Email
                | Self::Address
                | Self::Postcode
        )
    }

    /// Without it the register is incomplete (norms §1 on footers; article 8).
    pub fn is_expected(self) -> bool {
        !matches!(self, Self::OtherDomain | Self::Postcode)
    }

    /// The value as it is kept, or what is wrong with it.
    pub fn read(self, typed: &str) -> Result<String, ItemRefusal> {
        let typed = typed.trim();
        let domain = |read: Result<String, DomainRefusal>| read.map_err(ItemRefusal::Domain);
        match self {
            Self::SiteCode if typed.len() == 10 && typed.bytes().all(|b| b.is_ascii_digit()) => {
                Ok(typed.to_owned())
            }
            Self::SiteCode => Err(ItemRefusal::SiteCode),
            Self::MainDomain => domain(domains::main(typed)),
            Self::ChineseDomain => domain(domains::chinese(typed)),
            Self::OtherDomain => domain(domains::as_read(typed)),
            Self::Postcode if typed.len() == 6 && typed.bytes().all(|b| b.is_ascii_digit()) => {
                Ok(typed.to_owned())
            }
            Self::Postcode => Err(ItemRefusal::Postcode),
            _ => Ok(typed.to_owned()),
        }
    }
}

/// What somebody writes about an item.
#[derive(Clone, Debug)]
pub struct ItemForm {
    /// What it says.
    pub value: String,
    /// 文号、备案编号、证书编号; may be empty.
    pub document_number: String,
    /// Who issued it; may be empty.
    pub issuer: String,
    /// The unit that answers for it; none for what was adopted and waits to be completed.
    pub unit: Option<UnitId>,
    /// The first day.
    pub valid_from: NaiveDate,
    /// The last day; absent: until it is ended.
    pub valid_until: Option<NaiveDate>,
    /// Days before the end at which people are reminded, the longest first.
    pub reminder_days: Vec<i64>,
    /// Why it is registered or changed.
    pub reason: String,
}

/// One wording of an item, as it is stored.
#[derive(Clone, Debug, Deserialize)]
#[expect(missing_docs, reason = "the fields are those of ItemForm, and the steps taken")]
pub struct Item {
    pub id: ItemId,
    pub site_id: SiteId,
    pub kind: Kind,
    pub value: String,
    pub document_number: String,
    pub issuer: String,
    pub unit_id: Option<UnitId>,
    pub valid_from: NaiveDate,
    pub valid_until: Option<NaiveDate>,
    pub reminder_days: Vec<i64>,
    pub reason: String,
    /// The wording whose place this one took.
    pub replaces_id: Option<ItemId>,
    pub created_at: Time,
    pub created_by: Option<AccountId>,
    pub ended_at: Option<Time>,
    pub ended_by: Option<AccountId>,
    pub end_reason: String,
}

/// How an item stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Its first day is still to come.
    Coming,
    /// It holds, and no reminder is due.
    Good,
    /// It ends within days: as many, and whether the last reminder is due.
    Ending {
        /// Days left.
        days: i64,
        /// The last reminder is due.
        last: bool,
    },
    /// Its last day was so many days ago.
    Over(i64),
    /// It was ended, or another wording took its place.
    Ended,
}

impl Item {
    /// How it stands on a day.
    pub fn standing(&self, today: NaiveDate) -> Standing {
        if self.ended_at.is_some() {
            return Standing::Ended;
        }
        if self.valid_from > today {
            return Standing::Coming;
        }
        let Some(last) = self.valid_until else { return Standing::Good };
        let days = (last - today).num_days();
        if days < 0 {
            return Standing::Over(-days);
        }
        match self.stage(today) {
            Some(stage) => Standing::Ending {
                days,
                last: Some(stage) == self.reminder_days.iter().min().copied(),
            },
            None => Standing::Good,
        }
    }

    /// Whether visitors may be told it on a day.
    pub fn holds(&self, today: NaiveDate) -> bool {
        matches!(self.standing(today), Standing::Good | Standing::Ending { .. })
    }

    /// The reminder that is due on a day: the shortest term that has been reached.
    pub fn stage(&self, today: NaiveDate) -> Option<i64> {
        let days = (self.valid_until? - today).num_days();
        self.reminder_days.iter().copied().filter(|term| days <= *term).min()
    }
}

/// Why an item can't be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ItemRefusal {
    /// 网站标识码 has ten digits.
    #[error("the site code is not ten digits")]
    SiteCode,
    /// 邮政编码 has six digits.
    #[error("the postcode is not six digits")]
    Postcode,
    /// See [`DomainRefusal`].
    #[error("the domain is not possible")]
    Domain(DomainRefusal),
    /// Another site or item has that domain.
    #[error("the domain is taken")]
    DomainTaken,
    /// The last day is before the first.
    #[error("it ends before it begins")]
    EndsFirst,
    /// A site has one of these; it is changed, not registered again.
    #[error("there is one already")]
    One,
    /// It is changed, never ended.
    #[error("the site needs it")]
    Vital,
    /// It has moved on.
    #[error("the item is not the current one")]
    State,
}

impl ItemRefusal {
    /// Message key.
    pub fn key(self) -> &'static str {
        match self {
            Self::SiteCode => "identity-refused-site-code",
            Self::Postcode => "identity-refused-postcode",
            Self::Domain(DomainRefusal::NotADomain) => "identity-refused-domain",
            Self::Domain(DomainRefusal::NotAscii) => "identity-refused-ascii",
            Self::Domain(DomainRefusal::Ending) => "identity-refused-ending",
            Self::DomainTaken => "identity-refused-taken",
            Self::EndsFirst => "identity-refused-ends-first",
            Self::One => "identity-refused-one",
            Self::Vital => "identity-refused-vital",
            Self::State => "identity-refused-state",
        }
    }
}
