//! Where a page leads: links, pictures, scripts, styles, files.

use crate::tokens::{Event, read};

/// Shows every address in a page to `visit`, as it is written there.
pub fn addresses(html: &str, mut visit: impl FnMut(&str)) {
    read(html, |event| {
        let Event::Start(tag) = event else { return };
        for attribute in &tag.attrs {
            match &*attribute.name.local {
                "href" | "src" | "poster" | "data-src" => visit(&attribute.value),
                "data" if &*tag.name == "object" => visit(&attribute.value),
                // Each with its width or density.
                "srcset" => attribute
                    .value
                    .split(',')
                    .filter_map(|one| one.split_whitespace().next())
                    .for_each(&mut visit),
                _ => {}
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::addresses;

    #[test]
    fn every_attribute_with_an_address_is_met() {
        let page = r#"<a href="/a?x=1&amp;y=2">a</a><img src="b.png" srcset="b.webp 1x, c.webp 2x">
            <object data="d.pdf"></object><p data="no"></p><script>"<a href='no'>"</script>"#;
        let mut met = Vec::new();
        addresses(page, |address| met.push(address.to_owned()));
        assert_eq!(met, ["/a?x=1&y=2", "b.png", "b.webp", "c.webp", "d.pdf"]);
    }
}
