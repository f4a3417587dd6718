//! Two bodies compared: nothing that runs comes out, a body is the same as itself, and the words that
//! stay and came are those of the new body.
#![no_main]

/// Whether an attribute of the HTML would run something when it is followed.
fn runs(html: &str) -> bool {
    let values = html.split("=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let plain = |value: &str| -> String {
        let plain = value.chars().filter(|c| !c.is_whitespace() && !c.is_control());
        plain.collect::<String>().to_lowercase()
    };
    values
        .map(plain)
        .any(|value| value.starts_with("javascript:") || value.starts_with("data:text"))
}

use text::anchors::letters_of_html;
use text::diff::{Block, diff};

/// The HTML without what went.
fn without_gone(html: &str) -> String {
    let mut kept = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<del>") {
        kept.push_str(before);
        rest = after.split_once("</del>").map_or("", |(_, after)| after);
    }
    kept + rest
}

// The character U+001F parts the two.
libfuzzer_sys::fuzz_target!(|both: &str| {
    let (old, new) = both.split_once('\u{1f}').unwrap_or((both, both));
    let blocks = diff(old, new);
    let whole: String = blocks
        .iter()
        .filter(|block| !matches!(block, Block::Removed { .. }))
        .map(Block::html)
        .collect();
    let lower = whole.to_lowercase();
    assert!(!lower.contains("<script") && !runs(&lower));
    let clean = text::html::clean(new).html;
    // The comparison itself writes <del>; a body may hold some of its own, then this says nothing.
    if !clean.contains("<del") {
        assert_eq!(letters_of_html(&without_gone(&whole)), letters_of_html(&clean));
    }
    assert!(diff(new, new).iter().all(|block| matches!(block, Block::Same { .. })));
});
