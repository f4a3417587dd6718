//! Which part of a content was asked for (RFC 9110 §14): one range, if the content is still the one
//! that the asker knows.

use std::ops::Range;
use std::time::{Duration, UNIX_EPOCH};

use http::{HeaderMap, header};
use http_range_header::parse_range_header;
use platform::Time;

/// What is sent.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// These bytes.
    Of(Range<u64>),
    /// Nothing; the message says why.
    Refused(&'static str),
}

/// The second of an instant, as `Last-Modified` has it.
pub(super) fn http_date(time: Time) -> String {
    let seconds = u64::try_from(time.0 / 1_000_000).unwrap_or(0);
    httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(seconds))
}

/// Reads `Range` and `If-Range`.
pub(super) fn part_of(asked: &HeaderMap, etag: &str, since: Time, size: u64) -> Part {
    let text = |name| asked.get(name).and_then(|value: &http::HeaderValue| value.to_str().ok());
    let Some(range) = text(header::RANGE) else {
        return Part::Whole;
    };
    // Whoever knows another content gets the whole of this one.
    if text(header::IF_RANGE).is_some_and(|known| known != etag && known != http_date(since)) {
        return Part::Whole;
    }
    let Ok(parsed) = parse_range_header(range) else {
        return Part::Whole;
    };
    if parsed.ranges.len() > 1 {
        return Part::Refused("media-range-many");
    }
    let Ok(ranges) = parsed.validate(size) else {
        return Part::Refused("media-range-outside");
    };
    match ranges.first() {
        Some(range) => Part::Of(*range.start()..range.end() + 1),
        None => Part::Whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(range: &str, known: Option<&str>) -> Part {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, range.parse().unwrap());
        if let Some(known) = known {
            headers.insert(header::IF_RANGE, known.parse().unwrap());
        }
        part_of(&headers, "\"abc\"", Time(1_000_000_000_000_000), 1_000)
    }

    #[test]
    fn one_range_of_the_content_that_is_known() {
        assert_eq!(asked("bytes=0-99", None), Part::Of(0..100));
        assert_eq!(asked("bytes=900-", None), Part::Of(900..1_000));
        assert_eq!(asked("bytes=-10", None), Part::Of(990..1_000));
        assert_eq!(asked("bytes=0-99", Some("\"abc\"")), Part::Of(0..100));
        assert_eq!(asked("bytes=0-99", Some("Sun, 09 Sep 2001 01:46:40 GMT")), Part::Of(0..100));
        assert_eq!(asked("bytes=0-99", Some("\"old\"")), Part::Whole);
        assert_eq!(asked("bytes=1000-", None), Part::Refused("media-range-outside"));
        assert_eq!(asked("bytes=0-1,5-9", None), Part::Refused("media-range-many"));
        assert_eq!(asked("lines=1-2", None), Part::Whole);
        assert_eq!(asked("bytes=x", None), Part::Whole);
    }
}
