//! The operator's own files: settings, norms, holidays and numbers are read or refused.
#![no_main]

use documents::index_numbers::IndexPattern;

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(settings) = toml::from_str::<structure::Settings>(text) {
        drop(settings);
    }
    if let Ok(norms) = supervision::norm_check::Norms::parse(text) {
        assert!(norms.doors().count() < 1_000_000);
    }
    let _ = cases::clocks::read_years(text);
    if let Ok(pattern) = IndexPattern::parse(text) {
        let number = pattern.number("mzj", "17", 2026, 42);
        assert!(number.contains("mzj") && number.contains("2026") && number.contains("42"));
    }
});
