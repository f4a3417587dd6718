//! Cleaning HTML: never panics, leaves nothing that runs, and cleaning twice changes nothing.
#![no_main]

libfuzzer_sys::fuzz_target!(|html: &str| {
    let once = text::html::clean(html);
    let lower = once.html.to_lowercase();
    assert!(!lower.contains("<script") && !lower.contains("javascript:"));
    assert_eq!(text::html::clean(&once.html).html, once.html);
    let plain = text::plain::plain(&once.html);
    text::plain::summary(&plain, 120);
    text::marks::find(&plain);
});
