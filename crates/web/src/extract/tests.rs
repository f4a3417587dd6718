//! Tests of the extract.

use super::*;
use axum::Router;
use axum::routing::{get, post};
use http::StatusCode;
use serde::Deserialize;
use tower::ServiceExt;

use crate::refusal::CarriedError;
use crate::upload::Upload;

#[derive(Deserialize)]
struct Letter {
    title: String,
    #[serde(default)]
    kinds: Vec<String>,
}

#[derive(Deserialize)]
struct Page {
    page: u32,
}

fn app() -> Router {
    let limits =
        BodyLimits { form: 100, json: 100, upload: 400, files: 2, time: Duration::from_millis(50) };
    Router::new()
        .route(
            "/form",
            post(|Form(letter): Form<Letter>| async move {
                format!("{}{}", letter.title, letter.kinds.len())
            }),
        )
        .route("/data", post(|data: FormData| async move { data.get("title").to_owned() }))
        .route("/json", post(|Json(letter): Json<Letter>| async move { letter.title }))
        .route("/upload", post(|upload: Upload| async move { described(&upload) }))
        .route("/list", get(|Query(page): Query<Page>| async move { page.page.to_string() }))
        .route("/item/{number}", get(|Path(number): Path<u32>| async move { number.to_string() }))
        .layer(axum::Extension(limits))
}

fn described(upload: &Upload) -> String {
    let files: Vec<String> = upload
        .files
        .iter()
        .map(|file| format!("{}:{}:{}", file.field, file.name, file.bytes.len()))
        .collect();
    format!("{} {}", upload.data.get("title"), files.join(","))
}

fn request(path: &str, kind: &str, body: impl Into<Body>) -> Request {
    let method = if kind.is_empty() { "GET" } else { "POST" };
    let mut request = Request::builder().method(method).uri(path);
    if !kind.is_empty() {
        request = request.header("content-type", kind);
    }
    request.body(body.into()).unwrap()
}

/// Status, and body or message key of the refusal.
async fn answer(request: Request) -> (StatusCode, String) {
    let response = app().oneshot(request).await.unwrap();
    let status = response.status();
    if let Some(CarriedError(error)) = response.extensions().get() {
        let Error::Refusal(refusal) = &**error else { panic!("a fault") };
        return (status, refusal.what.key.clone().into_owned());
    }
    let body = response.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

async fn check(request: Request, status: u16, text: &str) {
    let (got, body) = answer(request).await;
    assert_eq!((got.as_u16(), body.as_str()), (status, text));
}

const FORM: &str = "application/x-www-form-urlencoded";

#[tokio::test]
async fn forms_are_read_or_refused() {
    check(request("/form", FORM, "title=%E7%94%B2&kinds=a&kinds=b"), 200, "甲2").await;
    check(request("/form", FORM, "titel=x"), 400, "web-bad-request").await;
    check(request("/form", FORM, "title=%D5%FE"), 400, "web-not-utf8").await;
    let gbk = "application/x-www-form-urlencoded; charset=gb2312";
    check(request("/form", gbk, "title=x"), 400, "web-not-utf8").await;
    check(request("/form", "text/plain", "title=x"), 415, "web-expects-form").await;
    let long = format!("title={}", "x".repeat(200));
    check(request("/data", FORM, long), 413, "web-too-large-limit").await;
}

#[tokio::test]
async fn a_body_without_a_length_is_bounded_too() {
    let chunks = futures::stream::iter((0..100).map(|_| Ok::<_, std::io::Error>("0123456789")));
    let body = Body::from_stream(chunks);
    check(request("/data", FORM, body), 413, "web-too-large-limit").await;
}

#[tokio::test]
async fn a_body_that_never_ends_is_given_up() {
    let body = Body::from_stream(futures::stream::pending::<Result<Bytes, std::io::Error>>());
    check(request("/data", FORM, body), 408, "web-too-slow").await;
    let kind = "multipart/form-data; boundary=xx";
    let body = Body::from_stream(futures::stream::pending::<Result<Bytes, std::io::Error>>());
    check(request("/upload", kind, body), 408, "web-too-slow").await;
}

#[tokio::test]
async fn json_is_read_or_refused() {
    let json = "application/json";
    check(request("/json", json, r#"{"title":"甲"}"#), 200, "甲").await;
    check(request("/json", json, "{"), 400, "web-bad-json").await;
    check(request("/json", FORM, "title=x"), 415, "web-expects-json").await;
    check(request("/json", json, &b"{\"title\":\"\xd5\xfe\"}"[..]), 400, "web-not-utf8").await;
}

#[tokio::test]
async fn queries_and_paths_are_read_or_refused() {
    check(request("/list?page=3", "", Body::empty()), 200, "3").await;
    check(request("/list?page=x", "", Body::empty()), 400, "web-bad-query").await;
    check(request("/list?page=3&q=%D5", "", Body::empty()), 400, "web-not-utf8").await;
    check(request("/item/7", "", Body::empty()), 200, "7").await;
    check(request("/item/seven", "", Body::empty()), 404, "web-not-found").await;
}

fn part(head: &str, body: &str) -> String {
    format!("--xx\r\nContent-Disposition: form-data; {head}\r\n\r\n{body}\r\n")
}

#[tokio::test]
async fn uploads_are_read_or_refused() {
    let kind = "multipart/form-data; boundary=xx";
    let file = |name: &str, body: &str| part(&format!("name=\"f\"; filename=\"{name}\""), body);
    let title = part("name=\"title\"", "甲");
    let end = "--xx--\r\n";

    // A path in a file name is cut off; an empty file box is no file.
    let body = [&title, &file("..\\up/a.txt", "abc"), &file("", ""), end].concat();
    check(request("/upload", kind, body), 200, "甲 f:a.txt:3").await;
    let many = [&file("a", "1"), &file("b", "1"), &file("c", "1"), end].concat();
    check(request("/upload", kind, many), 413, "web-too-many-files").await;
    let large = [&file("a", &"x".repeat(500)), end].concat();
    check(request("/upload", kind, large), 413, "web-too-large-limit").await;
    check(request("/upload", kind, title), 400, "web-body-broken").await;
    check(request("/upload", FORM, "title=x"), 415, "web-expects-multipart").await;
}
