//! Measures the index: `cargo run --release -p search --example measure [documents] [lines file]`.
//!
//! Texts are drawn from the dictionary by word frequency, or, with a file of plain text, from its
//! lines. Prints index rate, size, and latencies.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "a tool for developers: it may stop at the first surprise"
)]

use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use search::{Change, Index, IndexSettings, Query, Record, Scope, Sort};

/// As in the portal's binary.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A source of text.
enum Source {
    /// Words with their cumulated frequency.
    Words(Vec<(u64, String)>),
    Lines(Vec<String>),
}

impl Source {
    fn from_dictionary() -> Self {
        let jieba = jieba_rs::Jieba::new();
        let frequency = |word: &str| jieba.suggest_freq(word) as u64;
        let mut chars: Vec<(u64, char)> = ('\u{4e00}'..='\u{9fa5}')
            .filter(|c| jieba.has_word(&c.to_string()))
            .map(|c| (frequency(&c.to_string()), c))
            .collect();
        chars.sort_unstable_by(|a, b| b.cmp(a));
        chars.truncate(2500);
        let mut words: Vec<String> = chars.iter().map(|(_, c)| c.to_string()).take(300).collect();
        for (_, a) in &chars {
            for (_, b) in &chars {
                let word = format!("{a}{b}");
                if jieba.has_word(&word) {
                    words.push(word);
                }
            }
        }
        let mut sum = 0;
        let weighted = words.into_iter().map(|word| {
            sum += frequency(&word).max(1);
            (sum, word)
        });
        Self::Words(weighted.collect())
    }

    fn sentence(&self, rng: &mut StdRng) -> String {
        match self {
            Self::Lines(lines) => lines[rng.random_range(0..lines.len())].clone(),
            Self::Words(words) => {
                let most = words.last().unwrap().0;
                let mut sentence = String::new();
                for _ in 0..rng.random_range(6..20) {
                    let at = rng.random_range(0..most);
                    let place = words.partition_point(|(sum, _)| *sum <= at);
                    sentence.push_str(&words[place].1);
                    if rng.random_bool(0.12) {
                        sentence.push('，');
                    }
                }
                sentence.push('。');
                sentence
            }
        }
    }
}

const SET: [&str; 8] = [
    "未央市人民政府",
    "营商环境",
    "人才引进",
    "社会保障",
    "乡村振兴",
    "住房公积金",
    "行政审批",
    "生态环境",
];

fn record(id: i64, source: &Source, rng: &mut StdRng) -> Record {
    let target = rng.random_range(800..1500);
    let mut body = String::new();
    while body.chars().count() < target {
        body.push_str(&source.sentence(rng));
        if rng.random_bool(0.3) {
            body.push_str(SET[rng.random_range(0..SET.len())]);
        }
    }
    let topic = SET[rng.random_range(1..SET.len())];
    let head: String = source.sentence(rng).chars().take(14).collect();
    let year = rng.random_range(2010..2027);
    let unit = rng.random_range(1..60);
    let column = rng.random_range(10..300);
    Record {
        id,
        key: format!("d{id}"),
        site_ids: vec![rng.random_range(1..4)],
        column_ids: vec![1, column / 10, column],
        unit_ids: vec![1, unit],
        kind: ["notice", "policy", "news", "bulletin", "interpretation"][rng.random_range(0..5)]
            .into(),
        year,
        validity: rng.random_bool(0.3).then(|| "in_force".into()),
        title: format!("未央市人民政府关于{head}{topic}的通知"),
        body,
        summary: String::new(),
        numbers: vec![format!("未政发〔{year}〕{}号", id % 200)],
        tags: vec![topic.into()],
        attachment_names: vec!["附件1.申报表.docx".into()],
        published_at: 1_262_304_000_000_000 + rng.random_range(0..500_000_000_000_000),
        url: format!("/d/{id}"),
        source: "市政府办公室".into(),
        extra: serde_json::Value::Null,
    }
}

fn report(what: &str, mut times: Vec<Duration>, note: &str) {
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
    println!(
        "{what:<34} p50 {:7.2} ms  p95 {:7.2} ms  p99 {:7.2} ms  max {:7.2} ms  {note}",
        at(0.5),
        at(0.95),
        at(0.99),
        at(1.0)
    );
}

/// Times one piece of work on an index that has forgotten its answers.
fn asked<T>(index: &Index, times: &mut Vec<Duration>, work: impl FnOnce() -> T) -> T {
    index.refresh().unwrap();
    timed(times, work)
}

fn timed<T>(times: &mut Vec<Duration>, work: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let result = work();
    times.push(started.elapsed());
    result
}

/// Processor time this process has used.
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks: Vec<f64> = stat.split(' ').skip(13).take(2).filter_map(|t| t.parse().ok()).collect();
    ticks.iter().sum::<f64>() / 100.0
}

fn fill(index: &Index, documents: i64, source: &Source, rng: &mut StdRng) {
    let records: Vec<Record> = (0..documents).map(|id| record(id, source, rng)).collect();
    let chars: usize = records.iter().map(|record| record.body.chars().count()).sum();
    let mut records = records.into_iter().peekable();
    let (started, processor) = (Instant::now(), processor_seconds());
    while records.peek().is_some() {
        index.stage(records.by_ref().take(1000).map(Change::put)).unwrap();
    }
    index.commit(1).unwrap();
    let (spent, processor) = (started.elapsed().as_secs_f64(), processor_seconds() - processor);
    let (each, count) = (chars as i64 / documents, documents as f64);
    println!(
        "indexed {documents} documents of {each} characters in {spent:.1} s: {:.0} documents/s",
        count / spent
    );
    println!("processor {processor:.1} s: {:.0} documents per processor second", count / processor);
    println!("{:?}", index.stats().unwrap());
}

fn windows(index: &Index, source: &Source, rng: &mut StdRng) {
    for length in [1, 2, 3, 4, 6, 8] {
        let mut times = Vec::new();
        let mut totals = 0;
        for _ in 0..300 {
            let text: Vec<char> = source.sentence(rng).chars().collect();
            let from = rng.random_range(0..text.len().saturating_sub(length).max(1));
            let text: String = text.iter().skip(from).take(length).collect();
            totals += asked(index, &mut times, || index.search(&Query::text(text)).unwrap()).total;
        }
        report(
            &format!("{length} characters, any window"),
            times,
            &format!("mean total {}", totals / 300),
        );
    }
}

/// Makes a search of two set phrases.
type Ask = fn(&str, &str) -> Query;

fn phrases(index: &Index, source: &Source, rng: &mut StdRng) {
    let kinds: [(&str, Ask); 7] = [
        ("a common set phrase", |a, _| Query::text(a)),
        ("the commonest phrase", |_, _| Query::text("未央市人民政府")),
        ("two set phrases", |a, b| Query::text(format!("{a} {b}"))),
        ("phrase, filtered", |a, _| Query {
            site_id: Some(1),
            unit_id: Some(7),
            year: Some(2020),
            ..Query::text(a)
        }),
        ("phrase, newest first", |a, _| Query { sort: Sort::Newest, ..Query::text(a) }),
        ("phrase in titles", |a, _| Query { scope: Scope::Title, ..Query::text(a) }),
        ("no text, a column", |_, _| Query { column_id: Some(12), ..Query::default() }),
    ];
    for (what, query) in kinds {
        let mut times = Vec::new();
        let mut total = 0;
        for at in 0..100 {
            let query = query(SET[1 + at % 7], SET[1 + (at + 3) % 7]);
            total = asked(index, &mut times, || index.search(&query).unwrap()).total;
        }
        report(what, times, &format!("last total {total}"));
    }
    let mut times = Vec::new();
    for _ in 0..100 {
        let sentence: String =
            source.sentence(rng).chars().filter(|c| c.is_alphabetic()).take(7).collect();
        let text = format!("{sentence}鎏{}", SET[rng.random_range(1..8)]);
        asked(index, &mut times, || index.search(&Query::text(text)).unwrap());
    }
    report("nothing has all: relaxed", times, "");
}

fn typing(index: &Index) {
    for prefix in ["人", "人才", "营商", "r", "rc", "rencai", "zhufang", "s"] {
        let mut times = Vec::new();
        let mut last = Vec::new();
        for _ in 0..50 {
            last = asked(index, &mut times, || index.suggest(prefix, Some(1), 8).unwrap());
        }
        let last: Vec<String> =
            last.into_iter().map(|s| s.text.chars().take(12).collect()).collect();
        report(&format!("suggest {prefix}"), times, &last.join(" "));
    }
    for text in ["住房公基金", "营伤环境", "人材引进", "乡村镇兴", "rencaiyinjin", "行政审批"]
    {
        let mut times = Vec::new();
        let better = asked(index, &mut times, || index.did_you_mean(text, None).unwrap());
        report(&format!("did you mean {text}"), times, &format!("{better:?}"));
    }
    let mut times = Vec::new();
    for id in 0..50 {
        asked(index, &mut times, || index.related(id * 7, None, 6).unwrap());
    }
    report("related", times, "");
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let documents: i64 = arguments.next().map_or(70_000, |text| text.parse().unwrap());
    let source = match arguments.next() {
        Some(path) => Source::Lines(
            std::fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect(),
        ),
        None => Source::from_dictionary(),
    };
    let started = Instant::now();
    search::warm_up();
    println!("dictionary {:?}, all warm {:?}", search::dictionary_load_time(), started.elapsed());
    let directory = tempfile::tempdir().unwrap();
    let index = Index::open(directory.path(), &IndexSettings::default()).unwrap();
    let mut rng = StdRng::seed_from_u64(7);
    fill(&index, documents, &source, &mut rng);
    windows(&index, &source, &mut rng);
    phrases(&index, &source, &mut rng);
    typing(&index);
    let mut times = Vec::new();
    for at in 0..200 {
        let record = record(rng.random_range(0..documents), &source, &mut rng);
        timed(&mut times, || {
            index.apply([Change::put(record)], 2 + at).unwrap();
        });
    }
    report("apply one", times, "");
    println!("{:?}", index.stats().unwrap());
    let started = Instant::now();
    index.optimize().unwrap();
    println!("optimize {:?} {:?}", started.elapsed(), index.stats().unwrap());
    windows(&index, &source, &mut rng);
    phrases(&index, &source, &mut rng);
    typing(&index);
    drop(index);
    let started = Instant::now();
    let index = Index::open(directory.path(), &IndexSettings::default()).unwrap();
    println!("open {:?} {:?} position {:?}", started.elapsed(), index.opening(), index.position());
}
