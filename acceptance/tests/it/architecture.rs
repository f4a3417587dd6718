//! The house checks itself (architecture.md §3.12): floors, SQL, sizes, names, documents.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use cargo_metadata::{DependencyKind, MetadataCommand};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Floors by crate; what is not named here does not belong to the product.
fn floor(name: &str) -> Option<u8> {
    Some(match name {
        "platform" | "text" | "search" | "office" | "pictures" | "cards" | "styles" => 0,
        "files" | "web" | "kinds" => 1,
        "structure" => 2,
        "challenges" | "checks" | "media" | "notices" => 3,
        "documents" | "cases" => 4,
        "duties" | "site" | "disclosure" | "interpretation" | "services" | "interaction"
        | "protection" | "supervision" => 5,
        "weiyang" => 6,
        _ => return None,
    })
}

/// Our crates and which of ours each needs.
fn crates() -> BTreeMap<String, (PathBuf, Vec<String>)> {
    let metadata = MetadataCommand::new().current_dir(root()).no_deps().exec().unwrap();
    metadata
        .packages
        .iter()
        .filter(|package| floor(&package.name).is_some())
        .map(|package| {
            let folder = package.manifest_path.parent().unwrap().as_std_path().to_owned();
            let needs = package
                .dependencies
                .iter()
                .filter(|need| need.kind == DependencyKind::Normal && floor(&need.name).is_some())
                .map(|need| need.name.clone())
                .collect();
            (package.name.to_string(), (folder, needs))
        })
        .collect()
}

fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, ending, found);
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
}

/// Product sources: no tests.
fn sources() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for (folder, _) in crates().values() {
        files(&folder.join("src"), ".rs", &mut found);
    }
    found.sort();
    found
        .into_iter()
        .filter(|path| !is_test(path))
        .map(|path| (path.clone(), std::fs::read_to_string(&path).unwrap()))
        .collect()
}

/// Every template of console and themes, with its text.
pub fn templates() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for folder in ["console/templates", "themes"] {
        files(&root().join(folder), ".html", &mut found);
    }
    let read = |path: PathBuf| (short(&path), std::fs::read_to_string(&path).unwrap());
    found.into_iter().map(read).collect()
}

fn is_test(path: &Path) -> bool {
    path.components().any(|part| {
        matches!(
            part.as_os_str().to_str(),
            Some("tests.rs" | "tests" | "testing.rs" | "samples.rs")
        )
    })
}

fn short(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_string_lossy().into_owned()
}

/// The code of a file without its inline tests.
fn product_lines(text: &str) -> Vec<&str> {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap().lines().collect()
}

#[test]
fn dependencies_go_down_only() {
    for (name, (_, needs)) in crates() {
        for need in needs {
            assert!(floor(&need) < floor(&name), "{name} depends on {need}, which is not below it");
        }
    }
}

#[test]
fn no_crate_is_too_big() {
    let mut sizes = BTreeMap::<String, usize>::new();
    for (path, text) in sources() {
        let home: PathBuf = path.strip_prefix(root()).unwrap().iter().take(2).collect();
        *sizes.entry(home.to_string_lossy().into_owned()).or_default() +=
            product_lines(&text).len();
    }
    for (home, lines) in sizes {
        assert!(lines <= 15_000, "{home} has {lines} lines without its tests");
    }
}

#[test]
fn foreign_keys_go_down_only() {
    let table = regex::Regex::new(r"CREATE TABLE (\w+)").unwrap();
    let reference = regex::Regex::new(r"REFERENCES (\w+)").unwrap();
    let mut homes = BTreeMap::new();
    let mut keys = Vec::new();
    for (name, (folder, _)) in crates() {
        let mut found = Vec::new();
        files(&folder.join("migrations"), ".sql", &mut found);
        for path in found {
            let sql = std::fs::read_to_string(&path).unwrap();
            for hit in table.captures_iter(&sql) {
                homes.insert(hit[1].to_owned(), name.clone());
            }
            keys.extend(reference.captures_iter(&sql).map(|hit| (name.clone(), hit[1].to_owned())));
        }
    }
    for (name, target) in keys {
        let home = homes
            .get(&target)
            .unwrap_or_else(|| panic!("{name} points to {target}: no such table"));
        assert!(
            *home == name || floor(home) < floor(&name),
            "{name} points up to {target} of {home}"
        );
    }
}

#[test]
fn sql_stands_only_in_stores() {
    let sql = regex::Regex::new(r#""(SELECT |INSERT INTO |UPDATE \w+ SET|DELETE FROM )"#).unwrap();
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let name = short(&path);
        let store = name.ends_with("store.rs")
            || name.contains("/store/")
            || name.starts_with("crates/platform/");
        if !store && product_lines(&text).iter().any(|line| sql.is_match(line)) {
            wrong.push(name);
        }
    }
    assert!(wrong.is_empty(), "SQL outside of a store: {wrong:#?}");
}

#[test]
fn every_migration_is_listed() {
    let mut migrations = Vec::new();
    for (folder, _) in crates().values() {
        files(&folder.join("migrations"), ".sql", &mut migrations);
    }
    assert!(migrations.len() > 40, "only {} migrations were found", migrations.len());
    let sources = sources();
    for path in migrations {
        let name = format!("\"{}\"", path.file_stem().unwrap().to_str().unwrap());
        let home = path.parent().unwrap().parent().unwrap().join("src");
        let listed =
            |(source, text): &(PathBuf, String)| source.starts_with(&home) && text.contains(&name);
        assert!(sources.iter().any(listed), "{} is never run", short(&path));
    }
}

#[test]
fn databases_are_named_only_in_the_platform() {
    let names = regex::Regex::new(r"sqlx::|Sqlite|PgPool|Postgres\b").unwrap();
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let name = short(&path);
        if name.starts_with("crates/platform/src/db")
            || name.starts_with("crates/platform/src/journal/verify")
        {
            continue;
        }
        for line in product_lines(&text) {
            let code = line.split("//").next().unwrap();
            if names.is_match(code) && !code.contains("Dialect::") {
                wrong.push(format!("{name}: {line}"));
            }
        }
    }
    assert!(wrong.is_empty(), "a database is named: {wrong:#?}");
}

#[test]
fn files_are_short_and_say_what_they_are() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let lines = product_lines(&text).len();
        if lines > 400 {
            wrong.push(format!("{} has {lines} lines", short(&path)));
        }
        if !text.starts_with("//!") {
            wrong.push(format!("{} does not begin with //!", short(&path)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_noun_names_its_article_or_norm() {
    let norm = regex::Regex::new(r"(?i)articles? \d|GB/T|国办|条例|norm").unwrap();
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let name = short(&path);
        let noun = name.ends_with("/mod.rs")
            && (name.starts_with("chapters/")
                || name.starts_with("crates/structure/")
                || name.starts_with("crates/documents/"));
        if noun {
            let head: Vec<&str> = text.lines().take_while(|line| line.starts_with("//!")).collect();
            if !norm.is_match(&head.join(" ")) {
                wrong.push(name);
            }
        }
    }
    assert!(wrong.is_empty(), "these nouns name no article: {wrong:#?}");
}

#[test]
fn no_module_is_a_drawer() {
    let drawers = ["utils", "util", "common", "helpers", "helper", "manager", "service", "misc"];
    for (path, _) in sources() {
        let stem = path.file_stem().unwrap().to_str().unwrap();
        let folder = path.parent().unwrap().file_name().unwrap().to_str().unwrap();
        assert!(
            !drawers.contains(&stem) && !drawers.contains(&folder),
            "{} is a drawer",
            short(&path)
        );
    }
}

#[test]
fn documents_name_only_what_exists() {
    let named = regex::Regex::new(
        r"`((?:crates|chapters|themes|console|locales|demo|acceptance|docs|scripts)/[\w./-]+)`",
    )
    .unwrap();
    let mut pages = vec![
        root().join("README.md"),
        root().join("README.zh-CN.md"),
        root().join("ARCHITECTURE.md"),
        root().join("CONTRIBUTING.md"),
    ];
    files(&root().join("docs"), ".md", &mut pages);
    let mut missing = BTreeSet::new();
    for page in pages {
        let text = std::fs::read_to_string(&page)
            .unwrap_or_else(|_| panic!("{} is missing", page.display()));
        for hit in named.captures_iter(&text) {
            if !root().join(hit[1].trim_end_matches('/')).exists() {
                missing.insert(format!("{}: {}", short(&page), &hit[1]));
            }
        }
    }
    assert!(missing.is_empty(), "named but not there: {missing:#?}");
}

#[test]
fn every_public_template_has_a_sample() {
    let mut templates = Vec::new();
    files(&root().join("themes/default"), ".html", &mut templates);
    let mut samples = Vec::new();
    files(&root().join("themes/default/samples"), ".json", &mut samples);
    let shown: BTreeSet<String> = samples
        .iter()
        .map(|path| {
            let text = std::fs::read_to_string(path).unwrap();
            let value: serde_json::Value = serde_json::from_str(&text).unwrap();
            value["template"].as_str().unwrap().to_owned()
        })
        .collect();
    for path in templates {
        let name = path
            .strip_prefix(root().join("themes/default"))
            .unwrap()
            .to_string_lossy()
            .into_owned();
        let part = name.starts_with("components/")
            || name == "layout.html"
            || name == "columns/frame.html";
        assert!(part || shown.contains(&name), "{name} has no sample");
    }
}

/// `weiyang selfcheck` renders every template with its samples: a value that one of them lacks is a
/// broken page.
#[test]
fn every_template_renders_its_samples() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = std::process::Command::new(acceptance::binary());
    let output = command.args(["selfcheck", "--data"]).arg(folder.path()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
    assert_eq!(said.matches("0 faults").count(), 2, "{said}");
}
