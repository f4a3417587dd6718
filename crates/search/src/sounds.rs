//! How a word sounds: full pinyin and initials, for typing ahead and for wrong characters.

use pinyin::{ToPinyin, ToPinyinMulti};

/// Other readings are tried for one character at a time, at most so many per word.
const MOST_READINGS: usize = 6;
/// Longer words are known by the sound of their beginning.
const MOST_SYLLABLES: usize = 10;

/// The usual full pinyin of a word, without tones; what is not Chinese stays as it is.
pub(crate) fn usual(word: &str) -> String {
    let mut sound = String::new();
    for c in word.chars().take(MOST_SYLLABLES) {
        match c.to_pinyin() {
            Some(syllable) => sound.push_str(syllable.plain()),
            None => sound.push(c),
        }
    }
    sound
}

/// All sounds a word is found by: full and initials, with the other readings of each character.
pub(crate) fn sounds(word: &str) -> Vec<String> {
    let syllables: Vec<Vec<String>> = word.chars().take(MOST_SYLLABLES).map(readings).collect();
    let mut all = Vec::new();
    push_reading(&mut all, &syllables, None);
    // Two words together are found by their usual sound alone.
    let short = if syllables.len() <= 4 { syllables.as_slice() } else { &[] };
    for (at, choices) in short.iter().enumerate() {
        for other in choices.iter().skip(1) {
            if all.len() >= MOST_READINGS * 2 {
                break;
            }
            push_reading(&mut all, &syllables, Some((at, other)));
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

fn push_reading(all: &mut Vec<String>, syllables: &[Vec<String>], other: Option<(usize, &String)>) {
    let chosen = |at: usize, choices: &'_ [String]| -> String {
        match other {
            Some((place, syllable)) if place == at => syllable.clone(),
            _ => choices.first().cloned().unwrap_or_default(),
        }
    };
    let spoken: Vec<String> =
        syllables.iter().enumerate().map(|(at, choices)| chosen(at, choices)).collect();
    all.push(spoken.concat());
    all.push(spoken.iter().filter_map(|syllable| syllable.chars().next()).collect());
}

/// The readings of one character, the usual one first.
fn readings(c: char) -> Vec<String> {
    let Some(usual) = c.to_pinyin() else {
        return vec![c.to_string()];
    };
    let mut all = vec![usual.plain().to_owned()];
    for other in c.to_pinyin_multi().into_iter().flatten() {
        if !all.iter().any(|known| known == other.plain()) {
            all.push(other.plain().to_owned());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reading_is_known() {
        assert!(sounds("重庆").contains(&"chongqing".to_owned()));
        assert!(sounds("市长").contains(&"shizhang".to_owned()));
        let talent = sounds("人才引进");
        assert!(talent.contains(&"rencaiyinjin".to_owned()) && talent.contains(&"rcyj".to_owned()));
        assert_eq!(usual("公基金"), usual("公积金"));
    }
}
