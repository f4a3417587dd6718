//! Pieces of the shared list template.

use serde_json::{Value, json};
use structure::Staff;
use web::template_functions::query_encode;

/// The heads of a list's columns by the keys of their texts.
pub fn heads(staff: &Staff, keys: &[&str]) -> Vec<Value> {
    keys.iter()
        .map(|key| json!({ "name": key, "label": staff.t(key), "sort_url": null, "sorted": null }))
        .collect()
}

/// `path?name=value&…` without the empty ones.
pub fn address(path: &str, query: &[(&str, &str)]) -> String {
    let pairs: Vec<String> = query
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", query_encode(value)))
        .collect();
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}

/// An act of a page, with the question `key.confirm` if there is one.
pub fn act(staff: &Staff, key: &str, url: &str) -> Value {
    let confirm = format!("{key}-confirm");
    let confirm = staff.app.messages.has(&confirm).then(|| staff.t(&confirm));
    json!({
        "name": staff.t(key), "url": url, "method": "post", "tone": "default",
        "confirm": confirm, "why_not": null,
    })
}
