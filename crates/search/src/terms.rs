//! What a visitor typed, cut into the terms that must be found.

use crate::fold::{fold, fold_chars};
use crate::grams::pair;
use crate::units::{Class, Unit, scan};
use crate::vocabulary::Synonyms;
use crate::words::cut;

/// What is typed beyond this is not read.
const LONGEST_TEXT: usize = 120;
const MOST_TERMS: usize = 12;

/// Units that must follow one another as they stand.
#[derive(Clone, Debug)]
pub(crate) struct Phrase {
    pub text: Vec<char>,
    pub units: Vec<Unit>,
}

/// How a phrase is looked up: pair tokens with their places, and lone characters.
#[derive(Debug, Default)]
pub(crate) struct Cover {
    pub tokens: Vec<(usize, String)>,
    pub singles: Vec<char>,
}

impl Phrase {
    /// The phrase of a folded text; nothing when the text has no units.
    pub fn of(folded: &str) -> Option<Self> {
        let text: Vec<char> = folded.chars().collect();
        let units = scan(&text);
        (!units.is_empty()).then_some(Self { text, units })
    }

    /// The fewest pair tokens that together hold every unit. A pair holds two units, so every
    /// second pair is enough, and the last one.
    pub fn cover(&self) -> Cover {
        let mut cover = Cover::default();
        for run in self.units.chunk_by(|a, b| a.touches(*b)) {
            match run {
                [lone] if lone.class == Class::Han => cover.singles.extend(lone.chars(&self.text)),
                [lone] => {
                    let token = lone.chars(&self.text).iter().collect();
                    cover.tokens.push((lone.position as usize, token));
                }
                _ => self.cover_run(run, &mut cover),
            }
        }
        cover
    }

    fn cover_run(&self, run: &[Unit], cover: &mut Cover) {
        let last = run.len().saturating_sub(2);
        for (at, both) in run.windows(2).enumerate() {
            let [first, second] = both else { continue };
            if at % 2 == 0 || at == last {
                let mut token = String::new();
                pair(&self.text, *first, *second, &mut token);
                cover.tokens.push((first.position as usize, token));
            }
        }
    }
}

/// One term: it is found when any of its phrases is.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    /// The term as typed, folded.
    pub text: String,
    /// The term itself first, then its variants.
    pub phrases: Vec<Phrase>,
    /// Set when the term stood in quotation marks.
    pub quoted: bool,
}

impl Wanted {
    /// The term of a folded text with its variants.
    fn of(folded: &str, quoted: bool, synonyms: &Synonyms) -> Option<Self> {
        let mut phrases = vec![Phrase::of(folded)?];
        phrases.extend(year_apart(folded).and_then(|variant| Phrase::of(&variant)));
        if !quoted {
            phrases.extend(synonyms.variants(folded).iter().filter_map(|text| Phrase::of(text)));
        }
        Some(Self { text: folded.to_owned(), phrases, quoted })
    }
}

/// The terms of a search text.
pub(crate) fn parse(text: &str, synonyms: &Synonyms) -> Vec<Wanted> {
    let shortened: String = text.chars().take(LONGEST_TEXT).collect();
    let terms: Vec<Wanted> = split(&fold(&shortened))
        .iter()
        .filter_map(|(piece, quoted)| Wanted::of(piece, *quoted, synonyms))
        .collect();
    without_stop_words(terms, synonyms)
}

/// The words inside terms, for a search that found nothing. What was quoted stays whole.
pub(crate) fn relax(terms: &[Wanted], synonyms: &Synonyms) -> Vec<Wanted> {
    let mut words: Vec<Wanted> = Vec::new();
    for term in terms {
        let parts = if term.quoted { vec![term.text.as_str()] } else { cut(&term.text) };
        for word in parts {
            let known = words.iter().any(|known| known.text == word);
            let meaningful = word.chars().nth(1).is_some();
            if meaningful && !known {
                words.extend(Wanted::of(word, term.quoted, synonyms));
            }
        }
    }
    without_stop_words(words, synonyms)
}

fn without_stop_words(mut terms: Vec<Wanted>, synonyms: &Synonyms) -> Vec<Wanted> {
    let stops = |term: &Wanted| !term.quoted && synonyms.is_stop_word(&term.text);
    if !terms.iter().all(stops) {
        terms.retain(|term| !stops(term));
    }
    terms.truncate(MOST_TERMS);
    terms
}

/// Splits a folded text at blanks; what stands in quotation marks stays together.
fn split(folded: &str) -> Vec<(String, bool)> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    let mut quoted = false;
    for c in folded.chars() {
        let mark = matches!(c, '"' | '“' | '”' | '「' | '」');
        if mark || (c.is_whitespace() && !quoted) {
            pieces.push((std::mem::take(&mut piece), quoted && mark));
            quoted = if mark { !quoted } else { quoted };
        } else {
            piece.push(c);
        }
    }
    pieces.push((piece, false));
    pieces
}

/// A document number typed without brackets, `发202612号`, with its year set apart.
fn year_apart(folded: &str) -> Option<String> {
    let text = fold_chars(folded);
    let units = scan(&text);
    let digits = units.iter().copied().find(|unit| {
        let run = unit.chars(&text);
        let century = run.starts_with(&['2', '0']) || run.starts_with(&['1', '9']);
        century && (5..=8).contains(&run.len()) && run.iter().all(char::is_ascii_digit)
    })?;
    (text.get(digits.end) == Some(&'号')).then_some(())?;
    let (before, rest) = text.split_at_checked(digits.start)?;
    let (year, after) = rest.split_at_checked(4)?;
    let part = |chars: &[char]| chars.iter().collect::<String>();
    Some(format!("{}[{}]{}", part(before), part(year), part(after)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(String, bool)> {
        let terms = parse(text, &Synonyms::default());
        terms.into_iter().map(|term| (term.text, term.quoted)).collect()
    }

    #[test]
    fn blanks_part_and_quotation_marks_hold() {
        let plain = |text: &str| (text.to_owned(), false);
        assert_eq!(texts("　人才 引进 "), [plain("人才"), plain("引进")]);
        let quoted = ("open data".to_owned(), true);
        assert_eq!(texts("“Open Data”政策"), [quoted, plain("政策")]);
        assert_eq!(texts("，。"), []);
    }

    #[test]
    fn every_second_pair_covers() {
        let tokens = |text: &str| {
            let cover = Phrase::of(text).unwrap().cover();
            (
                cover.tokens.into_iter().map(|(at, t)| format!("{at}{t}")).collect::<Vec<_>>(),
                cover.singles,
            )
        };
        assert_eq!(
            tokens("人才引进政"),
            (vec!["0人才".into(), "2引进".into(), "3进政".into()], vec![])
        );
        assert_eq!(tokens("人才引进"), (vec!["0人才".into(), "2引进".into()], vec![]));
        assert_eq!(tokens("市"), (vec![], vec!['市']));
        assert_eq!(tokens("open data"), (vec!["0open".into(), "2data".into()], vec![]));
    }

    #[test]
    fn a_number_without_brackets_has_its_year_set_apart() {
        assert_eq!(year_apart("未政发202612号").as_deref(), Some("未政发[2026]12号"));
        assert_eq!(year_apart("202612"), None);
    }
}
