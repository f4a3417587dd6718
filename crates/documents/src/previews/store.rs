//! The previews' SQL.

use platform::{Actor, Db, Fault, fields, params};
use serde_json::json;
use structure::AccountId;

use super::model::{
    MOST_DAYS, Preview, PreviewForm, PreviewRefusal, PreviewSecret, PreviewVerdict, VerdictForm,
};
use crate::context::Context;
use crate::documents::store::{entry, lock};
use crate::documents::{self, Document, DocumentState};
use crate::ids::{DocumentId, PreviewId};
use crate::referrals;
use crate::stopped::Act;

const SELECT: &str = "SELECT id, document_id, revision_id, recipient, created_by, created_at, \
                      expires_at, opened_at, revoked_by, revoked_at FROM previews";
const VERDICTS: &str =
    "SELECT id, preview_id, verdict, name, words, given_at FROM preview_verdicts";
/// Verdicts that one address takes.
const ENOUGH: i64 = 20;

/// All previews of a document, newest first.
pub async fn of_document(db: &Db, id: DocumentId) -> Result<Vec<Preview>, Fault> {
    let sql = format!("{SELECT} WHERE document_id = $1 ORDER BY created_at DESC, id DESC");
    db.all(sql, params![id]).await
}

/// What readers said of a document, newest first.
pub async fn verdicts(db: &Db, id: DocumentId) -> Result<Vec<PreviewVerdict>, Fault> {
    let sql = format!("{VERDICTS} WHERE document_id = $1 ORDER BY given_at DESC, id DESC");
    db.all(sql, params![id]).await
}

/// The open preview of a secret and its document. A document that may be secret is shown to nobody,
/// nor one that lies in the trash.
pub async fn opened_by(
    ctx: &Context,
    secret: &PreviewSecret,
) -> Result<Option<(Preview, Document)>, Fault> {
    let sql = format!("{SELECT} WHERE secret_digest = $1");
    let found: Option<Preview> = ctx.db.opt(sql, params![secret.digest()]).await?;
    let Some(preview) = found.filter(|preview| preview.is_open(ctx.now())) else {
        return Ok(None);
    };
    let document = documents::by_id(&ctx.db, preview.document_id).await?;
    let Some(document) = document.filter(|one| one.trashed_at.is_none()) else {
        return Ok(None);
    };
    let held = referrals::has_secret_decision(&ctx.db, document.id).await?;
    let hidden = document.state == DocumentState::Referred || held;
    Ok((!hidden).then_some((preview, document)))
}

/// Shares a revision.
pub async fn share(
    ctx: &Context,
    by: AccountId,
    form: &PreviewForm,
) -> Act<(PreviewId, PreviewSecret, i64)> {
    if !(1..=MOST_DAYS).contains(&form.days) {
        return Err(PreviewRefusal::Days.into());
    }
    let mut tx = ctx.db.begin().await?;
    let document = lock(&mut tx, form.document_id).await?;
    if document.trashed_at.is_some() {
        return Err(documents::DocumentRefusal::Trashed.into());
    }
    let held = referrals::is_held_secret(&mut tx, document.id).await?;
    if document.state == DocumentState::Referred || held {
        return Err(PreviewRefusal::Secret.into());
    }
    let (id, secret, now) = (PreviewId(ctx.db.next_id()), PreviewSecret::random(), ctx.now());
    let expires_at = now.plus_days(form.days);
    tx.insert(
        "previews",
        fields![
            "id" => id, "document_id" => document.id, "revision_id" => form.revision_id,
            "secret_digest" => secret.digest(), "recipient" => form.recipient.trim(),
            "created_by" => by, "created_at" => now, "expires_at" => expires_at,
        ],
    )
    .await?;
    let entry = entry(Actor::Account(by.0), "preview.shared", &document).detail(json!({
        "title": document.title, "preview": id, "expires_at": expires_at.minute(),
    }));
    Ok((id, secret, tx.commit(entry).await?))
}

/// Takes an address back.
pub async fn revoke(
    ctx: &Context,
    by: AccountId,
    (document, id): (DocumentId, PreviewId),
) -> Act<i64> {
    let mut tx = ctx.db.begin().await?;
    let document = lock(&mut tx, document).await?;
    let sql = format!("{SELECT} WHERE id = $1 AND document_id = $2");
    let found: Option<Preview> = tx.opt(sql, params![id, document.id]).await?;
    let open = found.filter(|preview| preview.revoked_at.is_none());
    open.ok_or(PreviewRefusal::Over)?;
    tx.update("previews", id, fields!["revoked_by" => by, "revoked_at" => ctx.now()]).await?;
    let entry = entry(Actor::Account(by.0), "preview.revoked", &document)
        .detail(json!({ "title": document.title, "preview": id }));
    Ok(tx.commit(entry).await?)
}

/// Notes the first time that an address is opened.
pub async fn note_opened(ctx: &Context, preview: &Preview) -> Act<()> {
    let id = preview.id;
    let mut tx = ctx.db.begin().await?;
    let document = lock(&mut tx, preview.document_id).await?;
    let found: Option<Preview> = tx.opt(format!("{SELECT} WHERE id = $1"), params![id]).await?;
    if found.is_none_or(|preview| preview.opened_at.is_some()) {
        return Ok(());
    }
    tx.update("previews", id, fields!["opened_at" => ctx.now()]).await?;
    let entry = entry(Actor::Visitor, "preview.opened", &document)
        .detail(json!({ "title": document.title, "preview": id }));
    tx.commit(entry).await?;
    Ok(())
}

/// Takes what a reader says.
pub async fn give_verdict(ctx: &Context, preview: &Preview, form: &VerdictForm) -> Act<i64> {
    let mut tx = ctx.db.begin().await?;
    let document = lock(&mut tx, preview.document_id).await?;
    // Again, now that nobody else can act on the document.
    let sql = format!("{SELECT} WHERE id = $1");
    let now: Option<Preview> = tx.opt(sql, params![preview.id]).await?;
    now.filter(|preview| preview.is_open(ctx.now())).ok_or(PreviewRefusal::Over)?;
    let count = "SELECT COUNT(*) AS count FROM preview_verdicts WHERE preview_id = $1";
    if tx.count(count, params![preview.id]).await? >= ENOUGH {
        return Err(PreviewRefusal::Enough.into());
    }
    let row = fields![
        "id" => ctx.db.next_id(), "preview_id" => preview.id, "document_id" => document.id,
        "verdict" => form.opinion.word(), "name" => form.name.as_str(),
        "words" => form.words.as_str(), "given_at" => ctx.now(),
    ];
    tx.insert("preview_verdicts", row).await?;
    let entry = entry(Actor::Visitor, "preview.answered", &document).detail(json!({
        "title": document.title, "preview": preview.id, "verdict": form.opinion,
    }));
    Ok(tx.commit(entry).await?)
}
