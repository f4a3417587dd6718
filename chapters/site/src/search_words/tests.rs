//! What people type into the lists.

use super::model::{read_synonyms, read_words};

#[test]
fn synonyms_are_lines_with_any_usual_separator() {
    let groups = read_synonyms("社保 = 社会保险\n\n公积金、住房公积金，房积金\n单独");
    assert_eq!(groups, [vec!["社保", "社会保险"], vec!["公积金", "住房公积金", "房积金"]]);
}

#[test]
fn a_word_stands_once() {
    assert_eq!(read_words("的 了\n的，和"), ["的", "了", "和"]);
}
