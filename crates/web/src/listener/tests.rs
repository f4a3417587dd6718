//! Tests of the listener.

use super::*;
use crate::request_info::{PeerAddress, Scheme};
use axum::Extension;
use axum::routing::get;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::task::JoinHandle;
use tokio::time::Instant;

pub(super) fn app() -> Router {
    Router::new()
        .route("/", get(|| async { "hello" }))
        .route(
            "/peer",
            get(|Extension(peer): Extension<PeerAddress>| async move { peer.0.to_string() }),
        )
        .route("/scheme", get(scheme))
        .route(
            "/slow",
            get(|| async {
                tokio::time::sleep(Duration::from_millis(300)).await;
                "slow"
            }),
        )
        .route("/quick", get(|| async { thread_name() }))
        .route(
            "/waiting",
            get(|| async {
                tokio::task::yield_now().await;
                thread_name()
            }),
        )
        .route("/large", get(|| async { "x".repeat(64 << 20) }))
}

async fn scheme(Extension(scheme): Extension<Scheme>, headers: http::HeaderMap) -> String {
    format!("{scheme:?} {}", headers["host"].to_str().unwrap())
}

fn thread_name() -> String {
    std::thread::current().name().unwrap_or_default().to_owned()
}

async fn start(limits: ListenerLimits) -> (SocketAddr, CancellationToken, JoinHandle<()>) {
    let listener = Listener::bind(([127, 0, 0, 1], 0).into(), limits).await.unwrap();
    let address = listener.address().unwrap();
    let shutdown = CancellationToken::new();
    let stop = shutdown.clone();
    let task = tokio::spawn(async move { listener.serve(app(), stop).await.unwrap() });
    (address, shutdown, task)
}

pub(super) fn quick() -> ListenerLimits {
    ListenerLimits {
        head: Duration::from_millis(200),
        idle: Duration::from_millis(500),
        drain: Duration::from_secs(2),
        ..ListenerLimits::default()
    }
}

/// Sends bytes and reads until the other side closes.
async fn exchange(address: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    // What came before the other side broke off counts.
    let (mut answer, mut piece) = (Vec::new(), [0; 4096]);
    while let Ok(read @ 1..) = stream.read(&mut piece).await {
        answer.extend_from_slice(&piece[..read]);
    }
    String::from_utf8_lossy(&answer).into_owned()
}

const CLOSE: &str = "Host: x\r\nConnection: close\r\n\r\n";

#[tokio::test]
async fn pages_are_served_and_the_peer_is_known() {
    let (address, ..) = start(quick()).await;
    let answer = exchange(address, &format!("GET / HTTP/1.1\r\n{CLOSE}")).await;
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("hello"), "{answer}");
    let forged = format!("GET /peer HTTP/1.1\r\nX-Forwarded-For: 9.9.9.9\r\n{CLOSE}");
    assert!(exchange(address, &forged).await.ends_with("127.0.0.1"));
    let trusting =
        ListenerLimits { trusted_proxies: vec!["127.0.0.0/8".parse().unwrap()], ..quick() };
    let (address, ..) = start(trusting).await;
    assert!(exchange(address, &forged).await.ends_with("9.9.9.9"));
}

#[tokio::test]
async fn ipv6_listens_for_both_families() {
    let Ok(listener) = Listener::bind("[::]:0".parse().unwrap(), quick()).await else {
        return;
    };
    let port = listener.address().unwrap().port();
    tokio::spawn(listener.serve(app(), CancellationToken::new()));
    let request = format!("GET /peer HTTP/1.1\r\n{CLOSE}");
    let answer = exchange(([127, 0, 0, 1], port).into(), &request).await;
    assert!(answer.ends_with("127.0.0.1"));
}

#[tokio::test]
async fn what_waits_moves_to_the_main_runtime() {
    let (address, ..) = start(quick()).await;
    let ask = async |path| exchange(address, &format!("GET {path} HTTP/1.1\r\n{CLOSE}")).await;
    assert!(ask("/quick").await.contains("\r\n\r\nio-"));
    let waiting = ask("/waiting").await;
    assert!(waiting.starts_with("HTTP/1.1 200") && !waiting.contains("\r\n\r\nio-"), "{waiting}");
}

#[tokio::test]
async fn slow_heads_are_cut_off() {
    let (address, ..) = start(quick()).await;
    let began = Instant::now();
    assert_eq!(exchange(address, "GET / HT").await, "");
    assert!(began.elapsed() < Duration::from_secs(1));
    // A byte now and then does not help.
    let mut stream = TcpStream::connect(address).await.unwrap();
    let began = Instant::now();
    loop {
        if stream.write_all(b"G").await.is_err() || began.elapsed() > Duration::from_secs(3) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
    assert!(began.elapsed() < Duration::from_secs(2));
}

#[tokio::test]
async fn idle_and_unread_connections_are_ended_but_work_is_not() {
    let (address, ..) = start(quick()).await;
    let began = Instant::now();
    let answer = exchange(address, "GET /slow HTTP/1.1\r\nHost: x\r\n\r\n").await;
    assert!(answer.ends_with("slow"));
    assert!(began.elapsed() > Duration::from_millis(700), "{:?}", began.elapsed());
    // Who does not read the answer is ended too.
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    tokio::time::sleep(Duration::from_millis(1200)).await;
    let mut all = Vec::new();
    stream.read_to_end(&mut all).await.ok();
    assert!(all.len() < 64 << 20, "{}", all.len());
}

#[tokio::test]
async fn one_household_cannot_take_all_places() {
    let (address, ..) = start(ListenerLimits { per_household: 2, ..quick() }).await;
    let _first = TcpStream::connect(address).await.unwrap();
    let _second = TcpStream::connect(address).await.unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    let request = format!("GET / HTTP/1.1\r\n{CLOSE}");
    assert_eq!(exchange(address, &request).await, "");
    // Their places come free when they are cut off.
    tokio::time::sleep(Duration::from_millis(600)).await;
    assert!(exchange(address, &request).await.ends_with("hello"));
}

#[tokio::test]
async fn heads_that_are_too_large_are_refused() {
    let (address, ..) = start(quick()).await;
    let long = format!("GET / HTTP/1.1\r\nX: {}\r\n{CLOSE}", "x".repeat(64 << 10));
    let answer = exchange(address, &long).await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 431"), "{answer}");
}

/// A proxy takes a connection that ends without a word for a node that is down, and asks it no more:
/// whoever sends such heads must not do that to everybody.
#[tokio::test]
async fn a_broken_head_is_answered() {
    let (address, ..) = start(quick()).await;
    let many = "X-More: a\r\n".repeat(150);
    for (head, status) in [
        (format!("GET / HTTP/1.1\r\n{many}{CLOSE}"), "431"),
        (format!("GET / HTTP/1.1\r\nX: {}\r\n{CLOSE}", "x".repeat(33 << 10)), "431"),
        ("none of this\r\n\r\n".to_owned(), "400"),
        (format!("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n{CLOSE}a"), "400"),
        (format!("GET / HTTP/1.1\r\nX : a\r\n{CLOSE}"), "400"),
    ] {
        let answer = exchange(address, &head).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{head:.80}: {answer}");
    }
}

#[tokio::test]
async fn shutdown_finishes_what_is_under_way() {
    let (address, shutdown, task) = start(quick()).await;
    let _idle = TcpStream::connect(address).await.unwrap();
    let slow =
        tokio::spawn(
            async move { exchange(address, "GET /slow HTTP/1.1\r\nHost: x\r\n\r\n").await },
        );
    tokio::time::sleep(Duration::from_millis(100)).await;
    shutdown.cancel();
    assert!(slow.await.unwrap().ends_with("slow"));
    tokio::time::timeout(Duration::from_secs(3), task).await.unwrap().unwrap();
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn whoever_is_in_the_queue_at_shutdown_is_answered() {
    use std::io::{Read, Write};
    let (address, shutdown, task) = start(quick()).await;
    // Nothing else runs on this thread until the next await: both are still in the kernel's queue.
    let mut asks = std::net::TcpStream::connect(address).unwrap();
    asks.write_all(format!("GET / HTTP/1.1\r\n{CLOSE}").as_bytes()).unwrap();
    let mut hesitates = std::net::TcpStream::connect(address).unwrap();
    shutdown.cancel();
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(TcpStream::connect(address).await.is_err(), "nobody new comes in");
    let read = move || {
        hesitates.write_all(format!("GET / HTTP/1.1\r\n{CLOSE}").as_bytes()).unwrap();
        let (mut one, mut other) = (String::new(), String::new());
        asks.read_to_string(&mut one).unwrap();
        hesitates.read_to_string(&mut other).unwrap();
        (one, other)
    };
    let (one, other) = tokio::task::spawn_blocking(read).await.unwrap();
    assert!(one.ends_with("hello") && other.ends_with("hello"), "{one} {other}");
    tokio::time::timeout(Duration::from_secs(3), task).await.unwrap().unwrap();
}

#[tokio::test]
async fn two_sides_never_disagree_where_a_message_ends() {
    let (address, shutdown, task) = start(quick()).await;
    let statuses = |answers: &str| -> Vec<String> {
        let lines = answers.lines().filter(|line| line.starts_with("HTTP/1.1 "));
        lines.filter_map(|line| line.split(' ').nth(1).map(str::to_owned)).collect()
    };
    // Chunks decide, whatever length is claimed beside them, or the connection ends: what follows is
    // never read from its middle, which would be answered with 400.
    let both = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n\
                0\r\n\r\nGET /peer HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    let found = statuses(&exchange(address, both).await);
    assert!(!found.iter().skip(1).any(|status| status != "200"), "{found:?}");
    for torn in [
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +1\r\n\r\na",
    ] {
        let found = statuses(&exchange(address, torn).await);
        assert!(found.is_empty() || found == ["400"], "{torn}: {found:?}");
    }
    shutdown.cancel();
    task.await.unwrap();
}
