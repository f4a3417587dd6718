//! What a question is made of, and until when it may be offered.

use std::collections::BTreeMap;

use cases::publications::PublicText;
use chrono::{Months, NaiveDate};
use documents::documents::Card;
use documents::kinds::Content;

/// Characters of the letter that are kept as another way of asking.
const ASKED: usize = 120;
/// Months after which somebody must have read an answer again, unless they choose another day.
const KEPT_MONTHS: Months = Months::new(12);

/// The last day on which an answer is offered.
pub(crate) fn review_by(card: &Card) -> Option<NaiveDate> {
    card.fields.get("review_by").and_then(|day| day.parse().ok())
}

/// Whether an answer may still be offered. One without a day never ends.
pub(crate) fn is_current(card: &Card, today: NaiveDate) -> bool {
    review_by(card).is_none_or(|last| today <= last)
}

/// The draft of a question, from a letter whose texts are masked.
pub(super) fn draft(
    theme: &str,
    text: &PublicText,
    (unit_name, today): (&str, NaiveDate),
) -> Content {
    let lines = text.reply.lines().map(str::trim);
    let mut body_html = String::new();
    for line in lines.filter(|line| !line.is_empty() && !is_greeting(line)) {
        body_html.extend(["<p>", &text::escape::escape(line), "</p>"]);
    }
    let plain = text::plain::plain(&body_html);
    let asked: String = text.body.split_whitespace().collect::<Vec<_>>().join(" ");
    let last = today.checked_add_months(KEPT_MONTHS).unwrap_or(today);
    let fields = [
        ("theme", theme.to_owned()),
        ("review_by", last.to_string()),
        ("alternatives", asked.chars().take(ASKED).collect()),
    ];
    Content {
        title: text::wording::tidy_title(&text.title),
        summary: text::plain::summary(&plain, 120),
        body_html,
        source: unit_name.to_owned(),
        fields: fields
            .map(|(name, value)| (name.to_owned(), value))
            .into_iter()
            .collect::<BTreeMap<_, _>>(),
        ..Content::default()
    }
}

/// A line that only greets: a question needs none.
fn is_greeting(line: &str) -> bool {
    let opens = ["尊敬的", "您好", "你好", "来信人"].iter().any(|word| line.starts_with(word));
    opens && line.chars().count() <= 16 && line.ends_with(['：', ':', '！', '!', '。'])
}
