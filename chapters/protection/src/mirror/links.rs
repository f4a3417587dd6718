//! What a page, a style sheet or a list for machines leads to.

use std::collections::BTreeSet;

use text::html::addresses;

/// Whether a content of this type may lead anywhere.
pub fn leads_on(media_type: &str) -> bool {
    media_type.starts_with("text/") || media_type.contains("xml")
}

/// All links of a text, as they are written.
pub fn links(media_type: &str, text: &str) -> BTreeSet<String> {
    if media_type.starts_with("text/html") {
        return of_page(text);
    }
    if media_type.starts_with("text/css") {
        return between(text, "url(", ")");
    }
    if media_type.contains("xml") {
        return between(text, "<loc>", "</loc>");
    }
    if media_type.starts_with("text/plain") {
        return between(text, "Sitemap: ", "\n");
    }
    BTreeSet::new()
}

fn of_page(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    addresses(text, |address| {
        // Places within the page are the page.
        if !address.starts_with('#') && !found.contains(address) {
            found.insert(address.to_owned());
        }
    });
    found
}

fn between(text: &str, begin: &str, end: &str) -> BTreeSet<String> {
    let pieces = text.split(begin).skip(1);
    let found = pieces.filter_map(|piece| piece.split_once(end));
    found
        .map(|(address, _)| address.trim().trim_matches(['"', '\'']))
        .filter(|address| !address.is_empty() && !address.starts_with("data:"))
        .map(|address| address.replace("&amp;", "&"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_style_sheets_and_site_maps_lead_on() {
        let page =
            r#"<a href="/a?x=1&amp;y=2">a</a><img src="b.png" srcset="b.webp 1x, c.webp 2x">"#;
        let found = links("text/html; charset=utf-8", page);
        let found: Vec<&str> = found.iter().map(String::as_str).collect();
        assert_eq!(found, ["/a?x=1&y=2", "b.png", "b.webp", "c.webp"]);
        let style =
            "@font-face{src:url('/assets/a.woff2')}b{background:url(data:image/png;base64,)}";
        assert_eq!(links("text/css", style).into_iter().collect::<Vec<_>>(), ["/assets/a.woff2"]);
        let map = "<urlset><url><loc>https://a.cn/1</loc></url></urlset>";
        assert_eq!(links("application/xml", map).len(), 1);
    }
}
