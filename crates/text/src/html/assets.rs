//! Files attached to a document, as its body names them: `asset:CODE`.
//!
//! Cleaned HTML writes quotation marks in text as `&quot;`, so what is searched for here can only
//! be the beginning of an attribute's value.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::escape::escape;

static ASSET: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#" (href|src|poster)="asset:([^"]*)""#).ok());

/// The codes of the files a cleaned body names, each once, in order of appearance.
pub fn asset_codes(clean_html: &str) -> Vec<&str> {
    let mut codes = Vec::new();
    for found in ASSET.iter().flat_map(|regex| regex.captures_iter(clean_html)) {
        if let Some(code) = found.get(2).map(|code| code.as_str()).filter(|c| !codes.contains(c)) {
            codes.push(code);
        }
    }
    codes
}

/// A cleaned body with the address of each file in place of its code; a code without an address
/// becomes an empty fragment, which leads nowhere and loads nothing.
pub fn with_assets(clean_html: &str, address: impl Fn(&str) -> Option<String>) -> String {
    let written = |found: &Captures<'_>| {
        let (_, [attribute, code]) = found.extract();
        let address = address(code).unwrap_or_else(|| "#".to_owned());
        format!(" {attribute}=\"{}\"", escape(&address))
    };
    match ASSET.as_ref() {
        Some(regex) => regex.replace_all(clean_html, written).into_owned(),
        None => clean_html.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{asset_codes, with_assets};
    use crate::html::clean;

    #[test]
    fn files_are_found_and_given_their_addresses() {
        let body = clean(
            "<p>=\"asset:X\"<a href='asset:A1'>表</a><img src=asset:P2 alt='asset:P9'>\
             <a href='asset:A1'>again</a></p>",
        )
        .html;
        assert_eq!(asset_codes(&body), ["A1", "P2"]);
        let shown = with_assets(&body, |code| (code == "A1").then(|| "/files/a?b=1&c".to_owned()));
        assert!(shown.contains("href=\"/files/a?b=1&amp;c\">表"));
        assert!(shown.contains("src=\"#\"") && shown.contains("&quot;asset:X&quot;"), "{shown}");
    }
}
