//! Declarations shape what is typed and say what is missing.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::{DocumentNumberRefusal as Refusal, Kinds, Validity, normalize_document_number};
use crate::content::Content;
use crate::samples::{SAMPLE_NEWS, SAMPLE_POLICY};

#[test]
fn brackets_of_document_numbers_are_put_right() {
    for typed in [
        "未民发[2026]12号",
        "未民发【2026】12号",
        "未民发 〔２０２６〕 12 号",
        "未民发（2026）12号",
    ] {
        assert_eq!(normalize_document_number(typed).unwrap(), "未民发〔2026〕12号");
    }
}

#[test]
fn wrong_document_numbers_are_refused_by_reason() {
    let refused = |typed: &str| normalize_document_number(typed).unwrap_err();
    assert_eq!(refused("未民发〔2026〕第12号"), Refusal::WithOrdinal);
    assert_eq!(refused("未民发〔2026〕第01号"), Refusal::WithOrdinal);
    assert_eq!(refused("未民发〔2026〕01号"), Refusal::Padded);
    assert_eq!(refused("未民发〔26〕1号"), Refusal::Year);
    assert_eq!(refused("〔2026〕1号"), Refusal::NotInForm);
    assert_eq!(refused("未民发2026年1号"), Refusal::NotInForm);
    assert_eq!(refused("未民发〔2026〕1"), Refusal::NotInForm);
}

proptest! {
    #[test]
    fn a_canonical_number_stays_as_it_is(word in "[\u{4e00}-\u{9fa5}]{1,6}", year in 1950..2099, number in 1..99_999) {
        prop_assume!(!word.contains('号'));
        let text = format!("{word}〔{year}〕{number}号");
        prop_assert_eq!(normalize_document_number(&text).unwrap(), text);
    }

    #[test]
    fn whatever_is_accepted_is_canonical(text in "[未发〔〕\\[\\]0-9第号 ]{0,14}") {
        if let Ok(number) = normalize_document_number(&text) {
            prop_assert_eq!(normalize_document_number(&number).unwrap(), number);
        }
    }

    #[test]
    fn shaping_twice_changes_nothing(values in prop::collection::btree_map("document_number|subject_class|expires_on|replaces", ".{0,20}", 0..4)) {
        let once = SAMPLE_POLICY.shape(&values);
        prop_assert_eq!(&SAMPLE_POLICY.shape(&once.fields), &once);
    }
}

#[test]
fn a_draft_may_lack_things_but_not_hold_nonsense() {
    let mut content = Content { title: "办法".into(), ..Content::default() };
    assert!(SAMPLE_POLICY.draft_problems(&content).is_empty());
    content.fields.insert("expires_on".into(), "2026-02-30".into());
    let problems = SAMPLE_POLICY.draft_problems(&content);
    assert_eq!(
        (problems[0].field.as_str(), problems[0].key),
        ("expires_on", "document-field-date")
    );
}

#[test]
fn a_submission_tells_everything_that_is_missing_at_once() {
    let problems = SAMPLE_POLICY.submission_problems(&Content::default());
    let fields: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(fields, ["title", "document_number", "subject_class", "source"]);
    let empty = Content {
        title: "动态".into(),
        source: "区政府".into(),
        body_html: "<p> </p>".into(),
        ..Content::default()
    };
    assert_eq!(SAMPLE_NEWS.submission_problems(&empty)[0].field, "body");
    let picture = Content { body_html: "<p><img src=\"asset:0011223344\"></p>".into(), ..empty };
    assert!(SAMPLE_NEWS.submission_problems(&picture).is_empty());
    let missing = "<p>picture-missing</p><p class=\"align-center picture-missing\">图</p>";
    let missing = Content { body_html: missing.into(), ..picture.clone() };
    assert_eq!(SAMPLE_NEWS.submission_problems(&missing)[0].key, "document-pictures-missing");
    let named = Content { body_html: "<p class=\"indent\">picture-missing</p>".into(), ..picture };
    assert!(SAMPLE_NEWS.submission_problems(&named).is_empty());
}

#[test]
fn validity_ends_with_its_last_day() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let last = Some(day("2026-11-23"));
    assert_eq!(Validity::InForce.on(day("2026-11-23"), last), Validity::InForce);
    assert_eq!(Validity::InForce.on(day("2026-11-24"), last), Validity::Expired);
    assert_eq!(Validity::Repealed.on(day("2026-11-24"), last), Validity::Repealed);
}

#[test]
fn two_kinds_cannot_share_a_code() {
    assert!(Kinds::new([&SAMPLE_NEWS, &SAMPLE_NEWS]).is_err());
    let kinds = Kinds::new([&SAMPLE_NEWS, &SAMPLE_POLICY]).unwrap();
    assert_eq!(kinds.for_column_type("政策文件")[0].code, "sample_policies");
    assert!(kinds.get("nothing").is_err());
    assert_eq!(SAMPLE_POLICY.shape(&BTreeMap::new()).fields.len(), 0);
}
