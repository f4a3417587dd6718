//! What may be uploaded: the content must be of a known kind, and be what its name says.

use crate::file_name::extension;
use crate::look::{Content, look};

/// An upload that may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accepted {
    /// The media type to serve it with.
    pub media_type: &'static str,
    /// The extension in its usual spelling.
    pub extension: &'static str,
}

impl Accepted {
    /// Whether it can stand in a page as an image.
    pub fn is_image(self) -> bool {
        self.media_type.starts_with("image/")
    }
}

/// Why an upload is not kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UploadRefusal {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It is larger than the limit.
    #[error("the file is larger than {limit} bytes")]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// Its extension is not on the list, or it has none.
    #[error("files of type {extension:?} are not taken")]
    UnknownType {
        /// The extension as it was given, empty when there was none.
        extension: String,
    },
    /// The content is not what the extension says.
    #[error("the content is not what the extension {extension:?} says")]
    ExtensionMismatch {
        /// The extension as it was given.
        extension: String,
        /// The extension the content should have, when it is one that we take.
        content: Option<&'static str>,
    },
    /// A page, a script, a program, or something that carries one.
    #[error("files that can be run are not taken")]
    Forbidden {
        /// The extension as it was given, empty when there was none.
        extension: String,
    },
}

/// An entry of the allow-list.
struct Kind {
    extension: &'static str,
    media_type: &'static str,
    contents: &'static [Content],
}

const fn kind(
    extension: &'static str,
    media_type: &'static str,
    contents: &'static [Content],
) -> Kind {
    Kind { extension, media_type, contents }
}

/// The allow-list. The first entry for a content is the extension that is suggested for it.
const KINDS: [Kind; 21] = [
    kind("pdf", "application/pdf", &[Content::Pdf]),
    kind("ofd", "application/ofd", &[Content::Ofd]),
    kind("doc", "application/msword", &[Content::OldDocument]),
    kind(
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        &[Content::Document],
    ),
    kind("xls", "application/vnd.ms-excel", &[Content::OldSheet]),
    kind(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        &[Content::Sheet],
    ),
    kind("ppt", "application/vnd.ms-powerpoint", &[Content::OldSlides]),
    kind(
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        &[Content::Slides],
    ),
    kind("wps", "application/wps-office.wps", &[Content::OldDocument, Content::Document]),
    kind("et", "application/wps-office.et", &[Content::OldSheet, Content::Sheet]),
    kind("dps", "application/wps-office.dps", &[Content::OldSlides, Content::Slides]),
    kind("txt", "text/plain", &[Content::Text]),
    kind("csv", "text/csv", &[Content::Text]),
    kind("zip", "application/zip", &[Content::Zip]),
    kind("jpg", "image/jpeg", &[Content::Jpeg]),
    kind("jpeg", "image/jpeg", &[Content::Jpeg]),
    kind("png", "image/png", &[Content::Png]),
    kind("gif", "image/gif", &[Content::Gif]),
    kind("webp", "image/webp", &[Content::Webp]),
    kind("mp3", "audio/mpeg", &[Content::Mp3]),
    kind("mp4", "video/mp4", &[Content::Mp4]),
];

/// Extensions that are never taken, whatever the content.
const FORBIDDEN: [&str; 40] = [
    "htm", "html", "xhtml", "shtml", "mht", "mhtml", "svg", "svgz", "xml", "xsl", "js", "mjs",
    "css", "swf", "php", "phtml", "jsp", "jspx", "asp", "aspx", "cgi", "pl", "py", "sh", "bat",
    "cmd", "ps1", "vbs", "wsf", "hta", "exe", "dll", "com", "scr", "msi", "jar", "apk", "lnk",
    "docm", "xlsm",
];

/// Judges an upload by its whole content and its file name.
pub fn examine(file_name: &str, content: &[u8], limit: u64) -> Result<Accepted, UploadRefusal> {
    if content.is_empty() {
        return Err(UploadRefusal::Empty);
    }
    if content.len() as u64 > limit {
        return Err(UploadRefusal::TooLarge { limit });
    }
    let extension = extension(file_name).unwrap_or_default();
    let content = look(content);
    if content == Content::Active || FORBIDDEN.contains(&extension.as_str()) {
        return Err(UploadRefusal::Forbidden { extension });
    }
    let Some(kind) = KINDS.iter().find(|kind| kind.extension == extension) else {
        return Err(UploadRefusal::UnknownType { extension });
    };
    if !kind.contents.contains(&content) {
        let right = KINDS.iter().find(|kind| kind.contents.contains(&content));
        return Err(UploadRefusal::ExtensionMismatch {
            extension,
            content: right.map(|kind| kind.extension),
        });
    }
    let extension = if kind.extension == "jpeg" { "jpg" } else { kind.extension };
    Ok(Accepted { media_type: kind.media_type, extension })
}

#[cfg(test)]
mod tests;
