//! Personal data beside the numbers that [`text::marks`] knows: spaced identity numbers, e-mail,
//! homes, number plates.

use regex::Regex;
use text::marks::is_identity_number;

use super::{Pattern, Read};
use crate::hit::Hit;
use crate::rule::Rule;

static SPACED_NUMBER: Pattern = Pattern::new(|| Regex::new(r"(?:\d[ .·_]?){17}[\dx]").ok());
static EMAIL: Pattern =
    Pattern::new(|| Regex::new(r"[a-z0-9._%+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+").ok());
static HOME: Pattern = Pattern::new(|| {
    Regex::new(
        r"(?:小区|花园|家园|社区|公寓|苑|城|院|村|庄|里|园|区|路\d{1,4}号)[^\s,;。、:]{0,6}?\d{1,4}(?:号楼|栋|幢|#楼|楼)[^\s,;。、:]{0,2}?(?:\d{1,2}|[一二三四五六七八九十]{1,2})单元[^\s,;。、:]{0,6}?\d{2,5}(?:室|号|户)?",
    )
    .ok()
});
static PLATE: Pattern = Pattern::new(|| {
    Regex::new(
        r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-hj-z][ ·•]?(?:[a-hj-np-z0-9]{5,6}|[a-hj-np-z0-9]{4}[警学挂港澳])",
    )
    .ok()
});

pub(super) fn find(read: &Read<'_>) -> Vec<Hit> {
    let text = &read.folded.text;
    let mut hits = Vec::new();
    for found in SPACED_NUMBER.all(text).filter_map(|found| found.get(0)) {
        let plain: String = found.as_str().chars().filter(char::is_ascii_alphanumeric).collect();
        let spaced = plain.len() < found.as_str().len();
        if spaced && alone(text, &found.range()) && is_identity_number(&plain) {
            hits.push(read.hit(Rule::IdentityNumber, &found.range()));
        }
    }
    for (rule, pattern) in
        [(Rule::Email, &EMAIL), (Rule::HomeAddress, &HOME), (Rule::NumberPlate, &PLATE)]
    {
        for found in pattern.all(text).filter_map(|found| found.get(0)) {
            let digits = found.as_str().chars().filter(char::is_ascii_digit).count();
            let enough = rule != Rule::NumberPlate || digits >= 2;
            if enough && alone(text, &found.range()) {
                hits.push(read.hit(rule, &found.range()));
            }
        }
    }
    hits
}

/// No letter or digit touches it.
fn alone(text: &str, range: &std::ops::Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|t| t.chars().next_back());
    let after = text.get(range.end..).and_then(|t| t.chars().next());
    ![before, after].into_iter().flatten().any(|c| c.is_ascii_alphanumeric())
}
