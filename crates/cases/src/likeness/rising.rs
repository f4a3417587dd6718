//! 热点: words that people write more often in the last days than before, measured and not felt.

use std::collections::HashMap;

use platform::Time;
use search::meaningful_words;

use super::store::Told;

/// Cases that a word must stand in, in the last days.
const LEAST: usize = 3;
/// Words that say nothing about the matter.
const EMPTY: &[&str] = &[
    "您好",
    "你好",
    "谢谢",
    "请问",
    "希望",
    "反映",
    "问题",
    "情况",
    "领导",
    "尊敬",
    "部门",
    "相关",
    "居民",
    "解决",
    "处理",
    "尽快",
    "进行",
    "感谢",
    "事情",
    "有关",
    "未央区",
    "未央",
    "单位",
    "答复",
    "没有",
    "小区",
    "街道",
    "公司",
    "电话",
    "知道",
    "不知道",
    "现在",
    "已经",
    "每天",
    "晚上",
    "需要",
    "我们",
    "家里",
];

/// A word, and how often it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Rising {
    /// The word, or the word of a theme.
    pub word: String,
    /// Cases of the last days that hold it.
    pub now: usize,
    /// Cases of the days before that hold it.
    pub before: usize,
    /// How many times as often a day as before.
    pub times: f64,
}

/// Words and themes that rise. `days` are the last days and the days before them.
pub fn rising(
    told: &[Told],
    since: Time,
    days: (f64, f64),
    limit: usize,
) -> (Vec<Rising>, Vec<Rising>) {
    let mut words: HashMap<String, (usize, usize)> = HashMap::new();
    let mut themes: HashMap<String, (usize, usize)> = HashMap::new();
    let count = |into: &mut HashMap<String, (usize, usize)>, word: String, now: bool| {
        let counts = into.entry(word).or_default();
        if now { counts.0 += 1 } else { counts.1 += 1 }
    };
    for one in told {
        let now = one.received_at >= since;
        for word in meaningful_words(&format!("{}\n{}", one.title, one.body)) {
            count(&mut words, word, now);
        }
        count(&mut themes, one.theme.clone(), now);
    }
    words.retain(|word, (now, _)| *now >= LEAST && !EMPTY.contains(&word.as_str()));
    let mut words = measured(words, days);
    words.retain(|one| one.times >= 1.5);
    // Of words that come and go together the longest is enough.
    let mut kept: Vec<Rising> = Vec::new();
    for one in words {
        let part = kept.iter().any(|known| {
            known.now == one.now
                && (known.word.contains(&one.word) || one.word.contains(&known.word))
        });
        if !part && kept.len() < limit {
            kept.push(one);
        }
    }
    (kept, measured(themes, days))
}

/// With how many times as often; the strongest first. What never came before counts as half a case,
/// so that a single one makes no headline.
fn measured(counts: HashMap<String, (usize, usize)>, (last, before): (f64, f64)) -> Vec<Rising> {
    #[expect(clippy::cast_precision_loss, reason = "counts of cases")]
    let times = |now: usize, old: usize| {
        ((now as f64 + 0.5) / last.max(1.0)) / ((old as f64 + 0.5) / before.max(1.0))
    };
    let mut all: Vec<Rising> = counts
        .into_iter()
        .map(|(word, (now, before))| Rising { times: times(now, before), word, now, before })
        .collect();
    #[expect(clippy::cast_precision_loss, reason = "counts of cases")]
    let strength = |one: &Rising| one.times.ln() * (one.now as f64 + 1.0).ln();
    all.sort_by(|a, b| strength(b).total_cmp(&strength(a)).then_with(|| a.word.cmp(&b.word)));
    all
}
