//! PDF: its words, page by page, as paragraphs.

use lopdf::{Document, LoadOptions};

use crate::bounds;
use crate::unreadable::Unreadable;

/// The words of all pages.
pub(crate) fn text(bytes: &[u8]) -> Result<String, Unreadable> {
    if !bytes.starts_with(b"%PDF") {
        return Err(Unreadable::Broken);
    }
    let options =
        LoadOptions { max_decompressed_size: Some(bounds::STREAM), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| {
        if error.to_string().contains("assword") {
            Unreadable::Encrypted
        } else {
            Unreadable::Broken
        }
    })?;
    if document.is_encrypted() {
        return Err(Unreadable::Encrypted);
    }
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    if pages.is_empty() {
        return Err(Unreadable::Broken);
    }
    if pages.len() > bounds::PAGES {
        return Err(Unreadable::TooLarge);
    }
    let mut text = String::new();
    for page in pages {
        // A page of pictures, or in a font without names for its signs, has no words.
        let words = document.extract_text_with_limit(&[page], bounds::STREAM);
        text.push_str(&words.unwrap_or_default());
        text.push('\n');
        if text.len() > bounds::TEXT {
            return Err(Unreadable::TooLarge);
        }
    }
    Ok(text)
}
