//! What the list shows, on both databases.

use platform::{Actor, Entry};
use serde_json::json;
use structure::{AccountId, Administrator, refusals};

use super::model::{Kind, Wanted};
use super::store::events;
use crate::testing::{Node, databases};

#[tokio::test]
async fn what_comes_in_rows_is_one_line_and_filters_hold() {
    for test in databases().await {
        let db = &test.db;
        let now = db.clock().now();
        let write = async |actor: Actor, verb: &'static str, id: i64| {
            let entry = Entry::new(actor, verb, "account", id).detail(json!({ "address": "::1" }));
            db.begin().await.unwrap().commit(entry).await.unwrap();
        };
        for _ in 0..3 {
            write(Actor::Visitor, "account.sign_in_failed", 7).await;
            refusals::note(db, AccountId(8), "GET /jobs").await.unwrap();
        }
        write(Actor::System, "account.locked", 7).await;
        write(Actor::Account(9), "grant.added", 5).await;
        write(Actor::Account(9), "document.published", 5).await;
        let all =
            Wanted { kind: None, accounts: None, from: now.plus_days(-1), until: now.plus_days(1) };
        let ask = async |wanted: &Wanted| {
            let (found, total) = events(db, wanted, (50, 0)).await.unwrap();
            assert_eq!(i64::try_from(found.len()).unwrap(), total);
            let line = |one: &super::model::SecurityEvent| (one.verb.clone(), one.number);
            let mut lines: Vec<_> = found.iter().map(line).collect();
            lines.sort();
            lines
        };
        let line = |verb: &str, number: i64| (verb.to_owned(), number);
        let (failed, locked) = (line("account.sign_in_failed", 3), line("account.locked", 1));
        let (refused, granted) = (line("GET /jobs", 3), line("grant.added", 1));
        let expected = vec![refused.clone(), locked.clone(), failed.clone(), granted.clone()];
        assert_eq!(ask(&all).await, expected);
        let of = |id| Wanted { accounts: Some(vec![id]), ..all.clone() };
        assert_eq!(ask(&of(7)).await, [locked.clone(), failed.clone()]);
        assert_eq!(ask(&of(8)).await, std::slice::from_ref(&refused));
        assert_eq!(ask(&of(9)).await, std::slice::from_ref(&granted));
        for (kind, one) in
            [(Kind::Lockout, &locked), (Kind::Failure, &failed), (Kind::Refusal, &refused)]
        {
            let only = Wanted { kind: Some(kind), ..all.clone() };
            assert_eq!(ask(&only).await, std::slice::from_ref(one), "{kind:?}");
        }
        let before = Wanted { until: now.plus_days(-1), from: now.plus_days(-2), ..all.clone() };
        assert_eq!(ask(&before).await, []);
    }
}

#[tokio::test]
async fn the_room_is_for_whoever_looks_after_security() {
    for test in databases().await {
        let node = Node::of(&test.db).await;
        let mut security = node.administrator("anquan", Administrator::Security).await;
        let mut system = node.administrator("xitong", Administrator::System).await;
        assert_eq!(system.get("/security-events").await.status, 403);
        let page = security.get("/security-events?kind=refusal&who=xitong").await;
        assert!(page.body.contains("GET /security-events"), "{}", page.body);
        let page = security.get("/security-events?kind=lockout").await;
        assert!(!page.body.contains("GET /security-events"));
        assert_eq!(security.get("/security-events?from=soon").await.status, 400);
        let page = security.get("/security-events/export/csv?kind=refusal").await;
        assert!(page.body.contains("GET /security-events"), "{}", page.body);
        assert_eq!(security.get("/security-events/export/pdf").await.status, 404);
    }
}
