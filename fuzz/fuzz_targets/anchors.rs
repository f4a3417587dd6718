//! Remarks in a text: a place that was found is found again, and marking it changes no word.
#![no_main]

use text::anchors::{Anchor, Mark, letters, letters_of_html, marked};

// The character U+001F parts body, quote and what stands before it.
libfuzzer_sys::fuzz_target!(|input: &str| {
    let mut parts = input.splitn(3, '\u{1f}');
    let mut part = || parts.next().unwrap_or_default();
    let (html, quote, before) = (part(), part(), part());
    let html = text::html::clean(html).html;
    let all = letters_of_html(&html);
    let Some(anchor) = Anchor::quoting(&all, quote, before) else { return };
    let range = anchor.find(&all).expect("what was just quoted is there");
    assert_eq!(all.get(range.clone()), Some(letters(quote).as_slice()));
    assert_eq!(range.start, anchor.start);
    let mark = Mark { range, number: 1 };
    assert_eq!(letters_of_html(&marked(&html, &[mark])), all);
});
