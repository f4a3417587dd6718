//! The edge: one layer around all routes of a listener. It numbers requests, refuses writes from
//! other sites, catches panics, renders failures, adds security headers and writes the logs.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::body::HttpBody;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures::FutureExt;
use http::{HeaderValue, Method, StatusCode, header};
use platform::Fault;
use platform::ids::random_code;

pub use crate::access_log::CACHED;
use crate::access_log::{AccessLog, Answered};
use crate::cookies;
use crate::csrf::refuse_cross_site;
use crate::headers::{SecurityHeaders, X_REQUEST_ID};
use crate::messages::Messages;
use crate::panics;
use crate::problem::{ErrorPage, Failure, bare_page, page_response, problem_response, wants_json};
use crate::recent;
use crate::refusal::{CarriedError, Error, Refusal};
use crate::request_info::{RequestId, RequestInfo, Scheme};
use crate::security_log;
use crate::typed::Typed;

/// The edge of one listener. Put around a router with
/// `router.layer(axum::middleware::from_fn_with_state(Arc::new(edge), web::edge::guard))`.
pub struct Edge {
    messages: Arc<Messages>,
    error_page: Arc<dyn ErrorPage>,
    headers: SecurityHeaders,
    log: AccessLog,
    /// What request numbers of this run begin with.
    run: String,
    last: AtomicU64,
}

impl std::fmt::Debug for Edge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Edge").field(&self.log).finish()
    }
}

impl Edge {
    /// The edge of a listener (`public`, `console`) with its content policy.
    pub fn new(
        listener: &'static str,
        policy: &'static str,
        messages: Arc<Messages>,
        error_page: Arc<dyn ErrorPage>,
    ) -> Self {
        Self {
            messages,
            error_page,
            headers: SecurityHeaders::new(policy),
            log: AccessLog::new(listener),
            run: random_code(6),
            last: AtomicU64::new(0),
        }
    }

    /// The same edge of a host that promises TLS for itself, not for the hosts below it.
    #[must_use]
    pub fn for_this_host_only(self) -> Self {
        Self { headers: self.headers.for_this_host_only(), ..self }
    }

    fn next_id(&self) -> Arc<str> {
        let number = self.last.fetch_add(1, Ordering::Relaxed);
        format!("{}-{number:x}", self.run).into()
    }

    /// Renders a failure for whoever asked, and logs a fault: once, here.
    async fn show(
        &self,
        error: &Error,
        (info, typed): (&RequestInfo, &Typed),
        headers: http::HeaderMap,
    ) -> Response {
        let reference = match error {
            Error::Fault(fault) => Some(log_fault(fault, info)),
            Error::Refusal(_) => None,
        };
        let mut failure = Failure::of(error, reference, &self.messages);
        failure.typed = typed.back(error, info, &self.messages);
        let mut response = if wants_json(info.accept.as_ref(), info.path()) {
            problem_response(&failure, info.path(), headers)
        } else {
            // The chrome of the error page may itself be broken.
            let page = AssertUnwindSafe(self.error_page.render(info, &failure)).catch_unwind();
            let html = page.await.ok().flatten();
            let html = html.unwrap_or_else(|| bare_page(&failure, &self.messages));
            page_response(&failure, html, headers)
        };
        if let Error::Refusal(refusal) = error
            && let Some(seconds) = refusal.retry_after
        {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

fn log_fault(fault: &Fault, info: &RequestInfo) -> String {
    let reference = random_code(8);
    tracing::error!(
        reference,
        id = &*info.id,
        method = info.method.as_str(),
        passing = fault.passing,
        fault = fault.chain(),
        "fault"
    );
    metrics::counter!("faults_total").increment(1);
    recent::note_fault(&reference, fault.passing);
    reference
}

impl Edge {
    /// Sends off an answer that was ready: with a number, in the log, under one route for all.
    pub fn send_off(&self, method: &Method, mut answer: Response, https: bool) -> Response {
        let began = Instant::now();
        let number = self.last.fetch_add(1, Ordering::Relaxed);
        let id = format!("{}-{number:x}", self.run);
        self.headers.add(answer.headers_mut(), https);
        if let Ok(id) = HeaderValue::from_str(&id) {
            answer.headers_mut().insert(X_REQUEST_ID, id);
        }
        self.log.write(&Answered {
            method,
            route: CACHED,
            status: answer.status(),
            kind: None,
            time: began.elapsed(),
            bytes: answer.body().size_hint().exact(),
            id: &id,
        });
        answer
    }
}

/// The middleware itself.
pub async fn guard(State(edge): State<Arc<Edge>>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let id = edge.next_id();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let (mut parts, body) = request.into_parts();
    if parts.extensions.get::<Scheme>() == Some(&Scheme::Https) {
        cookies::take_off(&mut parts.headers);
    }
    let info = RequestInfo::of(&parts, id.clone());
    let allowed = refuse_cross_site(&parts.method, &parts.headers);
    parts.extensions.insert(RequestId(id.clone()));
    let typed = Typed::default();
    parts.extensions.insert(typed.clone());
    let answer = if let Err(refusal) = allowed {
        refusal.into_response()
    } else {
        match typed.hold(&parts, body).await {
            Ok(body) => answered(next, Request::from_parts(parts, body)).await,
            Err(error) => error.into_response(),
        }
    };
    // A failure is shown by a new answer, which no router has marked.
    let inner = answer.extensions().get::<AnsweredBy>().map(|by| by.0);
    let (mut answer, kind) = edge.explained(answer, (&info, &typed)).await;
    edge.headers.add(answer.headers_mut(), info.https);
    if info.https {
        cookies::put_on(answer.headers_mut());
    }
    if let Ok(id) = HeaderValue::from_str(&id) {
        answer.headers_mut().insert(X_REQUEST_ID, id);
    }
    let route = inner.or(route.as_ref().map(MatchedPath::as_str)).unwrap_or("-");
    if let Some(kind) = &kind {
        security_log::refused(kind, route, &info);
    }
    edge.log.write(&Answered {
        method: &info.method,
        route,
        status: answer.status(),
        kind: kind.as_deref(),
        time: began.elapsed(),
        bytes: answer.body().size_hint().exact(),
        id: &id,
    });
    answer
}

/// The handler's answer; a panic is a fault.
async fn answered(next: Next, request: Request) -> Response {
    let work = AssertUnwindSafe(next.run(request));
    work.catch_unwind().await.unwrap_or_else(|panic| {
        Error::from(panics::fault(&*panic, "answer a request")).into_response()
    })
}

impl Edge {
    /// An answer that carries an error becomes a page or a problem document; so does a failure of
    /// the router's own making (405, 404) that explains nothing.
    async fn explained(
        &self,
        answer: Response,
        asked: (&RequestInfo, &Typed),
    ) -> (Response, Option<String>) {
        let status = answer.status();
        if !status.is_client_error() && !status.is_server_error() {
            return (answer, None);
        }
        let carried = answer.extensions().get::<CarriedError>().cloned();
        let error = match carried {
            Some(CarriedError(error)) => error,
            None if explains_itself(&answer) => return (answer, None),
            None => Arc::new(unexplained(status)),
        };
        let kind = match &*error {
            Error::Refusal(refusal) => refusal.kind.clone().into_owned(),
            Error::Fault(_) => "fault".to_owned(),
        };
        let (parts, _) = answer.into_parts();
        (self.show(&error, asked, parts.headers).await, Some(kind))
    }
}

/// What a router behind the edge's own knows of an answer: the pattern of its route.
#[derive(Clone, Copy, Debug)]
pub struct AnsweredBy(pub &'static str);

impl AnsweredBy {
    /// The same answer, marked; a mark from further in is kept.
    pub fn mark(self, mut answer: Response) -> Response {
        answer.extensions_mut().get_or_insert(self);
        answer
    }
}

/// Marks an answer that says in plain text what it means, for programs: a probe that says "not ready".
#[derive(Clone, Copy, Debug)]
pub struct Meant;

/// A handler's own page of failure (a form with errors, a cached 404) has a type; plain text comes
/// from libraries and is English.
fn explains_itself(answer: &Response) -> bool {
    if answer.extensions().get::<Meant>().is_some() {
        return true;
    }
    let kind = answer.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| !kind.starts_with("text/plain"))
}

fn unexplained(status: StatusCode) -> Error {
    let mut refusal = match status {
        StatusCode::UNAUTHORIZED => Refusal::unauthorized(),
        StatusCode::FORBIDDEN => Refusal::forbidden(),
        StatusCode::NOT_FOUND => Refusal::not_found(),
        StatusCode::METHOD_NOT_ALLOWED => Refusal::method_not_allowed(),
        StatusCode::REQUEST_TIMEOUT => Refusal::too_slow(),
        StatusCode::CONFLICT => Refusal::conflict(),
        StatusCode::GONE => Refusal::gone(),
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::too_large(),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Refusal::unsupported_media(),
        StatusCode::TOO_MANY_REQUESTS => Refusal::too_many(),
        status if status.is_server_error() => {
            return Fault::new(format!("an answer {status} without a reason")).into();
        }
        _ => Refusal::bad_request(),
    };
    refusal.status = status;
    refusal.into()
}

#[cfg(test)]
mod tests;
