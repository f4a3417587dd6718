//! Suggestions, corrections, related records.

use super::{filled, record};
use crate::{Change, Record, SuggestionKind};

#[test]
fn suggestions_by_characters_and_by_sound() {
    let talent = || Record {
        tags: vec!["人才引进".into()], ..record(1, "人才引进实施办法", "")
    };
    let elsewhere = Record { id: 3, site_ids: vec![2], ..record(3, "人民调解工作", "") };
    let index = filled([talent(), record(2, "市长办公会议", ""), elsewhere]);
    let words = |prefix: &str| -> Vec<String> {
        let all = index.suggest(prefix, Some(1), 8).unwrap().into_iter();
        all.filter(|s| s.kind == SuggestionKind::Word).map(|s| s.text).collect()
    };
    for prefix in ["人才", "人", "rencai", "rcy", "rencaiyin", "RENC"] {
        assert!(words(prefix).contains(&"人才引进".to_owned()), "{prefix}");
    }
    assert!(words("shizhang").contains(&"市长".to_owned()), "the other reading of a character");
    assert!(words("人民").is_empty(), "only what the site shows");
    let titles = index.suggest("办公会", Some(1), 8).unwrap();
    assert_eq!(titles.last().unwrap().url.as_deref(), Some("/d/2"));
    index.apply([Change::Remove(1)], 2).unwrap();
    assert!(words("人才").is_empty(), "removed records suggest nothing");
}

#[test]
fn one_wrong_character_is_put_right() {
    let index = filled(
        (1..6)
            .map(|id| record(id, "住房公积金提取办法", "优化营商环境"))
            .chain([Record { tags: vec!["营商环境".into()], ..record(9, "要闻", "") }]),
    );
    let better = |text: &str| index.did_you_mean(text, Some(1)).unwrap();
    assert_eq!(better("公基金").as_deref(), Some("公积金"), "sounds the same");
    assert_eq!(better("住房公积今 提取").as_deref(), Some("住房公积金 提取"));
    assert_eq!(better("营伤环境").as_deref(), Some("营商环境"));
    assert_eq!(better("营高环境").as_deref(), Some("营商环境"), "looks alike");
    assert_eq!(better("gongjijin").as_deref(), Some("公积金"));
    assert_eq!(better("公积金"), None);
    assert_eq!(better("不相干"), None);
}

#[test]
fn related_records_share_tags_and_words() {
    let index = filled([
        record(1, "人才引进实施办法", ""),
        record(2, "人才引进政策解读", ""),
        record(3, "防汛值班", ""),
    ]);
    let related = index.related(1, Some(1), 5).unwrap();
    assert_eq!(related.iter().map(|hit| hit.id).collect::<Vec<_>>(), [2]);
    assert!(index.related(99, None, 5).unwrap().is_empty());
}
