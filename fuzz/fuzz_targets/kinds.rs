//! Fields of kinds: what was shaped once is stored and is not shaped to something else again.
#![no_main]

use std::collections::BTreeMap;

// Each line is a value; they go to the declared fields in turn, so that no run is lost to names.
libfuzzer_sys::fuzz_target!(|input: &str| {
    for kind in site::kinds().into_iter().chain(disclosure::kinds()) {
        let typed: BTreeMap<String, String> = kind
            .fields
            .iter()
            .zip(input.lines())
            .map(|(field, value)| (field.name.to_owned(), value.to_owned()))
            .collect();
        let shaped = kind.shape(&typed);
        if shaped.problems.is_empty() {
            assert_eq!(kind.shape(&shaped.fields), shaped, "{}", kind.code);
        }
        let content = kinds::Content { fields: shaped.fields, ..kinds::Content::default() };
        let json = serde_json::to_string(&content).expect("content can be written");
        let again: kinds::Content = serde_json::from_str(&json).expect("and read");
        assert_eq!(again.digest(), content.digest());
        kind.submission_problems(&content);
    }
    for line in input.lines() {
        if let Ok(number) = kinds::normalize_document_number(line) {
            assert_eq!(kinds::normalize_document_number(&number).as_ref(), Ok(&number));
        }
        let words = kinds::split_words(line);
        assert_eq!(kinds::split_words(&words.join(";")), words);
        let rows = kinds::rows::read(line);
        assert!(rows.is_empty() || line.contains('['));
    }
});
