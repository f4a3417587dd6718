//! The SQL of signs of life and of whose turn it is.

use platform::db::Bookkeeping;
use platform::{Db, Entry, Fault, FaultContext, Time, params};

use serde_json::json;

use super::facts::{FailedJobs, Noted};
use super::nodes::{Node, NodeKind};
use super::report::Report;

/// Who gives a sign of life.
pub(super) struct Sign<'a> {
    pub name: &'a str,
    pub kind: NodeKind,
    pub place: &'a str,
    pub started_at: Time,
    pub report: &'a Report,
}

/// A sign of life.
pub(super) async fn beat(db: &Db, sign: Sign<'_>) -> Result<(), Fault> {
    let (id, now) = (db.next_id(), db.clock().now());
    let report = serde_json::to_string(sign.report).doing("write a node's report")?;
    let mut tx = db.begin().await?;
    tx.exec(
        "INSERT INTO nodes (id, name, kind, place, version, started_at, seen_at, known_since, \
         stopped_at, report) VALUES ($1, $2, $3, $4, $5, $6, $7, $7, NULL, $8) ON CONFLICT (name) DO UPDATE \
         SET kind = $3, place = $4, version = $5, started_at = $6, seen_at = $7, \
         stopped_at = NULL, report = $8",
        params![
            id,
            sign.name,
            sign.kind.word(),
            sign.place,
            env!("CARGO_PKG_VERSION"),
            sign.started_at,
            now,
            report
        ],
    )
    .await?;
    tx.commit_bookkeeping(Bookkeeping::Watch).await
}

/// A node ends in order.
pub(super) async fn leave(db: &Db, name: &str) -> Result<(), Fault> {
    let now = db.clock().now();
    let mut tx = db.begin().await?;
    let sql = "UPDATE nodes SET stopped_at = $2, seen_at = $2 WHERE name = $1";
    tx.exec(sql, params![name, now]).await?;
    tx.exec("DELETE FROM watch_turns WHERE holder = $1", params![name]).await?;
    tx.commit_bookkeeping(Bookkeeping::Watch).await
}

/// Whether it is this node's turn to watch for so many seconds. Not a job: what watches the queue must
/// not stand in it. A turn that a clock took which had jumped ahead ends when the clock is back.
pub(super) async fn take_turn(db: &Db, name: &str, seconds: i64) -> Result<bool, Fault> {
    let now = db.clock().now();
    let mut tx = db.begin().await?;
    let taken = tx
        .exec(
            "INSERT INTO watch_turns (id, holder, held_until) VALUES (1, $1, $3) \
             ON CONFLICT (id) DO UPDATE SET holder = $1, held_until = $3 \
             WHERE watch_turns.held_until < $2 OR watch_turns.held_until > $4 \
             OR watch_turns.holder = $1",
            params![name, now, now.plus_seconds(seconds), now.plus_seconds(2 * seconds)],
        )
        .await?;
    tx.commit_bookkeeping(Bookkeeping::Watch).await?;
    Ok(taken == 1)
}

/// Nodes that nobody has heard of since then are forgotten.
pub(super) async fn forget_before(db: &Db, before: Time) -> Result<(), Fault> {
    let mut tx = db.begin().await?;
    tx.exec("DELETE FROM nodes WHERE seen_at < $1", params![before]).await?;
    tx.commit_bookkeeping(Bookkeeping::Watch).await
}

/// The newest entry of a verb.
pub(super) async fn last_noted(db: &Db, verb: &'static str) -> Result<Option<Noted>, Fault> {
    let sql = "SELECT at FROM journal_entries WHERE verb = $1 ORDER BY seq DESC LIMIT 1";
    db.opt(sql, params![verb]).await
}

/// How many entries of these verbs there were since then.
pub(super) async fn noted_since(db: &Db, verbs: &[&str], since: Time) -> Result<i64, Fault> {
    let sql = "SELECT COUNT(*) FROM journal_entries WHERE at >= $1 AND verb @among($2)";
    db.count(sql, params![since, json!(verbs)]).await
}

/// Jobs that were given up, by kind.
pub(super) async fn failed_jobs(db: &Db) -> Result<Vec<FailedJobs>, Fault> {
    let sql = "SELECT name, COUNT(*) AS number FROM jobs WHERE state = 'failed' \
               GROUP BY name ORDER BY name";
    db.all(sql, params![]).await
}

/// Jobs that wait after so many tries.
pub(super) async fn troubled_jobs(db: &Db, tries: i64) -> Result<i64, Fault> {
    let sql = "SELECT COUNT(*) FROM jobs WHERE state = 'waiting' AND attempts >= $1";
    db.count(sql, params![tries]).await
}

/// All nodes that are remembered, by name.
pub(super) async fn all(db: &Db) -> Result<Vec<Node>, Fault> {
    let sql = "SELECT id, name, kind, place, version, known_since, started_at, seen_at, \
               stopped_at, report FROM nodes ORDER BY kind DESC, name";
    db.all(sql, params![]).await
}

/// A node that is remembered no longer.
pub(super) async fn forget(db: &Db, id: i64, entry: Entry) -> Result<(), Fault> {
    let mut tx = db.begin().await?;
    tx.exec("DELETE FROM nodes WHERE id = $1", params![id]).await?;
    tx.commit(entry).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::databases;
    use crate::watch::nodes::{NodeState, all_nodes, forget_node};
    use platform::Actor;

    #[tokio::test]
    async fn one_node_at_a_time_watches_and_another_takes_over() {
        for test in databases().await {
            let db = &test.db;
            assert!(take_turn(db, "a", 60).await.unwrap());
            assert!(!take_turn(db, "b", 60).await.unwrap());
            assert!(take_turn(db, "a", 60).await.unwrap(), "its turn goes on");
            db.clock().advance_seconds(61);
            assert!(take_turn(db, "b", 60).await.unwrap());
            assert!(!take_turn(db, "a", 60).await.unwrap());
            leave(db, "b").await.unwrap();
            assert!(take_turn(db, "a", 60).await.unwrap(), "who leaves gives it back");
            db.clock().advance_seconds(86_400);
            assert!(take_turn(db, "b", 60).await.unwrap());
            db.clock().advance_seconds(-86_400);
            assert!(take_turn(db, "a", 60).await.unwrap(), "a turn of the future is over");
        }
    }

    #[tokio::test]
    async fn a_node_that_starts_again_is_the_same_and_a_dead_one_can_be_removed() {
        for test in databases().await {
            let db = &test.db;
            let report = Report::default();
            let sign = |name| Sign {
                name,
                kind: NodeKind::Portal,
                place: "http://127.0.0.1",
                started_at: Time(5),
                report: &report,
            };
            beat(db, sign("a")).await.unwrap();
            beat(db, sign("a")).await.unwrap();
            beat(db, sign("b")).await.unwrap();
            leave(db, "b").await.unwrap();
            let states = async || {
                let nodes = all_nodes(db).await.unwrap();
                nodes
                    .iter()
                    .map(|one| (one.id, one.state(db.clock().now(), 60)))
                    .collect::<Vec<_>>()
            };
            let before = states().await;
            assert_eq!(before[0].1, NodeState::Alive);
            assert_eq!(before[1].1, NodeState::Stopped);
            assert!(!forget_node(db, Actor::System, before[0].0, 60).await.unwrap());
            db.clock().advance_seconds(120);
            assert_eq!(states().await[0].1, NodeState::Gone);
            assert!(forget_node(db, Actor::System, before[0].0, 60).await.unwrap());
            beat(db, sign("b")).await.unwrap();
            let after = states().await;
            assert_eq!((after.len(), after[0].1), (1, NodeState::Alive));
        }
    }
}
