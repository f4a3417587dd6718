//! Document numbers 发文字号 (GB/T 9704): 〔〕 around the year, no zero in front, no 第.

use regex::Regex;

use super::{Pattern, Read};
use crate::hit::Hit;
use crate::rule::Rule;

// Folding made （） into () and ［］ into [].
static NUMBER: Pattern = Pattern::new(|| {
    Regex::new(r"(\p{Han}{1,12}(?:发|字|函|办|令|规|党|政|公告|通告))?([\[【(〔﹝])((?:19|20)\d{2})([\]】)〕﹞])(第?0*)(\d{1,5})号").ok()
});

pub(super) fn find(read: &Read<'_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    for found in NUMBER.all(&read.folded.text) {
        let part = |n: usize| found.get(n).map_or("", |part| part.as_str());
        let Some(range) =
            found.get(2).zip(found.get(0)).map(|(open, whole)| open.start()..whole.end())
        else {
            continue;
        };
        let right = format!("〔{}〕{}号", part(3), part(6));
        let proper = part(2) == "〔" && part(4) == "〕";
        // Without an issuer's word before it, round brackets may hold just a year: (2026)12号楼.
        if !proper && (!part(1).is_empty() || part(2) != "(") {
            hits.push(read.hit(Rule::NumberBrackets, &range).suggesting(right));
        } else if proper && !part(5).is_empty() {
            hits.push(read.hit(Rule::NumberZero, &range).suggesting(right));
        }
    }
    hits
}
