//! How a failure is shown: RFC 9457 problem details for programs, a page for people.

use std::sync::Arc;

use axum::body::Body;
use axum::response::Response;
use futures::future::BoxFuture;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Serialize;
use serde_json::json;

use crate::messages::Messages;
use crate::refusal::Error;
use crate::request_info::RequestInfo;
use crate::typed::{TypedBack, TypedField};

/// A translated failure, ready for a template or a problem document.
#[derive(Clone, Debug, Serialize)]
pub struct Failure {
    /// The status, 400 to 599.
    pub status: u16,
    /// The last segment of the problem type.
    pub kind: String,
    /// What happened.
    pub headline: String,
    /// What to do next; may be empty.
    pub next: String,
    /// Where to go next.
    pub links: Vec<FailureLink>,
    /// What is wrong with each field.
    pub fields: Vec<FailureField>,
    /// The reference number of a fault, which stands in our log.
    pub reference: Option<String>,
    /// What was typed, to be sent again.
    pub typed: Option<TypedBack>,
}

/// A way on.
#[derive(Clone, Debug, Serialize)]
pub struct FailureLink {
    /// The address.
    pub url: String,
    /// The name.
    pub name: String,
}

/// What is wrong with one field.
#[derive(Clone, Debug, Serialize)]
pub struct FailureField {
    /// The field's name or JSON pointer.
    pub field: String,
    /// What is wrong.
    pub message: String,
}

impl Failure {
    /// Translates an error. `reference` is given for a fault only.
    pub fn of(error: &Error, reference: Option<String>, messages: &Messages) -> Self {
        match error {
            Error::Refusal(refusal) => Self {
                status: refusal.status.as_u16(),
                kind: refusal.kind.clone().into_owned(),
                headline: messages.text(&refusal.what),
                next: refusal.next.as_ref().map(|next| messages.text(next)).unwrap_or_default(),
                links: refusal
                    .links
                    .iter()
                    .map(|link| FailureLink {
                        url: link.url.clone(),
                        name: messages.text(&link.name),
                    })
                    .collect(),
                fields: refusal
                    .fields
                    .iter()
                    .map(|error| FailureField {
                        field: error.field.clone().into_owned(),
                        message: messages.text(&error.message),
                    })
                    .collect(),
                reference: None,
                typed: None,
            },
            Error::Fault(fault) => {
                let (kind, what, next) = if fault.passing {
                    ("away", "web-away", "web-away-next")
                } else {
                    ("fault", "web-fault", "web-fault-next")
                };
                Self {
                    status: error.status().as_u16(),
                    kind: kind.to_owned(),
                    headline: messages.t(what, &[]),
                    next: messages.t(next, &[]),
                    links: Vec::new(),
                    fields: Vec::new(),
                    reference,
                    typed: None,
                }
            }
        }
    }

    /// The status as a type.
    pub fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

/// Renders failures for people, inside the chrome of a listener. `None` when the chrome itself
/// cannot be had (the database is away): then a bare page is shown.
pub trait ErrorPage: Send + Sync + 'static {
    /// The whole HTML page.
    fn render<'a>(
        &'a self,
        request: &'a RequestInfo,
        failure: &'a Failure,
    ) -> BoxFuture<'a, Option<String>>;
}

/// Shows failures without chrome; also what is shown when the chrome fails.
#[derive(Clone, Debug)]
pub struct BareErrorPage {
    /// The texts.
    pub messages: Arc<Messages>,
}

impl ErrorPage for BareErrorPage {
    fn render<'a>(
        &'a self,
        _request: &'a RequestInfo,
        failure: &'a Failure,
    ) -> BoxFuture<'a, Option<String>> {
        Box::pin(async { Some(bare_page(failure, &self.messages)) })
    }
}

/// A page that needs nothing but the messages.
pub fn bare_page(failure: &Failure, messages: &Messages) -> String {
    let mut ways = String::new();
    for link in &failure.links {
        let (url, name) = (escape(&link.url), escape(&link.name));
        ways.extend(["<li><a href=\"", &url, "\">", &name, "</a></li>"]);
    }
    if ways.is_empty() {
        ways = format!("<li><a href=\"/\">{}</a></li>", escape(&messages.t("web-home", &[])));
    }
    let reference = failure.reference.as_ref().map_or_else(String::new, |reference| {
        let text = messages.t("web-reference", &[("reference", reference.into())]);
        format!("<p>{}</p>", escape(&text))
    });
    let typed = failure.typed.as_ref().map_or_else(String::new, bare_form);
    let (headline, next) = (escape(&failure.headline), escape(&failure.next));
    format!(
        "<!DOCTYPE html>\n<html lang=\"zh-Hans\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{headline}</title></head>\n<body><main><h1>{headline}</h1><p>{next}</p>\
         {reference}{typed}<ul>{ways}</ul></main></body></html>\n"
    )
}

/// What was typed, with a button to send it again.
fn bare_form(typed: &TypedBack) -> String {
    let mut fields = String::new();
    for TypedField { name, value } in &typed.hidden {
        let (name, value) = (escape(name), escape(value));
        fields.extend(["<input type=\"hidden\" name=\"", &name, "\" value=\"", &value, "\">"]);
    }
    for TypedField { name, value } in &typed.shown {
        let (name, value, label) = (escape(name), escape(value), escape(&typed.label));
        fields.extend(["<p><textarea readonly rows=\"4\" aria-label=\"", &label]);
        // A line break right after the tag belongs to the tag.
        fields.extend(["\" name=\"", &name, "\">\n", &value, "</textarea></p>"]);
    }
    if let Some(again) = &typed.again {
        fields.extend(["<button type=\"submit\">", &escape(again), "</button>"]);
    }
    let kind = if typed.multipart { " enctype=\"multipart/form-data\"" } else { "" };
    let (headline, next) = (escape(&typed.headline), escape(&typed.next));
    let action = escape(&typed.action);
    format!(
        "<h2>{headline}</h2><p>{next}</p><form method=\"post\" action=\"{action}\"{kind}>{fields}</form>"
    )
}

/// Escapes text for HTML content and quoted attributes.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// What stands below is asked for by programs.
const FOR_PROGRAMS: [&str; 2] = ["/api", "/open311"];

/// Whether the asker is a program: an API address, or JSON preferred over HTML.
pub fn wants_json(accept: Option<&HeaderValue>, path: &str) -> bool {
    let below = |root: &str| {
        path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    if FOR_PROGRAMS.into_iter().any(below) {
        return true;
    }
    let accept = accept.and_then(|value| value.to_str().ok()).unwrap_or_default();
    let best = |wanted: &dyn Fn(&str) -> bool| {
        accept
            .split(',')
            .filter_map(|range| {
                let (kind, parameters) = range.split_once(';').unwrap_or((range, ""));
                wanted(&kind.trim().to_ascii_lowercase())
                    .then(|| crate::encoding::quality(parameters))
            })
            .max()
            .unwrap_or(0)
    };
    let json = best(&|kind| kind == "application/json" || kind.ends_with("+json"));
    let html = best(&|kind| kind == "text/html" || kind == "application/xhtml+xml");
    json > html
}

/// The failure as `application/problem+json`. `headers` are kept (`Allow`, `Retry-After`).
pub fn problem_response(failure: &Failure, instance: &str, headers: HeaderMap) -> Response {
    let mut document = json!({
        "type": format!("/problems/{}", failure.kind),
        "title": failure.headline,
        "status": failure.status,
        "instance": instance,
    });
    if let Some(members) = document.as_object_mut() {
        if !failure.next.is_empty() {
            members.insert("detail".into(), failure.next.clone().into());
        }
        if let Some(reference) = &failure.reference {
            members.insert("reference".into(), reference.clone().into());
        }
        if !failure.fields.is_empty() {
            let errors = failure.fields.iter().map(|error| {
                let field = &error.field;
                let pointer =
                    if field.starts_with('/') { field.clone() } else { format!("/{field}") };
                json!({ "pointer": pointer, "detail": error.message })
            });
            members.insert("errors".into(), errors.collect());
        }
        if !failure.links.is_empty() {
            members.insert("links".into(), json!(failure.links));
        }
    }
    whole_response(failure, document.to_string(), "application/problem+json", headers)
}

/// The failure as a page.
pub fn page_response(failure: &Failure, html: String, headers: HeaderMap) -> Response {
    whole_response(failure, html, "text/html; charset=utf-8", headers)
}

fn whole_response(
    failure: &Failure,
    body: String,
    content_type: &'static str,
    mut headers: HeaderMap,
) -> Response {
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if failure.status == 503 {
        headers.entry(header::RETRY_AFTER).or_insert(HeaderValue::from_static("60"));
    }
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = failure.status_code();
    *response.headers_mut() = headers;
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::refusal::{FieldError, Refusal};
    use http_body_util::BodyExt;
    use platform::Fault;

    fn wants(accept: &'static str) -> bool {
        wants_json(Some(&HeaderValue::from_static(accept)), "/")
    }

    #[test]
    fn programs_and_people_are_told_apart() {
        assert!(wants_json(None, "/api/documents"));
        assert!(!wants_json(None, "/apiary"));
        assert!(!wants("text/html,application/xhtml+xml,*/*;q=0.8"));
        assert!(wants("application/json"));
        assert!(wants("text/html;q=0.5, application/problem+json"));
        assert!(!wants("*/*"));
    }

    #[tokio::test]
    async fn a_refusal_is_a_problem_document() {
        let messages = Messages::own();
        let fields = vec![FieldError::new("title", "web-field-format")];
        let error = Error::from(Refusal::unprocessable(fields).link("/", "web-home"));
        let failure = Failure::of(&error, None, &messages);
        let response = problem_response(&failure, "/letters", HeaderMap::new());
        assert_eq!(response.status(), 422);
        assert_eq!(response.headers()["content-type"], "application/problem+json");
        let body = response.into_body().collect().await.unwrap().to_bytes();
        let document: serde_json::Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(document["type"], "/problems/invalid");
        assert_eq!(document["errors"][0]["pointer"], "/title");
        assert_eq!(document["links"][0]["name"], "返回首页");
    }

    #[test]
    fn a_fault_shows_its_reference_but_not_its_cause() {
        let messages = Messages::own();
        let error = Error::from(Fault::new("open /secret/path"));
        let failure = Failure::of(&error, Some("bcd23456".into()), &messages);
        let page = bare_page(&failure, &messages);
        assert!(page.contains("bcd23456"));
        assert!(!page.contains("secret"));
    }

    #[test]
    fn markup_in_a_bare_page_is_escaped() {
        assert_eq!(
            escape("<a href='x'>&\"</a>"),
            "&lt;a href=&#39;x&#39;&gt;&amp;&quot;&lt;/a&gt;"
        );
    }
}
