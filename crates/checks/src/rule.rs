//! The rules, by name. What each weighs is data: `levels.toml`, and what the portal office changed.

use serde::{Deserialize, Serialize};

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// A word of a list; its list says how much it weighs.
    Word,
    /// A mark of secrecy 密级标志.
    Secrecy,
    /// A paper said to be internal or not to be published.
    Internal,
    /// An identity number with the right check character (GB 11643).
    IdentityNumber,
    /// A bank card number that passes the Luhn check.
    BankCard,
    /// The number of a passport.
    Passport,
    /// A mobile telephone number.
    Mobile,
    /// An address for letters by e-mail.
    Email,
    /// Where somebody lives, down to the door.
    HomeAddress,
    /// The number plate of a car.
    NumberPlate,
    /// A date with the wrong day of the week.
    Weekday,
    /// A date that is in no calendar.
    NoSuchDay,
    /// A document number in brackets other than 〔〕.
    NumberBrackets,
    /// A document number with a leading zero or 第.
    NumberZero,
    /// Half-width punctuation between Chinese characters.
    HalfWidth,
    /// Punctuation twice in a row.
    DoubledMark,
    /// A quotation mark, bracket or title mark without its partner.
    LonelyMark,
    /// A link that can harm whoever follows it.
    DangerousLink,
    /// A link to something that visitors can't see.
    HiddenLink,
    /// A link that leads nowhere.
    DeadLink,
    /// A link whose words say nothing.
    VagueLink,
    /// A picture without alternative text.
    PictureWithoutWords,
    /// A film without captions.
    FilmWithoutCaptions,
    /// A heading that is empty or skips a level.
    HeadingOrder,
    /// A table without heading cells.
    TableWithoutHeads,
    /// A file whose content could not be checked.
    UnreadFile,
    /// A document without a summary of its own or without key words.
    MissingMetadata,
    /// A policy without interpretation.
    NoInterpretation,
    /// A title that another document has.
    TitleUsed,
}

impl Rule {
    /// All, in the order a console shows them.
    pub const ALL: &'static [Self] = &[
        Self::Word,
        Self::Secrecy,
        Self::Internal,
        Self::IdentityNumber,
        Self::BankCard,
        Self::Passport,
        Self::Mobile,
        Self::Email,
        Self::HomeAddress,
        Self::NumberPlate,
        Self::Weekday,
        Self::NoSuchDay,
        Self::NumberBrackets,
        Self::NumberZero,
        Self::HalfWidth,
        Self::DoubledMark,
        Self::LonelyMark,
        Self::DangerousLink,
        Self::HiddenLink,
        Self::DeadLink,
        Self::VagueLink,
        Self::PictureWithoutWords,
        Self::FilmWithoutCaptions,
        Self::HeadingOrder,
        Self::TableWithoutHeads,
        Self::UnreadFile,
        Self::MissingMetadata,
        Self::NoInterpretation,
        Self::TitleUsed,
    ];

    /// As stored, as in forms, and as the end of its message keys.
    pub fn word(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Secrecy => "secrecy",
            Self::Internal => "internal",
            Self::IdentityNumber => "identity_number",
            Self::BankCard => "bank_card",
            Self::Passport => "passport",
            Self::Mobile => "mobile",
            Self::Email => "email",
            Self::HomeAddress => "home_address",
            Self::NumberPlate => "number_plate",
            Self::Weekday => "weekday",
            Self::NoSuchDay => "no_such_day",
            Self::NumberBrackets => "number_brackets",
            Self::NumberZero => "number_zero",
            Self::HalfWidth => "half_width",
            Self::DoubledMark => "doubled_mark",
            Self::LonelyMark => "lonely_mark",
            Self::DangerousLink => "dangerous_link",
            Self::HiddenLink => "hidden_link",
            Self::DeadLink => "dead_link",
            Self::VagueLink => "vague_link",
            Self::PictureWithoutWords => "picture_without_words",
            Self::FilmWithoutCaptions => "film_without_captions",
            Self::HeadingOrder => "heading_order",
            Self::TableWithoutHeads => "table_without_heads",
            Self::UnreadFile => "unread_file",
            Self::MissingMetadata => "missing_metadata",
            Self::NoInterpretation => "no_interpretation",
            Self::TitleUsed => "title_used",
        }
    }

    /// Reads [`Rule::word`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.word() == word)
    }

    /// Message key of its name.
    pub fn key(self) -> String {
        format!("check-rule-{}", self.word().replace('_', "-"))
    }

    /// Message key of what to do about it.
    pub fn advice_key(self) -> String {
        format!("check-advice-{}", self.word().replace('_', "-"))
    }

    /// Whether what it finds is personal, to be shown only in part.
    pub fn is_personal(self) -> bool {
        matches!(
            self,
            Self::IdentityNumber
                | Self::BankCard
                | Self::Passport
                | Self::Mobile
                | Self::Email
                | Self::HomeAddress
                | Self::NumberPlate
        )
    }
}
