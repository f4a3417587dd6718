//! Addresses in a body: which of them may stand.

use std::sync::LazyLock;

use regex::Regex;

/// Where an address stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A link a visitor may follow.
    Link,
    /// An image, sound or film that the page loads.
    Media,
}

const LONGEST: usize = 2_000;

// LAZY: a constant pattern; a mistake in it fails every test of this module.
static FOOTNOTE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^_?f(?:oot|t)?n(?:ote)?(?:[-_]?ref)?[-_:]?\d{1,4}$").ok());

/// Whether an id belongs to a footnote or points to one: the only anchors of a body.
pub(crate) fn is_footnote(id: &str) -> bool {
    FOOTNOTE.as_ref().is_some_and(|pattern| pattern.is_match(id))
}

/// The address as it may stand, or nothing when it may not.
pub(crate) fn acceptable(place: Place, value: &str) -> Option<String> {
    let address: String = value.chars().filter(|c| !c.is_control()).collect();
    let address = address.trim_matches(crate::spacing::is_blank).replace(' ', "%20");
    if address.is_empty() || address.len() > LONGEST {
        return None;
    }
    if let Some(anchor) = address.strip_prefix('#') {
        return (place == Place::Link && is_footnote(anchor)).then_some(address);
    }
    if address.starts_with(['/', '\\']) {
        return rooted(&address);
    }
    let (scheme, rest) = address.split_once(':')?;
    let allowed = match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => rest.strip_prefix("//").is_some_and(|host| !host.is_empty()),
        "mailto" | "tel" => place == Place::Link && !rest.is_empty(),
        "asset" => scheme == "asset" && is_asset_code(rest),
        _ => false,
    };
    allowed.then_some(address)
}

/// An address of this site; one that names another host without a scheme gets `https`.
fn rooted(address: &str) -> Option<String> {
    let mut chars = address.chars();
    let (first, second) = (chars.next(), chars.next());
    let third = chars.next();
    match (first, second) {
        (Some('/'), Some('/')) if third.is_some_and(|c| !matches!(c, '/' | '\\')) => {
            Some(format!("https:{address}"))
        }
        (Some('/'), Some('/' | '\\')) => None,
        (Some('/'), _) => Some(address.to_owned()),
        _ => None,
    }
}

fn is_asset_code(code: &str) -> bool {
    !code.is_empty()
        && code.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}
