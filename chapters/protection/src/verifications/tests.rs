//! What is altered is found and told; what people write meanwhile is not taken for it; an anchor is
//! never buried.

use http::StatusCode;
use platform::db::Db;
use platform::journal::Finding;
use platform::{Actor, Entry, fields};
use structure::Administrator;

use super::jobs::{anchor, verify};
use super::model::Meanwhile;
use super::store::{chain_state, recent};
use crate::anchor::last_anchor;
use crate::testing::{Node, databases};

async fn write(db: &Db, word: &str) {
    let now = db.clock().now();
    let mut tx = db.begin().await.unwrap();
    let row = fields!["id" => db.next_id(), "word" => word, "created_at" => now];
    tx.insert("verified_words", row).await.unwrap();
    tx.commit(Entry::new(Actor::System, "search_words.changed", "search_words", 1_i64))
        .await
        .unwrap();
}

/// A journalled table of the test's own.
async fn table(db: &Db) {
    let sql = "CREATE TABLE verified_words (id BIGINT PRIMARY KEY, word TEXT NOT NULL, \
               created_at BIGINT NOT NULL)";
    db.tamper(sql).await.unwrap();
}

#[tokio::test]
async fn an_intact_journal_is_anchored_and_told() {
    for test in databases().await {
        let node = Node::of(&test.db).await;
        table(&test.db).await;
        write(&test.db, "一").await;
        assert!(chain_state(&test.db).await.unwrap().is_null());
        verify(&node.app).await.unwrap();
        let state = chain_state(&test.db).await.unwrap();
        assert_eq!((&state["intact"], &state["seq"]), (&true.into(), &1.into()));
        assert_eq!(last_anchor(node.folder.path()).map(|anchor| anchor.0), Some(1));
        let kept = &recent(&test.db, 5).await.unwrap()[0];
        assert_eq!((kept.entries, kept.checked), (1, 1));
        // The verification is an entry itself; the next hour's anchor takes it in.
        anchor(&node.app).await.unwrap();
        assert_eq!(last_anchor(node.folder.path()).map(|anchor| anchor.0), Some(2));
        verify(&node.app).await.unwrap();
        assert_eq!(chain_state(&test.db).await.unwrap()["intact"], true);
    }
}

#[tokio::test]
async fn an_altered_row_is_told_with_its_entry() {
    for test in databases().await {
        let node = Node::of(&test.db).await;
        table(&test.db).await;
        write(&test.db, "一").await;
        write(&test.db, "二").await;
        test.db.tamper("UPDATE verified_words SET word = '三' WHERE word = '二'").await.unwrap();
        verify(&node.app).await.unwrap();
        let kept = &recent(&test.db, 5).await.unwrap()[0];
        assert_eq!(kept.findings.len(), 1);
        assert_eq!((kept.findings[0].kind.as_str(), kept.told_seq()), ("row_altered", 2));
        assert_eq!(last_anchor(node.folder.path()), None);
        let mut auditor = node.administrator("shenji", Administrator::Audit).await;
        let page = auditor.get("/journal").await;
        assert!(page.body.contains("校验不符"), "{}", page.body);
        let page = auditor.get("/journal/verifications").await;
        assert!(page.body.contains("1 处不符"), "{}", page.body);
        let page = auditor.get(&format!("/journal/verifications/{}", kept.id)).await;
        assert!(page.body.contains("数据被改动"), "{}", page.body);
        assert!(page.body.contains("verified_words"), "{}", page.body);
    }
}

#[tokio::test]
async fn a_cut_end_is_found_by_the_anchor_which_is_not_buried() {
    for test in databases().await {
        let node = Node::of(&test.db).await;
        table(&test.db).await;
        for word in ["一", "二", "三"] {
            write(&test.db, word).await;
        }
        anchor(&node.app).await.unwrap();
        let known = last_anchor(node.folder.path());
        assert_eq!(known.as_ref().map(|anchor| anchor.0), Some(3));
        for sql in [
            "DELETE FROM journal_entries WHERE seq > 1",
            "DELETE FROM verified_words WHERE word <> '一'",
            "UPDATE journal_head SET seq = 1, hash = (SELECT hash FROM journal_entries WHERE seq = 1)",
        ] {
            test.db.tamper(sql).await.unwrap();
        }
        anchor(&node.app).await.unwrap();
        assert_eq!(last_anchor(node.folder.path()), known);
        verify(&node.app).await.unwrap();
        assert_eq!(recent(&test.db, 1).await.unwrap()[0].findings[0].kind, "end_missing");
        assert_eq!(last_anchor(node.folder.path()), known);
    }
}

#[tokio::test]
async fn an_auditor_asks_and_the_job_answers() {
    for test in databases().await {
        let node = Node::of(&test.db).await;
        let mut auditor = node.administrator("shenji", Administrator::Audit).await;
        assert!(auditor.get("/journal/verifications").await.body.contains("还没有核对过"));
        for _ in 0..2 {
            let page = auditor.post("/journal/verifications", &[]).await;
            assert_eq!(
                (page.status, page.location.as_str()),
                (StatusCode::SEE_OTHER, "/journal/verifications")
            );
        }
        assert_eq!(node.app.runner.run_due().await.unwrap(), 1);
        let page = auditor.get("/journal/verifications").await;
        assert!(page.body.contains("完整"), "{}", page.body);
        assert!(auditor.get("/journal").await.body.contains("流水完整"));
    }
}

#[tokio::test]
async fn the_hourly_anchor_keeps_itself_going() {
    for test in databases().await {
        let node = Node::of(&test.db).await;
        table(&test.db).await;
        write(&test.db, "一").await;
        crate::ensure_nightly(&node.app).await.unwrap();
        for expected in [1, 2, 3] {
            test.db.clock().advance_seconds(3_600);
            node.app.runner.run_due().await.unwrap();
            let anchored = last_anchor(node.folder.path()).unwrap().0;
            assert!(anchored >= expected, "{anchored}");
            write(&test.db, "又").await;
        }
    }
}

#[test]
fn what_is_written_meanwhile_explains_only_itself() {
    let meanwhile = Meanwhile { rows: [("words".to_owned(), 7)].into(), head: 12 };
    let row = |table: &str, id| Finding::RowUnaccounted { table: table.to_owned(), id };
    assert!(meanwhile.explains(&row("words", 7)));
    assert!(!meanwhile.explains(&row("words", 8)) && !meanwhile.explains(&row("sites", 7)));
    assert!(meanwhile.explains(&Finding::EndMissing { last: 10, expected: 12 }));
    assert!(!meanwhile.explains(&Finding::EndMissing { last: 10, expected: 13 }));
    assert!(!meanwhile.explains(&Finding::EntryAltered { seq: 12 }));
}
