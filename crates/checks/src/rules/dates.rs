//! Dates: whether the day is in the calendar, and whether it is the day of the week that is said.

use chrono::{Datelike, NaiveDate};
use regex::Regex;

use super::{Pattern, Read};
use crate::hit::Hit;
use crate::rule::Rule;

static DATE: Pattern = Pattern::new(|| {
    Regex::new(
        r"(\d{4})年(\d{1,2})月(\d{1,2})日(?: ?(\(?)(?:星期|周|礼拜)([一二三四五六日天])(?:\)|[^至到、]|$))?",
    )
    .ok()
});

const WEEKDAYS: [char; 7] = ['一', '二', '三', '四', '五', '六', '日'];

pub(super) fn find(read: &Read<'_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    for found in DATE.all(&read.folded.text) {
        let part = |n: usize| found.get(n).map(|part| part.as_str());
        let number = |n: usize| part(n).and_then(|part| part.parse::<u32>().ok()).unwrap_or(0);
        let Some(end) = found.get(3).map(|day| day.end() + '日'.len_utf8()) else { continue };
        let whole = found.get(0).map(|whole| whole.range()).unwrap_or_default();
        let year = i32::try_from(number(1)).unwrap_or(0);
        let Some(day) = NaiveDate::from_ymd_opt(year, number(2), number(3)) else {
            hits.push(read.hit(Rule::NoSuchDay, &(whole.start..end)));
            continue;
        };
        let Some(said) = part(5).and_then(|said| said.chars().next()) else { continue };
        let said = if said == '天' { '日' } else { said };
        let right = WEEKDAYS.get(day.weekday().num_days_from_monday() as usize).copied();
        if let Some(right) = right.filter(|right| *right != said) {
            let end = found.get(5).map_or(end, |said| said.end());
            let bracketed = part(4) == Some("(") && whole.end == end + 1;
            let (before, after) = if bracketed { ("（", "）") } else { ("", "") };
            let whole = whole.start..end + usize::from(bracketed);
            let day = format!("{}年{}月{}日", number(1), number(2), number(3));
            let right = format!("{day}{before}星期{right}{after}");
            hits.push(read.hit(Rule::Weekday, &whole).suggesting(right));
        }
    }
    hits
}
