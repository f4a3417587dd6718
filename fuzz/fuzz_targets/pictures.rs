//! Pictures: any bytes are a picture that can be written again or are refused.
#![no_main]

use pictures::{Focus, Picture};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(picture) = Picture::read(bytes) else { return };
    let full = picture.full().expect("what was read can be written");
    assert!(full.width > 0 && full.height > 0 && full.width <= 4_096 && full.height <= 4_096);
    let again = Picture::read(&full.bytes).expect("and read again");
    drop(again);
    // Renditions of anything larger take too long for a fuzzer.
    if full.width <= 64 && full.height <= 64 {
        for one in picture.renditions(Focus::MIDDLE).expect("renditions") {
            assert!(one.width > 0 && one.height > 0 && !one.bytes.is_empty());
        }
    }
});
