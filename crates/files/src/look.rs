//! What a content is, judged by the content alone.

use std::io::Cursor;

/// What a content turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    Pdf,
    Ofd,
    /// The older formats of Word, Excel and PowerPoint; WPS writes the same.
    OldDocument,
    OldSheet,
    OldSlides,
    Document,
    Sheet,
    Slides,
    Zip,
    Jpeg,
    Png,
    Gif,
    Webp,
    Mp3,
    Mp4,
    Text,
    /// A page, a script, a program, or an archive or document that carries one.
    Active,
    /// Known or not, nothing we take.
    Other,
}

/// Programs and scripts, by the end of a name inside an archive.
const PROGRAMS: [&str; 20] = [
    ".exe", ".dll", ".com", ".scr", ".msi", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".js", ".jse",
    ".wsf", ".hta", ".lnk", ".jar", ".sh", ".php", ".jsp", ".apk",
];

/// How the containers of the older office formats begin.
const COMPOUND: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

fn is_zip(content: &[u8]) -> bool {
    content.starts_with(b"PK\x03\x04") || content.starts_with(b"PK\x05\x06")
}

/// Whether a content with this beginning must be read to its end to know what it is.
pub(crate) fn is_container(head: &[u8]) -> bool {
    is_zip(head) || head.starts_with(&COMPOUND)
}

/// Looks at a whole content.
pub(crate) fn look(content: &[u8]) -> Content {
    if is_zip(content) {
        return inside_zip(content);
    }
    if content.starts_with(&COMPOUND) {
        return inside_compound(content);
    }
    // The beginning is enough for every other format, and some readers of infer scan all of it.
    let head = content.get(..8192).unwrap_or(content);
    let Some(found) = infer::get(head) else {
        return text(content);
    };
    match (found.mime_type(), found.matcher_type()) {
        ("application/pdf", _) => Content::Pdf,
        ("image/jpeg", _) => Content::Jpeg,
        ("image/png", _) => Content::Png,
        ("image/gif", _) => Content::Gif,
        ("image/webp", _) => Content::Webp,
        ("audio/mpeg", _) => Content::Mp3,
        ("video/mp4" | "video/x-m4v", _) => Content::Mp4,
        (_, infer::MatcherType::App | infer::MatcherType::Text) => Content::Active,
        // Two letters make a match in some formats; a text may begin with them.
        _ => match text(content) {
            Content::Text => Content::Text,
            _ => Content::Other,
        },
    }
}

fn inside_zip(content: &[u8]) -> Content {
    let Ok(archive) = zip::ZipArchive::new(Cursor::new(content)) else {
        return Content::Other;
    };
    let names: Vec<String> = archive
        .file_names_raw()
        .map(|name| String::from_utf8_lossy(name).to_ascii_lowercase())
        .collect();
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    let ends = |end: &str| names.iter().any(|name| name.ends_with(end));
    let office = has("[content_types].xml");
    if office && ends("vbaproject.bin") || PROGRAMS.iter().any(|program| ends(program)) {
        Content::Active
    } else if office && names.iter().any(|name| name.starts_with("word/")) {
        Content::Document
    } else if office && names.iter().any(|name| name.starts_with("xl/")) {
        Content::Sheet
    } else if office && names.iter().any(|name| name.starts_with("ppt/")) {
        Content::Slides
    } else if has("ofd.xml") {
        Content::Ofd
    } else if has("meta-inf/manifest.mf") {
        Content::Active
    } else {
        Content::Zip
    }
}

fn inside_compound(content: &[u8]) -> Content {
    let Ok(file) = cfb::CompoundFile::open(Cursor::new(content)) else {
        return Content::Other;
    };
    // Macros are not run by a portal, but a visitor's office program may run them.
    if ["/Macros", "/_VBA_PROJECT_CUR"].iter().any(|storage| file.is_storage(storage)) {
        Content::Active
    } else if file.is_stream("/WordDocument") {
        Content::OldDocument
    } else if file.is_stream("/Workbook") || file.is_stream("/Book") || file.is_stream("/ETExtData")
    {
        Content::OldSheet
    } else if file.is_stream("/PowerPoint Document") {
        Content::OldSlides
    } else {
        Content::Other
    }
}

/// Text has no binary characters; text that a browser or a shell would run is active.
fn text(content: &[u8]) -> Content {
    let binary = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1a);
    if content.iter().any(binary) || content.contains(&0x7f) {
        return Content::Other;
    }
    let head = content.get(..2048).unwrap_or(content);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let start = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let runs = ["#!", "<?", "<%", "<!doctype", "<!--", "{\\rtf"];
    let tags =
        ["<html", "<head", "<body", "<script", "<svg", "<iframe", "<object", "<embed", "<xml"];
    if runs.iter().any(|run| start.starts_with(run)) || tags.iter().any(|tag| head.contains(tag)) {
        Content::Active
    } else {
        Content::Text
    }
}
