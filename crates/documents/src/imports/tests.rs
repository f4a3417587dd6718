//! Real lines: stray tags, odd spaces, bad dates.

use platform::Time;

use super::{Doubt, LineProblem, read_line};

fn now() -> Time {
    Time::parse_local("2026-11-23T12:00").unwrap()
}

#[test]
fn a_good_line_is_cleaned_and_kept() {
    let line = r#"{"id": 17, "title": " 关于  <b>供暖</b>的&nbsp;<<通知>> ", "body_html": "<p>&nbsp;&nbsp;　　今冬供暖。<script>x()</script></p>",
        "published_at": "2021年3月5日", "source": "区住建局", "author": null, "tags": "供暖；民生", "extra": {}}"#;
    let incoming = read_line(&line.replace('\n', " "), now()).unwrap();
    assert_eq!(incoming.id, "17");
    assert_eq!(incoming.content.title, "关于 供暖的 <<通知>>");
    assert_eq!(incoming.content.body_html, "<p>今冬供暖。</p>");
    assert_eq!(incoming.content.tags, ["供暖", "民生"]);
    assert_eq!(incoming.published_at.unwrap().date(), "2021-03-05");
    assert_eq!(incoming.doubts, [Doubt::MarkupRemoved]);
}

#[test]
fn a_bad_date_is_a_doubt_and_nothing_is_invented() {
    for date in ["", "昨天", "2021-13-45", "2031-01-01"] {
        let line =
            serde_json::json!({"id": "a", "title": "题", "body_html": "文", "published_at": date});
        let incoming = read_line(&line.to_string(), now()).unwrap();
        assert_eq!(incoming.published_at, None, "{date}");
        assert_eq!(incoming.doubts, [Doubt::DateUnreadable]);
    }
}

#[test]
fn what_cannot_be_kept_says_why() {
    assert!(matches!(read_line("{", now()), Err(LineProblem::NotAnObject(_))));
    assert!(matches!(read_line("[]", now()), Err(LineProblem::NotAnObject(_))));
    assert_eq!(read_line(r#"{"title": "题"}"#, now()).unwrap_err(), LineProblem::IdMissing);
    assert_eq!(
        read_line(r#"{"id": "1", "title": " 　 "}"#, now()).unwrap_err(),
        LineProblem::TitleMissing
    );
    let wrong = r#"{"id": "1", "title": {"a": 1}}"#;
    assert_eq!(read_line(wrong, now()).unwrap_err(), LineProblem::WrongType("title"));
}
