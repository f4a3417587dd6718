//! Article 5: everybody has a desk; what it offers leads somewhere, and nothing on it is a dead end.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use acceptance::{Browser, Page, on_both};

use super::matrix::english;

/// Pages of one person's walk.
const MOST: usize = 220;

async fn walk(browser: &Browser) -> BTreeMap<String, (Page, String)> {
    let mut seen = BTreeMap::new();
    let mut known: BTreeSet<String> = BTreeSet::from(["/".to_owned()]);
    let mut queue: VecDeque<(String, String)> = VecDeque::from([("/".to_owned(), String::new())]);
    let mut shapes: BTreeMap<String, usize> = BTreeMap::new();
    while let Some((path, from)) = queue.pop_front() {
        if seen.len() >= MOST {
            break;
        }
        let page = browser.get(&path).await;
        // A preview is a public page: its own test looks where its links lead.
        let own =
            page.header("content-type").starts_with("text/html") && !path.ends_with("/preview");
        if own {
            for link in page.attributes("a[href^=\"/\"]", "href") {
                let link = link.split('#').next().unwrap().to_owned();
                // A dozen of each shape says as much as all of them.
                let shape = shape(&link);
                let count = shapes.entry(shape).or_default();
                if *count < 4 && known.insert(link.clone()) {
                    *count += 1;
                    queue.push_back((link, path.clone()));
                }
            }
        }
        seen.insert(path, (page, from));
    }
    seen
}

/// An address without what changes from record to record.
fn shape(link: &str) -> String {
    let path = link.split('?').next().unwrap();
    let digits = |part: &str| part.len() >= 8 && part.bytes().any(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = path
        .split('/')
        .map(|part| if digits(part) || part.contains('.') { "*" } else { part })
        .collect();
    let query: Vec<&str> = link
        .split('?')
        .nth(1)
        .unwrap_or("")
        .split('&')
        .map(|pair| pair.split('=').next().unwrap())
        .collect();
    format!("{}?{}", parts.join("/"), query.join("&"))
}

#[test]
fn article_05_what_a_desk_offers_leads_somewhere() {
    on_both(async |district| {
        let mut wrong = Vec::new();
        for login in [
            "xitong.guanli",
            "anquan.guanli",
            "shenji.guanli",
            "menhu.zongbian",
            "qzfb.bianji",
            "qzfb.fushen",
            "qzfb.zhongshen",
            "qzfb.baomi",
            "qzfb.fabu",
            "dzzwb.yunwei",
            "bmj.shencha",
        ] {
            let browser = district.staff(login).await;
            let seen = walk(&browser).await;
            assert!(seen.len() >= 3, "{login} sees {} pages", seen.len());
            for (path, (page, from)) in &seen {
                let what = format!("{login} {path} (from {from})");
                if page.status >= 400 {
                    // Other stories put documents into the trash, sign and recall meanwhile.
                    let moved_on = page.status == 409
                        || (page.status == 404 && path.starts_with("/documents/"));
                    if !moved_on {
                        let said = page.texts("h1").concat();
                        wrong.push(format!("{what}: {} {said}", page.status));
                    }
                    continue;
                }
                if page.status != 200 || !page.header("content-type").starts_with("text/html") {
                    continue;
                }
                let policy = page.header("content-security-policy");
                if !policy.contains("script-src 'self'")
                    || policy.contains("'unsafe-inline'; script")
                {
                    wrong.push(format!("{what}: {policy}"));
                }
                if page.header("cache-control") != "no-store" {
                    wrong.push(format!("{what} may be kept: {}", page.header("cache-control")));
                }
                for (css, name) in
                    [("script:not([src])", "inline script"), ("[onclick], [onload]", "handler")]
                {
                    if !page.texts(css).is_empty() {
                        wrong.push(format!("{what}: {name}"));
                    }
                }
                if page.texts("h1").len() != 1 && !path.ends_with("/preview") {
                    wrong.push(format!("{what}: {} h1", page.texts("h1").len()));
                }
                let words = page.words();
                if words.contains("{{") || words.contains("{ $") || words.contains("undefined") {
                    wrong.push(format!("{what}: an unfilled place"));
                }
                if english(&page.texts(".errors, .note--error").concat()) {
                    wrong.push(format!("{what} in English"));
                }
            }
        }
        assert!(wrong.is_empty(), "{}: {wrong:#?}", wrong.len());
    });
}

#[test]
fn article_19_a_preview_looks_like_the_page_and_its_files_open() {
    on_both(async |district| {
        let clerk = district.staff("jyj.bianji").await;
        let title = format!("{}预览验收", district.unique("稿"));
        let form =
            clerk.blank(crate::TZGG, "notices").await.form_with("title").set("title", &*title);
        let form = form.set("body_html", "<p>预览的正文。</p>");
        let form = form.file("attachments", "预览附件.pdf", crate::documents::reviews::PDF);
        let paper = clerk.save_new(form).await;
        let preview = clerk.open(&format!("/documents/{}/preview", paper.key)).await;
        assert_eq!(preview.meta("ArticleTitle").as_deref(), Some(&*title));
        assert!(preview.words().contains("预览的正文"));
        for css in ["link[rel=stylesheet]", "script[src]"] {
            let name = if css.starts_with("link") { "href" } else { "src" };
            for asset in preview.attributes(css, name) {
                assert_eq!(clerk.get(&asset).await.status, 200, "{asset}");
            }
        }
        let files = preview.attributes("main a[href$=\".pdf\"]", "href");
        // To be saved, and to be looked at in place.
        assert_eq!(files.len(), 2, "{files:?}");
        assert_eq!(
            clerk.get(&files[0]).await.status,
            200,
            "{} does not open in the preview",
            files[0]
        );
        let public = [&*district.public, "http://", "https://", "#"];
        let links = preview.attributes("header a[href], footer a[href], nav a[href]", "href");
        let astray: Vec<_> = links
            .iter()
            .filter(|link| !public.iter().any(|start| link.starts_with(start)))
            .filter(|link| !link.starts_with("mailto:") && !link.starts_with("tel:"))
            .collect();
        assert!(astray.is_empty(), "these lead into the console: {astray:?}");
        // Nobody else may look.
        let path = format!("/documents/{}/preview", paper.key);
        assert_eq!(district.staff("mzj.bianji").await.get(&path).await.status, 404);
        assert_eq!(district.visitor().get(&path).await.status, 404);
    });
}
