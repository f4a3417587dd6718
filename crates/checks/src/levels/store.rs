//! The levels' SQL.

use platform::{Actor, Db, Entry, Fault, fields, params};
use serde::Deserialize;
use serde_json::json;

use super::model::Levels;
use crate::level::Level;
use crate::rule::Rule;

#[derive(Deserialize)]
struct Stored {
    id: i64,
    rule: String,
    level: String,
}

async fn stored(db: &Db) -> Result<Vec<Stored>, Fault> {
    db.all("SELECT id, rule, level FROM check_levels ORDER BY id", params![]).await
}

/// The levels as they are now.
///
/// # Errors
/// A fault of the database.
pub async fn load(db: &Db) -> Result<Levels, Fault> {
    let rows = stored(db).await?;
    let changed =
        rows.iter().filter_map(|row| Rule::parse(&row.rule).zip(Level::parse(&row.level)));
    Ok(Levels::first()?.with(changed))
}

/// Changes levels; what stays the same is not touched.
///
/// # Errors
/// A fault of the database.
pub async fn save(db: &Db, actor: Actor, wanted: &[(Rule, Level)]) -> Result<Option<i64>, Fault> {
    let now = db.clock().now();
    let before = load(db).await?;
    let changed: Vec<_> =
        wanted.iter().filter(|(rule, level)| before.of(*rule) != *level).copied().collect();
    if changed.is_empty() {
        return Ok(None);
    }
    let rows = stored(db).await?;
    let mut tx = db.begin().await?;
    for (rule, level) in &changed {
        if let Some(row) = rows.iter().find(|row| row.rule == rule.word()) {
            let fields = fields!["level" => level.word(), "updated_at" => now];
            tx.update("check_levels", row.id, fields).await?;
        } else {
            let fields = fields![
                "id" => db.next_id(), "rule" => rule.word(), "level" => level.word(),
                "updated_at" => now,
            ];
            tx.insert("check_levels", fields).await?;
        }
    }
    let said: Vec<_> = changed
        .iter()
        .map(|(rule, level)| json!({ "rule": rule, "from": before.of(*rule), "to": level }))
        .collect();
    let entry = Entry::new(actor, "check_levels.changed", "check_levels", 1_i64);
    tx.commit(entry.detail(json!({ "changed": said }))).await.map(Some)
}
