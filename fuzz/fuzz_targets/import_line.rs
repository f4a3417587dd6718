//! Import lines: any text is read or refused, never a panic.
#![no_main]

libfuzzer_sys::fuzz_target!(|line: &str| {
    let now = platform::Time(1_795_400_000_000_000);
    if let Ok(incoming) = documents::imports::read_line(line, now) {
        assert!(!incoming.content.title.is_empty());
        assert!(incoming.published_at.is_none_or(|at| at <= now));
    }
});
