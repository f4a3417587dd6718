//! Articles 6 and 14: the open API for reading, and its description.

use std::collections::BTreeSet;

use acceptance::{Page, on_both};
use serde_json::Value;

fn problem(page: &Page, status: u16) {
    assert_eq!(page.status, status, "{}: {}", page.path, page.text);
    assert_eq!(page.header("content-type"), "application/problem+json", "{}", page.path);
    let body = page.json();
    assert_eq!(body["status"], status, "{body}");
    assert!(body["type"].is_string() && body["title"].is_string(), "{body}");
}

#[test]
fn article_14_the_api_answers_in_the_shape_it_promises() {
    on_both(async |district| {
        let visitor = district.visitor();
        let answer = visitor.get("/api/v1/search?q=%E4%BE%9B%E7%83%AD&page_size=5").await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        assert!(answer.header("content-security-policy").contains("default-src 'none'"));
        let body = answer.json();
        assert!(body["total"].as_u64().unwrap() > 5);
        let items = body["items"].as_array().unwrap();
        assert_eq!(items.len(), 5);
        for item in items {
            for name in ["id", "title", "url", "summary", "type"] {
                assert!(item[name].is_string(), "{name}: {item}");
            }
            assert!(item["url"].as_str().unwrap().starts_with("http"));
            assert!(item["published_at"].as_str().unwrap().contains("+08:00"));
            assert!(
                item["title_html"].as_str().unwrap().contains("<mark>")
                    || item["snippet_html"].as_str().unwrap().contains("<mark>")
            );
        }
        let second =
            visitor.get("/api/v1/search?q=%E4%BE%9B%E7%83%AD&page_size=5&page=2").await.json();
        assert_ne!(second["items"][0]["id"], items[0]["id"]);
        let few = visitor
            .get("/api/v1/search?q=%E4%BE%9B%E7%83%AD&unit=zjj&type=policies&sort=newest")
            .await
            .json();
        assert!(few["total"].as_u64().unwrap() < body["total"].as_u64().unwrap());
        let column = visitor.get("/api/v1/search?column=hdjl/yjzj").await.json();
        // A column holds what is shown there, whatever its home is.
        let listed = visitor.open("/hdjl/yjzj").await;
        for item in column["items"].as_array().unwrap() {
            let url = item["url"].as_str().unwrap();
            let slug = url.rsplit('/').next().unwrap();
            assert!(listed.text.contains(slug), "{url} is not in its column");
        }

        for wrong in [
            "page=0",
            "page=x",
            "page=-1",
            "page_size=0",
            "page_size=101",
            "page_size=abc",
            "column=nothing",
            "unit=nothing",
            "sort=odd",
            "page=99999999999999999999",
        ] {
            let answer = visitor.get(&format!("/api/v1/search?q=a&{wrong}")).await;
            problem(&answer, 422);
            let name = wrong.split('=').next().unwrap();
            assert!(answer.text.contains(name), "{wrong}: {}", answer.text);
        }
        problem(&visitor.get(&format!("/api/v1/search?q={}", "x".repeat(200))).await, 422);
        problem(&visitor.get("/api/v1/nothing").await, 404);
        problem(&visitor.get("/api/v1/documents/nothing").await, 404);
        problem(&visitor.get("/api/v1/documents?limit=0").await, 422);
        let cursor = visitor.get("/api/v1/documents?cursor=nonsense").await;
        assert!((400..500).contains(&cursor.status), "{}", cursor.text);
        problem(&cursor, cursor.status);
        let method = visitor.post("/api/v1/search", &[("accept", "application/json")], "{}").await;
        problem(&method, 405);
    });
}

#[test]
fn article_14_paging_by_cursor_meets_every_document_exactly_once() {
    on_both(async |district| {
        let visitor = district.visitor();
        let mut seen = BTreeSet::new();
        let mut titles = Vec::new();
        let mut cursor = String::new();
        for _ in 0..100 {
            let page =
                visitor.get(&format!("/api/v1/documents?limit=37&cursor={cursor}")).await.json();
            for item in page["items"].as_array().unwrap() {
                assert!(seen.insert(item["id"].as_str().unwrap().to_owned()), "twice: {item}");
                titles.push(item["title"].as_str().unwrap().to_owned());
            }
            match page["next_cursor"].as_str() {
                Some(next) => next.clone_into(&mut cursor),
                None => break,
            }
        }
        let site_map = visitor.get("/sitemap.xml").await.text;
        let listed = site_map.matches("<lastmod>").count();
        let demo = titles.iter().filter(|title| !title.contains("验收")).count();
        assert!(demo >= 300, "{demo}");
        assert!(
            listed.abs_diff(seen.len()) < 40,
            "{listed} in the site map, {} by the API",
            seen.len()
        );
    });
}

#[test]
fn article_14_a_document_of_the_api_is_the_document_of_the_page() {
    on_both(async |district| {
        let visitor = district.visitor();
        let list = visitor.get("/api/v1/documents?limit=5").await;
        let etag = list.header("etag").to_owned();
        assert!(etag.starts_with('"'), "{etag:?}");
        let id = list.json()["items"][0]["id"].as_str().unwrap().to_owned();
        let answer = visitor.get(&format!("/api/v1/documents/{id}")).await;
        let again = [("if-none-match", answer.header("etag"))];
        assert_eq!(visitor.get_with(&format!("/api/v1/documents/{id}"), &again).await.status, 304);
        let document = answer.json();
        let url = document["url"].as_str().unwrap();
        let path = url.splitn(4, '/').nth(3).unwrap();
        let page = visitor.open(&format!("/{path}")).await;
        assert_eq!(page.meta("ArticleTitle").unwrap(), document["title"].as_str().unwrap());
        assert_eq!(page.meta("ContentSource").unwrap(), document["source"].as_str().unwrap());
        assert!(
            !document["body_html"].as_str().unwrap().contains("asset:"),
            "a picture without an address"
        );

        let columns = visitor.get("/api/v1/columns").await.json();
        let columns = columns["items"].as_array().unwrap().clone();
        assert!(columns.len() >= 55, "{}", columns.len());
        assert!(
            columns
                .iter()
                .any(|column| column["path"] == "zwgk/tzgg" && column["unit"]["code"] == "qzfb")
        );
        let units = visitor.get("/api/v1/units").await.json();
        assert!(units["items"].as_array().unwrap().len() >= 40);

        // Drafts are nobody's business.
        let clerk = district.staff("jyj.bianji").await;
        let title = format!("{}接口不可见验收", district.unique("稿"));
        let draft = clerk.draft(crate::BMDT, "articles", &title, "<p>草稿。</p>").await;
        assert_eq!(visitor.get(&format!("/api/v1/documents/{}", draft.key)).await.status, 404);
    });
}

#[test]
fn article_14_the_api_is_described_and_can_be_browsed() {
    on_both(async |district| {
        let visitor = district.visitor();
        let description = visitor.get("/api/v1/openapi.json").await.json();
        assert!(description["openapi"].as_str().unwrap().starts_with("3.1"));
        let paths = description["paths"].as_object().unwrap();
        for path in [
            "/api/v1/search",
            "/api/v1/documents",
            "/api/v1/columns",
            "/api/v1/units",
            "/api/v1/imports/documents",
            "/api/v1/cases",
            "/open311/v2/requests.{format}",
        ] {
            assert!(paths.contains_key(path), "{path} is not described");
        }
        for (path, methods) in paths {
            let open = methods.get("get").is_some_and(|get| get.get("security").is_none());
            if path.contains('{') || !open {
                continue;
            }
            assert_eq!(visitor.get(path).await.status, 200, "{path}");
        }
        // Every reference inside leads somewhere.
        let mut wrong = Vec::new();
        references(&description, &description, &mut wrong);
        assert!(wrong.is_empty(), "{wrong:?}");
        let page = visitor.open("/api").await;
        assert!(
            page.words().contains("/api/v1/search") && page.words().contains("page_size"),
            "{}",
            page.words()
        );
        let output = tokio::process::Command::new(acceptance::binary())
            .arg("openapi")
            .output()
            .await
            .unwrap();
        let printed: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(printed, description);
    });
}

fn references(root: &Value, value: &Value, wrong: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            if let Some(Value::String(target)) = map.get("$ref") {
                let pointer = target.trim_start_matches('#');
                if root.pointer(pointer).is_none() {
                    wrong.push(target.clone());
                }
            }
            map.values().for_each(|one| references(root, one, wrong));
        }
        Value::Array(items) => items.iter().for_each(|one| references(root, one, wrong)),
        _ => {}
    }
}
