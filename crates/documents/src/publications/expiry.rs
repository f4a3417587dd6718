//! The end of a publication's time.

use platform::Actor;
use serde_json::json;

use super::go_live::take_down;
use super::model::EndReason;
use crate::context::Context;
use crate::documents::store::{entry, lock};
use crate::ids::DocumentId;
use crate::stopped::Act;
use crate::withdrawals::{self, Outcome, WithdrawForm};

/// What a visitor reads where an expired document was.
const NOTICE: &str = "该内容已过期。";

/// The timer's work: takes down what has expired, and nothing else. May run twice.
pub async fn expire_due(ctx: &Context, id: DocumentId) -> Act<()> {
    let now = ctx.now();
    let mut tx = ctx.db.begin().await?;
    let document = lock(&mut tx, id).await?;
    if !document.is_live() || document.expires_at.is_none_or(|at| at > now) {
        return Ok(());
    }
    let form = WithdrawForm {
        reason: "到期".to_owned(),
        outcome: Outcome::Notice,
        moved_url: String::new(),
        notice_text: NOTICE.to_owned(),
    };
    let tags = take_down(&mut tx, &document, EndReason::Expired, now).await?;
    withdrawals::store::insert(&mut tx, id, &form, (&Actor::System, now)).await?;
    let entry = entry(Actor::System, "document.expired", &document)
        .detail(json!({ "title": document.title }))
        .tags(tags);
    tx.commit(entry).await?;
    Ok(())
}
