//! Search questions: any text is answered.
#![no_main]

use std::sync::LazyLock;

static INDEX: LazyLock<search::Index> = LazyLock::new(|| {
    let index = search::Index::in_memory().expect("an index in memory");
    let record = search::Record {
        id: 1,
        title: "关于冬季供暖的通知".into(),
        body: "今冬供暖自十一月十五日开始。".into(),
        ..search::Record::default()
    };
    index.apply([search::Change::put(record)], 1).expect("one record");
    index
});

libfuzzer_sys::fuzz_target!(|text: &str| {
    INDEX.search(&search::Query::text(text)).expect("an answer");
    INDEX.suggest(text, None, 8).expect("suggestions");
    INDEX.did_you_mean(text, None).expect("a spelling");
});
