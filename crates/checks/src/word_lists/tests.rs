//! The lists that ship, and lines as people type them.

use super::first::first_lists;
use super::lines::{read, write};
use super::model::ListedWord;

#[test]
fn the_first_lists_can_be_read_and_hold_no_word_twice() {
    let lists = first_lists();
    let mut words: Vec<&str> =
        lists.iter().flat_map(|list| &list.words).map(|word| word.word.as_str()).collect();
    assert!(lists.iter().all(|list| !list.words.is_empty()), "a list can't be read");
    let count = words.len();
    words.sort_unstable();
    words.dedup();
    assert_eq!(words.len(), count);
    for word in lists.iter().flat_map(|list| &list.words) {
        assert_ne!(word.word, word.suggestion);
        assert!(!word.exceptions.contains(&word.word));
    }
}

#[test]
fn lines_are_read_and_written_the_same() {
    let text = "布署 → 部署 ｜ 公布署名、发布署名\n敏感词\n复盖->覆盖";
    let words = read(text).unwrap();
    assert_eq!(words[0].exceptions, ["公布署名", "发布署名"]);
    assert_eq!(words[1], ListedWord { word: "敏感词".into(), ..ListedWord::default() });
    assert_eq!(words[2].suggestion, "覆盖");
    assert_eq!(read(&write(&words)).unwrap(), words);
}

#[test]
fn bad_lines_are_named_by_their_number() {
    let bad = read("布署 → 部署\n\n的\n复盖 → 覆盖 ｜ 恢复").unwrap_err();
    let numbers: Vec<usize> = bad.iter().map(|one| one.number).collect();
    assert_eq!(numbers, [3, 4]);
}
