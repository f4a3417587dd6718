//! Cleaning HTML: never panics, leaves nothing that runs, and cleaning twice changes nothing.
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

libfuzzer_sys::fuzz_target!(|html: &str| {
    let once = text::html::clean(html);
    let lower = once.html.to_lowercase();
    assert!(!lower.contains("<script") && !runs(&lower));
    assert_eq!(text::html::clean(&once.html).html, once.html);
    let plain = text::plain::plain(&once.html);
    text::plain::summary(&plain, 120);
    text::marks::find(&plain);
});
