//! What matches: numbers in any form, letters, all words or some, synonyms.

use super::{filled, found, record};
use crate::{Query, Record, Vocabulary};

#[test]
fn numbers_are_found_with_any_brackets() {
    let decree =
        Record { numbers: vec!["未政发〔2026〕12号".into()], ..record(1, "通知", "") };
    let citing = record(2, "转发", "根据《通知》（未政发〔2026〕12号），现就有关事项通知如下");
    let other =
        Record { numbers: vec!["未政发〔2026〕112号".into()], ..record(3, "通知", "") };
    let index = filled([decree, citing, other]);
    for form in [
        "未政发〔2026〕12号",
        "未政发[2026]12号",
        "未政发【2026】12号",
        "未政发（２０２６）12号",
        "未政发(2026)12号",
        "未政发2026 12号",
        "未政发202612号",
        "〔2026〕12号",
        "“未政发〔2026〕12号”",
    ] {
        assert_eq!(found(&index, form), [1, 2], "{form}");
        assert_eq!(index.search(&Query::text(form)).unwrap().hits[0].id, 1, "{form}");
    }
}

#[test]
fn letters_width_and_traditional_forms() {
    let index = filled([
        record(1, "ＧＢ１８０３０标准", "Open Data platform"),
        record(2, "國務院會議", "發展"),
        Record {
            attachment_names: vec!["附件1.申报表.docx".into()], ..record(3, "申报", "")
        },
    ]);
    assert_eq!(found(&index, "gb18030"), [1]);
    assert_eq!(found(&index, "\"open data\""), [1]);
    assert!(found(&index, "\"data open\"").is_empty());
    assert!(found(&index, "gb1803").is_empty(), "whole runs only");
    assert_eq!(found(&index, "国务院"), [2]);
    assert_eq!(found(&index, "發展會議"), [2], "relaxed to words");
    assert_eq!(found(&index, "院"), [2]);
    assert_eq!(found(&index, "申报表"), [3]);
    assert_eq!(found(&index, "DOCX"), [3]);
}

#[test]
fn all_words_or_relaxed_to_some() {
    let index = filled([
        record(1, "人才公寓", "引进"),
        record(2, "人才政策", "住房"),
        record(3, "养老服务", ""),
    ]);
    assert_eq!(found(&index, "人才 引进"), [1]);
    let page = index.search(&Query::text("人才住房")).unwrap();
    assert_eq!((page.relaxed, page.hits[0].id, page.total), (true, 2, 1));
    let page = index.search(&Query::text("人才 养老")).unwrap();
    assert_eq!((page.relaxed, page.total), (true, 3));
    let page = index.search(&Query { year: Some(1999), ..Query::text("人才 引进") }).unwrap();
    assert_eq!((page.relaxed, page.total), (false, 0), "a filter does not relax a search");
    assert_eq!(index.search(&Query::text("魑魅魍魉")).unwrap().total, 0);
    assert_eq!(index.search(&Query::text("？！")).unwrap().total, 0);
}

#[test]
fn vocabulary_is_used_from_the_next_search_on() {
    let index = filled([
        record(1, "居民身份证办理", ""),
        record(2, "身份证换领", ""),
        record(3, "驾照", ""),
    ]);
    assert_eq!(found(&index, "驾驶证"), [0; 0]);
    index.set_vocabulary(&Vocabulary {
        synonyms: vec![vec!["驾照".into(), "驾驶证".into()], vec!["换领".into(), "换发".into()]],
        stop_words: vec!["请问".into()],
    });
    assert_eq!(found(&index, "驾驶证"), [3]);
    assert_eq!(found(&index, "身份证换发"), [2], "a part of the term is replaced");
    assert_eq!(found(&index, "请问 身份证"), [1, 2]);
    assert!(found(&index, "“驾驶证”").is_empty(), "quoted means as it stands");
}
