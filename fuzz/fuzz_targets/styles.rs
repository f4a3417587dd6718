//! Styles of themes: any text is a style with rules or without, and a colour comes back as it was.
#![no_main]

use styles::{Colour, Sheet, declared};

libfuzzer_sys::fuzz_target!(|css: &str| {
    let sheet = Sheet::read("a.css", css);
    for one in declared([&sheet], &[("data-theme", "dark")]).values() {
        assert!(one.name.starts_with("--"));
        if let Some(colour) = Colour::parse(&one.value) {
            assert_eq!(Colour::parse(&colour.hex()), Some(colour));
            let contrast = colour.contrast(Colour::WHITE);
            assert!((1.0..=21.0001).contains(&contrast), "{contrast}");
        }
    }
    if let Some(colour) = Colour::parse(css) {
        assert_eq!(Colour::parse(&colour.hex()), Some(colour));
    }
});
