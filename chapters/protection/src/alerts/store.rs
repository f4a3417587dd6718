//! The alerts' SQL.

use platform::{Actor, Db, Entry, Fault, fields, params};
use serde_json::json;

use super::model::{Alert, AlertId};
use crate::watch::Alarm;

const SELECT: &str = "SELECT id, rule, subject, said, raised_at, told_at, tellings, ended_at, \
                      acknowledged_by, acknowledged_at, remark FROM alerts";

/// What goes on, oldest first.
pub async fn open_alerts(db: &Db) -> Result<Vec<Alert>, Fault> {
    db.all(format!("{SELECT} WHERE open_key IS NOT NULL ORDER BY id"), params![]).await
}

/// A page of all alerts, newest first: those of these rules, or all.
pub async fn newest(
    db: &Db,
    rules: Option<&[&str]>,
    (limit, offset): (i64, i64),
) -> Result<(Vec<Alert>, i64), Fault> {
    let (condition, rules) = match rules {
        Some(rules) => ("rule @among($1)", json!(rules)),
        None => ("$1 <> ''", json!([""])),
    };
    let sql = format!("{SELECT} WHERE {condition} ORDER BY id DESC LIMIT $2 OFFSET $3");
    let found = db.all(sql, params![rules.clone(), limit, offset]).await?;
    let sql = format!("SELECT COUNT(*) FROM alerts WHERE {condition}");
    Ok((found, db.count(sql, params![rules]).await?))
}

/// One of them.
pub async fn alert(db: &Db, id: AlertId) -> Result<Option<Alert>, Fault> {
    db.opt(format!("{SELECT} WHERE id = $1"), params![id]).await
}

/// Raises an alert, unless the same goes on already; whether it is new.
pub async fn raise(db: &Db, alarm: &Alarm, said: &str) -> Result<bool, Fault> {
    let (key, now, id) = (alarm.key(), db.clock().now(), AlertId(db.next_id()));
    let mut tx = db.begin().await?;
    let sql = "SELECT COUNT(*) FROM alerts WHERE open_key = $1";
    if tx.count(sql, params![key.as_str()]).await? > 0 {
        return Ok(false);
    }
    let row = fields![
        "id" => id, "rule" => alarm.rule.word(), "subject" => alarm.subject.as_str(),
        "said" => said, "raised_at" => now, "told_at" => now, "tellings" => 0_i64,
        "ended_at" => None::<i64>, "open_key" => key, "acknowledged_by" => None::<i64>,
        "acknowledged_at" => None::<i64>, "remark" => None::<String>,
    ];
    tx.insert("alerts", row).await?;
    tx.commit(entry(Actor::System, "alert.raised", id).detail(json!({ "title": said }))).await?;
    Ok(true)
}

/// Notes that it was told.
pub async fn note_told(db: &Db, alert: &Alert) -> Result<(), Fault> {
    let now = db.clock().now();
    let mut tx = db.begin().await?;
    let times = alert.tellings + 1;
    tx.update("alerts", alert.id, fields!["told_at" => now, "tellings" => times]).await?;
    let detail = json!({ "title": alert.said, "times": times });
    tx.commit(entry(Actor::System, "alert.told", alert.id).detail(detail)).await.map(drop)
}

/// It is over.
pub async fn end(db: &Db, alert: &Alert) -> Result<(), Fault> {
    let now = db.clock().now();
    let mut tx = db.begin().await?;
    let fields = fields!["ended_at" => now, "open_key" => None::<String>];
    tx.update("alerts", alert.id, fields).await?;
    let detail = json!({ "title": alert.said });
    tx.commit(entry(Actor::System, "alert.ended", alert.id).detail(detail)).await.map(drop)
}

/// Somebody takes it up; whether nobody had before.
pub async fn acknowledge(
    db: &Db,
    account: structure::AccountId,
    id: AlertId,
    remark: &str,
) -> Result<bool, Fault> {
    let now = db.clock().now();
    let mut tx = db.begin().await?;
    let sql = format!("{SELECT} WHERE id = $1 AND acknowledged_at IS NULL @lock");
    let Some(alert) = tx.opt::<Alert>(sql, params![id]).await? else { return Ok(false) };
    let fields = fields![
        "acknowledged_by" => account, "acknowledged_at" => now, "remark" => remark,
    ];
    tx.update("alerts", id, fields).await?;
    let detail = json!({ "title": alert.said, "remark": remark });
    let entry = entry(Actor::Account(account.0), "alert.acknowledged", id).detail(detail);
    tx.commit(entry).await?;
    Ok(true)
}

fn entry(actor: Actor, verb: &'static str, id: AlertId) -> Entry {
    Entry::new(actor, verb, "alert", id)
}
