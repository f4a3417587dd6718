//! Telephones, mailboxes, keys and times: what people outside type is read in one form or refused.
#![no_main]

use notices::contacts::{Contact, ContactWay};
use platform::Time;
use structure::api_keys::PresentedKey;

libfuzzer_sys::fuzz_target!(|text: &str| {
    for way in [ContactWay::Phone, ContactWay::Email] {
        if let Some(contact) = Contact::parse(way, text) {
            let again = Contact::parse(way, &contact.to).expect("the one spelling is one");
            assert!(again == contact, "{text:?}");
        }
    }
    if let Some(time) = Time::parse_local(text) {
        let _ = (time.second(), time.rfc3339(), time.day(), time.plus_days(90).minute());
    }
    if let Some(key) = PresentedKey::parse(text) {
        assert_eq!(key.reveal(), text.trim());
    }
});
