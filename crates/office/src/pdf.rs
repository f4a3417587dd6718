//! PDF: its words, page by page, in paragraphs.

use lopdf::{DecompressError, Document, LoadOptions};

use crate::bounds;
use crate::lines::joined;
use crate::plain::guarded;
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
    bounded(&document)?;
    let text = match by_signs(bytes) {
        Some(text) => text,
        None => by_pages(&document, pages)?,
    };
    if text.len() > bounds::TEXT {
        return Err(Unreadable::TooLarge);
    }
    Ok(joined(&text))
}

/// The words by what each sign of each font means. The library gives up on fonts that don't say.
fn by_signs(bytes: &[u8]) -> Option<String> {
    let read = || pdf_extract::extract_text_from_mem(bytes).or(Err(Unreadable::Broken));
    guarded(read).ok().filter(|text| !text.trim().is_empty())
}

/// The words as plainly encoded fonts spell them.
fn by_pages(document: &Document, pages: Vec<u32>) -> Result<String, Unreadable> {
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

/// The library that reads the words unpacks without end: nothing in the file may unpack too far.
fn bounded(document: &Document) -> Result<(), Unreadable> {
    let mut all = 0_u64;
    for stream in document.objects.values().filter_map(|object| object.as_stream().ok()) {
        let kind = stream.dict.get(b"Subtype").and_then(|kind| kind.as_name());
        if stream.dict.get(b"Filter").is_err() || kind.is_ok_and(|kind| kind == b"Image") {
            continue;
        }
        match stream.decompressed_content_with_limit(bounds::STREAM) {
            Ok(content) => all += content.len() as u64,
            Err(lopdf::Error::Decompress(
                DecompressError::MemoryLimitExceeded { .. }
                | DecompressError::TooManyFilters { .. },
            )) => return Err(Unreadable::TooLarge),
            // Not a stream of words; whoever reads them meets the same error.
            Err(_) => {}
        }
        if all > bounds::UNPACKED {
            return Err(Unreadable::TooLarge);
        }
    }
    Ok(())
}
