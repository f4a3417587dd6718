//! Titles, addresses and summaries: tidying twice changes nothing, and bounds hold.
#![no_main]

use text::slug::{is_slug, pinyin_initials, slug};
use text::wording::{normalise_space, tidy_title};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let tidy = tidy_title(text);
    assert_eq!(tidy_title(&tidy), tidy);
    let spaced = normalise_space(text);
    assert_eq!(normalise_space(&spaced), spaced);
    for made in [slug(text), pinyin_initials(text)] {
        assert!(made.is_empty() || is_slug(&made), "{made:?}");
    }
    for most in [1, 5, 120] {
        assert!(text::plain::summary(text, most).chars().count() <= most);
    }
    text::traditional(text);
    let folded = search::fold(text);
    assert_eq!(folded.chars().count(), text.chars().count());
    let plain = text::html::from_plain(text);
    assert_eq!(text::html::clean(&plain).html, plain);
});
