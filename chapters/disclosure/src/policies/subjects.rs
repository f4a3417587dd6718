//! 主题分类 of the first level: data, a line each (《国家规范速查》§3). A class is stored as the number
//! of its line, which is also its part of the index number.

use std::borrow::Cow;
use std::sync::LazyLock;

use documents::kinds::{Choice, ChoiceLabel};

static SUBJECTS: LazyLock<Vec<Choice>> = LazyLock::new(|| {
    include_str!("subjects.txt")
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .zip(1_u8..)
        .map(|(line, number)| Choice {
            value: Cow::Owned(format!("{number:02}")),
            label: ChoiceLabel::Words(line.to_owned()),
        })
        .collect()
});

/// All subject classes, in the order of the norm.
pub fn subjects() -> &'static [Choice] {
    &SUBJECTS
}

/// The class that people call by this name.
pub fn subject_by_name(name: &str) -> Option<&'static str> {
    subjects()
        .iter()
        .find(|choice| matches!(&choice.label, ChoiceLabel::Words(words) if words == name))
        .map(|choice| choice.value.as_ref())
}
