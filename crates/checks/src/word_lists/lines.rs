//! Words as they are typed: one a line, `错误 → 正确 ｜ 例外、例外`.

use std::collections::HashMap;

use super::model::ListedWord;

/// Most characters of a word.
const LONGEST: usize = 60;
/// Most words of a list.
pub(crate) const MOST: usize = 20_000;

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BadLine {
    pub number: usize,
    pub key: &'static str,
}

/// Reads lines; empty ones say nothing, a word that stands twice counts once with its last line.
pub(crate) fn read(text: &str) -> Result<Vec<ListedWord>, Vec<BadLine>> {
    let mut last: HashMap<String, usize> = HashMap::new();
    let mut read: Vec<(usize, ListedWord)> = Vec::new();
    let mut bad = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match word_of(line) {
            Ok(word) => {
                last.insert(word.word.clone(), at);
                read.push((at, word));
            }
            Err(key) => bad.push(BadLine { number: at + 1, key }),
        }
    }
    // Of a word that stands there twice the last line holds.
    read.retain(|(at, word)| last.get(&word.word) == Some(at));
    let words: Vec<ListedWord> = read.into_iter().map(|(_, word)| word).collect();
    if words.len() > MOST {
        bad.push(BadLine { number: MOST + 1, key: "word-list-too-many" });
    }
    if bad.is_empty() { Ok(words) } else { Err(bad) }
}

fn word_of(line: &str) -> Result<ListedWord, &'static str> {
    let (main, rest) = line.split_once(['｜', '|']).unwrap_or((line, ""));
    let (word, suggestion) = main
        .split_once('→')
        .or_else(|| main.split_once("->"))
        .or_else(|| main.split_once('\t'))
        .unwrap_or((main, ""));
    let (word, suggestion) = (word.trim().to_owned(), suggestion.trim().to_owned());
    let exceptions: Vec<String> = rest
        .split(['、', ',', '，'])
        .map(|one| one.trim().to_owned())
        .filter(|one| !one.is_empty())
        .collect();
    let too_long = |one: &String| one.chars().count() > LONGEST;
    if [&word, &suggestion].into_iter().chain(&exceptions).any(too_long) {
        return Err("word-list-long");
    }
    // A single character would be found in half of all words.
    if word.chars().count() < 2 {
        return Err("word-list-short");
    }
    if exceptions.iter().any(|exception| !exception.contains(&word)) {
        return Err("word-list-exception");
    }
    Ok(ListedWord { word, suggestion, exceptions })
}

/// The words as lines.
pub(crate) fn write(words: &[ListedWord]) -> String {
    let line = |word: &ListedWord| {
        let mut line = word.word.clone();
        if !word.suggestion.is_empty() {
            line.push_str(" → ");
            line.push_str(&word.suggestion);
        }
        if !word.exceptions.is_empty() {
            line.push_str(" ｜ ");
            line.push_str(&word.exceptions.join("、"));
        }
        line
    };
    words.iter().map(line).collect::<Vec<_>>().join("\n")
}
