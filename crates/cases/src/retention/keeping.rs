//! A case that is needed longer, in a suit or an inquiry, is kept by somebody, for a reason.

use platform::fields;
use serde_json::json;
use structure::App;

use crate::handling::{Doer, Hold, entry, words};
use crate::stopped::{Act, CaseRefusal};

/// Keeps an ended case until it is released.
pub(crate) async fn keep(app: &App, doer: Doer, receipt: &str, reason: &str) -> Act<i64> {
    let reason = words(reason)?;
    set(app, doer, receipt, ("case.kept", Some(reason))).await
}

/// Its time runs again, from when it ended.
pub(crate) async fn release(app: &App, doer: Doer, receipt: &str) -> Act<i64> {
    set(app, doer, receipt, ("case.released", None)).await
}

async fn set(
    app: &App,
    doer: Doer,
    receipt: &str,
    (verb, why): (&'static str, Option<String>),
) -> Act<i64> {
    let mut hold = Hold::of(app, receipt).await?;
    let record = &hold.record;
    let already = record.kept_why.is_some() == why.is_some();
    if record.state.is_open() || record.erased_at.is_some() || already {
        return Err(CaseRefusal::State.into());
    }
    let detail = json!({ "reason": why });
    hold.tx.update("cases", record.id, fields!["kept_why" => why]).await?;
    Ok(hold.tx.commit(entry(doer.actor(), verb, &hold.record, detail)).await?)
}
