//! What a guide says, as types: the rules and the pages read it, not the form's words.

/// Formats that the usual office programs can edit (article 24(2)).
const EDITABLE: &[&str] = &["doc", "docx", "xls", "xlsx", "wps", "et", "odt", "ods", "rtf"];
/// Formats in which a sample may be shown.
const SHOWN: &[&str] = &["pdf", "ofd", "png", "jpg", "jpeg", "webp"];

/// Whether these words name a file: there is a file of that name, or there should be.
pub fn is_file_name(words: &str) -> bool {
    let extension = extension(words);
    EDITABLE.contains(&extension.as_str()) || SHOWN.contains(&extension.as_str())
}

/// Whether a file of this name can be filled in with an office program.
pub fn is_editable(name: &str) -> bool {
    EDITABLE.contains(&extension(name).as_str())
}

/// The name of a file without its extension.
pub fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn extension(name: &str) -> String {
    name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default()
}

/// Working days of a time limit as guides write it: `20个工作日`; `None` for other words.
pub fn working_days(limit: &str) -> Option<u32> {
    let words: String = limit.chars().filter(|c| !c.is_whitespace()).collect();
    words.strip_suffix("个工作日")?.parse().ok()
}
