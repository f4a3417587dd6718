//! Marks of secrecy and of internal papers, also with spaces and invisible characters between.

use text::marks::{MarkKind, find as marks};

use super::Read;
use crate::hit::Hit;
use crate::rule::Rule;

pub(super) fn find(read: &Read<'_>) -> Vec<Hit> {
    let rule = |kind| match kind {
        MarkKind::Secrecy => Some(Rule::Secrecy),
        MarkKind::Internal => Some(Rule::Internal),
        MarkKind::IdentityNumber => Some(Rule::IdentityNumber),
        MarkKind::BankCard => Some(Rule::BankCard),
        MarkKind::Passport => Some(Rule::Passport),
        MarkKind::Mobile => Some(Rule::Mobile),
    };
    // Numbers of passports are written in capitals, which folding took.
    let text = read.folded.text.to_uppercase();
    let same = text.len() == read.folded.text.len();
    let text = if same { text } else { read.folded.text.clone() };
    let bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
    let at = |place: usize| bytes.get(place).copied().unwrap_or(text.len());
    marks(&text)
        .iter()
        .filter_map(|mark| {
            let range = at(mark.start_char)..at(mark.end_char);
            rule(mark.kind).map(|rule| read.hit(rule, &range))
        })
        .collect()
}
