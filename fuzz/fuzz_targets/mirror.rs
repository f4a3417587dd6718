//! The manifest of a mirror from anywhere: read or named broken, and never believed without its keys.
#![no_main]

use std::sync::LazyLock;

use protection::mirror::{MirrorKeys, PublicKeys, verify};

static PLACE: LazyLock<(tempfile::TempDir, PublicKeys)> = LazyLock::new(|| {
    let dir = tempfile::tempdir().expect("a folder");
    let keys = MirrorKeys::of_folder(dir.path()).expect("keys").public();
    (dir, keys)
});

// The byte 0xFF, which no JSON has, parts manifest and signatures.
libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let mut parts = input.splitn(2, |byte| *byte == 0xFF);
    let mut part = || parts.next().unwrap_or_default();
    let (manifest, signatures) = (part(), part());
    let place = PLACE.0.path();
    std::fs::write(place.join("manifest.json"), manifest).expect("a manifest");
    std::fs::write(place.join("manifest.signatures.json"), signatures).expect("signatures");
    if let Ok(proof) = verify(place, &PLACE.1) {
        assert!(!proof.findings.is_empty(), "what nobody signed was found sound");
    }
});
