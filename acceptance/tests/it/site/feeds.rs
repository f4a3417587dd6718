//! Feeds, the machine's site map, robots.txt.

use acceptance::{District, on_both};
use futures::{StreamExt, stream};

/// Addresses in feeds and site maps carry the site's own origin; the test asks the same path here.
fn path_here(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find('/').map_or_else(|| "/".to_owned(), |at| rest[at..].to_owned())
}

#[test]
fn article_12_rss_and_atom_tell_of_the_newest() {
    on_both(async |district| {
        let visitor = district.visitor();
        let list = visitor.open("/feeds").await;
        let feeds = list.attributes("main a[href*=\"/feeds/\"]", "href");
        assert!(feeds.len() > 100, "{}", feeds.len());
        let few: Vec<&String> =
            feeds.iter().filter(|url| url.contains("/all.") || url.contains("zwdt")).collect();
        assert!(few.len() >= 10, "{few:?}");
        for url in few {
            let feed = visitor.get(url).await;
            assert_eq!(feed.status, 200, "{url}");
            let links: Vec<String> = if url.ends_with(".rss") {
                assert!(feed.header("content-type").starts_with("application/rss+xml"), "{url}");
                let channel = rss::Channel::read_from(&feed.bytes[..]).unwrap();
                assert!(!channel.title().is_empty() && !channel.link().is_empty());
                for item in channel.items() {
                    assert!(
                        item.title().is_some()
                            && item.pub_date().is_some()
                            && item.guid().is_some()
                    );
                }
                channel.items().iter().filter_map(|item| item.link().map(str::to_owned)).collect()
            } else {
                assert!(feed.header("content-type").starts_with("application/atom+xml"), "{url}");
                let atom = atom_syndication::Feed::read_from(&feed.bytes[..]).unwrap();
                assert!(!atom.title().is_empty());
                atom.entries().iter().map(|entry| entry.links()[0].href().to_owned()).collect()
            };
            assert!(!links.is_empty(), "{url} is empty");
            for link in links.iter().take(2) {
                assert!(link.starts_with("http"), "{link} is not absolute");
                assert!(matches!(visitor.get(&path_here(link)).await.status, 200 | 410), "{link}");
            }
        }
        for missing in ["/feeds/nothing.rss", "/feeds/all.json", "/feeds/all"] {
            assert_eq!(visitor.get(missing).await.status, 404, "{missing}");
        }
    });
}

async fn addresses(district: &District, path: &str) -> Vec<String> {
    let map = district.visitor().get(path).await;
    assert_eq!(map.status, 200, "{path}");
    assert!(map.header("content-type").contains("xml"), "{path}");
    let mut reader = quick_xml::Reader::from_str(&map.text);
    let (mut found, mut inside) = (Vec::new(), false);
    loop {
        use quick_xml::events::Event;
        match reader.read_event().unwrap() {
            Event::Start(tag) => inside = tag.name().as_ref() == "loc",
            Event::Text(text) if inside => found.push(text.to_string()),
            Event::End(_) => inside = false,
            Event::Eof => break,
            _ => {}
        }
    }
    found
}

#[test]
fn article_12_sitemap_names_every_page_that_stands() {
    on_both(async |district| {
        let visitor = district.visitor();
        let urls = addresses(district, "/sitemap.xml").await;
        assert!(urls.len() > 400, "{}", urls.len());
        let mut distinct = urls.clone();
        distinct.sort();
        distinct.dedup();
        assert_eq!(distinct.len(), urls.len(), "an address stands twice");
        let wrong: Vec<(String, u16)> = stream::iter(urls)
            .map(|url| {
                let visitor = visitor.clone();
                async move {
                    let page = visitor.get(&path_here(&url)).await;
                    // Stories withdraw their own documents meanwhile.
                    let of_a_story = page.text.contains("验收");
                    (url, if of_a_story { 200 } else { page.status })
                }
            })
            .buffer_unordered(12)
            .filter(|(_, status)| std::future::ready(*status != 200))
            .collect()
            .await;
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert!(addresses(district, "/hcac/sitemap.xml").await.len() > 5);
    });
}

#[test]
fn article_12_robots_are_told_where_the_map_is() {
    on_both(async |district| {
        let visitor = district.visitor();
        let robots = visitor.get("/robots.txt").await;
        assert_eq!(robots.status, 200);
        assert!(robots.header("content-type").starts_with("text/plain"));
        assert!(robots.text.contains("User-agent: *"));
        let map = robots.text.lines().find_map(|line| line.strip_prefix("Sitemap: ")).unwrap();
        assert_eq!(visitor.get(&path_here(map)).await.status, 200);
        let console = district.stranger().get("/robots.txt").await;
        assert!(
            console.status == 404 || console.text.contains("Disallow: /"),
            "the console invites robots"
        );
    });
}
