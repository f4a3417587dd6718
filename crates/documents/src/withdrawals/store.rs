//! The withdrawals' SQL.

use platform::{Actor, Db, Fault, Time, Tx, fields, params};
use serde_json::json;

use super::model::{WithdrawForm, WithdrawRefusal, Withdrawal};
use crate::context::Context;
use crate::documents::DocumentState;
use crate::documents::store::{entry, lock};
use crate::ids::{DocumentId, WithdrawalId};
use crate::pairing::withdraw_interpretations;
use crate::publications::{EndReason, GoLive, go_live, newest_in_tx, take_down};
use crate::revisions;
use crate::stopped::Act;

const SELECT: &str = "SELECT id, document_id, reason, outcome, moved_url, notice_text, \
                      withdrawn_by, withdrawn_at, lifted_at FROM withdrawals";

/// All withdrawals of a document, newest first.
pub async fn of_document(db: &Db, id: DocumentId) -> Result<Vec<Withdrawal>, Fault> {
    let sql = format!("{SELECT} WHERE document_id = $1 ORDER BY withdrawn_at DESC, id DESC");
    db.all(sql, params![id]).await
}

/// The withdrawal that is in force: what the public sees instead.
pub async fn open_of(db: &Db, id: DocumentId) -> Result<Option<Withdrawal>, Fault> {
    let sql = format!(
        "{SELECT} WHERE document_id = $1 AND lifted_at IS NULL \
         ORDER BY withdrawn_at DESC, id DESC LIMIT 1"
    );
    db.opt(sql, params![id]).await
}

/// Notes a withdrawal.
pub(crate) async fn insert(
    tx: &mut Tx,
    document: DocumentId,
    form: &WithdrawForm,
    (actor, now): (&Actor, Time),
) -> Result<(), Fault> {
    let id = WithdrawalId(tx.db().next_id());
    tx.insert(
        "withdrawals",
        fields![
            "id" => id, "document_id" => document, "reason" => form.reason.as_str(),
            "outcome" => form.outcome.word(), "moved_url" => form.moved_url.as_str(),
            "notice_text" => form.notice_text.as_str(), "withdrawn_by" => actor.store(),
            "withdrawn_at" => now, "lifted_at" => None::<Time>,
        ],
    )
    .await
}

/// Notes that the document is live again.
pub(crate) async fn lift_open(tx: &mut Tx, id: DocumentId, now: Time) -> Result<(), Fault> {
    let sql = format!("{SELECT} WHERE document_id = $1 AND lifted_at IS NULL");
    let open: Vec<Withdrawal> = tx.all(sql, params![id]).await?;
    for withdrawal in open {
        tx.update("withdrawals", withdrawal.id, fields!["lifted_at" => now]).await?;
    }
    Ok(())
}

/// Takes a live document down.
pub async fn withdraw(
    ctx: &Context,
    actor: Actor,
    id: DocumentId,
    form: &WithdrawForm,
) -> Act<i64> {
    if let Some(problem) = form.problems().into_iter().next() {
        return Err(problem.into());
    }
    let now = ctx.now();
    let mut tx = ctx.db.begin().await?;
    let document = lock(&mut tx, id).await?;
    if !document.is_live() {
        return Err(WithdrawRefusal::NotLive.into());
    }
    let tags = take_down(&mut tx, &document, EndReason::Withdrawn, now).await?;
    insert(&mut tx, id, form, (&actor, now)).await?;
    if form.with_interpretations {
        withdraw_interpretations(ctx, &mut tx, id, form, &actor).await?;
    }
    let entry = entry(actor, "document.withdrawn", &document)
        .detail(json!({
            "title": document.title, "reason": form.reason, "outcome": form.outcome.word(),
        }))
        .tags(tags);
    Ok(tx.commit(entry).await?)
}

/// Makes the revision that was withdrawn live again: it was approved then and hasn't changed.
pub async fn lift(ctx: &Context, actor: Actor, id: DocumentId) -> Act<i64> {
    let mut tx = ctx.db.begin().await?;
    let document = lock(&mut tx, id).await?;
    document.may_edit()?;
    let last = newest_in_tx(&mut tx, id).await?;
    let last = match last {
        Some(last) if last.ended_at.is_some() && !document.is_live() => last,
        _ => return Err(WithdrawRefusal::NotWithdrawn.into()),
    };
    if document.state != DocumentState::Withdrawn {
        return Err(WithdrawRefusal::NewerUnderWay.into());
    }
    let revision = revisions::in_tx(&mut tx, last.revision_id).await?;
    let what = GoLive {
        document: &document,
        revision: &revision,
        submission: last.submission_id,
        by: actor.store(),
        expire_at: None,
        emergency: false,
    };
    let tags = go_live(ctx, &mut tx, &what).await?;
    let entry = entry(actor, "withdrawal.lifted", &document)
        .detail(json!({ "title": revision.content.title, "number": revision.number }))
        .tags(tags);
    Ok(tx.commit(entry).await?)
}
