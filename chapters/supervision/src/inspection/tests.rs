//! A small site served in process: without fault, then with a planted one of each kind.

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use http::StatusCode;
use serde_json::json;
use structure::tree::Tree;

use super::rules::of_pages;
use super::walk::Walk;
use super::{Finding, Norms, Rule};

const TAGS: &str = r#"<meta name="SiteName" content="某区政府"><meta name="SiteDomain" content="www.example.test"><meta name="SiteIDCode" content="6101000000">"#;
const COLUMN: &str = r#"<meta name="ColumnName" content="动态"><meta name="ColumnDescription" content="说明"><meta name="ColumnKeywords" content="词"><meta name="ColumnType" content="工作动态">"#;
const ARTICLE: &str = r#"<meta name="ArticleTitle" content="一件事"><meta name="PubDate" content="2026-11-01 09:00"><meta name="ContentSource" content="某局">"#;
const TOP: &str =
    r#"</head><body><header>某区政府 <form role="search" action="/search"></form></header>"#;
const TRAIL: &str = r#"<nav><ol><li><span aria-current="page">此处</span></li></ol></nav>"#;
const FOOT: &str = r#"<footer>某办 某中心 029-1 6101000000 陕ICP备1号 公网安备1号 <a href="https://example.test/">我为政府网站找错</a></footer>"#;

fn page(title: &str, tags: &str, inside: &str) -> String {
    format!("<title>{title}</title>{TAGS}{tags}{TOP}<main>{inside}</main>{FOOT}")
}

fn home() -> String {
    page("某区政府", "", r#"<a href="/dt">动态</a>"#)
}

fn column() -> String {
    page("动态_某区政府", COLUMN, &format!(r#"{TRAIL}<a href="/dt/1">一件事</a>"#))
}

fn article() -> String {
    let inside = format!(
        r#"{TRAIL}2026-11-01 某局 <a href="/dt/1/biao.pdf">附表 PDF 文件，3 kB</a><img src="a.png" alt="">"#
    );
    page("一件事_动态_某区政府", &format!("{COLUMN}{ARTICLE}"), &inside)
}

fn tree() -> Tree {
    let site = json!({
        "id": 1, "code": "main", "name": "某区政府", "short_name": "", "domain": "www.example.test",
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
    let pages = Router::new()
        .route("/", get(|| async { Html(home) }))
        .route("/dt", get(|| async { Html(column) }))
        .route("/dt/1", get(|| async { Html(article) }))
        .route("/dt/1/biao.pdf", get(|| async { "%PDF" }))
        .fallback(|| async { StatusCode::NOT_FOUND });
    let (tree, norms) = (tree(), Norms::embedded().unwrap());
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let walked = runtime.block_on(Walk::new(&tree, pages, &norms).whole()).unwrap();
    of_pages(&tree, &walked, &norms)
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
        (planted("PubDate", "Pub"), Rule::MissingTag, "PubDate"),
        (planted("content=\"词\"", "content=\" \""), Rule::MissingTag, "ColumnKeywords"),
        (planted("content=\"6101000000\"", "content=\"1\""), Rule::WrongTag, "SiteIDCode: 1"),
        (planted("一件事_动态_", "一件事-"), Rule::WrongTitle, "一件事-某区政府"),
        (planted("role=\"search\" action=\"/search\"", ""), Rule::WrongHeader, "search"),
        (planted("公网安备1号", ""), Rule::WrongFooter, "公安备案号"),
        (planted("找错", ""), Rule::WrongFooter, "我为政府网站找错"),
        (planted(TRAIL, ""), Rule::MissingTrail, ""),
        (planted("2026-11-01 某局 <a", "<a"), Rule::MissingFacts, "2026-11-01"),
        (planted("PDF 文件，3 kB", ""), Rule::BareAttachment, "附表"),
        (planted("biao.pdf", "wu.pdf"), Rule::DeadLink, "/dt/1/wu.pdf (404)"),
        (planted("<img", "<a href=\"#\">空</a><img"), Rule::EmptyLink, "空"),
        (planted(" alt=\"\"", ""), Rule::NamelessPicture, "a.png"),
        (planted("<img", "<audio autoplay></audio><img"), Rule::PlaysByItself, ""),
    ];
    for (found, rule, what) in cases {
        assert!(found.contains(&Finding::new(rule, "/dt/1", what)), "{rule:?}: {found:?}");
        assert!(found.len() <= 2, "{rule:?}: {found:?}");
    }
}

#[test]
fn a_dead_link_of_the_home_page_is_its_own_kind() {
    let home = home().replace("<main>", "<main><a href=\"/wu\">无</a>");
    let dead = Finding::new(Rule::DeadLinkHome, "/", "/wu (404)");
    assert_eq!(found(home, column(), article()), [dead]);
}
