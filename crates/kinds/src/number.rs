//! 发文字号: `机关代字〔年份〕序号号`, with the right brackets and without padded numbers.

use thiserror::Error;

/// Why a document number can't be accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DocumentNumberRefusal {
    /// It isn't agency word, year in brackets, number, 号.
    #[error("not a document number")]
    NotInForm,
    /// `第…号` is not written in a document number.
    #[error("the number is written with 第")]
    WithOrdinal,
    /// `01号` is written `1号`.
    #[error("the number is padded with zeros")]
    Padded,
    /// The year is not a year.
    #[error("the year is not possible")]
    Year,
}

impl DocumentNumberRefusal {
    /// Message key.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotInForm => "document-number-not-in-form",
            Self::WithOrdinal => "document-number-ordinal",
            Self::Padded => "document-number-padded",
            Self::Year => "document-number-year",
        }
    }
}

/// Brings a document number into its canonical form: any brackets become `〔〕`, full-width digits
/// become plain, white space goes. Refuses `第01号` forms instead of guessing.
pub fn normalize_document_number(input: &str) -> Result<String, DocumentNumberRefusal> {
    use DocumentNumberRefusal as Refusal;
    let text: String =
        input.chars().filter(|character| !character.is_whitespace()).map(plain).collect();
    let (word, rest) = text.split_once('〔').ok_or(Refusal::NotInForm)?;
    let (year, rest) = rest.split_once('〕').ok_or(Refusal::NotInForm)?;
    let number = rest.strip_suffix('号').ok_or(Refusal::NotInForm)?;
    if word.is_empty() || word.chars().any(|c| c.is_ascii_digit() || "〔〕号".contains(c)) {
        return Err(Refusal::NotInForm);
    }
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(year) || year.len() != 4 || !(year.starts_with("19") || year.starts_with("20")) {
        return Err(Refusal::Year);
    }
    if number.starts_with('第') {
        return Err(Refusal::WithOrdinal);
    }
    if !digits(number) || number.len() > 6 {
        return Err(Refusal::NotInForm);
    }
    if number.starts_with('0') {
        return Err(Refusal::Padded);
    }
    Ok(format!("{word}〔{year}〕{number}号"))
}

/// A character in the form that a document number is written in.
fn plain(character: char) -> char {
    match character {
        '[' | '【' | '［' | '(' | '（' | '{' | '﹝' | '〖' => '〔',
        ']' | '】' | '］' | ')' | '）' | '}' | '﹞' | '〗' => '〕',
        '０'..='９' => char::from_u32(u32::from(character) - u32::from('０') + u32::from('0'))
            .unwrap_or(character),
        other => other,
    }
}
