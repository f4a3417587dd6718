//! Titles, some of them shared, as monthly reports and notices of years share theirs.

use std::collections::HashSet;

use rand::RngExt;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;

use super::phrases::{PLACES, TOPICS, UNITS};
use super::pick;

/// So many titles, of which `shared` are borne by more than one document.
pub fn draw(rng: &mut StdRng, count: usize, shared: usize) -> Vec<String> {
    let mut known = HashSet::new();
    let mut titles = Vec::with_capacity(count);
    let mut left = shared;
    while left > 1 {
        // Never leave one alone: it would share with nobody.
        let group = match left {
            2 | 3 => left,
            more => rng.random_range(2..6).min(more - 2),
        };
        let title = fresh(rng, &mut known);
        titles.extend(std::iter::repeat_n(title, group));
        left -= group;
    }
    while titles.len() < count {
        titles.push(fresh(rng, &mut known));
    }
    titles.shuffle(rng);
    titles
}

fn fresh(rng: &mut StdRng, known: &mut HashSet<String>) -> String {
    loop {
        let title = title(rng);
        if known.insert(title.clone()) {
            return title;
        }
    }
}

fn title(rng: &mut StdRng) -> String {
    let (unit, topic, place) = (pick(rng, UNITS), pick(rng, TOPICS), pick(rng, PLACES));
    let year = rng.random_range(2016..2026);
    let issue = rng.random_range(1..53);
    match rng.random_range(0..7) {
        0 => format!("{unit}关于做好{year}年{topic}工作的通知（第{issue}号）"),
        1 => format!("{unit}到{place}调研{topic}（{year}年第{issue}期）"),
        2 => format!("{place}{year}年第{issue}周{topic}情况通报"),
        3 => format!("关于{place}{topic}项目的公示（{year}年第{issue}批）"),
        4 => format!("{unit}召开{year}年第{issue}次{topic}推进会"),
        5 => format!("{year}年{unit}{topic}工作要点之{issue}"),
        _ => format!("{topic}一问一答：{place}居民关心的{issue}件事（{year}）"),
    }
}
