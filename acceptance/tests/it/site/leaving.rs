//! Article 12: a page says so before a visitor leaves the portal; nobody can make one for an address of
//! their own; a kiosk has no way out.

use acceptance::{District, Page, on_both};

const TITLE: &str = "防冻保温";

async fn with_links(district: &District) -> Page {
    let visitor = district.visitor();
    let list = visitor.open(&format!("/search?q={TITLE}")).await;
    let links = list.attributes("main ol.hits a[href*=\"/zwgk/tzgg/\"]", "href");
    visitor.open(links.first().expect("the notice is found")).await
}

#[test]
fn article_12_links_to_other_hosts_go_over_a_page_that_says_so() {
    on_both(async |district| {
        let visitor = district.visitor();
        let page = with_links(district).await;
        let out = page.attributes("main a[href*=\"/leaving?\"]", "href");
        assert_eq!(out.len(), 1, "one link leads to another host: {out:?}");
        assert!(out[0].contains("to=https%3A%2F%2Fwww.weather.com.cn%2F"), "{out:?}");
        assert!(!page.text.contains("href=\"https://www.weather.com.cn"));
        // Government hosts are trusted and go straight.
        assert!(page.text.contains("href=\"https://www.moa.gov.cn/\""));

        let leaving = visitor.open(&out[0]).await;
        assert!(leaving.words().contains("https://www.weather.com.cn/"), "{}", leaving.words());
        let onward = leaving.attributes("main a[data-onward]", "href");
        assert_eq!(onward, ["https://www.weather.com.cn/"]);
        assert!(leaving.text.contains("noindex"));
        assert!(leaving.header("x-robots-tag").contains("noindex"));
        let search = visitor.open("/sitemap.xml").await;
        assert!(!search.text.contains("/leaving"));
        district.assert_no_fault();
    });
}

#[test]
fn article_12_nobody_makes_a_way_out_of_their_own() {
    on_both(async |district| {
        let visitor = district.visitor();
        let out = with_links(district).await.attributes("main a[href*=\"/leaving?\"]", "href");
        let sign = out[0].rsplit_once("sign=").unwrap().1.to_owned();
        for to in
            ["https%3A%2F%2Fevil.example%2F", "javascript%3Aalert(1)", "%2F%2Fevil.example", ""]
        {
            for sign in [sign.as_str(), "", "00"] {
                let page = visitor.get(&format!("/leaving?to={to}&sign={sign}")).await;
                assert_eq!(page.status, 404, "{to} {sign}");
                assert!(!page.text.contains("href=\"https://evil.example"));
                assert!(page.words().contains("不是本站页面上的链接"), "{}", page.words());
            }
        }
        // A name that only ends like a trusted one is none.
        let page = visitor.get("/leaving?to=https%3A%2F%2Fevilgov.cn%2F").await;
        assert_eq!(page.status, 404);
        assert_eq!(visitor.get("/leaving?to=https%3A%2F%2Fwww.moa.gov.cn%2F").await.status, 200);
        district.assert_no_fault();
    });
}

#[test]
fn article_14_a_kiosk_has_no_way_out() {
    on_both(async |district| {
        let plain = with_links(district).await;
        let out = plain.attributes("main a[href*=\"/leaving?\"]", "href");
        let kiosk = district.visitor();
        kiosk.get("/view/kiosk/on").await;
        for path in ["/", plain.path.as_str(), out[0].as_str(), "/units/mzj"] {
            let page = kiosk.open(path).await;
            for href in page.attributes("a[href]", "href") {
                let inside = (href.starts_with('/')
                    && !href.starts_with("//")
                    && !href.contains("/leaving"))
                    || href.starts_with('#')
                    || href.starts_with('?')
                    || href.contains("127.0.0.1")
                    || href.starts_with("https://www.weiyang.gov.cn/");
                assert!(inside, "{path}: {href}");
            }
        }
        assert!(kiosk.open(&plain.path).await.words().contains("中国天气网"), "the words stay");
        district.assert_no_fault();
    });
}
