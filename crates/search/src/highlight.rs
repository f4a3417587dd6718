//! Showing where the words were found: escaped text with `<mark>`, and a snippet of the body.

use crate::fold::fold_chars;
use crate::terms::Phrase;
use crate::units::{Unit, scan};

/// Characters of a snippet.
const SNIPPET: usize = 120;
/// A snippet begins at most so many characters before what was found.
const LEAD: usize = 30;

/// A range of characters.
type Range = (usize, usize);

/// Finds phrases in texts.
pub(crate) struct Marker<'a> {
    phrases: Vec<&'a Phrase>,
}

/// A text with what was found in it.
struct Found {
    chars: Vec<char>,
    /// Ranges in order, not overlapping, with the phrase that was found first there.
    ranges: Vec<Range>,
}

impl<'a> Marker<'a> {
    /// A marker of these phrases.
    pub fn new(phrases: impl IntoIterator<Item = &'a Phrase>) -> Self {
        Self { phrases: phrases.into_iter().collect() }
    }

    /// The whole text as HTML.
    pub fn mark(&self, text: &str) -> String {
        let found = self.find(text);
        found.html((0, found.chars.len()))
    }

    /// A part of the body where most was found; else the summary, else the beginning.
    pub fn snippet(&self, body: &str, summary: &str) -> String {
        let in_body = self.find(body);
        if in_body.ranges.is_empty() && !summary.is_empty() {
            let in_summary = self.find(summary);
            return in_summary.html(in_summary.window());
        }
        in_body.html(in_body.window())
    }

    fn find(&self, text: &str) -> Found {
        let folded = fold_chars(text);
        let mut ranges = Vec::new();
        if !self.phrases.is_empty() {
            let units = scan(&folded);
            for phrase in &self.phrases {
                occurrences(&folded, &units, phrase, &mut ranges);
            }
        }
        Found { chars: text.chars().collect(), ranges: merged(ranges) }
    }
}

/// Adds the ranges where a phrase stands in a folded text.
fn occurrences(text: &[char], units: &[Unit], phrase: &Phrase, ranges: &mut Vec<Range>) {
    let Some((first, wanted)) = phrase.units.split_first().map(|(f, _)| (f, &phrase.units)) else {
        return;
    };
    let start = first.chars(&phrase.text);
    for (at, unit) in units.iter().enumerate() {
        if text.get(unit.start) != start.first() {
            continue;
        }
        let Some(here) = units.get(at..at + wanted.len()) else {
            break;
        };
        let same = here.iter().zip(wanted).all(|(have, want)| {
            have.position - unit.position == want.position - first.position
                && have.chars(text) == want.chars(&phrase.text)
        });
        if same && let Some(last) = here.last() {
            ranges.push((unit.start, last.end));
        }
    }
}

fn merged(mut ranges: Vec<Range>) -> Vec<Range> {
    ranges.sort_unstable();
    let mut merged: Vec<Range> = Vec::with_capacity(ranges.len());
    for (from, to) in ranges {
        match merged.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    merged
}

impl Found {
    /// The part of the text to show: where most characters are marked, the first such.
    fn window(&self) -> Range {
        let marked_from = |start: usize| -> usize {
            let after = self.ranges.iter().filter(|range| range.0 >= start);
            after.take_while(|range| range.1 <= start + SNIPPET - LEAD).map(|r| r.1 - r.0).sum()
        };
        // The first of the best: ties go to the smaller start.
        let best = self.ranges.iter().take(40).map(|range| range.0);
        let best = best.max_by_key(|&start| (marked_from(start), std::cmp::Reverse(start)));
        let start = best.map_or(0, |start| self.lead(start));
        let end = (start + SNIPPET).min(self.chars.len());
        // A mark at the edge is shown whole.
        let end = self.ranges.iter().find(|r| r.0 < end && end < r.1).map_or(end, |r| r.1);
        (start, end)
    }

    /// A good place to begin before `start`: after the nearest sentence or clause mark.
    fn lead(&self, start: usize) -> usize {
        let earliest = start.saturating_sub(LEAD);
        let before = self.chars.get(earliest..start).unwrap_or_default();
        let last = |marks: &[char]| before.iter().rposition(|c| marks.contains(c));
        let mark =
            last(&['。', '！', '？', '；', '\n']).or_else(|| last(&['，', '、', '：', ' ', '　']));
        mark.map_or(earliest, |at| earliest + at + 1)
    }

    /// The range as HTML: escaped, marked, blanks in one, dots where text is left out.
    fn html(&self, (from, to): Range) -> String {
        let mut html = String::with_capacity((to - from) * 4);
        let mut ranges =
            self.ranges.iter().filter(|range| range.0 >= from && range.1 <= to).peekable();
        if from > 0 {
            html.push('…');
        }
        let mut blank = true;
        let shown = self.chars.iter().enumerate().take(to).skip(from);
        for (at, &c) in shown {
            if ranges.peek().is_some_and(|range| range.0 == at) {
                html.push_str("<mark>");
            }
            if !c.is_whitespace() {
                push_escaped(&mut html, c);
            } else if !blank {
                html.push(' ');
            }
            blank = c.is_whitespace();
            if ranges.peek().is_some_and(|range| range.1 == at + 1) {
                html.push_str("</mark>");
                ranges.next();
            }
        }
        if to < self.chars.len() {
            html.push('…');
        }
        html
    }
}

fn push_escaped(html: &mut String, c: char) {
    match c {
        '&' => html.push_str("&amp;"),
        '<' => html.push_str("&lt;"),
        '>' => html.push_str("&gt;"),
        '"' => html.push_str("&quot;"),
        '\'' => html.push_str("&#39;"),
        _ => html.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases(texts: &[&str]) -> Vec<Phrase> {
        texts.iter().filter_map(|text| Phrase::of(text)).collect()
    }

    #[test]
    fn text_is_escaped_and_marked_in_its_own_spelling() {
        let phrases = phrases(&["人才引进", "abc", "进政"]);
        let marker = Marker::new(&phrases);
        assert_eq!(
            marker.mark("<b>人才引進政策</b> ＡＢＣ & abcd"),
            "&lt;b&gt;<mark>人才引進政</mark>策&lt;/b&gt; <mark>ＡＢＣ</mark> &amp; abcd"
        );
    }

    #[test]
    fn the_snippet_shows_the_place() {
        let body = format!(
            "{}第一句。这里写着人才引进的办法。{}",
            "无关文字，".repeat(60),
            "其后。".repeat(80)
        );
        let phrases = phrases(&["人才引进"]);
        let snippet = Marker::new(&phrases).snippet(&body, "摘要");
        assert!(snippet.starts_with("…这里写着<mark>人才引进</mark>的办法。"), "{snippet}");
        assert!(snippet.ends_with('…'));
        assert_eq!(
            Marker::new(&phrases).snippet("没有", "摘要里的人才引进"),
            "摘要里的<mark>人才引进</mark>"
        );
    }
}
