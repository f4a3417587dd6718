//! The words of a file, whatever its format: for checks and for search.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::marked::{Met, walk};
use crate::package::Package;
use crate::unreadable::Unreadable;
use crate::{bounds, pdf, sheet};

/// The words of a file by its extension; nothing for formats that hold no words or aren't known.
///
/// A DOCX gives its body, headers, footers, notes and comments; an XLSX every cell of every sheet,
/// hidden ones too, with tabs between the cells; a PPTX slides and notes. Never panics.
pub fn plain_text(bytes: &[u8], extension: &str) -> Result<Option<String>, Unreadable> {
    if bytes.len() > bounds::FILE {
        return Err(Unreadable::TooLarge);
    }
    guarded(|| match extension.to_ascii_lowercase().as_str() {
        "docx" => marked_parts(bytes, is_document_part, &["t"], &["p"]).map(Some),
        "pptx" => marked_parts(bytes, is_slide, &["t"], &["p"]).map(Some),
        "ofd" => marked_parts(bytes, is_page, &["TextCode"], &["TextCode"]).map(Some),
        "xlsx" => sheet::text(bytes).map(Some),
        "pdf" => pdf::text(bytes).map(Some),
        "txt" | "csv" => Ok(std::str::from_utf8(bytes).ok().map(ToOwned::to_owned)),
        _ => Ok(None),
    })
}

/// A library that panics on a strange file has found it broken.
pub(crate) fn guarded<T>(read: impl FnOnce() -> Result<T, Unreadable>) -> Result<T, Unreadable> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(Unreadable::Broken))
}

fn is_document_part(path: &str) -> bool {
    let Some(name) = path.strip_prefix("word/").and_then(|name| name.strip_suffix(".xml")) else {
        return false;
    };
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit());
    ["document", "header", "footer", "footnotes", "endnotes", "comments"].contains(&name)
}

fn is_slide(path: &str) -> bool {
    path.strip_suffix(".xml").is_some_and(|path| {
        path.starts_with("ppt/slides/slide") || path.starts_with("ppt/notesSlides/notesSlide")
    })
}

fn is_page(path: &str) -> bool {
    path.ends_with("Content.xml")
}

/// The words of the chosen parts: what stands in `words`, with a new line after each of `lines`.
fn marked_parts(
    bytes: &[u8],
    chosen: fn(&str) -> bool,
    words: &[&str],
    lines: &[&str],
) -> Result<String, Unreadable> {
    let package = Package::open(bytes)?;
    let paths: Vec<&str> = package.paths().into_iter().filter(|path| chosen(path)).collect();
    if paths.is_empty() {
        return Err(Unreadable::Broken);
    }
    let mut text = String::new();
    for path in paths {
        let xml = package.xml(path).ok_or(Unreadable::Broken)?;
        let mut inside = 0_usize;
        walk(&xml, |met| {
            match met {
                Met::Start(start) if words.contains(&start.local_name().as_ref()) => inside += 1,
                Met::Start(start) if start.local_name().as_ref() == "tab" => text.push('\t'),
                Met::Start(start) if start.local_name().as_ref() == "br" => text.push('\n'),
                Met::End(name) => {
                    if words.contains(&name) {
                        inside = inside.saturating_sub(1);
                    }
                    if lines.contains(&name) {
                        text.push('\n');
                    }
                }
                Met::Text(words) if inside > 0 => text.push_str(words),
                Met::Start(_) | Met::Text(_) => {}
            }
            if text.len() > bounds::TEXT { Err(Unreadable::TooLarge) } else { Ok(()) }
        })?;
    }
    Ok(text)
}
