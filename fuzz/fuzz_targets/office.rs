//! Whatever the bytes, an office file is read or refused, never with a panic.
#![no_main]

#[path = "../foreign.rs"]
mod foreign;

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: foreign::panics_of_libraries_are_refusals(), |data: &[u8]| {
    let Some((which, bytes)) = data.split_first() else { return };
    let extensions = ["docx", "xlsx", "pptx", "ofd", "pdf"];
    let extension = extensions[usize::from(*which) % extensions.len()];
    let _ = office::plain_text(bytes, extension);
    if let Ok(Some(reading)) = office::read(bytes, extension) {
        let _ = text::html::clean(&office::Reading::html(&office::official(&reading).body));
    }
});
