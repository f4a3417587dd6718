//! What a reviewer should look at twice: marks of secrecy and personal numbers in title, text and
//! names of files.

use serde_json::{Value, json};
use structure::Staff;
use text::marks::{Mark, MarkKind, find};

use crate::revisions::Content;

/// Every mark in a content, with the words around it; personal numbers are shown masked.
pub(crate) fn marks(staff: &Staff, content: &Content) -> Vec<Value> {
    let mut all = content.title.clone();
    for part in [&content.summary, &text::plain::plain(&content.body_html)] {
        all.push('\n');
        all.push_str(part);
    }
    for file in &content.attachments {
        all.push('\n');
        all.push_str(&file.name);
    }
    find(&all)
        .iter()
        .map(|mark| {
            let (name, advice) = words(mark.kind);
            json!({
                "name": staff.t(name), "excerpt": excerpt(&all, mark), "advice": staff.t(advice),
            })
        })
        .collect()
}

fn words(kind: MarkKind) -> (&'static str, &'static str) {
    match kind {
        MarkKind::Secrecy => ("mark-secrecy", "mark-advice-secrecy"),
        MarkKind::Internal => ("mark-internal", "mark-advice-secrecy"),
        MarkKind::IdentityNumber => ("mark-identity-number", "mark-advice-personal"),
        MarkKind::Mobile => ("mark-mobile", "mark-advice-personal"),
        MarkKind::BankCard => ("mark-bank-card", "mark-advice-personal"),
        MarkKind::Passport => ("mark-passport", "mark-advice-personal"),
    }
}

/// The mark with a few characters before and after it.
fn excerpt(all: &str, mark: &Mark) -> String {
    const AROUND: usize = 12;
    let from = mark.start_char.saturating_sub(AROUND);
    let before: String = all.chars().skip(from).take(mark.start_char - from).collect();
    let after: String = all.chars().skip(mark.end_char).take(AROUND).collect();
    let line = |text: &str, last: bool| {
        let mut lines = text.split('\n');
        if last { lines.next_back() } else { lines.next() }.unwrap_or_default().to_owned()
    };
    let own = if mark.kind.is_personal() { masked(&mark.text) } else { mark.text.clone() };
    format!("{}{own}{}", line(&before, true), line(&after, false))
}

/// The first three and the last two characters of a number.
fn masked(number: &str) -> String {
    let characters: Vec<char> = number.chars().collect();
    let hidden = characters.len().saturating_sub(5);
    characters
        .iter()
        .enumerate()
        .map(|(at, character)| if at < 3 || at >= 3 + hidden { *character } else { '*' })
        .collect()
}
