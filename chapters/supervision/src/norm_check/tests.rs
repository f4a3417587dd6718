//! A small site served in process: without fault, then with a planted one of each kind.

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use http::StatusCode;
use serde_json::json;
use structure::tree::Tree;

use super::exits::of_exits;
use super::rules::of_pages;
use super::sites::of_sites;
use super::walk::{Progress, Walk, Walked};
use super::{Finding, Norms, Report, Rule};

const TAGS: &str = r#"<meta name="SiteName" content="某区政府"><meta name="SiteDomain" content="www.example.gov.cn"><meta name="SiteIDCode" content="6101000000">"#;
const COLUMN: &str = r#"<meta name="ColumnName" content="动态"><meta name="ColumnDescription" content="说明"><meta name="ColumnKeywords" content="词"><meta name="ColumnType" content="工作动态">"#;
const ARTICLE: &str = r#"<meta name="ArticleTitle" content="一件事"><meta name="PubDate" content="2026-11-01 09:00"><meta name="ContentSource" content="某局">"#;
const TOP: &str = r##"</head><body><a href="#inhalt">跳到正文</a><header><a class="brand" href="/">某区政府 www.example.gov.cn</a> <a href="/view/elder/on">大字版</a><a href="/view/contrast/on">高对比</a><a href="/view/traditional/on">繁體</a> <form role="search" action="/search"></form></header>"##;
const TRAIL: &str = r#"<nav><ol><li><span aria-current="page">此处</span></li></ol></nav>"#;
const FOOT: &str = r#"<footer>某办 某中心 029-1 6101000000 陕ICP备1号 公网安备1号 支持 IPv6 <a href="/gy">关于我们</a> <a href="/ys">隐私与版权</a> <a href="/map">网站地图</a> <a rel="external" href="https://example.test/">我为政府网站找错</a></footer>"#;
const DOORS: &str = r#"<a href="/mailbox/new">写信</a><a href="/search">搜索</a>"#;

fn page(title: &str, tags: &str, inside: &str) -> String {
    format!(
        r#"<html lang="zh-Hans"><head><title>{title}</title>{TAGS}{tags}{TOP}<main><h1>{title}</h1>{inside}</main>{FOOT}"#
    )
}

fn home() -> String {
    page("某区政府", "", &format!(r#"<a href="/dt">动态</a>{DOORS}"#))
}

fn column() -> String {
    page("动态_某区政府", COLUMN, &format!(r#"{TRAIL}<a href="/dt/1">一件事</a>"#))
}

fn article() -> String {
    let inside = format!(
        r#"{TRAIL}<article>一件事 2026-11-01 某局 字号 打印 本文网址 返回 <a href="/dt/1/biao.pdf">附表 PDF 文件，3 kB</a><img src="a.png" alt=""></article>"#
    );
    page("一件事_动态_某区政府", &format!("{COLUMN}{ARTICLE}"), &inside)
}

fn tree() -> Tree {
    let site = json!({
        "id": 1, "code": "main", "name": "某区政府", "short_name": "", "domain": "www.example.gov.cn",
        "idn_domain": "", "path_prefix": "", "site_id_code": "6101000000", "icp": "陕ICP备1号",
        "police_filing": "公网安备1号", "sponsor": "某办", "operator": "某中心", "phone": "029-1",
        "email": "", "address": "", "postcode": "", "description": "", "keywords": "",
        "accent": "", "theme": "default", "main": true, "position": 0,
    });
    let column = json!({
        "id": 1, "site_id": 1, "parent_id": null, "path": "dt", "name": "动态", "description": "说明",
        "keywords": "词", "column_type": "工作动态", "unit_id": 1, "update_days": null,
        "review_steps": 1, "template": "list", "position": 0, "in_navigation": true,
        "on_home": true, "demands_interpretation": false,
    });
    let site = serde_json::from_value(site).unwrap();
    Tree::of(vec![], vec![site], vec![serde_json::from_value(column).unwrap()])
}

/// What is found on the three pages.
fn found(home: String, column: String, article: String) -> Vec<Finding> {
    let (tree, norms) = (tree(), Norms::embedded().unwrap());
    let walked = runtime().block_on(walked(&tree, &norms, [home, column, article]));
    let mut found = of_pages(&tree, &walked, &norms);
    found.extend(of_sites(&tree, &walked, &norms));
    found
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

async fn walked(tree: &Tree, norms: &Norms, [home, column, article]: [String; 3]) -> Walked {
    let mut pages = Router::new();
    for door in ["/search", "/mailbox/new"].into_iter().filter(|_| home.contains(DOORS)) {
        pages = pages.route(door, get(|| async { Html(plain()) }));
    }
    let pages = pages
        .route("/", get(|| async { Html(home) }))
        .route("/dt", get(|| async { Html(column) }))
        .route("/dt/1", get(|| async { Html(article) }))
        .route("/dt/1/biao.pdf", get(|| async { "%PDF" }))
        .route("/gy", get(|| async { Html(plain()) }))
        .route("/ys", get(|| async { Html(plain()) }))
        .route("/map", get(|| async { Html(plain()) }))
        .fallback(|| async { StatusCode::NOT_FOUND });
    let walk = Walk::new(tree, pages, norms, Some("http://127.0.0.1:8080"));
    walk.whole(&Progress::default()).await.unwrap()
}

/// A page that is neither column nor article.
fn plain() -> String {
    page("某区政府", "", TRAIL)
}

/// What faults of one kind cost.
fn cost(found: &[Finding]) -> String {
    let mut report = Report::new(Norms::embedded().unwrap(), 1);
    found.iter().cloned().for_each(|finding| report.add(finding));
    format!("{:.1}", 100.0 - report.score())
}

#[test]
fn a_site_by_the_norms_has_no_fault() {
    assert_eq!(found(home(), column(), article()), []);
}

#[test]
fn each_planted_fault_is_found_where_it_is() {
    let planted = |from: &str, to: &str| {
        let text = article();
        assert!(text.contains(from), "{from}");
        found(home(), column(), text.replace(from, to))
    };
    let cases = [
        (planted("PubDate", "Pub"), Rule::MissingTag, "PubDate", "0.2"),
        (planted("content=\"词\"", "content=\" \""), Rule::MissingTag, "ColumnKeywords", "0.2"),
        (
            planted("content=\"6101000000\"", "content=\"1\""),
            Rule::WrongTag,
            "SiteIDCode: 1",
            "0.2",
        ),
        (planted("11-01 09:00", "11-01"), Rule::WrongTag, "PubDate: 2026-11-01", "0.2"),
        (
            planted("<title>一件事_动态_", "<title>一件事-"),
            Rule::WrongTitle,
            "一件事-某区政府",
            "0.1",
        ),
        (planted("role=\"search\" action=\"/search\"", ""), Rule::WrongHeader, "search", "0.5"),
        (planted("大字版", "小字版"), Rule::WrongHeader, "大字版", "0.5"),
        (planted("找错", ""), Rule::WrongFooter, "我为政府网站找错", "0.6"),
        (planted("公网安备1号", ""), Rule::WrongFooter, "公安备案号", "0.6"),
        (planted("支持 IPv6", ""), Rule::WrongFooter, "IPv6", "0.6"),
        (planted("隐私与版权", "版权"), Rule::WrongFooter, "隐私", "0.6"),
        (planted("支持 IPv6", "也支持 IPv6"), Rule::UnlikeFrame, "footer", "0.1"),
        (planted(TRAIL, ""), Rule::MissingTrail, "", "0.1"),
        (planted("2026-11-01 某局 字号", "字号"), Rule::MissingFacts, "2026-11-01", "0.2"),
        (planted("打印", ""), Rule::MissingTool, "打印", "0.1"),
        (planted("PDF 文件，3 kB", ""), Rule::BareAttachment, "附表", "0.1"),
        (planted("biao.pdf", "wu.pdf"), Rule::DeadLink, "/dt/1/wu.pdf (404)", "0.1"),
        (planted("<img", "<a href=\"#\">空</a><img"), Rule::EmptyLink, "空", "0.1"),
        (
            planted("<img", "<a href=\"https://a.test/\">外</a><img"),
            Rule::UnmarkedExit,
            "https://a.test/",
            "0.1",
        ),
        (
            planted("<img", "<a rel=external href=\"https://x.tanx.com/\">广告</a><img"),
            Rule::Advertisement,
            "https://x.tanx.com/",
            "1.0",
        ),
        (planted(" alt=\"\"", ""), Rule::NamelessPicture, "a.png", "0.1"),
        (planted("<img", "<input name=\"q\"><img"), Rule::NamelessField, "q", "0.1"),
        (planted(" lang=\"zh-Hans\"", ""), Rule::HardToUse, "lang", "0.1"),
        (planted("<h1>", "<h1>又</h1><h1>"), Rule::HardToUse, "h1", "0.1"),
        (planted("<img", "<i id=\"a\"></i><i id=\"a\"></i><img"), Rule::HardToUse, "id", "0.1"),
        (planted("<img", "<dialog open>广告</dialog><img"), Rule::Intrusion, "dialog", "0.5"),
        (planted("<img", "<marquee>滚动</marquee><img"), Rule::Intrusion, "marquee", "0.5"),
        (planted("<img", "<audio autoplay></audio><img"), Rule::PlaysByItself, "", "0.5"),
    ];
    for (found, rule, what, price) in cases {
        assert!(found.contains(&Finding::new(rule, "/dt/1", what)), "{rule:?} {what}: {found:?}");
        assert_eq!(cost(&found), price, "{rule:?} {what}: {found:?}");
    }
}

#[test]
fn addresses_with_sessions_and_capitals_are_found() {
    let article = article().replace("<img", "<a href=\"/dt/1?JSESSIONID=8\">页</a><img");
    let found = found(home(), column(), article);
    let session = Finding::new(Rule::WrongAddress, "/dt/1?JSESSIONID=8", "JSESSIONID");
    assert!(found.contains(&session), "{found:?}");
    assert_eq!(cost(&found), "0.1");
}

#[test]
fn the_address_by_which_people_come_leads_not_out() {
    let reached = "<a href=\"http://127.0.0.1:8080/wu\">本文网址</a><img";
    let found = found(home(), column(), article().replace("<img", reached));
    assert_eq!(found, [Finding::new(Rule::DeadLink, "/dt/1", "/wu (404)")]);
}

#[test]
fn a_site_without_doors_fails() {
    let found = found(home().replace(DOORS, ""), column(), article());
    let rules: Vec<Rule> = found.iter().map(|one| one.rule).collect();
    assert_eq!(rules, [Rule::NoMailbox, Rule::NoSearch], "{found:?}");
    assert_eq!(cost(&found), "14.0");
}

#[test]
fn a_dead_link_of_the_home_page_is_its_own_kind() {
    let home = home().replace("<main>", "<main><a href=\"/wu\">无</a>");
    let dead = Finding::new(Rule::DeadLinkHome, "/", "/wu (404)");
    assert_eq!(found(home, column(), article()), [dead]);
}

#[test]
fn a_link_to_a_house_that_is_gone_is_found_when_links_out_are_followed() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    // Names below .invalid and .test never lead anywhere (RFC 6761).
    let article = article().replace("<img", r#"<a href="https://weg.invalid/">旧站</a><img"#);
    let (tree, norms) = (tree(), Norms::embedded().unwrap());
    let found = runtime().block_on(async {
        let walked = walked(&tree, &norms, [home(), column(), article]).await;
        of_exits(&walked, 5).await.unwrap()
    });
    let gone = found.iter().find(|one| one.what.starts_with("https://weg.invalid/")).unwrap();
    assert_eq!((gone.rule, gone.page.as_str()), (Rule::DeadExit, "/dt/1"));
    assert_eq!(cost(std::slice::from_ref(gone)), "0.1");
}
