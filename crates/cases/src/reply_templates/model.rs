//! A template, and what is filled into it.

use platform::Time;
use serde::Deserialize;
use structure::{AccountId, UnitId};

use crate::ids::ReplyTemplateId;

/// Stands for the holder's name. It stays in the answer as it is written and reviewed, and becomes
/// the name only where the holder reads it: an office needs no name to answer.
pub const NAME: &str = "{姓名}";
/// Stands for the receipt number.
const RECEIPT: &str = "{编号}";
/// Stands for the unit that answers.
const UNIT: &str = "{单位}";
/// Stands for the day until which it must be answered.
const DUE: &str = "{期限}";

/// A template.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ReplyTemplate {
    /// Its id.
    pub id: ReplyTemplateId,
    /// Whose it is; none: the whole district's.
    pub unit_id: Option<UnitId>,
    /// What it is for.
    pub name: String,
    /// The words.
    pub body: String,
    /// Answers that were sent to review with it.
    pub used: i64,
    /// Who changed it last.
    pub changed_by: Option<AccountId>,
    /// When.
    pub changed_at: Time,
    /// When it was removed.
    pub removed_at: Option<Time>,
}

/// A template that can be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateForm {
    /// Whose it is; none: the whole district's.
    pub unit: Option<UnitId>,
    /// What it is for.
    pub name: String,
    /// The words.
    pub body: String,
}

/// The words with what is known of a case: its receipt number, unit and deadline.
pub fn filled(body: &str, (receipt, unit, due): (&str, &str, &str)) -> String {
    body.replace(RECEIPT, receipt).replace(UNIT, unit).replace(DUE, due)
}

#[cfg(test)]
mod tests {
    use super::filled;

    #[test]
    fn everything_but_the_name_is_filled_in() {
        let body = "{姓名}您好：编号{编号}由{单位}办理，{期限}前答复。";
        let text = filled(body, ("XJ202611280001", "区城管局", "2026-12-18"));
        assert_eq!(text, "{姓名}您好：编号XJ202611280001由区城管局办理，2026-12-18前答复。");
    }
}
