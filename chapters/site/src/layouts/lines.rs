//! Lines of a block that say several things, between bars: `地区生产总值｜1286.4 亿元｜同比增长 5.6%`.

use chrono::NaiveDate;
use serde::Serialize;

/// A key figure: what, how much, what to know about it.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Figure {
    name: String,
    value: String,
    note: String,
}

impl Figure {
    /// Reads `名称｜数值` or `名称｜数值｜说明`.
    pub(super) fn parse(line: &str) -> Option<Self> {
        let [name, value, note] = parts(line)?;
        let filled = !name.is_empty() && !value.is_empty();
        filled.then_some(Self { name, value, note })
    }
}

/// A day on which something happens.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Event {
    pub(super) day: NaiveDate,
    pub(super) name: String,
    pub(super) url: Option<String>,
}

impl Event {
    /// Reads `2026-12-05｜事项` or `2026-12-05｜事项｜地址`.
    pub(super) fn parse(line: &str) -> Option<Self> {
        let [day, name, url] = parts(line)?;
        let day = day.parse().ok()?;
        let url = if url.is_empty() { None } else { Some(address(&url)?) };
        (!name.is_empty()).then_some(Self { day, name, url })
    }
}

/// An entrance: `出生｜/ggfw/yljy｜办证、上户口、打疫苗`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) name: String,
    pub(super) url: String,
    pub(super) note: String,
}

impl Link {
    /// Reads `名称｜地址` or `名称｜地址｜说明`.
    pub(super) fn parse(line: &str) -> Option<Self> {
        let [name, url, note] = parts(line)?;
        let url = address(&url)?;
        (!name.is_empty()).then_some(Self { name, url, note })
    }
}

/// Two or three parts between bars, wide or narrow ones.
fn parts(line: &str) -> Option<[String; 3]> {
    let mut parts = line.split(['｜', '|']).map(|part| part.trim().to_owned());
    let three = [parts.next()?, parts.next()?, parts.next().unwrap_or_default()];
    parts.next().is_none().then_some(three)
}

/// An address on this site, or one on the web.
fn address(text: &str) -> Option<String> {
    let own = text.starts_with('/') && !text.starts_with("//");
    let web = text.starts_with("https://") || text.starts_with("http://");
    (own || web).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_or_refused_whole() {
        let figure = Figure::parse("常住人口 | 73.5 万人").unwrap();
        assert_eq!((figure.name.as_str(), figure.note.as_str()), ("常住人口", ""));
        assert!(Figure::parse("常住人口").is_none());
        assert!(Figure::parse("一｜二｜三｜四").is_none());
        let event = Event::parse("2026-12-05｜供暖开放日｜/ztzl/djgn").unwrap();
        assert_eq!(event.url.as_deref(), Some("/ztzl/djgn"));
        assert!(Event::parse("12月5日｜供暖开放日").is_none());
        assert!(Event::parse("2026-12-05｜开放日｜javascript:alert(1)").is_none());
        assert!(Link::parse("出生｜//evil.example").is_none());
        assert_eq!(Link::parse("出生｜/ggfw｜办证").unwrap().note, "办证");
    }
}
