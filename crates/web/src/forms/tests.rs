//! Tests of the forms.

use super::*;

#[derive(Debug, PartialEq)]
struct Letter {
    title: String,
    count: i64,
    phone: Option<String>,
    kinds: Vec<u8>,
}

fn check(data: &FormData) -> Result<Letter, FormState> {
    let mut check = FormCheck::new(data);
    let title = check.field("title", "label-title").required().max(5).text();
    let count = check.field("count", "label-count").required().number(1..=9);
    let phone = check.field("phone", "label-phone").phone().optional();
    let kinds = check.field("kind", "label-kind").many(|kind| kind.parse().ok());
    let day = check.field("day", "label-day").day();
    if day.is_some_and(|day| day.to_string().as_str() < "2026") {
        check.refuse("day", "web-field-date");
    }
    check.finish(|| Some(Letter { title, count: count?, phone, kinds }))
}

fn data(encoded: &str) -> FormData {
    FormData::parse(encoded.as_bytes()).unwrap()
}

#[test]
fn a_good_form_becomes_its_meaning() {
    let letter = check(&data("title=+路灯不亮+&count=3&phone=&kind=1&kind=2")).unwrap();
    assert_eq!(
        letter,
        Letter { title: "路灯不亮".into(), count: 3, phone: None, kinds: vec![1, 2] }
    );
}

#[test]
fn all_errors_come_at_once_and_nothing_typed_is_lost() {
    let typed = data("title=一二三四五六&count=x&phone=abc&kind=z&kind=y&day=2026-02-30");
    let form = check(&typed).unwrap_err();
    let fields: Vec<&str> = form.errors.iter().map(|error| error.field.as_ref()).collect();
    assert_eq!(fields, ["title", "count", "phone", "kind", "day"]);
    assert_eq!(form.values, typed);
    let texts = "web-field-too-long = { $label }最多 { $max } 个字，现在有 { $count } 个字。\n\
                 label-title = 标题";
    let messages = Messages::from_sources([("x".to_owned(), texts.to_owned())]).unwrap();
    let shown = form.shown(&messages);
    assert_eq!(shown.errors[0].text, "标题最多 5 个字，现在有 6 个字。");
}

#[test]
fn only_the_first_error_of_a_field_is_told() {
    let form = check(&data("count=12")).unwrap_err();
    let keys: Vec<&str> = form.errors.iter().map(|error| error.message.key.as_ref()).collect();
    assert_eq!(keys, ["web-field-required", "web-field-range"]);
}

#[test]
fn control_characters_are_refused_but_lines_are_not() {
    assert!(check(&data("title=a%0Ab&count=1")).is_ok());
    let form = check(&data("title=a%00b&count=1")).unwrap_err();
    assert_eq!(form.errors[0].message.key, "web-field-control");
}

#[test]
fn secrets_are_not_sent_back() {
    let form = FormState::of(data("user=a&password=b")).without("password");
    assert!(!form.values.has("password"));
}

#[test]
fn a_rule_found_later_joins_the_form() {
    let form = FormState::of(data("a=1")).refused(&Refusal::conflict());
    assert_eq!(form.errors[0].field, "");
    let refusal = Refusal::from(form);
    assert_eq!(refusal.status, 422);
}

#[test]
fn addresses_mails_and_phones() {
    for good in ["/gk/", "https://www.example.gov.cn/a?b=c", "http://x"] {
        assert!(is_address(good), "{good}");
    }
    for bad in ["//evil", "/\\evil", "javascript:alert(1)", "https://", "a b", "http:///x"] {
        assert!(!is_address(bad), "{bad}");
    }
    assert!(is_email("a.b@example.cn") && !is_email("a@b") && !is_email("@x.cn"));
    assert!(!is_email("a b@x.cn") && !is_email("x") && !is_email("a@.cn"));
    assert!(is_phone("0571-8888 1234") && is_phone("13800000000") && !is_phone("12a"));
}
