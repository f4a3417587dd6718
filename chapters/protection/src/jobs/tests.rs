//! The queue's figures, and trying again what failed.

use http::StatusCode;
use platform::db::{Bookkeeping, Db};
use platform::jobs::{Job, JobState, Priority, find_jobs};
use serde_json::json;
use structure::Administrator;

use super::store::queue_age;
use crate::testing::{Node, databases};

async fn enqueue(db: &Db, seconds: i64) -> i64 {
    let at = db.clock().now().plus_seconds(seconds);
    let mut tx = db.begin().await.unwrap();
    tx.enqueue(Job::new("rebuild_index", Priority::Bulk, json!({ "unit": 3 })).at(at))
        .await
        .unwrap();
    tx.commit_bookkeeping(Bookkeeping::Jobs).await.unwrap();
    find_jobs(db, None, 1, 0).await.unwrap()[0].id
}

#[tokio::test]
async fn a_job_that_waits_for_its_time_is_not_late() {
    for test in databases().await {
        assert_eq!(queue_age(&test.db).await.unwrap().due, 0);
        enqueue(&test.db, 100).await;
        assert_eq!(queue_age(&test.db).await.unwrap().due, 0);
        test.db.clock().advance_seconds(130);
        let age = queue_age(&test.db).await.unwrap();
        assert!(age.due == 1 && (30..60).contains(&age.seconds), "{age:?}");
    }
}

#[tokio::test]
async fn an_operator_tries_a_failed_job_again() {
    for test in databases().await {
        let node = Node::of(&test.db).await;
        let mut operator = node.administrator("xitong", Administrator::System).await;
        let id = enqueue(&test.db, 0).await;
        let url = format!("/jobs/{id}/retry");
        operator.get("/jobs").await;
        let fail = "UPDATE jobs SET state = 'failed', last_error = 'no room'";
        test.db.tamper(fail).await.unwrap();
        let page = operator.get("/jobs?state=failed").await;
        assert!(page.body.contains("no room") && page.body.contains(&url), "{}", page.body);
        assert_eq!(operator.post(&url, &[]).await.status, StatusCode::SEE_OTHER);
        let waiting = find_jobs(&test.db, Some(JobState::Waiting), 9, 0).await.unwrap();
        assert_eq!(waiting[0].id, id);
        let page = operator.get("/jobs").await;
        assert!(page.body.contains("已重新排队") && page.body.contains("单位 3"), "{}", page.body);
        operator.post(&url, &[]).await;
        assert!(operator.get("/jobs").await.body.contains("没有重试"));
        assert_eq!(operator.post("/jobs/7/retry", &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(operator.get("/jobs?page=9").await.status, StatusCode::NOT_FOUND);
        let entries = platform::journal::entries_after(&test.db, 0, 100).await.unwrap();
        let retried: Vec<_> = entries.iter().filter(|entry| entry.verb == "job.retried").collect();
        assert_eq!(retried.len(), 1);
        assert_eq!(retried[0].detail["error"], "no room");
    }
}

#[tokio::test]
async fn an_operator_sees_the_node_and_orders_work() {
    for test in databases().await {
        let node = Node::of(&test.db).await;
        let mut operator = node.administrator("xitong", Administrator::System).await;
        let page = operator.get("/operations").await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        assert!(page.body.contains("服务节点"), "{}", page.body);
        for act in ["/operations/index-rebuilds", "/operations/cache-drops"] {
            assert_eq!(operator.post(act, &[]).await.location, "/operations");
        }
        let waiting = find_jobs(&test.db, Some(JobState::Waiting), 9, 0).await.unwrap();
        assert_eq!(waiting[0].name, "rebuild_index");
        let mut auditor = node.administrator("shenji", Administrator::Audit).await;
        for path in ["/jobs", "/operations"] {
            assert_eq!(auditor.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
        }
    }
}
