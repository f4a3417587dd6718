//! The cascade of a root element, and contrast.

use super::{Colour, Sheet, declared};

const BASE: &str = "/* c */\n:root { color: red;\n  --accent: #1d4e89; --paper: #fff }\n\
    [data-accent=\"pine\"], [data-accent=\"#9f2a22\"] { --accent: #1b6148 }\n\
    @media print { :root { --accent: #000 } }\n[data-contrast] { --accent: #00115c; }";
const THEME: &str = ":root:not([data-contrast]) { --accent: #0f6a5b; }";

#[test]
fn the_last_declaration_that_holds_for_the_root_counts() {
    let (base, theme) = (Sheet::read("public.css", BASE), Sheet::read("theme.css", THEME));
    let accent = |sheets: &[&Sheet], attributes: &[(&str, &str)]| {
        let found = declared(sheets.iter().copied(), attributes);
        found.get("--accent").map(|one| (one.value.clone(), one.file.clone(), one.line)).unwrap()
    };
    let said = |value: &str, file: &str, line| (value.to_owned(), file.to_owned(), line);
    assert_eq!(accent(&[&base], &[]), said("#1d4e89", "public.css", 3));
    assert_eq!(accent(&[&base], &[("data-accent", "pine")]), said("#1b6148", "public.css", 4));
    let both = [&base, &theme];
    assert_eq!(accent(&both, &[("data-accent", "pine")]), said("#0f6a5b", "theme.css", 1));
    assert_eq!(accent(&both, &[("data-contrast", "")]), said("#00115c", "public.css", 6));
    assert!(base.unreadable.is_empty());
}

#[test]
fn contrast_is_what_the_guideline_says() {
    let black = Colour::parse("black").unwrap();
    assert!((Colour::WHITE.contrast(black) - 21.0).abs() < 0.01);
    let grey = Colour::parse("#777").unwrap();
    assert!((Colour::WHITE.contrast(grey) - 4.48).abs() < 0.01);
    assert_eq!(Colour::parse("#0f6A5b").map(Colour::hex).as_deref(), Some("#0f6a5b"));
    assert!(Colour::parse("rgb(0 0 0)").is_none() && Colour::parse("#00000080").is_none());
}
