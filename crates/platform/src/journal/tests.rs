//! Altered, deleted, swapped and slipped-in rows are found and named, on both databases.

use serde_json::json;

use super::{Actor, Entry, Finding, verify};
use crate::db::testing::test_databases;
use crate::db::{Db, Migration, Schema};
use crate::{fields, params};

const NOTES: Migration = Migration {
    name: "20261101000001_notes",
    sql: "CREATE TABLE notes (id BIGINT PRIMARY KEY, body TEXT NOT NULL, seen BIGINT)",
};

fn schema() -> Schema {
    Schema::ground().with(&[NOTES], &[])
}

async fn write_notes(db: &Db) -> Vec<i64> {
    let mut ids = Vec::new();
    for body in ["一", "二", "三", "四"] {
        let id = db.next_id();
        ids.push(id);
        let mut tx = db.begin().await.unwrap();
        tx.insert("notes", fields!["id" => id, "body" => body]).await.unwrap();
        let entry = Entry::new(Actor::System, "note.written", "note", id);
        tx.commit(entry.detail(json!({"body": body}))).await.unwrap();
    }
    let mut tx = db.begin().await.unwrap();
    tx.update("notes", ids[0], fields!["body" => "一改", "seen" => 5_i64]).await.unwrap();
    tx.remove("notes", ids[3]).await.unwrap();
    tx.commit(Entry::new(Actor::Account(9), "note.tidied", "note", ids[0])).await.unwrap();
    ids
}

#[tokio::test]
async fn an_untouched_database_verifies() {
    for test in test_databases(&schema()).await.unwrap() {
        write_notes(&test.db).await;
        let outcome = verify(&test.db, None).await.unwrap();
        assert_eq!(outcome.findings, vec![], "{:?}", test.db);
        assert_eq!((outcome.entries, outcome.rows), (5, 3));
    }
}

#[tokio::test]
async fn every_kind_of_tampering_is_named() {
    type Expect = fn(&[i64]) -> Finding;
    let table = || "notes".to_owned();
    let _ = table;
    let cases: &[(&str, Expect)] = &[
        ("UPDATE notes SET body = 'x' WHERE id = $1", |ids| Finding::RowAltered {
            table: "notes".into(),
            id: ids[1],
            seq: 2,
        }),
        ("DELETE FROM notes WHERE id = $1", |ids| Finding::RowMissing {
            table: "notes".into(),
            id: ids[1],
            seq: 2,
        }),
        ("INSERT INTO notes (id, body) VALUES (77, 'x')", |_| Finding::RowUnaccounted {
            table: "notes".into(),
            id: 77,
        }),
        (
            "UPDATE notes SET body = CASE WHEN body = '二' THEN '三' ELSE '二' END WHERE body IN ('二', '三')",
            |ids| Finding::RowAltered { table: "notes".into(), id: ids[1], seq: 2 },
        ),
        ("UPDATE journal_entries SET detail = '{}' WHERE seq = 2", |_| Finding::EntryAltered {
            seq: 2,
        }),
        ("DELETE FROM journal_entries WHERE seq = 3", |_| Finding::EntryMissing { seq: 3 }),
        ("DELETE FROM journal_entries WHERE seq = 5", |_| Finding::EndMissing {
            last: 4,
            expected: 5,
        }),
        (
            "UPDATE journal_entries SET seq = CASE WHEN seq = 2 THEN -3 ELSE -2 END WHERE seq IN (2, 3)",
            |_| Finding::EntryMissing { seq: 1 },
        ),
    ];
    for (sql, expected) in cases {
        for test in test_databases(&schema()).await.unwrap() {
            let ids = write_notes(&test.db).await;
            test.db.tamper(&sql.replace("$1", &ids[1].to_string())).await.unwrap();
            let findings = verify(&test.db, None).await.unwrap().findings;
            assert!(!findings.is_empty(), "{sql} was not found on {:?}", test.db);
            if !sql.contains("SET seq") {
                assert!(findings.contains(&expected(&ids)), "{sql}: {findings:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_cut_end_is_found_by_the_anchor() {
    for test in test_databases(&schema()).await.unwrap() {
        write_notes(&test.db).await;
        let head = verify(&test.db, None).await.unwrap().head;
        test.db.tamper("DELETE FROM journal_entries WHERE seq = 5").await.unwrap();
        test.db.tamper("UPDATE journal_head SET seq = 4").await.unwrap();
        let findings = verify(&test.db, Some(head)).await.unwrap().findings;
        assert!(findings.contains(&Finding::EndMissing { last: 4, expected: 5 }), "{findings:?}");
    }
}

#[tokio::test]
async fn a_change_without_an_entry_cannot_be_committed() {
    for test in test_databases(&schema()).await.unwrap() {
        let mut tx = test.db.begin().await.unwrap();
        tx.insert("notes", fields!["id" => 5_i64, "body" => "x"]).await.unwrap();
        assert!(tx.commit_noted().await.is_err());
        let left = test.db.count("SELECT COUNT(*) FROM notes", params![]).await.unwrap();
        assert_eq!(left, 0);
    }
}

#[tokio::test]
async fn commits_in_parallel_make_one_chain() {
    for test in test_databases(&schema()).await.unwrap() {
        let tasks: Vec<_> = (0..40_i64)
            .map(|n| {
                let db = test.db.clone();
                tokio::spawn(async move {
                    let id = db.next_id();
                    let mut tx = db.begin().await.unwrap();
                    tx.insert("notes", fields!["id" => id, "body" => n.to_string()]).await.unwrap();
                    tx.commit(Entry::new(Actor::System, "note.written", "note", id)).await.unwrap()
                })
            })
            .collect();
        let mut seqs = Vec::new();
        for task in tasks {
            seqs.push(task.await.unwrap());
        }
        seqs.sort_unstable();
        assert_eq!(seqs, (1..=40).collect::<Vec<_>>());
        assert_eq!(verify(&test.db, None).await.unwrap().findings, vec![]);
    }
}
