//! Serves one cached page of 30 kB through the whole public edge, for measuring with `wrk`:
//! `cargo run --release -p web --example cached_page -- 127.0.0.1:8099 [write-folder]`.
//! With a folder it writes the page and its encodings there, so that nginx can serve the same bytes.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use platform::{Clock, Fault, FaultContext};
use tokio_util::sync::CancellationToken;
use web::headers::{PUBLIC_CSP, SecurityHeaders};
use web::problem::BareErrorPage;
use web::{
    Answer, Edge, Listener, ListenerLimits, Messages, PageCache, PageCacheLimits, PageKey,
    Rendered, Tag,
};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A page that compresses about as well as a real list page: no two rows are alike.
fn body() -> String {
    let words: Vec<char> =
        "关于开展年度城市道路照明设施检修工作的通知公示结果意见征集办事指南政策解读"
            .chars()
            .collect();
    let mut seed: usize = 7;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let mut body =
        String::from("<!DOCTYPE html><html lang=\"zh-Hans\"><title>通知公告</title><ul>");
    while body.len() < 30_000 {
        let title: String = (0..18).filter_map(|_| words.get(next(words.len()))).collect();
        let (number, day) = (next(100_000), next(28) + 1);
        let row = format!(
            "<li class=\"row\"><a href=\"/gk/tzgg/{number}.html\">{title}</a> \
             <time datetime=\"2026-11-{day:02}\">2026-11-{day:02}</time></li>\n"
        );
        body.push_str(&row);
    }
    body
}

async fn page(State(cache): State<PageCache>, request: Request) -> Answer {
    let key = PageKey::new(1, request.uri().path());
    let render = || async { Ok(Rendered::html(body(), vec![Tag::of("site", 1)])) };
    let page = cache.get_or_render(key, render).await?;
    Ok(page.respond(request.method(), request.headers()))
}

#[tokio::main]
async fn main() -> Result<(), Fault> {
    let mut arguments = std::env::args().skip(1);
    let address = arguments.next().unwrap_or_else(|| "127.0.0.1:8099".to_owned());
    let address: SocketAddr = address.parse().doing("read the address")?;
    let cache = PageCache::with_headers(
        PageCacheLimits::default(),
        Clock::default(),
        SecurityHeaders::new(PUBLIC_CSP),
    );
    if let Some(folder) = arguments.next() {
        let render = || async { Ok(Rendered::html(body(), vec![])) };
        let page = cache.get_or_render(PageKey::new(2, "/"), render).await;
        let page = page.ok().ok_or_else(|| Fault::new("render the page"))?;
        let encoded = page.sealed().encoded();
        let files = [
            ("", Some(&encoded.identity)),
            (".gz", encoded.gzip.as_ref()),
            (".br", encoded.brotli.as_ref()),
        ];
        for (suffix, bytes) in files {
            let path = format!("{folder}/page.html{suffix}");
            std::fs::write(path, bytes.cloned().unwrap_or_default()).doing("write the page")?;
        }
    }
    let messages = Arc::new(Messages::from_sources([])?);
    let error_page = Arc::new(BareErrorPage { messages: messages.clone() });
    let edge = Arc::new(Edge::new("public", PUBLIC_CSP, messages, error_page));
    let router = Router::new()
        .route("/{*path}", get(page))
        .with_state(cache)
        .layer(from_fn_with_state(edge, web::edge::guard));
    let limits = ListenerLimits { per_household: 10_000, ..ListenerLimits::default() };
    let listener = Listener::bind(address, limits).await?;
    listener.serve(router, CancellationToken::new()).await
}
