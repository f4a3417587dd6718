//! Finding entries, leafing through them, taking them out; and that every verb has words.

use std::path::Path;

use http::StatusCode;
use platform::db::Db;
use platform::{Actor, Entry};
use serde_json::json;
use structure::Administrator;
use web::Messages;

use super::model::{Cursor, RecordName, Search, read_day, short_hash};
use super::store::{count, find, walk};
use super::verbs::{VERBS, chosen, noun};
use crate::testing::{Node, databases};

/// `number` entries: odd ones are a person's, every third is a withdrawal.
async fn fill(db: &Db, number: i64) {
    let mut tx = db.begin().await.unwrap();
    for n in 1..=number {
        let actor = if n % 2 == 1 { Actor::Account(7) } else { Actor::System };
        let verb = if n % 3 == 0 { "document.withdrawn" } else { "document.published" };
        let entry = Entry::new(actor, verb, "document", n % 5);
        tx.note(entry.detail(json!({ "title": format!("=HYPERLINK({n})"), "reason": "改版" })));
    }
    tx.commit_noted().await.unwrap();
}

async fn seqs(db: &Db, search: &Search, cursor: Cursor) -> (Vec<i64>, bool, bool) {
    let page = find(db, search, cursor, 4).await.unwrap();
    (page.entries.iter().map(|entry| entry.seq).collect(), page.newer, page.older)
}

#[tokio::test]
async fn pages_go_back_and_forth_without_gap() {
    for test in databases().await {
        fill(&test.db, 10).await;
        let all = Search::default();
        assert_eq!(seqs(&test.db, &all, Cursor::Newest).await, (vec![10, 9, 8, 7], false, true));
        assert_eq!(seqs(&test.db, &all, Cursor::Before(7)).await, (vec![6, 5, 4, 3], true, true));
        assert_eq!(seqs(&test.db, &all, Cursor::Before(3)).await, (vec![2, 1], true, false));
        assert_eq!(seqs(&test.db, &all, Cursor::After(2)).await, (vec![6, 5, 4, 3], true, true));
        assert_eq!(seqs(&test.db, &all, Cursor::After(6)).await, (vec![10, 9, 8, 7], false, true));
        assert_eq!(count(&test.db, &all, 5).await.unwrap(), 10);
    }
}

#[tokio::test]
async fn filters_restrict_and_count() {
    for test in databases().await {
        fill(&test.db, 30).await;
        let none = Search::default();
        let now = test.db.clock().now();
        let (today, tomorrow) = read_day(&now.date()).unwrap();
        for (search, expected) in [
            (Search { actors: Some(vec!["account:7".into()]), ..none.clone() }, 15),
            (Search { actors: Some(vec![]), ..none.clone() }, 0),
            (Search { verbs: chosen("document.withdrawn"), ..none.clone() }, 10),
            (Search { verbs: chosen("document."), ..none.clone() }, 30),
            (Search { verbs: chosen("account."), ..none.clone() }, 0),
            (Search { kind: Some("document".into()), id: Some(2), ..none.clone() }, 6),
            (Search { kind: Some("unit".into()), id: Some(2), ..none.clone() }, 0),
            (Search { from: Some(today), until: Some(tomorrow), ..none.clone() }, 30),
            (Search { from: Some(tomorrow), ..none.clone() }, 0),
            (Search { until: Some(today), ..none.clone() }, 0),
        ] {
            assert_eq!(count(&test.db, &search, 1_000).await.unwrap(), expected, "{search:?}");
            let walked = walk(&test.db, &search, (0, 30), 1_000).await.unwrap();
            assert_eq!(walked.len(), usize::try_from(expected).unwrap(), "{search:?}");
            assert!(walked.windows(2).all(|two| two[0].seq < two[1].seq));
        }
        let capped = Search { verbs: chosen("document."), ..none.clone() };
        assert_eq!(count(&test.db, &capped, 8).await.unwrap(), 8);
        assert_eq!(walk(&test.db, &none, (10, 12), 50).await.unwrap().len(), 2);
    }
}

#[test]
fn records_days_and_hashes_are_read() {
    assert_eq!(RecordName::read(" "), None);
    assert_eq!(RecordName::read(" 12 "), Some(RecordName::Id(12)));
    assert_eq!(RecordName::read("unit:3"), Some(RecordName::Exact("unit".into(), 3)));
    assert_eq!(RecordName::read("tz-2026-7"), Some(RecordName::Code("tz-2026-7".into())));
    assert_eq!(read_day("2026-02-30"), None);
    let (first, after) = read_day("2026-12-31").unwrap();
    assert_eq!(
        (first.minute().as_str(), after.minute().as_str()),
        ("2026-12-31 00:00", "2027-01-01 00:00")
    );
    assert_eq!(short_hash("0123456789abcdef"), "0123…cdef");
    assert_eq!(short_hash(""), "");
}

#[test]
fn every_verb_and_noun_has_words() {
    let messages = Messages::embedded().unwrap();
    for (place, verb) in VERBS.iter().enumerate() {
        assert!(!VERBS[..place].contains(verb), "{verb} is listed twice");
        let keys = [format!("verb-{verb}"), format!("noun-{}", noun(verb))];
        for key in keys.map(|key| key.replace(['.', '_'], "-")) {
            assert!(messages.has(&key), "{key}");
        }
    }
}

/// Whoever adds a verb adds it to the list; otherwise auditors could not choose it.
#[test]
fn every_verb_of_the_sources_is_listed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut unknown = Vec::new();
    for folder in ["crates", "chapters"] {
        let mut waiting = vec![root.join(folder)];
        while let Some(dir) = waiting.pop() {
            for item in std::fs::read_dir(dir).unwrap() {
                let path = item.unwrap().path();
                let test = path.to_string_lossy().contains("test");
                if path.is_dir() && !test {
                    waiting.push(path);
                } else if path.extension().is_some_and(|kind| kind == "rs") && !test {
                    unknown.extend(unlisted(&std::fs::read_to_string(&path).unwrap()));
                }
            }
        }
    }
    assert!(unknown.is_empty(), "missing in verbs.rs and protection.ftl: {unknown:?}");
}

/// Texts that look like a verb of one of our nouns, or stand where a verb stands.
fn unlisted(source: &str) -> Vec<String> {
    let word = |text: &str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    };
    let file = |tail: &str| matches!(tail, "anchors" | "json" | "toml" | "html" | "key");
    let is_verb = |before: &str, text: &str| {
        let Some((head, tail)) = text.split_once('.') else { return false };
        let known = VERBS.iter().any(|verb| noun(verb) == head);
        let place = before.contains("Entry::new(") || before.contains("entry(");
        word(head) && word(tail) && (known || place) && !file(tail)
    };
    let lines = source.lines().map(str::trim_start).filter(|line| !line.starts_with("//"));
    let mut found = Vec::new();
    for line in lines {
        let parts: Vec<&str> = line.split('"').collect();
        for pair in parts.chunks(2).filter(|pair| pair.len() == 2) {
            if is_verb(pair[0], pair[1]) && !VERBS.contains(&pair[1]) {
                found.push(pair[1].to_owned());
            }
        }
    }
    found
}

#[test]
fn an_unlisted_verb_is_noticed() {
    assert_eq!(
        unlisted(r#"commit(Entry::new(actor, "mast.raised", "mast", id))"#),
        ["mast.raised"]
    );
    assert_eq!(unlisted(r#"let verb = "document.sung";"#), ["document.sung"]);
    assert!(unlisted(r#"entry(actor, "document.published", &x) // "document.x""#).len() < 2);
    assert!(unlisted(r#"read("theme.css")"#).is_empty());
}

#[tokio::test]
async fn an_auditor_reads_leafs_and_exports() {
    for test in databases().await {
        let node = Node::of(&test.db).await;
        let mut auditor = node.administrator("shenji", Administrator::Audit).await;
        fill(&test.db, 4_100).await;
        let page = auditor.get("/journal").await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        assert!(page.body.contains("发布") && page.body.contains("原因：改版"), "{}", page.body);
        assert!(page.body.contains("before="));
        let page = auditor.get("/journal?who=程知远&what=account.&record=").await;
        assert!(
            page.body.contains("登录") && page.body.contains("程知远（shenji）"),
            "{}",
            page.body
        );
        let page = auditor.get("/journal?record=document:2&what=document.withdrawn").await;
        assert!(page.body.contains("共 273 条"), "{}", page.body);
        let page = auditor.get("/journal?record=kein-solcher").await;
        assert!(page.body.contains("没有符合条件的记录"));
        assert_eq!(auditor.get("/journal?from=gestern").await.status, StatusCode::BAD_REQUEST);
        assert_eq!(auditor.get("/journal/entries/5").await.status, StatusCode::OK);
        assert_eq!(auditor.get("/journal/entries/99999").await.status, StatusCode::NOT_FOUND);

        let csv = auditor.get("/journal/export?what=document.").await;
        assert_eq!(csv.status, StatusCode::OK);
        assert!(csv.body.starts_with("\u{feff}序号,时间,"));
        assert_eq!(csv.body.lines().count(), 4_101);
        assert!(!csv.body.contains(",="), "a cell that a spreadsheet would compute");
        let csv = auditor.get("/journal/export").await;
        assert!(csv.body.trim_end().lines().last().unwrap().contains("journal.exported"));
    }
}

#[tokio::test]
async fn only_auditors_read_the_journal() {
    for test in databases().await {
        let node = Node::of(&test.db).await;
        let mut operator = node.administrator("xitong", Administrator::System).await;
        for path in ["/journal", "/journal/export", "/journal/entries/1", "/journal/verifications"]
        {
            assert_eq!(operator.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
        }
    }
}
