//! Dates as old systems and people write them, read leniently but never guessed.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};

use crate::wording::{half_width, normalise_space};

/// Offset of Chinese standard time, in which dates without a zone are meant and all are returned.
const CHINA: i32 = 8 * 3600;

const DATES: [&str; 8] = [
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y年%m月%d日",
    "%Y年%m月%d号",
    "%Y年%m月%d",
    "%Y—%m—%d",
    "%Y\\%m\\%d",
];

const TIMES: [&str; 10] = [
    "%H:%M:%S%.f",
    "%H:%M",
    "%H时%M分%S秒",
    "%H时%M分",
    "%H点%M分",
    "%p%I:%M:%S",
    "%p%I:%M",
    "%I:%M:%S%p",
    "%I:%M%p",
    "%H.%M",
];

/// Reads a date between October 1949 and the end of 2099, with or without a time of day, in
/// Chinese standard time. A date alone is its midnight. Numbers of 10 and 13 digits are seconds
/// and milliseconds since 1970.
pub fn parse(input: &str) -> Option<NaiveDateTime> {
    let end = NaiveDate::from_ymd_opt(2100, 1, 1)?.and_time(NaiveTime::MIN);
    parse_before(input, end)
}

/// Like [`parse`], refusing everything from `end` on: give it the clock's day after tomorrow.
pub fn parse_before(input: &str, end: NaiveDateTime) -> Option<NaiveDateTime> {
    let halved: String = input.chars().map(half_width).collect();
    let text = normalise_space(&halved);
    let begin = NaiveDate::from_ymd_opt(1949, 10, 1)?.and_time(NaiveTime::MIN);
    with_zone(&text)
        .or_else(|| digits_only(&text))
        .or_else(|| written(&text))
        .or_else(|| written(&arabic(&text)))
        .filter(|date| (begin..end).contains(date))
}

fn in_china(moment: DateTime<FixedOffset>) -> Option<NaiveDateTime> {
    Some(moment.with_timezone(&FixedOffset::east_opt(CHINA)?).naive_local())
}

fn with_zone(text: &str) -> Option<NaiveDateTime> {
    let moment = DateTime::parse_from_rfc3339(text)
        .or_else(|_not_rfc3339| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f%z"))
        .or_else(|_no_t| DateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f %z"))
        .or_else(|_not_iso| DateTime::parse_from_rfc2822(text));
    in_china(moment.ok()?)
}

fn digits_only(text: &str) -> Option<NaiveDateTime> {
    if !text.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    match text.len() {
        8 => Some(NaiveDate::parse_from_str(text, "%Y%m%d").ok()?.and_time(NaiveTime::MIN)),
        10 => in_china(DateTime::from_timestamp(text.parse().ok()?, 0)?.fixed_offset()),
        12 => NaiveDateTime::parse_from_str(text, "%Y%m%d%H%M").ok(),
        13 => in_china(DateTime::from_timestamp_millis(text.parse().ok()?)?.fixed_offset()),
        14 => NaiveDateTime::parse_from_str(text, "%Y%m%d%H%M%S").ok(),
        _ => None,
    }
}

/// A date in one of the written forms, then perhaps a weekday and a time. Words before it, such as
/// “发布时间：”, are passed over.
fn written(text: &str) -> Option<NaiveDateTime> {
    let text: String = text.chars().filter(|c| *c != ' ' || text.is_ascii()).collect();
    let text = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    let (date, rest) =
        DATES.iter().find_map(|format| NaiveDate::parse_and_remainder(text, format).ok())?;
    Some(date.and_time(time(rest)?))
}

fn time(rest: &str) -> Option<NaiveTime> {
    let mut rest = rest.trim().trim_start_matches('T').trim_end_matches('Z').to_owned();
    for bracket in ['(', ')', '（', '）', '[', ']', ','] {
        rest = rest.replace(bracket, "");
    }
    for word in ["星期", "周"] {
        if let Some(after) = rest.trim_start().strip_prefix(word) {
            rest = after.trim_start_matches(|c| "一二三四五六日天".contains(c)).to_owned();
        }
    }
    let rest = rest.replace("上午", "AM").replace("下午", "PM").replace(' ', "");
    if rest.is_empty() {
        return Some(NaiveTime::MIN);
    }
    let rest = if rest.ends_with(['时', '点']) { format!("{rest}0分") } else { rest };
    TIMES.iter().find_map(|format| NaiveTime::parse_from_str(&rest, format).ok())
}

/// 二〇二一年三月十五日 with its numbers in digits.
fn arabic(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut after_digit = false;
    while let Some(c) = chars.next() {
        let next_is_digit = chars.peek().copied().and_then(digit).is_some();
        match digit(c) {
            Some(value) => out.push(value),
            None if c == '十' => out.push_str(match (after_digit, next_is_digit) {
                (true, true) => "",
                (true, false) => "0",
                (false, true) => "1",
                (false, false) => "10",
            }),
            None => out.push(c),
        }
        after_digit = digit(c).is_some();
    }
    out
}

fn digit(c: char) -> Option<char> {
    let place = "〇一二三四五六七八九".chars().position(|numeral| numeral == c);
    let place = place.or(matches!(c, '零' | '○' | 'O' | '０').then_some(0))?;
    char::from_digit(u32::try_from(place).ok()?, 10)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{parse, parse_before};

    fn read(input: &str) -> Option<String> {
        parse(input).map(|date| date.format("%Y-%m-%d %H:%M:%S").to_string())
    }

    #[test]
    fn the_forms_of_old_systems_are_read() {
        for (input, expected) in [
            ("2021-3-5", "2021-03-05 00:00:00"),
            ("2021年3月5日", "2021-03-05 00:00:00"),
            ("2021 年 3 月 5 日", "2021-03-05 00:00:00"),
            ("２０２１年３月５日", "2021-03-05 00:00:00"),
            ("二〇二一年三月五日", "2021-03-05 00:00:00"),
            ("二○一九年十二月三十日", "2019-12-30 00:00:00"),
            ("二〇二〇年十月二十一日", "2020-10-21 00:00:00"),
            ("2021/03/05 10:20", "2021-03-05 10:20:00"),
            ("2021.3.5", "2021-03-05 00:00:00"),
            ("20210305", "2021-03-05 00:00:00"),
            ("20210305102033", "2021-03-05 10:20:33"),
            ("2021-03-05T10:20:00+08:00", "2021-03-05 10:20:00"),
            ("2021-03-05T02:20:00Z", "2021-03-05 10:20:00"),
            ("2021-03-05T10:20:00", "2021-03-05 10:20:00"),
            ("2021-03-05 10:20:33.0", "2021-03-05 10:20:33"),
            ("2021-03-05 02:20:33 +0000", "2021-03-05 10:20:33"),
            ("Fri, 05 Mar 2021 02:20:00 GMT", "2021-03-05 10:20:00"),
            ("1614910800", "2021-03-05 10:20:00"),
            ("1614910800000", "2021-03-05 10:20:00"),
            ("发布时间：2021-03-05 10:20", "2021-03-05 10:20:00"),
            ("2021年3月5日（星期五）下午3:20", "2021-03-05 15:20:00"),
            ("2021年3月5日10时20分", "2021-03-05 10:20:00"),
            ("2021年3月5日 9时", "2021-03-05 09:00:00"),
            (" 2021-3-5\u{3000}9:05 ", "2021-03-05 09:05:00"),
        ] {
            assert_eq!(read(input).as_deref(), Some(expected), "{input}");
        }
    }

    #[test]
    fn what_cannot_be_is_refused() {
        for input in [
            "",
            "未知",
            "2021-02-30",
            "2021-13-01",
            "1948-01-01",
            "0000-00-00",
            "2121-01-01",
            "21-3-5",
            "03/05/2021",
            "2021-03",
            "2021",
            "2021-03-05 25:00",
            "9999999999999",
            "2021-03-05 附件",
            "1",
        ] {
            assert_eq!(read(input), None, "{input}");
        }
        let end = parse("2026-01-01");
        assert!(end.is_some_and(|end| parse_before("2026-01-01", end).is_none()));
    }

    proptest! {
        #[test]
        fn any_real_date_is_read_in_every_form(
            day in 0_i64..54_000, second in 0_i64..86_400,
        ) {
            let start = chrono::NaiveDate::from_ymd_opt(1950, 1, 1).unwrap();
            let date = start.and_hms_opt(0, 0, 0).unwrap()
                + chrono::Duration::days(day) + chrono::Duration::seconds(second);
            for form in ["%Y-%m-%d %H:%M:%S", "%Y年%-m月%-d日 %H:%M:%S", "%Y/%-m/%-d %-H:%M:%S",
                "%Y%m%d%H%M%S", "%Y-%m-%dT%H:%M:%S+08:00"] {
                prop_assert_eq!(parse(&date.format(form).to_string()), Some(date), "{}", form);
            }
        }

        #[test]
        fn no_text_upsets_it(text in "[0-9年月日:T/. -]{0,24}|.{0,16}") {
            let _ = parse(&text);
        }
    }
}
