//! Refused rights 越权访问 (articles 33, 37): every 403 of the console, counted by account, hour and
//! route. A count can be asked for as often as one likes without growing.

mod store;

use axum::extract::{MatchedPath, Request};

pub use store::{forget_before, note, number_since};

/// What was asked for: `POST /accounts/{login}/disablings`. Never the address itself, which may name
/// somebody.
pub(crate) fn route_of(request: &Request) -> String {
    let path = request.extensions().get::<MatchedPath>();
    let path = path.map_or("-", |path| path.as_str());
    format!("{} {path}", request.method())
}
