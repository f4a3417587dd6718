//! `weiyang import documents`

use std::collections::BTreeSet;

use acceptance::{District, on_both_alone};

use super::lines;

fn number(text: &str, after: &str) -> usize {
    let rest = text.split(after).nth(1).unwrap_or_else(|| panic!("no {after:?} in {text}"));
    let digits: String = rest.trim_start().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap()
}

async fn import(district: &District, file: &std::path::Path) -> String {
    let output = district
        .command(&["import", "documents", file.to_str().unwrap(), "--column", "zwdt/jddt"])
        .await;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said} {}", String::from_utf8_lossy(&output.stderr));
    said
}

/// What `weiyang audit verify` prints.
pub async fn verified_journal(district: &District) -> serde_json::Value {
    let outcome = district.command(&["audit", "verify"]).await;
    let said = String::from_utf8_lossy(&outcome.stdout);
    serde_json::from_str(&said)
        .unwrap_or_else(|_| panic!("{said} {}", String::from_utf8_lossy(&outcome.stderr)))
}

#[test]
fn article_06_a_bulk_import_keeps_what_is_good_and_names_what_is_not() {
    on_both_alone(async |district| {
        let visitor = district.visitor();
        let before = visitor.open("/zwdt/jddt").await;
        let made = lines("piliang", 2_000);
        let mut text = made.text.into_bytes();
        text.extend(b"\xff\xfe not utf-8\n\n\n");
        let file = district.folder.path().join("old.jsonl");
        std::fs::write(&file, &text).unwrap();

        let said = import(&district, &file).await;
        assert_eq!(number(&said, "added "), made.good, "{said}");
        assert_eq!(number(&said, "already present "), 0, "{said}");
        assert_eq!(number(&said, "refused "), made.bad.len() + 1, "{said}");
        let rejects =
            std::fs::read_to_string(district.folder.path().join("old.jsonl.rejects.jsonl"))
                .unwrap();
        let mut refused = BTreeSet::new();
        for line in rejects.lines() {
            let one: serde_json::Value = serde_json::from_str(line).unwrap();
            if one["kept"] != true {
                assert!(one["problem"].is_string(), "{one}");
                refused.insert(usize::try_from(one["line"].as_u64().unwrap()).unwrap());
            }
        }
        let mut expected: BTreeSet<usize> = made.bad.iter().copied().collect();
        expected.insert(2_001);
        assert_eq!(refused, expected);

        // The running server shows and finds them at once.
        district.run_jobs().await;
        let mut found = 0;
        for _ in 0..100 {
            let hits = visitor.get("/api/v1/search?q=piliang").await.json();
            found = usize::try_from(hits["total"].as_u64().unwrap()).unwrap();
            if found == made.good {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        assert_eq!(found, made.good, "not all are searchable ten seconds after the import");
        let list = visitor.open("/zwdt/jddt").await;
        assert!(list.bytes != before.bytes, "the list is stale ten seconds after the import");
        let mut urls = BTreeSet::new();
        for page in 1..100 {
            let hits = visitor
                .get(&format!("/api/v1/search?q=piliang&page_size=100&page={page}"))
                .await
                .json();
            let items = hits["items"].as_array().unwrap().clone();
            for item in &items {
                urls.insert(item["url"].as_str().unwrap().to_owned());
                let shown = item["title"].as_str().unwrap();
                assert!(
                    !shown.contains("&nbsp;")
                        && !shown.contains('\u{3000}')
                        && !shown.contains("<b>"),
                    "{shown:?}"
                );
                assert_eq!(shown.trim(), shown);
            }
            if items.is_empty() {
                break;
            }
        }
        assert_eq!(urls.len(), made.good, "not all addresses are unique");
        for url in urls.iter().step_by(97) {
            let path = url.splitn(4, '/').nth(3).unwrap();
            let page = visitor.get(&format!("/{path}")).await;
            assert_eq!(page.status, 200, "{url}");
            let body = page.texts(".prose").concat();
            assert!(!page.text.contains("alert(") && !page.text.contains("javascript:"), "{url}");
            assert!(!body.contains("&nbsp;"), "{url}: {body}");
        }
        // Bad and future dates are not believed.
        let newest = visitor.open("/zwdt/jddt").await;
        let at = newest.text.find("2099-01");
        let around = at.map(|at| newest.text.get(at.saturating_sub(300)..at + 50));
        assert_eq!(around, None, "a date in the future was believed");

        let verified = verified_journal(&district).await;
        assert_eq!(verified["findings"], serde_json::json!([]));

        // A second run changes nothing.
        let again = import(&district, &file).await;
        assert_eq!(number(&again, "added "), 0, "{again}");
        assert_eq!(number(&again, "already present "), made.good, "{again}");
        let after = verified_journal(&district).await;
        assert_eq!(after["rows"], verified["rows"], "rows came or went");
        assert_eq!(after["findings"], serde_json::json!([]));
        district.assert_no_fault();
    });
}

#[test]
fn article_06_an_import_that_cannot_begin_says_why() {
    on_both_alone(async |district| {
        let file = district.folder.path().join("one.jsonl");
        std::fs::write(&file, "{\"id\": \"1\", \"title\": \"一\"}\n").unwrap();
        let file = file.to_str().unwrap();
        for (arguments, said) in [
            (
                vec!["import", "documents", "/nothing/here.jsonl", "--column", "zwdt/jddt"],
                "/nothing/here.jsonl",
            ),
            (vec!["import", "documents", file, "--column", "nothing/here"], "nothing/here"),
            (
                vec!["import", "documents", file, "--column", "zwdt/jddt", "--unit", "mei-you"],
                "mei-you",
            ),
            (
                vec!["import", "documents", file, "--column", "zwdt/jddt", "--site", "mei-you"],
                "mei-you",
            ),
            (
                vec!["import", "documents", file, "--column", "zwdt/jddt", "--kind", "mei-you"],
                "mei-you",
            ),
        ] {
            let output = district.command(&arguments).await;
            assert!(!output.status.success(), "{arguments:?}");
            let error = String::from_utf8_lossy(&output.stderr);
            assert!(error.contains(said) && !error.contains("panicked"), "{arguments:?}: {error}");
        }
    });
}
