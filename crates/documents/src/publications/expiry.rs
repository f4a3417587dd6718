//! The end of a publication's time.

use platform::jobs::{Job, Priority};
use platform::{Actor, Fault, Time, Tx};
use serde_json::json;

use super::go_live::{document_payload, take_down};
use super::model::EndReason;
use crate::context::Context;
use crate::documents::Card;
use crate::documents::store::{entry, lock};
use crate::ids::DocumentId;
use crate::stopped::Act;
use crate::tags::public_tags;
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
        with_interpretations: false,
    };
    let tags = take_down(&mut tx, &document, EndReason::Expired, now).await?;
    withdrawals::store::insert(&mut tx, id, &form, (&Actor::System, now)).await?;
    let entry = entry(Actor::System, "document.expired", &document)
        .detail(json!({ "title": document.title }))
        .tags(tags);
    tx.commit(entry).await?;
    Ok(())
}

/// When a document is no longer in force from a day on, its pages and lists must say so from then:
/// nothing else would refresh them.
pub(crate) async fn enqueue_lapse(
    tx: &mut Tx,
    id: DocumentId,
    card: &Card,
    now: Time,
) -> Result<(), Fault> {
    let Some(day) = card.valid_until.and_then(|last| last.succ_opt()) else { return Ok(()) };
    let at = Time::from_day(day);
    if at <= now {
        return Ok(());
    }
    let job = Job::new("lapse_due", Priority::Scheduled, document_payload(id));
    tx.enqueue(job.at(at).unique(format!("lapse-{id}-{}", at.0))).await
}

/// The timer's work: notes that a document is no longer in force. May run twice.
pub async fn lapse_due(ctx: &Context, id: DocumentId) -> Act<()> {
    let mut tx = ctx.db.begin().await?;
    let document = lock(&mut tx, id).await?;
    let today = ctx.now().day();
    let over = |card: &Card| card.valid_until.is_some_and(|last| last < today);
    if !document.is_live() || !document.card.as_ref().is_some_and(over) {
        return Ok(());
    }
    let tags = public_tags(&mut tx, &document).await?;
    let entry = entry(Actor::System, "document.lapsed", &document)
        .detail(json!({ "title": document.title }))
        .tags(tags);
    tx.commit(entry).await?;
    Ok(())
}
