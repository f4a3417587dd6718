//! What the norms say of domains, and when the register reminds if nothing else is said: data, which
//! other districts replace.

use serde::Deserialize;

const DATA: &str = include_str!("norms.json");

/// The values of `norms.json`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Norms {
    /// How a main domain may end.
    pub main_domain_endings: Vec<String>,
    /// How a Chinese domain may end.
    pub chinese_domain_endings: Vec<String>,
    /// Days before its end at which an item is reminded of, unless it says other days.
    pub reminder_days: Vec<i64>,
}

/// Reads them.
pub fn norms() -> Norms {
    serde_json::from_str(DATA).unwrap_or_default()
}
