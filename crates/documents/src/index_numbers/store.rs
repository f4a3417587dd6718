//! The counters' SQL.

use platform::{Fault, Tx, fields, params};
use serde::Deserialize;
use structure::UnitId;

#[derive(Deserialize)]
struct Counter {
    id: i64,
    last: i64,
}

/// The next serial number of a unit, class and year.
pub(crate) async fn next_serial(
    tx: &mut Tx,
    unit: UnitId,
    class: &str,
    year: i32,
) -> Result<i64, Fault> {
    let sql = "SELECT id, last FROM index_counters \
               WHERE unit_id = $1 AND class = $2 AND year = $3 @lock";
    let counter: Option<Counter> = tx.opt(sql, params![unit, class, year]).await?;
    if let Some(counter) = counter {
        let next = counter.last + 1;
        tx.update("index_counters", counter.id, fields!["last" => next]).await?;
        return Ok(next);
    }
    let id = tx.db().next_id();
    let row =
        fields!["id" => id, "unit_id" => unit, "class" => class, "year" => year, "last" => 1_i64];
    tx.insert("index_counters", row).await?;
    Ok(1)
}
