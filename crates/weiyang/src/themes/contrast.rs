//! Whether words and marks can be told from what is behind them (WCAG 2.2 AA, §1.4.3 and §1.4.11), with every
//! accent and in every view that a visitor may choose.

use std::collections::BTreeMap;

use styles::{Colour, Declaration, Sheet, declared};
use web::Assets;
use web::assets::DEFAULT;

/// Words need this much.
const WORDS: f64 = 4.5;
/// Lines of fields and marks need this much.
const MARKS: f64 = 3.0;

/// In front, behind, how much: properties, or white.
const PAIRS: [(&str, &str, f64); 17] = [
    ("--ink", "--paper", WORDS),
    ("--ink", "--wash", WORDS),
    ("--ink", "--mark", WORDS),
    ("--ink", "--accent-tint", WORDS),
    ("--ink-soft", "--paper", WORDS),
    ("--ink-soft", "--wash", WORDS),
    ("--accent", "--paper", WORDS),
    ("--accent", "--wash", WORDS),
    ("--accent", "--accent-tint", WORDS),
    ("--accent-deep", "--paper", WORDS),
    ("--accent-deep", "--accent-tint", WORDS),
    ("white", "--accent", WORDS),
    ("white", "--accent-deep", WORDS),
    ("--good", "--good-wash", WORDS),
    ("--bad", "--bad-wash", WORDS),
    ("--warn", "--warn-wash", WORDS),
    ("--line-strong", "--paper", MARKS),
];

/// The accents of the default theme, and the views.
const ROOTS: [(&str, &[(&str, &str)]); 9] = [
    ("plain", &[]),
    ("vermilion", &[("data-accent", "vermilion")]),
    ("pine", &[("data-accent", "pine")]),
    ("teal", &[("data-accent", "teal")]),
    ("ochre", &[("data-accent", "ochre")]),
    ("plum", &[("data-accent", "plum")]),
    ("ink", &[("data-accent", "ink")]),
    ("elder", &[("data-elder", "")]),
    ("contrast", &[("data-contrast", "")]),
];

/// Pairs of a theme that are too much alike, and colours that can't be measured.
pub fn flaws(assets: &Assets, theme: &str) -> Vec<String> {
    let read = |space: &str, file: &str| {
        let text = assets.text(space, file)?;
        Some(Sheet::read(&format!("assets/{file}"), &text))
    };
    let base = read(theme, "public.css").or_else(|| read(DEFAULT, "public.css"));
    let sheets: Vec<Sheet> = base.into_iter().chain(read(theme, "theme.css")).collect();
    // The same said of several views is said once.
    let mut said: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (root, attributes) in ROOTS {
        let tokens = declared(&sheets, attributes);
        for (front, behind, least) in PAIRS {
            let pair = [(front, tokens.get(front).copied()), (behind, tokens.get(behind).copied())];
            for flaw in pair_flaws(pair, least) {
                said.entry(flaw).or_default().push(root);
            }
        }
    }
    let mut found: Vec<String> = said
        .into_iter()
        .map(|(flaw, views)| match views.first() {
            Some(&"plain") => flaw,
            _ => format!("{flaw} ({})", views.join(", ")),
        })
        .collect();
    for (line, text) in sheets.iter().flat_map(|sheet| &sheet.unreadable) {
        found.push(format!("assets/theme.css:{line}: can't be read: {text}"));
    }
    found
}

type Named<'a> = (&'a str, Option<&'a Declaration>);

fn pair_flaws(pair: [Named<'_>; 2], least: f64) -> Vec<String> {
    let [front, behind] = pair;
    let (Some(one), Some(two)) = (measured(front), measured(behind)) else {
        let unmeasured = pair.into_iter().filter(|named| measured(*named).is_none());
        return unmeasured.filter_map(|(_, declared)| declared).map(no_colour).collect();
    };
    let ratio = one.contrast(two);
    if ratio >= least {
        return Vec::new();
    }
    vec![format!(
        "{}: {} {} on {} {}: {ratio:.2} to 1, at least {least} is needed",
        place([front.1, behind.1]),
        front.0,
        one.hex(),
        behind.0,
        two.hex()
    )]
}

fn no_colour(one: &Declaration) -> String {
    let (file, line, name, value) = (&one.file, one.line, &one.name, &one.value);
    format!("{file}:{line}: {name} is {value}; write #rrggbb, so that it can be measured")
}

fn measured((name, declared): Named<'_>) -> Option<Colour> {
    if name == "white" { Some(Colour::WHITE) } else { Colour::parse(&declared?.value) }
}

/// Where it is put right: in the theme's own style if one of both stands there.
fn place(both: [Option<&Declaration>; 2]) -> String {
    let own = both.iter().flatten().find(|one| one.file.ends_with("theme.css"));
    let one = own.or_else(|| both.iter().flatten().next());
    one.map_or_else(String::new, |one| format!("{}:{}", one.file, one.line))
}
