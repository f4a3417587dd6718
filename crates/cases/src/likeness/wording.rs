//! What offices call what people write: citizens say 暖气不热, the answers say 供热管网. The words that
//! answers to the like have in common are looked for as well, so that what is written in an office's
//! words is found by somebody who doesn't know them.

use std::collections::HashMap;

use platform::Fault;
use search::{Query, Similar, meaningful_words};
use structure::{App, SiteId};

use super::index::{CaseIndex, PUBLISHED};

/// Answers to the like that are read.
pub(super) const READ: usize = 20;
/// An answer alone has words of its own: so many must say the same.
const LEAST: u32 = 3;
/// The words that several answers have and the text has not, each with how many have it.
pub(super) fn office_words<'a>(
    text: &str,
    answers: impl Iterator<Item = &'a str>,
) -> Vec<(String, u32)> {
    let asked = meaningful_words(text);
    let mut counts: HashMap<String, u32> = HashMap::new();
    for answer in answers {
        for word in meaningful_words(answer) {
            *counts.entry(word).or_default() += 1;
        }
    }
    counts.retain(|word, count| *count >= LEAST && !asked.contains(word));
    counts.into_iter().collect()
}

/// What the published answers of a site to the like of a text call it; for looking among other things
/// that are written in an office's words.
pub async fn published_wording(
    app: &App,
    site: SiteId,
    text: &str,
) -> Result<Vec<(String, u32)>, Fault> {
    let Ok(index) = app.registers.get::<CaseIndex>() else { return Ok(Vec::new()) };
    let filter = Query {
        kind: Some(PUBLISHED.to_owned()),
        site_id: Some(site.0),
        limit: READ,
        ..Query::default()
    };
    Ok(said_by(text, &index.similar(text, filter, None).await?))
}

/// The words of the answers that cases like a text were given.
pub(super) fn said_by(text: &str, near: &[Similar]) -> Vec<(String, u32)> {
    let answers = near.iter().filter_map(|one| one.hit.extra.get("reply")?.as_str());
    office_words(text, answers.take(READ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_several_answers_have_are_the_offices_own() {
        let answers = [
            "已检修供热管网，温度正常。",
            "供热管网完成检修。",
            "供热管网压力已调整。",
            "公园照明已修。",
        ];
        let words = office_words("家里暖气不热，温度太低", answers.into_iter());
        let said = |word: &str| words.iter().find(|(known, _)| known == word).map(|one| one.1);
        assert_eq!(said("管网"), Some(3), "{words:?}");
        assert_eq!(said("照明"), None, "one answer alone");
        assert_eq!(said("温度"), None, "asked already");
        assert!(office_words("暖气不热", answers.into_iter().take(2)).is_empty());
    }
}
