//! The steps' SQL.

use platform::{Actor, Db, Entry, Fault, fields, params};
use serde_json::json;

use super::model::{EscalationStep, FIRST, Told};
use crate::ids::EscalationStepId;

/// All steps, in order.
pub async fn steps(db: &Db) -> Result<Vec<EscalationStep>, Fault> {
    let sql = "SELECT id, level, after_days, told FROM escalation_steps ORDER BY level";
    db.all(sql, params![]).await
}

/// Writes the first steps where there are none.
pub async fn ensure_first(db: &Db) -> Result<(), Fault> {
    if !steps(db).await?.is_empty() {
        return Ok(());
    }
    let first: Vec<(i64, Told)> = FIRST.iter().map(|(_, days, told)| (*days, *told)).collect();
    save(db, Actor::System, &first).await.map(|_| ())
}

/// Puts other steps in their place.
pub async fn save(db: &Db, actor: Actor, wanted: &[(i64, Told)]) -> Result<i64, Fault> {
    let old = steps(db).await?;
    let mut tx = db.begin().await?;
    for step in &old {
        tx.remove("escalation_steps", step.id).await?;
    }
    let mut last = EscalationStepId(0);
    for (level, (days, told)) in (1_i64..).zip(wanted) {
        last = EscalationStepId(db.next_id());
        let row = fields![
            "id" => last, "level" => level, "after_days" => *days, "told" => told.word(),
        ];
        tx.insert("escalation_steps", row).await?;
    }
    let days: Vec<i64> = wanted.iter().map(|(days, _)| *days).collect();
    let entry = Entry::new(actor, "escalation_step.changed", "escalation_step", last);
    tx.commit(entry.detail(json!({ "title": "", "days": days }))).await
}
