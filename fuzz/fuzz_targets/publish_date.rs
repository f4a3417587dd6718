//! Dates of old systems: any text is a date or none.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &str| {
    let _ = text::publish_date::parse(input);
});
