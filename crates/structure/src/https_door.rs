//! The door in plain HTTP beside a public listener with TLS: it knows nothing but the way to https,
//! and that for the portal's own hosts only. Whoever sends another host is led nowhere; nor is a program,
//! which would go on saying in the clear what it should not.

use axum::Router;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use web::headers::{PUBLIC_CSP, SecurityHeaders};
use web::request_info::host_name;

use crate::app::App;
use crate::public_door::{host_of, origin};

/// What programs ask, keys in hand.
const PROGRAMS: [&str; 2] = ["/api/", "/open311/"];

/// Answers whoever reads pages with the same address over https.
pub fn https_door(app: App) -> Router {
    Router::new().fallback(lead).with_state(app)
}

async fn lead(State(app): State<App>, request: Request) -> Response {
    let location = to_https(&app, &request).and_then(|to| HeaderValue::from_str(&to).ok());
    let mut answer = match location {
        Some(location) => {
            (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, location)]).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    };
    // The promise of TLS is made over TLS: browsers believe no other.
    SecurityHeaders::new(PUBLIC_CSP).add(answer.headers_mut(), false);
    answer
}

/// The main address of the site whose host was asked for. The answer is made of what the portal
/// knows, never of what the request claims, but for path and query.
fn to_https(app: &App, request: &Request) -> Option<String> {
    let tree = app.tree();
    let host = host_of(request.uri(), request.headers());
    let site = tree.site_of_host(host_name(&host)?)?;
    let origin = origin(app, &tree, site);
    let authority = origin.split_once("://").map_or(&*origin, |(_, authority)| authority);
    let rest = request.uri().path_and_query()?.as_str();
    if !request.method().is_safe() || PROGRAMS.iter().any(|door| rest.starts_with(door)) {
        return None;
    }
    // What doesn't begin with a slash would become part of the host.
    rest.starts_with('/').then(|| format!("https://{authority}{rest}"))
}
