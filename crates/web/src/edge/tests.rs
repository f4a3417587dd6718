//! Tests of the edge.

use super::*;
use axum::Router;
use axum::body::Body;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use futures::future::BoxFuture;
use http_body_util::BodyExt;
use tower::ServiceExt;

use crate::headers::PUBLIC_CSP;
use crate::refusal::Answer;

/// A page of the listener's own, broken on request.
struct Chrome;

impl ErrorPage for Chrome {
    fn render<'a>(
        &'a self,
        request: &'a RequestInfo,
        failure: &'a Failure,
    ) -> BoxFuture<'a, Option<String>> {
        Box::pin(async move {
            match request.uri.query() {
                Some("away") => None,
                Some("broken") => panic!("chrome"),
                Some("typed") => Some(format!("{:?}", failure.typed)),
                _ => Some(format!(
                    "<h1>{}</h1>{}",
                    failure.headline,
                    failure.reference.clone().unwrap_or_default()
                )),
            }
        })
    }
}

async fn fault() -> Answer<&'static str> {
    Err(Fault::caused("read the letters", "disk gone").into())
}

async fn panicking() -> &'static str {
    panic!("oh")
}

fn app() -> Router {
    let edge = Edge::new("public", PUBLIC_CSP, Arc::new(Messages::own()), Arc::new(Chrome));
    Router::new()
        .route("/", get(|| async { "hello" }))
        .route("/missing", get(|| async { Refusal::not_found() }))
        .route("/fault", get(fault))
        .route("/panic", get(panicking))
        .route("/letters", post(|| async { "sent" }))
        .route(
            "/inner",
            get(|| async { AnsweredBy("/{of-a-test}").mark(Refusal::not_found().into_response()) }),
        )
        .route("/lost", post(fault))
        .route("/often", post(|| async { Refusal::too_many() }))
        .route("/wrong", post(|| async { Refusal::conflict() }))
        .route("/plain", get(|| async { (StatusCode::BAD_REQUEST, "Failed to deserialize") }))
        .route(
            "/own",
            get(|| async { (StatusCode::UNPROCESSABLE_ENTITY, axum::response::Html("<form>")) }),
        )
        .layer(from_fn_with_state(Arc::new(edge), guard))
}

async fn ask(
    method: &str,
    path: &str,
    head: &[(&str, &str)],
) -> (StatusCode, http::HeaderMap, String) {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in head {
        request = request.header(*name, *value);
    }
    let answer = app().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (parts, body) = answer.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    (parts.status, parts.headers, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn every_answer_has_security_headers_and_a_number() {
    let (status, headers, body) = ask("GET", "/", &[]).await;
    assert_eq!((status.as_u16(), body.as_str()), (200, "hello"));
    assert_eq!(headers["content-security-policy"], PUBLIC_CSP);
    assert!(headers.contains_key("x-request-id"));
}

#[tokio::test]
async fn people_get_a_page_and_programs_a_problem() {
    let (status, headers, body) = ask("GET", "/missing", &[]).await;
    assert_eq!(status, 404);
    assert_eq!(headers["content-type"], "text/html; charset=utf-8");
    assert_eq!(body, "<h1>没有找到这个页面。</h1>");
    let (_, headers, body) = ask("GET", "/missing", &[("accept", "application/json")]).await;
    assert_eq!(headers["content-type"], "application/problem+json");
    assert!(body.contains("/problems/not-found"), "{body}");
    assert!(headers.contains_key("content-security-policy"));
}

#[tokio::test]
async fn a_failure_is_counted_under_the_route_that_an_inner_router_knows() {
    ask("GET", "/inner", &[]).await;
    assert!(recent::slowest(1_000).iter().any(|span| span.route == "/{of-a-test}"));
}

#[tokio::test]
async fn faults_and_panics_show_only_a_reference() {
    for path in ["/fault", "/panic"] {
        let (status, _, body) = ask("GET", path, &[("accept", "application/json")]).await;
        assert_eq!(status, 500);
        let problem: serde_json::Value = serde_json::from_str(&body).unwrap();
        assert_eq!(problem["reference"].as_str().unwrap().len(), 8);
        assert!(!body.contains("disk") && !body.contains("oh"));
    }
}

#[tokio::test]
async fn broken_chrome_is_replaced_by_a_bare_page() {
    for path in ["/missing?away", "/fault?broken"] {
        let (_, _, body) = ask("GET", path, &[]).await;
        assert!(body.contains("<!DOCTYPE html>") && body.contains("返回首页"), "{body}");
    }
}

#[tokio::test]
async fn english_of_libraries_is_replaced_but_own_pages_are_kept() {
    let (status, headers, body) = ask("POST", "/", &[("sec-fetch-site", "same-origin")]).await;
    assert_eq!(status, 405);
    assert!(headers.contains_key("allow") && body.contains("不支持"));
    let (status, _, body) = ask("GET", "/plain", &[]).await;
    assert!(status == 400 && !body.contains("Failed"), "{body}");
    let (status, _, body) = ask("GET", "/own", &[]).await;
    assert_eq!((status.as_u16(), body.as_str()), (422, "<form>"));
    let (status, _, body) = ask("GET", "/nowhere", &[]).await;
    assert!(status == 404 && body.contains("没有找到"));
}

#[tokio::test]
async fn writes_from_other_sites_are_refused() {
    let (status, _, body) = ask("POST", "/letters", &[("sec-fetch-site", "same-origin")]).await;
    assert_eq!((status.as_u16(), body.as_str()), (200, "sent"));
    let (status, ..) = ask("POST", "/letters", &[("sec-fetch-site", "cross-site")]).await;
    assert_eq!(status, 403);
}

#[tokio::test]
async fn over_tls_cookies_bear_the_hosts_prefix_and_others_are_not_looked_at() {
    let edge = Edge::new("public", PUBLIC_CSP, Arc::new(Messages::own()), Arc::new(Chrome));
    let told = |headers: http::HeaderMap| async move {
        let seen = headers.get(header::COOKIE).map_or("-", |cookie| cookie.to_str().unwrap());
        ([(header::SET_COOKIE, "session=new; Path=/; HttpOnly")], seen.to_owned())
    };
    let router = Router::new()
        .route("/", get(told))
        .layer(from_fn_with_state(Arc::new(edge), guard))
        .into_service::<Body>();
    let ask = async |scheme: Scheme| {
        let request = Request::get("/").header("cookie", "session=tossed; __Host-session=own");
        let mut request = request.body(Body::empty()).unwrap();
        request.extensions_mut().insert(scheme);
        let answer = router.clone().oneshot(request).await.unwrap();
        let set = answer.headers()[header::SET_COOKIE].to_str().unwrap().to_owned();
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        (set, String::from_utf8(body.to_vec()).unwrap())
    };
    let (set, seen) = ask(Scheme::Https).await;
    assert_eq!(set, "__Host-session=new; Path=/; HttpOnly; Secure");
    assert_eq!(seen, "session=own");
    let (set, seen) = ask(Scheme::Http).await;
    assert_eq!(set, "session=new; Path=/; HttpOnly");
    assert!(seen.starts_with("session=tossed"), "{seen}");
}

/// What the security log has of a request, as a person reads it.
async fn security_log_of(method: &str, path: &str, head: &[(&str, &str)]) -> String {
    #[derive(Clone, Default)]
    struct Lines(Arc<parking_lot::Mutex<Vec<u8>>>);
    impl std::io::Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let lines = Lines::default();
    let kept = lines.clone();
    let log = tracing_subscriber::fmt()
        .with_env_filter("security=info")
        .with_ansi(false)
        .with_writer(move || kept.clone())
        .finish();
    let _on = tracing::subscriber::set_default(log);
    ask(method, path, head).await;
    String::from_utf8(lines.0.lock().clone()).unwrap()
}

#[tokio::test]
async fn what_a_guard_refuses_is_in_the_security_log_and_nothing_else() {
    let refused = security_log_of("POST", "/letters", &[("sec-fetch-site", "cross-site")]).await;
    assert!(refused.contains("event=\"cross-site\""), "{refused}");
    assert!(refused.contains("route=\"/letters\"") && refused.contains("id="), "{refused}");
    assert_eq!(security_log_of("GET", "/missing", &[]).await, "");
    // What was sent can't begin a line of its own.
    let forged = "/letters?x=%0aWARN%20security%20event=forged";
    let refused = security_log_of("POST", forged, &[("sec-fetch-site", "cross-site")]).await;
    assert_eq!(refused.lines().count(), 1, "{refused}");
    assert!(!refused.contains("forged"), "{refused}");
}

#[tokio::test]
async fn a_request_is_never_sent_back_to_whoever_sent_it() {
    let (status, _, body) = ask("TRACE", "/", &[("x-secret", "geheim")]).await;
    assert_eq!(status, 405);
    assert!(!body.contains("geheim"), "{body}");
}

async fn send(path: &str, form: &str) -> String {
    let request = Request::builder()
        .method("POST")
        .uri(path)
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("content-length", form.len())
        .body(Body::from(form.to_owned()));
    let answer = app().oneshot(request.unwrap()).await.unwrap();
    let body = answer.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8(body.to_vec()).unwrap()
}

#[tokio::test]
async fn what_was_typed_comes_back_when_we_fail_and_only_then() {
    let form = "key=bcd234&body=%E8%B7%AF%E7%81%AF%22%3E%3Cb%3E";
    for path in ["/lost?away", "/often?away"] {
        let page = send(path, form).await;
        assert!(page.contains("没有丢失") && page.contains("路灯&quot;&gt;&lt;b&gt;"), "{page}");
        assert!(page.contains("name=\"key\" value=\"bcd234\""), "{page}");
        assert!(page.contains(&format!("action=\"{path}\"")), "{page}");
    }
    assert!(send("/lost?typed", form).await.contains("路灯"));
    assert!(!send("/wrong?away", form).await.contains("路灯"));
    for name in crate::typed::SECRET_FIELDS {
        let page = send("/lost?away", &format!("{form}&{name}=x")).await;
        assert!(!page.contains("路灯"), "{page}");
    }
}
