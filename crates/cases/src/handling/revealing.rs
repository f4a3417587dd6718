//! Somebody of the office must see who wrote: an act with a reason, in the journal before it is shown.

use platform::Fault;
use serde_json::json;
use structure::App;

use super::{Doer, Hold, entry, words};
use crate::cases::Holder;
use crate::stopped::Act;

/// Opens the holder's name and ways to reach them.
pub async fn reveal(app: &App, doer: Doer, receipt: &str, reason: &str) -> Act<Holder> {
    let reason = words(reason)?;
    let hold = Hold::of(app, receipt).await?;
    let entry = entry(doer.actor(), "case.revealed", &hold.record, json!({ "reason": reason }));
    let (id, sealed) = (hold.record.id, hold.record.holder.clone());
    hold.tx.commit(entry).await?;
    let holder: Result<Holder, Fault> = Holder::open(&app.secret, id, &sealed);
    Ok(holder?)
}
