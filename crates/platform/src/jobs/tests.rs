//! Jobs run once, by priority, are retried, and survive the death of their holder.

use std::sync::Arc;
use std::time::Duration;

use parking_lot::Mutex;
use serde_json::json;

use super::{Job, JobKind, JobState, Priority, Runner, find_jobs};
use crate::db::testing::test_databases;
use crate::db::{Bookkeeping, Db, Schema};
use crate::fault::Fault;

async fn enqueue(db: &Db, jobs: Vec<Job>) {
    let mut tx = db.begin().await.unwrap();
    for job in jobs {
        tx.enqueue(job).await.unwrap();
    }
    tx.commit_bookkeeping(Bookkeeping::Jobs).await.unwrap();
}

fn recorder(seen: &Arc<Mutex<Vec<i64>>>) -> JobKind {
    let seen = seen.clone();
    Arc::new(move |payload| {
        let seen = seen.clone();
        Box::pin(async move {
            seen.lock().push(payload["n"].as_i64().unwrap());
            if payload["fail"] == true { Err(Fault::new("as told")) } else { Ok(()) }
        })
    })
}

#[tokio::test]
async fn a_person_goes_before_bulk_and_a_unique_job_is_enqueued_once() {
    for test in test_databases(&Schema::ground()).await.unwrap() {
        let seen = Arc::default();
        let runner = Runner::new(test.db.clone(), [("note", recorder(&seen))]);
        enqueue(
            &test.db,
            vec![
                Job::new("note", Priority::Bulk, json!({"n": 3})),
                Job::new("note", Priority::Scheduled, json!({"n": 2})).unique("one"),
                Job::new("note", Priority::Scheduled, json!({"n": 9})).unique("one"),
                Job::new("note", Priority::Person, json!({"n": 1})),
            ],
        )
        .await;
        assert_eq!(runner.run_due().await.unwrap(), 3);
        assert_eq!(*seen.lock(), vec![1, 2, 3]);
    }
}

#[tokio::test]
async fn a_failed_job_waits_and_is_tried_again() {
    for test in test_databases(&Schema::ground()).await.unwrap() {
        let seen = Arc::default();
        let runner = Runner::new(test.db.clone(), [("note", recorder(&seen))]);
        enqueue(&test.db, vec![Job::new("note", Priority::Bulk, json!({"n": 1, "fail": true}))])
            .await;
        assert_eq!(runner.run_due().await.unwrap(), 1);
        test.db.clock().advance_seconds(3);
        assert_eq!(runner.run_due().await.unwrap(), 1);
        let jobs = find_jobs(&test.db, Some(JobState::Waiting), 10, 0).await.unwrap();
        assert_eq!(jobs[0].attempts, 2);
        assert_eq!(jobs[0].last_error.as_deref(), Some("as told"));
    }
}

#[tokio::test]
async fn while_the_clock_cannot_be_believed_what_was_planned_waits() {
    for test in test_databases(&Schema::ground()).await.unwrap() {
        let seen = Arc::default();
        let runner = Runner::new(test.db.clone(), [("note", recorder(&seen))]);
        let clock = test.db.clock();
        let now = clock.now();
        let planned = Job::new("note", Priority::Scheduled, json!({"n": 1}));
        let at_once = Job::new("note", Priority::Person, json!({"n": 2}));
        enqueue(&test.db, vec![planned.at(now.plus_seconds(60)), at_once]).await;
        clock.advance_seconds(61);
        // The journal was written last forty days ago: nobody knows who is right.
        clock.hear(now.plus_days(-40));
        assert_eq!(runner.run_due().await.unwrap(), 1);
        assert_eq!(*seen.lock(), [2]);
        assert_eq!(super::store::next_due(&test.db).await.unwrap(), None);
        clock.hear(now);
        assert_eq!(runner.run_due().await.unwrap(), 1);
        assert_eq!(*seen.lock(), [2, 1]);
    }
}

#[tokio::test]
async fn a_dead_holders_job_is_taken_over() {
    for test in test_databases(&Schema::ground()).await.unwrap() {
        let seen = Arc::default();
        enqueue(&test.db, vec![Job::new("note", Priority::Person, json!({"n": 7}))]).await;
        let dead = super::store::claim(&test.db, "dead-node", 30).await.unwrap();
        assert!(dead.is_some());
        let runner = Runner::new(test.db.clone(), [("note", recorder(&seen))]);
        assert_eq!(runner.run_due().await.unwrap(), 0);
        test.db.clock().advance_seconds(31);
        assert_eq!(runner.run_due().await.unwrap(), 1);
        assert_eq!(*seen.lock(), vec![7]);
    }
}

#[tokio::test]
async fn many_runners_run_each_job_once() {
    for test in test_databases(&Schema::ground()).await.unwrap() {
        let seen: Arc<Mutex<Vec<i64>>> = Arc::default();
        let jobs = (0..60).map(|n| Job::new("note", Priority::Bulk, json!({ "n": n }))).collect();
        enqueue(&test.db, jobs).await;
        let tasks: Vec<_> = (0..6)
            .map(|_| {
                let runner = Runner::new(test.db.clone(), [("note", recorder(&seen))]);
                tokio::spawn(async move { runner.run_due().await.unwrap() })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        let mut numbers = seen.lock().clone();
        numbers.sort_unstable();
        assert_eq!(numbers, (0..60).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn a_sign_of_life_waits_for_the_jobs_own_act_and_not_the_other_way_round() {
    for test in test_databases(&Schema::ground()).await.unwrap() {
        let beat = Duration::from_millis(20);
        let db = test.db.clone();
        let slow: JobKind = Arc::new(move |_| {
            let db = db.clone();
            Box::pin(async move {
                let mut tx = db.begin().await?;
                tx.enqueue(Job::new("note", Priority::Bulk, json!({"n": 1}))).await?;
                tokio::time::sleep(beat * 10).await;
                tx.commit_bookkeeping(Bookkeeping::Jobs).await
            })
        });
        let seen = Arc::default();
        let kinds = [("slow", slow), ("note", recorder(&seen))];
        let runner = Runner::new(test.db.clone(), kinds).beating(beat);
        enqueue(&test.db, vec![Job::new("slow", Priority::Person, json!({}))]).await;
        let ran = tokio::time::timeout(Duration::from_secs(20), runner.run_due()).await;
        assert_eq!(ran.expect("the job and its sign of life wait for each other").unwrap(), 2);
        assert_eq!(*seen.lock(), vec![1]);
    }
}

#[tokio::test]
async fn what_a_clock_set_that_had_jumped_waits_from_now() {
    const YEARS: i64 = 12 * 365 * 86_400;
    for test in test_databases(&Schema::ground()).await.unwrap() {
        let (db, clock) = (&test.db, test.db.clock());
        let seen = Arc::default();
        let runner = Runner::new(db.clone(), [("note", recorder(&seen))]);
        let in_a_month = clock.now().plus_days(30);
        let far = Job::new("note", Priority::Scheduled, json!({"n": 1})).at(in_a_month);
        enqueue(db, vec![far]).await;
        clock.advance_seconds(YEARS);
        let tomorrow = clock.now().plus_days(1);
        enqueue(
            db,
            vec![
                Job::new("note", Priority::Scheduled, json!({"n": 2})).at(tomorrow).unique("daily"),
                Job::new("note", Priority::Person, json!({"n": 3, "fail": true})),
            ],
        )
        .await;
        assert_eq!(runner.run_due().await.unwrap(), 2);
        clock.advance_seconds(-YEARS);
        assert_eq!(super::store::draw_back(db).await.unwrap(), 2);
        assert_eq!(super::store::draw_back(db).await.unwrap(), 0);
        let waiting = find_jobs(db, Some(JobState::Waiting), 9, 0).await.unwrap();
        let latest = waiting.iter().map(|job| job.run_at).max().unwrap();
        assert!(latest.apart(clock.now().plus_days(1)) < 60, "{waiting:#?}");
        assert_eq!(waiting.len(), 2);
    }
}
