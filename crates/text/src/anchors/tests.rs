//! Places are found again, and marked where they are.

use proptest::prelude::*;

use super::{Anchor, Mark, letters, letters_of_html, marked};

const BODY: &str = "<p>报名从 9 月 1 日开始。</p><p>报名<strong>材料</strong>包括：户口簿。</p>";

fn found(anchor: &Anchor, text: &str) -> Option<usize> {
    anchor.find(&letters(text)).map(|range| range.start)
}

#[test]
fn a_quote_moves_with_its_words_and_is_lost_with_them() {
    let old = "各学校：报名从九月一日开始。请按时办理。";
    let anchor = Anchor::quoting(&letters(old), "九月一日", "报名从").unwrap();
    assert_eq!((anchor.start, &*anchor.before), (7, "各学校：报名从"));
    assert_eq!(found(&anchor, "通知 各学校： 报名从\n九月一日开始。"), Some(9));
    assert_eq!(found(&anchor, "各学校：报名从九月二日开始。请按时办理。"), None);
}

#[test]
fn of_two_the_one_with_the_old_neighbours_is_meant() {
    let text = "第一期报名人数一百。第二期报名人数二百。";
    let second = Anchor::quoting(&letters(text), "报名人数", "第二期").unwrap();
    assert_eq!(second.start, 13);
    // The paragraphs change places: the quote goes with its sentence.
    assert_eq!(found(&second, "第二期报名人数二百。第一期报名人数一百。"), Some(3));
}

#[test]
fn marks_stand_in_the_text_piece_by_piece() {
    let letters = letters_of_html(BODY);
    let one = Anchor::quoting(&letters, "报名材料", "").unwrap();
    let two = Anchor::quoting(&letters, "9月1日", "").unwrap();
    let mark = |anchor: &Anchor, number| Mark { range: anchor.find(&letters).unwrap(), number };
    assert_eq!(
        marked(BODY, &[mark(&one, 1), mark(&two, 2)]),
        "<p>报名从 <mark class=\"remark\" id=\"remark-2\" data-remark=\"2\">9 月 1 日</mark>开始。</p>\
         <p><mark class=\"remark\" id=\"remark-1\" data-remark=\"1\">报名</mark><strong>\
         <mark class=\"remark\" data-remark=\"1\">材料</mark></strong>包括：户口簿。</p>"
    );
    assert_eq!(marked(BODY, &[]), BODY);
}

#[test]
fn what_is_marked_stays_text() {
    let html = "<p>a &lt;b&gt; &amp; c<br>d</p>";
    let all = Mark { range: 0..7, number: 1 };
    let shown = marked(html, &[all]);
    assert!(shown.contains("a &lt;b&gt; &amp; c</mark><br><mark"), "{shown}");
    assert_eq!(letters_of_html(&shown), letters_of_html(html));
}

fn words() -> impl Strategy<Value = String> {
    "[甲乙丙丁ab ，。\u{3000}\u{200b}\n]{0,40}"
}

proptest! {
    #[test]
    fn in_the_same_text_a_place_is_found_exactly(text in words(), from in 0..40_usize, long in 1..12_usize) {
        let letters = letters(&text);
        if let Some(anchor) = Anchor::at(&letters, from..from + long) {
            prop_assert_eq!(anchor.find(&letters), Some(from..from + long));
        }
    }

    #[test]
    fn whatever_is_written_around_it_the_quote_is_found(head in words(), tail in words(), more in words()) {
        // The quote's letters are nowhere else, so there is one right answer.
        let quote = "第三条报名";
        let old = format!("{head}{quote}{tail}");
        let anchor = Anchor::quoting(&letters(&old), quote, &head).unwrap();
        let new = format!("{more}{tail}{quote}{more}");
        let start = letters(&format!("{more}{tail}")).len();
        prop_assert_eq!(found(&anchor, &new), Some(start));
    }

    #[test]
    fn a_found_place_reads_as_the_quote(old in words(), new in words(), from in 0..40_usize, long in 1..6_usize) {
        let old = letters(&old);
        let new = letters(&new);
        if let Some(anchor) = Anchor::at(&old, from..from + long) {
            let there = new.windows(long).any(|window| window.iter().collect::<String>() == anchor.quote);
            let range = anchor.find(&new);
            prop_assert_eq!(range.is_some(), there);
            if let Some(range) = range {
                let read: String = new[range].iter().collect();
                prop_assert_eq!(read, anchor.quote);
            }
        }
    }

    #[test]
    fn marking_changes_no_letter(text in words(), from in 0..40_usize, long in 0..40_usize, number in 1..9_usize) {
        let html = format!("<p>{text}</p><p><b>{text}</b></p>");
        let shown = marked(&html, &[Mark { range: from..from + long, number }]);
        prop_assert_eq!(letters_of_html(&shown), letters_of_html(&html));
    }
}
