//! The security log: who was refused what by a rule that guards something, one line each under the target
//! `security`. It names the network address, which the access log doesn't: whoever looks into an attack
//! needs it, and whoever was let in isn't in it.

use crate::request_info::RequestInfo;

/// Kinds of refusals that guard something. Mistyped forms and missing pages are none.
const GUARDING: [&str; 8] = [
    "cross-site",
    "forbidden",
    "signed-out",
    "stale-form",
    "too-large",
    "too-many",
    "too-slow",
    "unauthorized",
];

/// Whether a refusal of this kind belongs here.
pub fn guards(kind: &str) -> bool {
    GUARDING.contains(&kind)
}

/// A request was refused.
pub fn refused(kind: &str, route: &str, info: &RequestInfo) {
    if !guards(kind) {
        return;
    }
    metrics::counter!("refused_total", "kind" => kind.to_owned()).increment(1);
    tracing::warn!(
        target: "security",
        event = kind,
        method = info.method.as_str(),
        route,
        address = info.peer.map(tracing::field::display),
        id = &*info.id,
        "refused"
    );
}
