//! Proofs of the page cache: a model that every drop follows, and a race that freshness survives.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use proptest::prelude::*;

use super::tests::{cache, key, text};
use super::*;

/// Writers change records and drop their tags while readers ask: no answer is ever older than the
/// last drop that came before its question.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_answer_is_older_than_the_last_drop_before_the_question() {
    // A race that a busy machine ran one after the other proves nothing: then it is run again.
    for _ in 0..50 {
        let stats = race().await;
        if stats.overtaken > 0 && stats.hits > 0 {
            return;
        }
    }
    panic!("no render was ever overtaken");
}

#[derive(Default)]
struct Record {
    written: AtomicUsize,
    announced: AtomicUsize,
}

const RECORDS: usize = 3;

async fn race() -> PageCacheStats {
    let cache = cache();
    let records: Arc<Vec<Record>> = Arc::new((0..RECORDS).map(|_| Record::default()).collect());
    let mut tasks = Vec::new();
    for number in 0..RECORDS {
        let (cache, records) = (cache.clone(), records.clone());
        tasks.push(tokio::spawn(async move {
            for version in 1..=300 {
                records[number].written.store(version, Ordering::SeqCst);
                cache.drop_tags(&[Tag::of("record", number)]);
                records[number].announced.store(version, Ordering::SeqCst);
                tokio::time::sleep(Duration::from_micros(rand_below(400))).await;
            }
        }));
    }
    for reader in 0..16 {
        let (cache, records) = (cache.clone(), records.clone());
        tasks.push(tokio::spawn(async move {
            for _ in 0..300 {
                let number = reader % RECORDS;
                let least = records[number].announced.load(Ordering::SeqCst);
                let records = records.clone();
                let render = move || async move {
                    let seen = records[number].written.load(Ordering::SeqCst);
                    tokio::time::sleep(Duration::from_micros(rand_below(600))).await;
                    Ok(Rendered::html(seen.to_string(), vec![Tag::of("record", number)]))
                };
                let url = format!("/{number}");
                let page = cache.get_or_render(key(&url), render).await.unwrap();
                let seen: usize = text(&page).parse().unwrap();
                assert!(seen >= least, "saw {seen} after {least} was announced");
            }
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    cache.stats()
}

fn rand_below(below: u64) -> u64 {
    use std::hash::{BuildHasher, RandomState};
    RandomState::new().hash_one(0) % below
}

#[derive(Clone, Debug)]
enum Act {
    Put(u8, Vec<u8>),
    Drop(Vec<u8>),
    Forget(Vec<u8>),
    All,
}

fn act() -> impl Strategy<Value = Act> {
    let names = || proptest::collection::vec(0u8..6, 0..4);
    prop_oneof![
        4 => (0u8..10, names()).prop_map(|(url, names)| Act::Put(url, names)),
        2 => names().prop_map(Act::Drop),
        1 => names().prop_map(Act::Forget),
        1 => Just(Act::All),
    ]
}

proptest! {
    /// The cache behaves like a plain list of (address, tags).
    #[test]
    fn drops_follow_the_model(acts in proptest::collection::vec(act(), 0..40)) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let cache = cache();
            let mut model = std::collections::BTreeMap::<String, Vec<Tag>>::new();
            let tag = |names: Vec<u8>| names.iter().map(|n| Tag::of("t", n)).collect::<Vec<_>>();
            for act in acts {
                match act {
                    Act::Put(url, names) => {
                        let (url, names) = (format!("/{url}"), tag(names));
                        let rendered = Rendered::html("x".into(), names.clone());
                        cache.get_or_render(key(&url), || async { Ok(rendered) }).await.unwrap();
                        model.entry(url).or_insert(names);
                    }
                    Act::Drop(names) | Act::Forget(names) => {
                        let names = tag(names);
                        let dropped = cache.drop_tags(&names);
                        let before = model.len();
                        model.retain(|_, own| !own.iter().any(|tag| names.contains(tag)));
                        assert_eq!(dropped.count, before - model.len());
                    }
                    Act::All => {
                        assert_eq!(cache.drop_all().count, model.len());
                        model.clear();
                    }
                }
                assert_eq!(cache.stats().pages, model.len());
                for number in 0..10 {
                    let url = format!("/{number}");
                    assert_eq!(cache.get(&key(&url)).is_some(), model.contains_key(&url));
                }
            }
        });
    }
}
