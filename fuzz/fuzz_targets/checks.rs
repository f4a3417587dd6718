//! Checks before publication: any title and body is checked, and what is found lies in the text.
#![no_main]

use std::sync::LazyLock;

use checks::{Checker, Paper};

static CHECKER: LazyLock<Checker> =
    LazyLock::new(|| Checker::of(&checks::word_lists::first_lists()).expect("a checker"));

// The character U+001F parts the two.
libfuzzer_sys::fuzz_target!(|input: &str| {
    let (title, body) = input.split_once('\u{1f}').unwrap_or(("", input));
    let paper = Paper::of(title, &text::html::clean(body).html);
    for hit in CHECKER.check(&paper) {
        serde_json::to_string(&hit).expect("a hit can be written");
    }
});
