//! The zip package of DOCX, XLSX, PPTX and OFD, measured before anything in it is used.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::bounds;
use crate::unreadable::Unreadable;

/// The beginning of an old compound file; with an extension of the new formats: an encrypted one.
const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// The unpacked parts by their path.
pub(crate) struct Package {
    parts: BTreeMap<String, Vec<u8>>,
}

impl Package {
    /// Unpacks everything, within the bounds. What a part says about its size is not believed.
    pub(crate) fn open(bytes: &[u8]) -> Result<Self, Unreadable> {
        if bytes.starts_with(&COMPOUND) {
            return Err(Unreadable::Encrypted);
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| refusal(&error))?;
        if zip.len() > bounds::ENTRIES {
            return Err(Unreadable::TooLarge);
        }
        let mut parts = BTreeMap::new();
        let mut left = bounds::UNPACKED;
        for index in 0..zip.len() {
            let entry = zip.by_index(index).map_err(|error| refusal(&error))?;
            let name =
                entry.name().map_err(|error| refusal(&error))?.trim_start_matches('/').to_owned();
            let mut content = Vec::new();
            let most = left.min(bounds::ENTRY);
            let read = entry.take(most + 1).read_to_end(&mut content);
            read.map_err(Unreadable::broken)?;
            let size = content.len() as u64;
            if size > most {
                return Err(Unreadable::TooLarge);
            }
            left -= size;
            parts.insert(name, content);
        }
        Ok(Self { parts })
    }

    /// The bytes of a part.
    pub(crate) fn part(&self, path: &str) -> Option<&[u8]> {
        self.parts.get(path).map(Vec::as_slice)
    }

    /// A part that is XML, in UTF-8 or UTF-16; what isn't text is as good as absent.
    pub(crate) fn xml(&self, path: &str) -> Option<String> {
        let bytes = self.part(path)?;
        let units = |pair: fn([u8; 2]) -> u16| -> Vec<u16> {
            bytes.as_chunks::<2>().0.iter().map(|two| pair(*two)).collect()
        };
        match bytes {
            [0xFF, 0xFE, ..] => Some(String::from_utf16_lossy(&units(u16::from_le_bytes))),
            [0xFE, 0xFF, ..] => Some(String::from_utf16_lossy(&units(u16::from_be_bytes))),
            _ => std::str::from_utf8(bytes)
                .ok()
                .map(|text| text.trim_start_matches('\u{feff}').to_owned()),
        }
    }

    /// The paths of all parts, in natural order: `slide2` before `slide10`.
    pub(crate) fn paths(&self) -> Vec<&str> {
        let mut paths: Vec<&str> = self.parts.keys().map(String::as_str).collect();
        paths.sort_by_key(|path| (path.len(), *path));
        paths
    }
}

fn refusal(error: &ZipError) -> Unreadable {
    match error {
        ZipError::UnsupportedArchive(text) if text.contains("assword") => Unreadable::Encrypted,
        ZipError::InvalidPassword => Unreadable::Encrypted,
        _ => Unreadable::Broken,
    }
}
