//! Always fresh, always cached: strong tags, conditional requests, packed bytes, HEAD.

use std::io::Read;

use acceptance::{Page, on_both};

const PATHS: &[&str] =
    &["/", "/zwdt/bmdt", "/site-map", "/sitemap.xml", "/feeds/all.rss", "/units/jyj"];

fn unpacked(page: &Page) -> Vec<u8> {
    let mut plain = Vec::new();
    match page.header("content-encoding") {
        "br" => {
            brotli::Decompressor::new(&page.bytes[..], 4096).read_to_end(&mut plain).unwrap();
        }
        "gzip" => {
            flate2::read::GzDecoder::new(&page.bytes[..]).read_to_end(&mut plain).unwrap();
        }
        other => panic!("{} is packed as {other:?}", page.path),
    }
    plain
}

#[test]
fn article_12_pages_come_packed_and_are_the_same_unpacked() {
    on_both(async |district| {
        let visitor = district.visitor();
        for path in PATHS {
            for _ in 0..3 {
                let plain = visitor.get_with(path, &[("accept-encoding", "identity")]).await;
                assert_eq!(plain.header("content-encoding"), "", "{path}");
                assert!(plain.header("vary").to_lowercase().contains("accept-encoding"), "{path}");
                let mut same = true;
                for way in ["br", "gzip"] {
                    let packed = visitor.get_with(path, &[("accept-encoding", way)]).await;
                    assert_eq!(packed.header("content-encoding"), way, "{path}");
                    assert!(packed.bytes.len() < plain.bytes.len(), "{path} {way}");
                    assert_ne!(
                        packed.header("etag"),
                        plain.header("etag"),
                        "{path}: bytes differ, so must the tags"
                    );
                    same &= unpacked(&packed) == plain.bytes;
                }
                if same {
                    break;
                }
                // Another story may have published between the two requests; look again.
                assert!(!path.starts_with("/units"), "{path} differs when unpacked");
            }
        }
    });
}

#[test]
fn article_12_who_has_the_page_is_told_that_it_is_still_right() {
    on_both(async |district| {
        let visitor = district.visitor();
        for path in ["/units/scj", "/zwgk/zfxxgkzn", "/hcac/", "/feeds/zwgk/zfxxgkzd.atom"] {
            let first = visitor.get(path).await;
            let etag = first.header("etag").to_owned();
            assert!(etag.starts_with('"'), "{path}: {etag:?} is no strong tag");
            let again = visitor.get_with(path, &[("if-none-match", &etag)]).await;
            assert_eq!(again.status, 304, "{path}");
            assert!(again.bytes.is_empty(), "{path}");
            assert_eq!(again.header("etag"), etag, "{path}");
            assert!(!again.header("content-security-policy").is_empty(), "{path}");
            let other = visitor.get_with(path, &[("if-none-match", "\"other\"")]).await;
            assert_eq!(other.status, 200, "{path}");
        }
    });
}

#[test]
fn article_12_head_is_get_without_the_bytes() {
    on_both(async |district| {
        let visitor = district.visitor();
        for path in [
            "/",
            "/zwdt",
            "/zwgk/zfxxgkzn",
            "/sitemap.xml",
            "/robots.txt",
            "/nothing-here",
            "/search?q=%E5%8C%BB",
        ] {
            let get = visitor.get(path).await;
            let head = visitor.head(path).await;
            assert_eq!(head.status, get.status, "{path}");
            assert!(head.bytes.is_empty(), "{path}");
            assert_eq!(head.header("content-type"), get.header("content-type"), "{path}");
            assert!(!head.header("content-security-policy").is_empty(), "{path}");
        }
    });
}

#[test]
fn assets_never_change_under_their_name() {
    on_both(async |district| {
        let visitor = district.visitor();
        let home = visitor.open("/").await;
        let mut assets = home.attributes("link[rel=stylesheet]", "href");
        assets.extend(home.attributes("script[src]", "src"));
        assert!(assets.len() >= 2, "{assets:?}");
        for path in assets {
            let asset = visitor.get(&path).await;
            assert_eq!(asset.status, 200, "{path}");
            assert!(
                asset.header("cache-control").contains("immutable"),
                "{path}: {}",
                asset.header("cache-control")
            );
        }
        let unknown = visitor.get("/assets/public.00000000000000000000.css").await;
        assert_eq!(unknown.status, 404);
        for path in [
            "/assets/../Cargo.toml",
            "/assets/..%2f..%2fetc/passwd",
            "/assets/%2e%2e/%2e%2e/etc/passwd",
        ] {
            let asked = visitor.get(path).await;
            assert!(
                asked.status == 404 || asked.status == 301 || asked.status == 400,
                "{path}: {}",
                asked.status
            );
            assert!(!asked.text.contains("root:"), "{path}");
        }
    });
}
