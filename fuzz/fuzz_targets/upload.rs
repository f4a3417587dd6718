//! Uploads: whatever the bytes and the name, an answer and no panic.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: (&str, &[u8])| {
    let (name, bytes) = input;
    let _ = files::examine(name, bytes, 1 << 20);
    let clean = files::clean_file_name(name);
    assert!(!clean.contains('/') && !clean.contains('\\'));
});
