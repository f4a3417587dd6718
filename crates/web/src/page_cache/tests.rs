//! Tests of the page cache.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use http::{HeaderMap, Method, header};
use platform::Fault;
use tokio::sync::oneshot;

use super::*;
use crate::refusal::Refusal;

pub(super) fn cache() -> PageCache {
    PageCache::new(PageCacheLimits::default(), Clock::default())
}

pub(super) fn key(url: &str) -> PageKey {
    PageKey::new(1, url)
}

fn tags(names: &[&str]) -> Vec<Tag> {
    names.iter().map(|name| Tag::from(*name)).collect()
}

fn page(text: &str, names: &[&str]) -> Rendered {
    Rendered::html(text.to_owned(), tags(names))
}

async fn put(cache: &PageCache, url: &str, names: &[&str]) -> CachedPage {
    let rendered = page(&format!("page {url}"), names);
    cache.get_or_render(key(url), || async { Ok(rendered) }).await.unwrap()
}

pub(super) fn text(page: &CachedPage) -> String {
    String::from_utf8(page.sealed().encoded().identity.to_vec()).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn however_many_ask_one_renders() {
    let cache = cache();
    let renders = Arc::new(AtomicUsize::new(0));
    let askers = (0..200).map(|_| {
        let (cache, renders) = (cache.clone(), renders.clone());
        tokio::spawn(async move {
            let render = move || async move {
                renders.fetch_add(1, Ordering::SeqCst);
                tokio::time::sleep(Duration::from_millis(20)).await;
                Ok(page("home", &["site:1"]))
            };
            text(&cache.get_or_render(key("/"), render).await.unwrap())
        })
    });
    for answer in futures::future::join_all(askers).await {
        assert_eq!(answer.unwrap(), "home");
    }
    assert_eq!(renders.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_drop_removes_exactly_the_pages_with_the_tag() {
    let cache = cache();
    put(&cache, "/", &["site:1", "document:1", "document:2"]).await;
    put(&cache, "/a", &["document:1"]).await;
    put(&cache, "/b", &["document:2"]).await;
    put(&cache, "/about", &["document:11"]).await;
    let dropped = cache.drop_tags(&tags(&["document:1"]));
    assert_eq!(dropped, Dropped { urls: vec!["/".into(), "/a".into()], count: 2 });
    assert!(cache.get(&key("/")).is_none() && cache.get(&key("/a")).is_none());
    assert!(cache.get(&key("/b")).is_some() && cache.get(&key("/about")).is_some());
    assert_eq!(cache.drop_tags(&tags(&["document:1"])).count, 0);
}

/// Starts a render that waits, and gives the means to end it.
fn slow(
    cache: &PageCache,
    url: &'static str,
    text: &'static str,
) -> (tokio::task::JoinHandle<String>, oneshot::Receiver<()>, oneshot::Sender<()>) {
    let (begun, has_begun) = oneshot::channel();
    let (end, may_end) = oneshot::channel();
    let cache = cache.clone();
    let asker = tokio::spawn(async move {
        let render = move || async move {
            begun.send(()).unwrap();
            may_end.await.unwrap();
            Ok(page(text, &["document:1"]))
        };
        super::tests::text(&cache.get_or_render(key(url), render).await.unwrap())
    });
    (asker, has_begun, end)
}

#[tokio::test]
async fn a_render_overtaken_by_a_drop_is_not_kept() {
    let cache = cache();
    let (asker, begun, end) = slow(&cache, "/a", "old");
    begun.await.unwrap();
    cache.drop_tags(&tags(&["document:1"]));
    end.send(()).unwrap();
    // Who asked before the drop may see the old page, but nobody after.
    assert_eq!(asker.await.unwrap(), "old");
    assert!(cache.get(&key("/a")).is_none());
    assert_eq!(cache.stats().overtaken, 1);
}

#[tokio::test]
async fn an_unrelated_drop_overtakes_nothing() {
    let cache = cache();
    let (asker, begun, end) = slow(&cache, "/a", "same");
    begun.await.unwrap();
    cache.drop_tags(&tags(&["document:2"]));
    end.send(()).unwrap();
    assert_eq!(asker.await.unwrap(), "same");
    assert!(cache.get(&key("/a")).is_some());
}

#[tokio::test]
async fn who_asks_after_the_drop_never_gets_what_was_begun_before_it() {
    let cache = cache();
    let (first, begun, end) = slow(&cache, "/a", "old");
    begun.await.unwrap();
    cache.drop_tags(&tags(&["document:1"]));
    let second = {
        let cache = cache.clone();
        tokio::spawn(async move {
            let render = || async { Ok(page("new", &["document:1"])) };
            text(&cache.get_or_render(key("/a"), render).await.unwrap())
        })
    };
    tokio::time::sleep(Duration::from_millis(20)).await;
    end.send(()).unwrap();
    assert_eq!(first.await.unwrap(), "old");
    assert_eq!(second.await.unwrap(), "new");
    assert_eq!(text(&cache.get(&key("/a")).unwrap()), "new");
}

#[tokio::test]
async fn the_render_goes_on_when_the_asker_hangs_up() {
    let cache = cache();
    let (asker, begun, end) = slow(&cache, "/a", "done");
    begun.await.unwrap();
    asker.abort();
    end.send(()).unwrap();
    for _ in 0..100 {
        tokio::time::sleep(Duration::from_millis(2)).await;
        if cache.get(&key("/a")).is_some() {
            return;
        }
    }
    panic!("the page did not come");
}

async fn failing(cache: &PageCache, url: &str, fault: Fault) -> Result<CachedPage, Error> {
    cache.get_or_render(key(url), || async { Err(fault.into()) }).await
}

fn away() -> Fault {
    Fault::new("reach the database").passing()
}

#[tokio::test]
async fn old_pages_are_served_when_the_database_is_away() {
    let clock = Clock::default();
    let cache = PageCache::new(PageCacheLimits::default(), clock.clone());
    put(&cache, "/a", &["document:1"]).await;
    cache.drop_tags(&tags(&["document:1"]));
    clock.advance_seconds(90);
    let old = failing(&cache, "/a", away()).await.unwrap();
    assert!(old.is_old());
    let response = old.respond(&Method::GET, &HeaderMap::new());
    assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
    assert!(response.headers().contains_key(header::WARNING));
    let age: i64 = response.headers()[header::AGE].to_str().unwrap().parse().unwrap();
    assert!((90..=91).contains(&age));
    // Nor need anybody be able to render it: its address is enough.
    assert!(cache.last_known(&key("/a")).is_some_and(|page| page.is_old()));
    assert!(cache.last_known(&key("/b")).is_none());
    // Not kept as if it were fresh; an own bug is not hidden; the next good render is shown.
    assert!(cache.get(&key("/a")).is_none());
    assert!(failing(&cache, "/a", Fault::new("a bug")).await.is_err());
    assert!(!put(&cache, "/a", &["document:1"]).await.is_old());
}

#[tokio::test]
async fn what_was_forgotten_or_refused_does_not_come_back() {
    let cache = cache();
    put(&cache, "/a", &["document:1"]).await;
    cache.drop_tags(&tags(&["document:1"]));
    cache.forget_tags(&tags(&["document:1"]));
    assert!(failing(&cache, "/a", away()).await.is_err());

    put(&cache, "/b", &["document:2"]).await;
    cache.drop_tags(&tags(&["document:2"]));
    let refused = cache.get_or_render(key("/b"), || async { Err(Refusal::gone().into()) }).await;
    assert!(matches!(refused, Err(Error::Refusal(_))));
    assert!(failing(&cache, "/b", away()).await.is_err());
}

#[tokio::test]
async fn a_panic_is_a_fault_and_the_next_render_works() {
    let cache = cache();
    let broken = cache.get_or_render(key("/a"), || async { panic!("broken template") }).await;
    let Err(Error::Fault(fault)) = broken else { panic!("not a fault") };
    assert!(fault.chain().contains("broken template"));
    put(&cache, "/a", &[]).await;
    assert!(cache.get(&key("/a")).is_some());
}

#[tokio::test]
async fn what_is_made_for_one_person_is_not_shared() {
    let cache = cache();
    let askers = (0..5).map(|number| {
        let cache = cache.clone();
        async move {
            let render = move || async move {
                tokio::time::sleep(Duration::from_millis(5)).await;
                let mut rendered = page(&format!("for {number}"), &[]);
                rendered.cacheable = false;
                Ok(rendered)
            };
            let page = cache.get_or_render(key("/mine"), render).await.unwrap();
            let cached = page.respond(&Method::GET, &HeaderMap::new());
            assert_eq!(cached.headers()[header::CACHE_CONTROL], "no-store");
            assert_eq!(text(&page), format!("for {number}"));
        }
    });
    futures::future::join_all(askers).await;
    assert!(cache.get(&key("/mine")).is_none());
}

#[tokio::test]
async fn room_is_bounded_and_the_unvisited_go_first() {
    let limits = PageCacheLimits { pages: 100_000, aside: 0, compress: true };
    let cache = PageCache::new(limits, Clock::default());
    put(&cache, "/hot", &["t"]).await;
    for number in 0..200 {
        put(&cache, &format!("/{number}"), &["t"]).await;
        assert!(cache.get(&key("/hot")).is_some(), "lost at {number}");
        assert!(cache.stats().bytes <= 100_000);
    }
    let stats = cache.stats();
    assert!(stats.evicted > 100 && stats.pages > 10);
    assert_eq!(cache.drop_tags(&tags(&["t"])).count, stats.pages);
    let stats = cache.stats();
    assert_eq!((stats.pages, stats.bytes, stats.aside_bytes), (0, 0, 0));
    assert!(stats.hits >= 200);
}

#[tokio::test]
async fn prepared_pages_have_all_headers_and_their_own_policy_wins() {
    let headers = SecurityHeaders::new(crate::headers::PUBLIC_CSP);
    let cache = PageCache::with_headers(PageCacheLimits::default(), Clock::default(), headers);
    let page = put(&cache, "/a", &[]).await;
    let head = page.respond(&Method::GET, &HeaderMap::new()).headers().clone();
    assert_eq!(head["content-security-policy"], crate::headers::PUBLIC_CSP);
    assert_eq!(head["referrer-policy"], "same-origin");
    assert!(head.contains_key("x-request-id"));
    let render = || async {
        let mut rendered = page_with_policy();
        rendered.cacheable = true;
        Ok(rendered)
    };
    let own = cache.get_or_render(key("/b"), render).await.unwrap();
    let head = own.respond(&Method::GET, &HeaderMap::new()).headers().clone();
    assert_eq!(head["content-security-policy"], crate::headers::FILE_CSP);
}

fn page_with_policy() -> Rendered {
    let mut rendered = page("own", &[]);
    rendered.headers.push(crate::headers::csp(crate::headers::FILE_CSP));
    rendered
}

#[tokio::test]
async fn variants_are_apart_but_dropped_together() {
    let cache = cache();
    put(&cache, "/a", &["document:1"]).await;
    let traditional = key("/a").variant(1);
    assert!(cache.get(&traditional).is_none());
    let render = || async { Ok(page("繁體", &["document:1"])) };
    cache.get_or_render(traditional.clone(), render).await.unwrap();
    let dropped = cache.drop_tags(&tags(&["document:1"]));
    assert_eq!((dropped.urls.len(), dropped.count), (1, 2));
}
