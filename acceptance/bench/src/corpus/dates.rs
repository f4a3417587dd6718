//! Dates in the spellings old systems use; a few cannot be read, or cannot be true.

use rand::RngExt;
use rand::rngs::StdRng;

use super::{once_in, pick};

const BAD: &[&str] =
    &["", "昨天", "0000-00-00", "2021-13-45", "二月三十日", "2099-01-01", "1900-01-01"];

/// A date of the last ten years, in one of the spellings.
pub fn draw(rng: &mut StdRng) -> String {
    if once_in(rng, 60) {
        return pick(rng, BAD).to_owned();
    }
    let (year, month) = (rng.random_range(2016..2026), rng.random_range(1..13));
    let (day, hour) = (rng.random_range(1..29), rng.random_range(8..19));
    let minute = rng.random_range(0..60);
    match rng.random_range(0..10) {
        0 | 1 => format!("{year}-{month:02}-{day:02}"),
        2 | 3 => format!("{year}-{month:02}-{day:02} {hour:02}:{minute:02}:00"),
        4 => format!("{year}/{month}/{day}"),
        5 => format!("{year}年{month}月{day}日"),
        6 => format!("{year}.{month:02}.{day:02}"),
        7 => format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:00+08:00"),
        8 => format!("发布时间：{year}年{month:02}月{day:02}日 {hour:02}:{minute:02}"),
        _ => format!("{year}{month:02}{day:02}"),
    }
}
