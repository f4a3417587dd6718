//! Article 12: a walk over the whole public site, from the home page and the site map along every
//! internal link. What a machine can check on a page is checked on every page.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use acceptance::{Browser, District, Page, on_both};
use futures::{StreamExt, stream};
use scraper::{ElementRef, Html, Selector};

/// More pages than the demo has; a site that never ends would stop here.
const MOST: usize = 6_000;
/// Requests at once.
const AT_ONCE: usize = 12;

/// A page with the number of clicks it is away from the home page.
struct Visited {
    page: Page,
    clicks: usize,
}

/// Everything that is reachable, by path.
async fn walk(district: &District) -> BTreeMap<String, Visited> {
    let visitor = district.visitor();
    let mut seen: BTreeMap<String, Visited> = BTreeMap::new();
    let mut known: BTreeSet<String> = BTreeSet::from(["/".to_owned()]);
    let mut level: VecDeque<String> = VecDeque::from(["/".to_owned()]);
    let mut clicks = 0;
    while !level.is_empty() {
        let pages: Vec<Page> = stream::iter(level.drain(..))
            .map(|path| {
                let visitor = visitor.clone();
                async move { visitor.get(&path).await }
            })
            .buffer_unordered(AT_ONCE)
            .collect()
            .await;
        for page in pages {
            for link in links(&page, &visitor) {
                if known.insert(link.clone()) {
                    level.push_back(link);
                }
            }
            seen.insert(page.path.clone(), Visited { page, clicks });
        }
        clicks += 1;
        assert!(seen.len() < MOST, "the site does not end");
    }
    seen
}

fn is_html(page: &Page) -> bool {
    page.header("content-type").starts_with("text/html")
}

/// Internal links of a page; questions to the search and the catalogue only as far as their plain
/// forms.
fn links(page: &Page, visitor: &Browser) -> Vec<String> {
    if !is_html(page) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (css, name) in
        [("a", "href"), ("link", "href"), ("img", "src"), ("script", "src"), ("source", "src")]
    {
        for link in page.attributes(&format!("{css}[{name}]"), name) {
            let link = link.strip_prefix(&visitor.base).unwrap_or(&link);
            let link = link.split('#').next().unwrap();
            let inside = link.starts_with('/') && !link.starts_with("//");
            // A switch would turn the rest of the walk into another variant.
            let asks = link.contains("/search?") || link.contains("/catalogue");
            // The page before another host is no page of the site; its own story looks at it.
            let asks = asks || link.contains("/leaving");
            if inside && !(asks && link.contains('?')) && !link.contains("/view/") {
                found.push(link.to_owned());
            }
        }
    }
    found
}

#[test]
fn article_12_every_page_of_the_site_stands_and_says_what_it_is() {
    on_both(async |district| {
        let map = district.visitor().open("/sitemap.xml").await.text;
        let seen = walk(district).await;
        let mut wrong = Vec::new();
        for (path, visited) in &seen {
            let page = &visited.page;
            // Somebody else's story may withdraw its own document between link and visit.
            let gone = page.status == 410 || page.status == 404;
            if gone && is_of_a_story(&page.text) {
                continue;
            }
            if page.status != 200 {
                wrong.push(format!("{path}: {}", page.status));
            } else if is_html(page) {
                check(page, &mut wrong);
            }
        }
        let documents = seen.values().filter(|one| kind_of(&one.page) == Level::Content);
        // What a story publishes during the walk is met by whatever way is left.
        let documents: Vec<_> = documents.filter(|one| map.contains(&one.page.path)).collect();
        let far = documents.iter().filter(|one| one.clicks > 3);
        wrong.extend(far.map(|one| format!("{} is more than three clicks away", one.page.path)));
        assert!(documents.len() >= 300, "the demo has at least 300 documents");
        assert!(wrong.is_empty(), "{} pages: {wrong:#?}", seen.len());
    });
}

/// Documents that stories write carry this word in their titles.
fn is_of_a_story(text: &str) -> bool {
    text.contains("验收")
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Site,
    Column,
    Content,
}

fn kind_of(page: &Page) -> Level {
    if page.text.contains("name=\"ArticleTitle\"") {
        Level::Content
    } else if page.text.contains("name=\"ColumnName\"") {
        Level::Column
    } else {
        Level::Site
    }
}

/// Reads a page once and asks it everything.
struct Sheet<'a> {
    page: &'a Page,
    html: Html,
    wrong: &'a mut Vec<String>,
}

fn check(page: &Page, wrong: &mut Vec<String>) {
    let html = Html::parse_document(&page.text);
    let mut sheet = Sheet { page, html, wrong };
    sheet.tags();
    sheet.title();
    sheet.frame();
    sheet.markup();
    sheet.headers();
}

fn words(element: ElementRef<'_>) -> String {
    element.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

impl Sheet<'_> {
    fn all(&self, css: &str) -> Vec<ElementRef<'_>> {
        let selector = Selector::parse(css).unwrap();
        self.html.select(&selector).collect()
    }

    fn texts(&self, css: &str) -> Vec<String> {
        self.all(css).into_iter().map(words).collect()
    }

    fn meta(&self, name: &str) -> Vec<String> {
        let found = self.all(&format!("meta[name=\"{name}\"]"));
        found.iter().filter_map(|one| one.attr("content")).map(str::to_owned).collect()
    }

    fn expect(&mut self, good: bool, what: &str) {
        if !good {
            self.wrong.push(format!("{}: {what}", self.page.path));
        }
    }

    /// 国办发〔2017〕47号: which tags each level of page carries.
    fn tags(&mut self) {
        let level = kind_of(self.page);
        let mut needed = vec!["SiteName", "SiteDomain", "SiteIDCode"];
        if level != Level::Site {
            needed.extend(["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"]);
        }
        if level == Level::Content {
            needed.extend(["ArticleTitle", "PubDate", "ContentSource"]);
        }
        for name in needed {
            let found = self.meta(name);
            let good = found.len() == 1 && !found[0].trim().is_empty();
            self.expect(good, &format!("tag {name} is {found:?}"));
        }
        let code = self.meta("SiteIDCode").concat();
        self.expect(code.len() == 10 && code.chars().all(|c| c.is_ascii_digit()), "SiteIDCode");
        if level == Level::Content {
            let date = self.meta("PubDate").concat();
            let form = regex::Regex::new(r"^\d{4}-\d\d-\d\d \d\d:\d\d$").unwrap();
            self.expect(form.is_match(&date), &format!("PubDate is {date}"));
            let title = self.meta("ArticleTitle").concat();
            let shown = self.texts("h1").concat();
            let same = title.split_whitespace().collect::<Vec<_>>().join(" ") == shown;
            self.expect(same, &format!("ArticleTitle {title} is not the heading {shown}"));
            let date_shown = date.get(..10).is_some_and(|day| self.page.words().contains(day));
            self.expect(date_shown, "the date of publication is not shown");
        }
    }

    fn title(&mut self) {
        let title = self.texts("title").concat();
        let site = self.meta("SiteName").concat();
        let column = self.meta("ColumnName").concat();
        let expected = match kind_of(self.page) {
            Level::Content => format!("{}_{column}_{site}", self.meta("ArticleTitle").concat()),
            Level::Column if self.page.text.contains("withdrawn") => return,
            Level::Column => format!("{column}_{site}"),
            Level::Site => {
                let good = title == site || title.ends_with(&format!("_{site}"));
                return self.expect(good, &format!("title is {title}"));
            }
        };
        let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.expect(
            squeeze(&title) == squeeze(&expected),
            &format!("title is {title}, not {expected}"),
        );
    }

    /// Header, breadcrumb, footer: the same elements everywhere.
    fn frame(&mut self) {
        let page = self.page.path.clone();
        let home = matches!(&*page, "/" | "/hcac/" | "/zjb/");
        let trail = self.texts("[aria-label=\"当前位置\"] li");
        self.expect(home || (trail.len() >= 2 && trail[0].contains("首页")), "no breadcrumb");
        let header = self.texts("header").concat();
        let domain = self.meta("SiteDomain").concat();
        let name = self.meta("SiteName").concat();
        self.expect(
            header.contains(&name) && header.contains(&domain),
            "name or domain not in the header",
        );
        self.expect(
            !self.all("header form[role=search]").is_empty() || home,
            "no search in the header",
        );
        let footer = self.texts("footer").concat();
        let code = self.meta("SiteIDCode").concat();
        for part in [
            "主办单位",
            "承办单位",
            "联系电话",
            "网站地图",
            "我为政府网站找错",
            "ICP备",
            "公网安备",
            "IPv6",
            &code,
        ] {
            self.expect(footer.contains(part), &format!("{part} is not in the footer"));
        }
        self.expect(
            footer.contains("隐私") || name != "西安市未央区人民政府",
            "no privacy statement",
        );
        let canonical = self
            .all("link[rel=canonical]")
            .first()
            .and_then(|one| one.attr("href"))
            .map(str::to_owned);
        let good = canonical.as_ref().is_some_and(|url| {
            url.starts_with("http")
                && !url.contains('?')
                && !url.trim_start_matches("https://").contains("//")
                || url.starts_with("http://127.0.0.1")
        });
        self.expect(good, &format!("canonical is {canonical:?}"));
        self.expect(self.all("h1").len() == 1, "not exactly one h1");
        let lang =
            self.all("html").first().and_then(|one| one.attr("lang")).unwrap_or("").to_owned();
        self.expect(lang.starts_with("zh"), "no language");
    }

    /// No inline script or style, nothing from elsewhere, no empty link, a text for every picture.
    fn markup(&mut self) {
        for (css, what) in [
            ("script:not([src]):not([type=\"application/ld+json\"])", "inline script"),
            ("style", "inline style"),
            ("[style]", "style attribute"),
            ("[onclick], [onload], [onerror], [onsubmit]", "handler in the markup"),
            ("a[href=\"\"], a[href=\"#\"], a:not([href])", "empty link"),
            ("img:not([alt])", "picture without text"),
            (
                "[src^=\"http\"]:not(source), [src^=\"//\"], link[rel=stylesheet][href^=\"http\"]",
                "something from another host",
            ),
            ("iframe, object, embed", "foreign frame"),
            ("audio[autoplay], video[autoplay]", "sound by itself"),
        ] {
            let found = self.all(css).len();
            self.expect(found == 0, &format!("{found} × {what}"));
        }
        let mut ids = BTreeSet::new();
        let doubled: Vec<String> = self
            .all("[id]")
            .iter()
            .filter_map(|one| one.attr("id").map(str::to_owned))
            .filter(|id| !ids.insert(id.clone()))
            .collect();
        self.expect(doubled.is_empty(), &format!("ids twice: {doubled:?}"));
        for sign in ["{{", "}}", "[object", "undefined", "&amp;nbsp;", "\u{fffd}"] {
            let visible = self.texts("body").concat();
            self.expect(!visible.contains(sign), &format!("{sign} in the text"));
        }
    }

    fn headers(&mut self) {
        let policy = self.page.header("content-security-policy").to_owned();
        self.expect(policy.contains("script-src 'self'"), "no content security policy");
        self.expect(!policy.contains("unsafe-inline") && !policy.contains("unsafe-eval"), &policy);
        let sniff = self.page.header("x-content-type-options").to_owned();
        self.expect(sniff == "nosniff", "may be sniffed");
        let etag = self.page.header("etag").to_owned();
        let strong = etag.starts_with('"') && etag.len() > 4;
        // What nobody may keep has none.
        let kept = !self.page.header("cache-control").contains("no-store");
        self.expect(strong || !kept, &format!("etag is {etag:?}"));
    }
}
