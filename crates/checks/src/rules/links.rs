//! Links that can harm, and links that say nothing. Where a link leads is asked elsewhere.

use text::html::Outline;
use url::{Host, Url};

use crate::hit::Hit;
use crate::paper::Place;
use crate::rule::Rule;

/// Words that tell nobody where a link leads, without what is around them.
const VAGUE: [&str; 12] = [
    "点击",
    "点击这里",
    "点击此处",
    "请点击",
    "这里",
    "此处",
    "链接",
    "更多",
    "详情",
    "点击查看",
    "点击下载",
    "点我",
];

/// Files that run on the machine of whoever opens them.
const RUNNING: [&str; 10] =
    [".exe", ".bat", ".cmd", ".scr", ".msi", ".vbs", ".js", ".jar", ".apk", ".com"];

pub(super) fn find(outline: &Outline) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (address, words) in &outline.links {
        let words = words.trim();
        if is_dangerous(address) {
            hits.push(Hit::about(Rule::DangerousLink, Place::Body, address));
        }
        let plain: String = words.chars().filter(|c| c.is_alphanumeric()).collect();
        let footnote = address.starts_with('#');
        if !footnote && (plain.is_empty() || VAGUE.contains(&plain.as_str())) {
            let shown = if words.is_empty() { address } else { words };
            hits.push(Hit::about(Rule::VagueLink, Place::Body, shown));
        }
    }
    hits
}

/// Addresses of this machine or a closed network, of a host without a name, of programs, or with
/// somebody's password in them.
fn is_dangerous(address: &str) -> bool {
    let Ok(url) = Url::parse(address) else { return false };
    if !matches!(url.scheme(), "http" | "https") {
        return !matches!(url.scheme(), "mailto" | "tel" | "asset");
    }
    let path = url.path().to_lowercase();
    let runs = RUNNING.iter().any(|ending| path.ends_with(ending));
    let host = match url.host() {
        Some(Host::Ipv4(_) | Host::Ipv6(_)) | None => true,
        Some(Host::Domain(name)) => name == "localhost" || !name.contains('.'),
    };
    runs || host || !url.username().is_empty() || url.password().is_some()
}
