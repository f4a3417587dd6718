//! Questions: what the draft keeps of a letter, and when it is over.

use cases::publications::PublicText;
use documents::documents::Card;

use super::model::{is_current, review_by};

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

fn card(review_by: &str) -> Card {
    let fields = [("review_by".to_owned(), review_by.to_owned())].into_iter().collect();
    Card { fields, ..Card::default() }
}

#[test]
fn a_question_is_offered_up_to_its_day_and_not_after() {
    assert!(is_current(&card("2026-11-28"), day("2026-11-28")));
    assert!(!is_current(&card("2026-11-28"), day("2026-11-29")));
    assert!(is_current(&Card::default(), day("2026-11-29")));
    assert_eq!(review_by(&card("someday")), None);
}

#[test]
fn a_draft_greets_nobody_and_keeps_the_answer() {
    let text = PublicText {
        title: "路灯什么时候修？".into(),
        body: "我家  门口\n路灯坏了".into(),
        reply: "尊敬的程**：\n您好！\n路灯当天修好。\n电话 029-12345 <24小时>".into(),
    };
    let draft = super::model::draft("city", &text, ("区城管局", day("2026-11-28")));
    assert_eq!(draft.body_html, "<p>路灯当天修好。</p><p>电话 029-12345 &lt;24小时&gt;</p>");
    assert_eq!(draft.field("review_by"), Some("2027-11-28"));
    assert_eq!(draft.field("alternatives"), Some("我家 门口 路灯坏了"));
    assert_eq!(draft.field("theme"), Some("city"));
}
