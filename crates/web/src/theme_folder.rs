//! A theme's folder, looked over before any page comes from it: only known files of bounded size,
//! nothing that leaves the folder, nothing that asks another host.

use std::path::{Component, Path};

use thiserror::Error;

use crate::disk_watch::files;

/// The most bytes of a template, a sample or a style.
pub const MOST_TEXT: u64 = 256 << 10;
/// The most bytes of a picture, a font or a script.
pub const MOST_ASSET: u64 = 2 << 20;
/// The most files.
pub const MOST_FILES: usize = 200;

/// What an asset may be.
const ASSETS: &[&str] =
    &["css", "js", "svg", "webp", "png", "jpg", "jpeg", "avif", "ico", "woff2", "txt"];

/// What is wrong with a theme's folder, said to its maker.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ThemeFlaw {
    /// No page asks for it.
    #[error(
        "{0}: no page has this template; a theme's own parts go below components/, and only what the default theme has can be replaced"
    )]
    UnknownTemplate(String),
    /// It belongs to no theme.
    #[error("{0}: only theme.toml, templates (.html), assets/ and samples/ belong into a theme")]
    UnknownFile(String),
    /// It is too large.
    #[error("{0}: {1} bytes, and at most {2} are allowed")]
    TooLarge(String, u64, u64),
    /// There are too many.
    #[error("{0} files, and at most {MOST_FILES} are allowed")]
    TooMany(usize),
    /// It is a link to somewhere else.
    #[error("{0}: is a link; put the file itself here")]
    Link(String),
    /// It asks another host.
    #[error("{0}: names {1}; pages ask no other host for anything, so put the file below assets/")]
    OtherHost(String, String),
    /// The content policy would not run it.
    #[error("{0}: {1} within the page; the content policy blocks it, so write it below assets/")]
    Inline(String, &'static str),
    /// It isn't text.
    #[error("{0}: is not UTF-8 text")]
    NotText(String),
    /// It says nothing about the theme.
    #[error("theme.toml: is missing; it holds name, title and version")]
    NoDescription,
    /// It can't be read.
    #[error("theme.toml: {0}")]
    Description(String),
}

/// Whether a path within a theme's folder may be read at all: plain, no link, not too large.
pub(crate) fn readable(folder: &Path, path: &str) -> bool {
    let plain = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    if !plain || path.contains('\\') {
        return false;
    }
    let mut at = folder.to_owned();
    for part in Path::new(path).components() {
        at.push(part);
        match at.symlink_metadata() {
            Ok(found) if found.file_type().is_symlink() => return false,
            Ok(found) if found.is_file() => return found.len() <= most(path),
            Ok(_) => {}
            Err(_) => return false,
        }
    }
    false
}

fn most(path: &str) -> u64 {
    match extension(path) {
        "html" | "json" | "toml" | "css" => MOST_TEXT,
        _ => MOST_ASSET,
    }
}

fn extension(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// Everything that is wrong with a folder. `known` says whether the default theme has a template.
pub fn flaws(folder: &Path, known: impl Fn(&str) -> bool) -> Vec<ThemeFlaw> {
    let mut found = Vec::new();
    let all = files(folder);
    if all.len() > MOST_FILES {
        found.push(ThemeFlaw::TooMany(all.len()));
    }
    links(folder, folder, &mut found);
    for file in all.iter().take(MOST_FILES) {
        let Some(path) = file.strip_prefix(folder).ok().and_then(Path::to_str) else { continue };
        let size = file.metadata().map_or(0, |data| data.len());
        if size > most(path) {
            found.push(ThemeFlaw::TooLarge(path.to_owned(), size, most(path)));
            continue;
        }
        found.extend(place(path, &known));
        if matches!(extension(path), "html" | "css") {
            found.extend(match std::fs::read_to_string(file) {
                Ok(text) => content(path, &text),
                Err(_) => vec![ThemeFlaw::NotText(path.to_owned())],
            });
        }
    }
    found.extend(description(folder));
    found
}

fn place(path: &str, known: &impl Fn(&str) -> bool) -> Option<ThemeFlaw> {
    let name = || path.to_owned();
    let (top, kind) = (path.split('/').next().unwrap_or_default(), extension(path));
    match (top, kind) {
        ("assets", kind) if ASSETS.contains(&kind) => None,
        ("samples", "json" | "md") | ("theme.toml" | "README.md", _) | ("components", "html") => {
            None
        }
        ("assets" | "samples", _) => Some(ThemeFlaw::UnknownFile(name())),
        (_, "html") => (!known(path)).then(|| ThemeFlaw::UnknownTemplate(name())),
        _ => Some(ThemeFlaw::UnknownFile(name())),
    }
}

/// Links anywhere below the folder.
fn links(root: &Path, folder: &Path, found: &mut Vec<ThemeFlaw>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_symlink() => {
                let name = path.strip_prefix(root).unwrap_or(&path).display().to_string();
                found.push(ThemeFlaw::Link(name));
            }
            Ok(kind) if kind.is_dir() => links(root, &path, found),
            _ => {}
        }
    }
}

/// What a template or a style may not hold, each with its line.
fn content(path: &str, text: &str) -> Vec<ThemeFlaw> {
    let css = extension(path) == "css";
    let mut found = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let at = format!("{path}:{number}");
        found.extend(addresses(line, css).map(|address| ThemeFlaw::OtherHost(at.clone(), address)));
        let inline = INLINE.iter().filter(|(sign, _)| !css && line.contains(sign));
        found.extend(inline.map(|(_, what)| ThemeFlaw::Inline(at.clone(), what)));
    }
    found
}

/// What the content policy would not run.
const INLINE: [(&str, &str); 5] = [
    ("<style", "a <style>"),
    (" style=\"", "a style attribute"),
    ("<script>", "a <script>"),
    (" onclick=", "an event handler"),
    (" onload=", "an event handler"),
];

/// Addresses of other hosts that a line asks for something.
fn addresses(line: &str, css: bool) -> impl Iterator<Item = String> {
    let calls: &[&str] = if css {
        &["url(", "@import "]
    } else {
        &["src=", "srcset=", "<link rel=\"stylesheet\" href="]
    };
    let asked = calls.iter().flat_map(move |call| line.split(call).skip(1));
    asked.filter_map(|rest| {
        let rest = rest.strip_prefix("url(").unwrap_or(rest);
        let address: String = rest
            .trim_start_matches(['"', '\'', ' ', '('])
            .chars()
            .take_while(|c| !matches!(c, '"' | '\'' | ')' | ' ' | '>' | ';'))
            .collect();
        let other = ["http:", "https:", "//"].iter().any(|start| address.starts_with(start));
        other.then_some(address)
    })
}

fn description(folder: &Path) -> Option<ThemeFlaw> {
    let Ok(text) = std::fs::read_to_string(folder.join("theme.toml")) else {
        return Some(ThemeFlaw::NoDescription);
    };
    match text.parse::<toml::Table>() {
        Err(error) => Some(ThemeFlaw::Description(error.message().to_owned())),
        Ok(table) => ["name", "title", "version"]
            .iter()
            .find(|key| !table.get(**key).is_some_and(toml::Value::is_str))
            .map(|key| ThemeFlaw::Description(format!("{key} is missing"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = dir.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        dir
    }

    const ABOUT: (&str, &str) = ("theme.toml", "name='river'\ntitle='河'\nversion='1'");

    #[test]
    fn a_plain_theme_has_no_flaws() {
        let dir = folder(&[
            ABOUT,
            ("home.html", "<img src=\"{{ asset('hero.webp') }}\" alt=\"\">"),
            ("components/own.html", "<p>own</p>"),
            ("assets/theme.css", ":root { --accent: #145f6c; background: url(hero.webp) }"),
        ]);
        assert_eq!(flaws(dir.path(), |path| path == "home.html"), []);
    }

    #[test]
    fn each_flaw_is_named() {
        let large = "x".repeat(usize::try_from(MOST_TEXT).unwrap() + 1);
        let dir = folder(&[
            ("pages/new.html", "<p onclick=\"x()\">x</p>"),
            ("run.sh", ""),
            ("assets/theme.css", "@import url(https://cdn.example/x.css);"),
            ("home.html", &large),
        ]);
        std::os::unix::fs::symlink("/etc/hostname", dir.path().join("error.html")).unwrap();
        let found = flaws(dir.path(), |path| path == "home.html" || path == "error.html");
        let said = found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
        for part in [
            "pages/new.html: no page",
            "pages/new.html:1: an event handler",
            "run.sh: only",
            "assets/theme.css:1: names https://cdn.example/x.css",
            "home.html: 262145",
            "error.html: is a link",
            "theme.toml: is missing",
        ] {
            assert!(said.contains(part), "{part}\n{said}");
        }
        assert!(!readable(dir.path(), "error.html") && !readable(dir.path(), "../x"));
        assert!(!readable(dir.path(), "home.html") && readable(dir.path(), "run.sh"));
    }
}
