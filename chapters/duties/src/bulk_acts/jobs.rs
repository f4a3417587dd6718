//! Working through a bulk act, a stretch a job.

use documents::Context;
use platform::{Fault, FaultContext};
use serde_json::Value;
use structure::App;

use super::model::BulkActId;
use super::perform::{perform, rights_of};
use super::store::{ahead, begin, by_id, end, go_on};

/// Documents of one job.
const STRETCH: i64 = 100;

/// Takes the next documents their turn; the rest is the next job's.
pub(super) async fn work(app: &App, payload: &Value) -> Result<(), Fault> {
    let id = payload.get("id").and_then(Value::as_i64).doing("read a bulk act's id")?;
    let round = payload.get("round").and_then(Value::as_i64).unwrap_or(0);
    let id = BulkActId(id);
    let Some(act) = by_id(&app.db, id).await? else { return Ok(()) };
    let ctx = Context::of(app)?;
    let rights = rights_of(&ctx, act.account_id).await?;
    let turns = ahead(&app.db, id, STRETCH).await?;
    for item in &turns {
        if item.begun_at.is_none() {
            begin(&app.db, item, ctx.now()).await?;
        }
        let ended = perform(&ctx, &rights, &act, item).await?;
        end(&app.db, item, &ended).await?;
    }
    if turns.is_empty() { Ok(()) } else { go_on(&app.db, id, round + 1).await }
}
