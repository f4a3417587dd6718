//! Sealed values: only what was sealed here, for this purpose and place, is ever opened.
#![no_main]

use std::sync::LazyLock;

use cases::cases::{FormKey, HolderSecret};
use cases::correspondence::KeptFile;
use platform::Time;
use structure::Secret;
use structure::second_factor::{open_sealed, seal};

static SECRET: LazyLock<(tempfile::TempDir, Secret)> = LazyLock::new(|| {
    let dir = tempfile::tempdir().expect("a folder");
    let secret = Secret::of_folder(dir.path()).expect("a secret");
    (dir, secret)
});

libfuzzer_sys::fuzz_target!(|input: (&[u8], &str, u16)| {
    let (bytes, text, place) = input;
    let secret = &SECRET.1;
    assert!(open_sealed(secret, "a", "b", bytes).is_err(), "made up outside and yet opened");
    let mut sealed = seal(secret, "a", text, bytes).expect("anything can be sealed");
    assert_eq!(open_sealed(secret, "a", text, &sealed).expect("and opened"), bytes);
    assert!(open_sealed(secret, "c", text, &sealed).is_err());
    let at = usize::from(place) % sealed.len();
    if let Some(byte) = sealed.get_mut(at) {
        *byte ^= 1;
    }
    assert!(open_sealed(secret, "a", text, &sealed).is_err());
    sealed.truncate(at);
    assert!(open_sealed(secret, "a", text, &sealed).is_err());
    assert!(KeptFile::of_ticket(secret, "f", text, Time(0)).is_none());
    if let Some(key) = FormKey::parse(text) {
        assert_eq!(key.reveal(), text);
        let own = HolderSecret::of_form(secret, &key).expect("a secret");
        let typed = HolderSecret::typed(&own.reveal());
        let hash = own.hash(secret, "r").expect("a hash");
        assert!(typed.fits(secret, "r", &hash).expect("an answer"));
    }
    let typed = HolderSecret::typed(text);
    assert!(HolderSecret::typed(&typed.reveal()) == typed);
});
