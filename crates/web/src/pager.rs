//! Pages of a list: numbers for people, opaque cursors for programs.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::refusal::Refusal;

/// The pages of a list, for `components/pager.html`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pager {
    /// The page that is shown, from 1.
    pub current: u64,
    /// How many pages there are, at least 1.
    pub total_pages: u64,
    /// How many items there are.
    pub total: u64,
    /// How many items a page has.
    pub size: u64,
    /// The page before.
    pub previous_url: Option<String>,
    /// The page after.
    pub next_url: Option<String>,
    /// The numbers to show.
    pub pages: Vec<PagerPage>,
}

/// A number to show, or a gap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PagerPage {
    /// None where numbers are left out.
    pub number: Option<u64>,
    /// Whether it is the page that is shown.
    pub current: bool,
    /// Its address; empty for a gap.
    pub url: String,
}

/// Neighbours shown on either side of the current page.
const WINDOW: u64 = 2;

impl Pager {
    /// The pager of a list. A page beyond the end does not exist: 404.
    pub fn new(
        current: u64,
        total: u64,
        size: u64,
        url: impl Fn(u64) -> String,
    ) -> Result<Self, Refusal> {
        let total_pages = total.div_ceil(size.max(1)).max(1);
        if current == 0 || current > total_pages {
            return Err(Refusal::not_found());
        }
        let neighbour = |number: u64| (1..=total_pages).contains(&number).then(|| url(number));
        let mut pages: Vec<PagerPage> = Vec::new();
        let mut last = 0;
        for number in shown(current, total_pages) {
            if number > last + 1 {
                pages.push(PagerPage { number: None, current: false, url: String::new() });
            }
            let url = url(number);
            pages.push(PagerPage { number: Some(number), current: number == current, url });
            last = number;
        }
        let (previous_url, next_url) = (neighbour(current - 1), neighbour(current + 1));
        Ok(Self { current, total_pages, total, size, previous_url, next_url, pages })
    }

    /// How many items stand before this page.
    pub fn offset(&self) -> u64 {
        (self.current - 1) * self.size
    }
}

/// First, last and the neighbours of the current page; a gap of one page is not worth a gap.
fn shown(current: u64, last: u64) -> Vec<u64> {
    let mut from = current.saturating_sub(WINDOW).max(1);
    let mut to = (current + WINDOW).min(last);
    if from <= 3 {
        from = 1;
    }
    if to + 2 >= last {
        to = last;
    }
    let mut numbers: Vec<u64> = (from..=to).collect();
    if from > 1 {
        numbers.insert(0, 1);
    }
    if to < last {
        numbers.push(last);
    }
    numbers
}

/// Makes an opaque cursor of a position.
pub fn encode_cursor<T: Serialize>(position: &T) -> Option<String> {
    serde_json::to_vec(position).ok().map(|json| URL_SAFE_NO_PAD.encode(json))
}

/// Reads a cursor that was given out earlier.
pub fn decode_cursor<T: DeserializeOwned>(cursor: &str) -> Result<T, Refusal> {
    let refuse = || Refusal::bad_request().kind("bad-cursor").saying("web-bad-cursor");
    let json = URL_SAFE_NO_PAD.decode(cursor).ok().ok_or_else(refuse)?;
    serde_json::from_slice(&json).ok().ok_or_else(refuse)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(current: u64, total: u64) -> String {
        let pager = Pager::new(current, total, 10, |page| format!("/{page}")).unwrap();
        let parts = pager.pages.iter().map(|page| match page.number {
            None => "…".to_owned(),
            Some(number) if page.current => format!("[{number}]"),
            Some(number) => number.to_string(),
        });
        parts.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn windows() {
        assert_eq!(text(1, 0), "[1]");
        assert_eq!(text(1, 10), "[1]");
        assert_eq!(text(1, 11), "[1] 2");
        assert_eq!(text(1, 200), "[1] 2 3 … 20");
        assert_eq!(text(5, 200), "1 2 3 4 [5] 6 7 … 20");
        assert_eq!(text(10, 200), "1 … 8 9 [10] 11 12 … 20");
        assert_eq!(text(16, 200), "1 … 14 15 [16] 17 18 19 20");
        assert_eq!(text(20, 200), "1 … 18 19 [20]");
    }

    #[test]
    fn pages_beyond_the_end_do_not_exist() {
        let url = |page: u64| page.to_string();
        assert!(Pager::new(0, 10, 10, url).is_err());
        assert!(Pager::new(2, 10, 10, url).is_err());
        let first = Pager::new(1, 30, 10, url).unwrap();
        assert_eq!((first.previous_url, first.next_url), (None, Some("2".into())));
        assert_eq!(Pager::new(3, 30, 10, url).unwrap().offset(), 20);
    }

    proptest! {
        #[test]
        fn numbers_rise_and_no_gap_hides_a_single_page(current in 1u64..80, last in 1u64..80) {
            prop_assume!(current <= last);
            let shown = shown(current, last);
            prop_assert_eq!(shown.first(), Some(&1));
            prop_assert_eq!(shown.last(), Some(&last));
            prop_assert!(shown.contains(&current));
            prop_assert!(shown.windows(2).all(|two| two[1] == two[0] + 1 || two[1] > two[0] + 2));
        }

        #[test]
        fn cursors_come_back(time in any::<i64>(), id in any::<i64>()) {
            let cursor = encode_cursor(&(time, id)).unwrap();
            prop_assert_eq!(decode_cursor::<(i64, i64)>(&cursor).unwrap(), (time, id));
        }

        #[test]
        fn forged_cursors_are_refused(cursor in "\\PC{0,30}") {
            prop_assert!(decode_cursor::<(i64, i64)>(&cursor).is_err());
        }
    }
}
