//! The house checks its own account of OWASP's standard (`docs/asvs.md`): every requirement once, every
//! count right, every file and test that it names really there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use regex::Regex;

/// Requirements of levels 1 and 2 of version 5.0.0, by chapter.
const CHAPTERS: [usize; 17] = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7];
/// Of these, of level 1.
const FIRST_LEVEL: usize = 70;
const STATES: [&str; 4] = ["met", "partly", "not met", "n/a"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// A line of the table.
struct Row {
    number: String,
    level: u8,
    what: String,
    state: String,
    evidence: String,
}

fn account() -> String {
    std::fs::read_to_string(root().join("docs/asvs.md")).unwrap()
}

fn rows(text: &str) -> Vec<Row> {
    let first = Regex::new(r"^(V\d+\.\d+\.\d+) \(L([12])\)$").unwrap();
    let lines = text.lines().filter(|line| line.starts_with("| V"));
    lines
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
            let [number, what, state, evidence] = cells[..] else { panic!("four cells: {line}") };
            let found = first.captures(number).unwrap_or_else(|| panic!("no number: {line}"));
            Row {
                number: found[1].to_owned(),
                level: found[2].parse().unwrap(),
                what: what.to_owned(),
                state: state.to_owned(),
                evidence: evidence.to_owned(),
            }
        })
        .collect()
}

fn chapter_of(number: &str) -> usize {
    number[1..].split('.').next().unwrap().parse().unwrap()
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The names of all functions of the tree.
fn functions() -> BTreeSet<String> {
    let named = Regex::new(r"\bfn ([a-z0-9_]+)").unwrap();
    let mut files = Vec::new();
    for folder in ["crates", "chapters", "acceptance", "fuzz/fuzz_targets"] {
        sources(&root().join(folder), &mut files);
    }
    let mut found = BTreeSet::new();
    for file in files {
        let text = std::fs::read_to_string(file).unwrap();
        found.extend(named.captures_iter(&text).map(|hit| hit[1].to_owned()));
    }
    found
}

#[test]
fn every_requirement_has_one_row_in_its_order() {
    let rows = rows(&account());
    let mut seen = BTreeSet::new();
    for row in &rows {
        assert!(seen.insert(row.number.clone()), "{} stands there twice", row.number);
        let known = STATES.contains(&&*row.state);
        assert!(known, "{}: {:?} is no state", row.number, row.state);
        assert!(!row.what.is_empty() && !row.evidence.is_empty(), "{} says nothing", row.number);
    }
    let order = |row: &Row| -> Vec<u32> {
        row.number[1..].split('.').map(|part| part.parse().unwrap()).collect()
    };
    assert!(rows.windows(2).all(|two| order(&two[0]) < order(&two[1])), "out of order");
    let mut counted = [0; 17];
    for row in &rows {
        counted[chapter_of(&row.number) - 1] += 1;
    }
    assert_eq!(counted, CHAPTERS);
    assert_eq!(rows.len(), 253);
    assert_eq!(rows.iter().filter(|row| row.level == 1).count(), FIRST_LEVEL);
}

#[test]
fn every_file_and_test_that_is_named_is_there() {
    let quoted = Regex::new(r"`([^`]+)`").unwrap();
    let (functions, mut missing) = (functions(), Vec::new());
    let function = Regex::new(r"^[a-z0-9]+(_[a-z0-9]+){2,}$").unwrap();
    let file = Regex::new(r"\.(rs|md|toml|html|js|mjs|ftl|txt|lock|json)$").unwrap();
    for row in rows(&account()) {
        let mut named = 0;
        for hit in quoted.captures_iter(&row.evidence) {
            let name = &hit[1];
            let good = if file.is_match(name) {
                root().join(name).is_file()
            } else if function.is_match(name) {
                functions.contains(name)
            } else {
                continue;
            };
            named += 1;
            if !good {
                missing.push(format!("{}: {name}", row.number));
            }
        }
        let proof = matches!(&*row.state, "met" | "partly");
        assert!(!proof || named > 0, "{} is {} and names nothing", row.number, row.state);
    }
    assert!(missing.is_empty(), "named but not there: {missing:#?}");
}

#[test]
fn the_summary_says_what_the_table_says() {
    let text = account();
    let rows = rows(&text);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &rows {
        *counts.entry(&row.state).or_default() += 1;
    }
    for state in STATES {
        let line = format!("| {state} | {} |", counts.get(state).copied().unwrap_or_default());
        assert!(text.contains(&line), "the summary has no line {line}");
    }
    let open = text.split("## Partly met and not met").nth(1).unwrap();
    let open = open.split("\n## ").next().unwrap();
    let item = Regex::new(r"(?m)^- \*\*(V\d+\.\d+\.\d+)\*\*").unwrap();
    let listed: BTreeSet<&str> =
        item.captures_iter(open).filter_map(|hit| Some(hit.get(1)?.as_str())).collect();
    let owed: BTreeSet<&str> = rows
        .iter()
        .filter(|row| matches!(&*row.state, "partly" | "not met"))
        .map(|row| &*row.number)
        .collect();
    assert_eq!(listed, owed, "the list of what is open is another");
}

/// V1.2.5: whoever starts no other program can't be made to start one.
#[test]
fn nothing_of_the_product_starts_another_program() {
    let mut files = Vec::new();
    for folder in ["crates", "chapters"] {
        sources(&root().join(folder), &mut files);
    }
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(!text.contains("process::Command"), "{} starts a program", file.display());
    }
}

/// V16.4.1: what others say is quoted in the log, so that it can't begin a line of its own.
#[test]
fn no_line_of_the_log_takes_words_as_they_are() {
    let raw = Regex::new(r"(?s)tracing::(error|warn|info|debug|trace)!\([^;]*?[=(,]\s*%").unwrap();
    let mut files = Vec::new();
    for folder in ["crates", "chapters"] {
        sources(&root().join(folder), &mut files);
    }
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let found = raw.find(&text).map(|hit| hit.as_str());
        assert!(found.is_none(), "{}: {found:?}", file.display());
    }
}
