//! The comments' SQL.

use platform::{Actor, Db, Fault, Time, Tx, fields, params};
use serde_json::json;
use structure::AccountId;

use super::mentions::{Named, mentioned};
use super::model::{Comment, CommentForm, CommentRefusal, check_words};
use crate::context::Context;
use crate::documents::Document;
use crate::documents::store::{entry, lock};
use crate::ids::{CommentId, DocumentId, RevisionId};
use crate::revisions;
use crate::stopped::Act;

const SELECT: &str = "SELECT id, document_id, revision_id, thread_id, author_id, written_at, \
                      field, quote_start, quote, quote_before, quote_after, words, resolved_by, \
                      resolved_at FROM comments";

/// All comments on a document, in order of time.
pub async fn of_document(db: &Db, id: DocumentId) -> Result<Vec<Comment>, Fault> {
    let sql = format!("{SELECT} WHERE document_id = $1 ORDER BY written_at, id");
    db.all(sql, params![id]).await
}

/// How many open remarks somebody has made on a revision.
pub(crate) async fn count_open_of(
    db: &Db,
    revision: RevisionId,
    author: AccountId,
) -> Result<usize, Fault> {
    let sql = format!(
        "{SELECT} WHERE revision_id = $1 AND author_id = $2 AND thread_id IS NULL \
         AND resolved_at IS NULL"
    );
    let open: Vec<Comment> = db.all(sql, params![revision, author]).await?;
    Ok(open.len())
}

/// Remarks on a place of a revision; whom the words name is noted, each with an entry of their own.
pub async fn write(
    ctx: &Context,
    author: AccountId,
    form: &CommentForm,
    people: &[Named],
) -> Act<(CommentId, i64)> {
    check_words(&form.words)?;
    let mut tx = ctx.db.begin().await?;
    let document = lock(&mut tx, form.document_id).await?;
    let revision = revisions::in_tx(&mut tx, form.revision_id).await?;
    let (field, anchor) = form.place.within(&revision.content)?;
    let comment = Comment {
        id: CommentId(ctx.db.next_id()),
        document_id: document.id,
        revision_id: revision.id,
        thread_id: None,
        author_id: author,
        written_at: ctx.now(),
        field,
        quote_start: i64::try_from(anchor.start).unwrap_or(0),
        quote: anchor.quote,
        quote_before: anchor.before,
        quote_after: anchor.after,
        words: form.words.trim().to_owned(),
        resolved_by: None,
        resolved_at: None,
    };
    insert(&mut tx, "comment.written", (&document, &comment), people).await?;
    Ok((comment.id, tx.commit_noted().await?))
}

/// Answers a comment.
pub async fn answer(
    ctx: &Context,
    author: AccountId,
    (document, thread): (DocumentId, CommentId),
    words: &str,
    people: &[Named],
) -> Act<(CommentId, i64)> {
    check_words(words)?;
    let mut tx = ctx.db.begin().await?;
    let document = lock(&mut tx, document).await?;
    let first = first_of(&mut tx, document.id, thread).await?;
    if first.resolved_at.is_some() {
        return Err(CommentRefusal::Settled.into());
    }
    let comment = Comment {
        id: CommentId(ctx.db.next_id()),
        revision_id: document.head_revision_id,
        thread_id: Some(thread),
        author_id: author,
        written_at: ctx.now(),
        quote_start: 0,
        quote: String::new(),
        quote_before: String::new(),
        quote_after: String::new(),
        words: words.trim().to_owned(),
        ..first
    };
    insert(&mut tx, "comment.answered", (&document, &comment), people).await?;
    Ok((comment.id, tx.commit_noted().await?))
}

async fn insert(
    tx: &mut Tx,
    verb: &'static str,
    (document, comment): (&Document, &Comment),
    people: &[Named],
) -> Result<(), Fault> {
    tx.insert(
        "comments",
        fields![
            "id" => comment.id, "document_id" => comment.document_id,
            "revision_id" => comment.revision_id, "thread_id" => comment.thread_id,
            "author_id" => comment.author_id, "written_at" => comment.written_at,
            "field" => comment.field.as_str(), "quote_start" => comment.quote_start,
            "quote" => comment.quote.as_str(), "quote_before" => comment.quote_before.as_str(),
            "quote_after" => comment.quote_after.as_str(), "words" => comment.words.as_str(),
            "resolved_by" => comment.resolved_by, "resolved_at" => comment.resolved_at,
        ],
    )
    .await?;
    let thread = comment.thread_id.unwrap_or(comment.id);
    let about = |verb, account: Option<AccountId>| {
        entry(Actor::Account(comment.author_id.0), verb, document).detail(json!({
            "title": document.title, "comment": comment.id, "thread": thread,
            "field": comment.field, "account": account,
        }))
    };
    tx.note(about(verb, None));
    for account in mentioned(&comment.words, people) {
        let id = tx.db().next_id();
        let row = fields!["id" => id, "comment_id" => comment.id, "account_id" => account];
        tx.insert("comment_mentions", row).await?;
        tx.note(about("comment.mentioned", Some(account)));
    }
    Ok(())
}

/// The first comment of a thread.
async fn first_of(tx: &mut Tx, document: DocumentId, id: CommentId) -> Act<Comment> {
    let sql = format!("{SELECT} WHERE id = $1 AND document_id = $2 AND thread_id IS NULL");
    let first: Option<Comment> = tx.opt(sql, params![id, document]).await?;
    Ok(first.ok_or(CommentRefusal::Missing)?)
}

/// Settles a thread: what it asked for is done, or is not wanted any more.
pub async fn settle(ctx: &Context, actor: Actor, of: (DocumentId, CommentId)) -> Act<i64> {
    set_resolved(ctx, actor, of, "comment.settled").await
}

/// Opens a settled thread again.
pub async fn reopen(ctx: &Context, actor: Actor, of: (DocumentId, CommentId)) -> Act<i64> {
    set_resolved(ctx, actor, of, "comment.reopened").await
}

async fn set_resolved(
    ctx: &Context,
    actor: Actor,
    (document, id): (DocumentId, CommentId),
    verb: &'static str,
) -> Act<i64> {
    let mut tx = ctx.db.begin().await?;
    let document = lock(&mut tx, document).await?;
    let first = first_of(&mut tx, document.id, id).await?;
    let settling = verb == "comment.settled";
    if settling == first.resolved_at.is_some() {
        let why = if settling { CommentRefusal::Settled } else { CommentRefusal::Missing };
        return Err(why.into());
    }
    let by = crate::documents::store::account_of(&actor).filter(|_| settling);
    let at: Option<Time> = settling.then(|| ctx.now());
    tx.update("comments", id, fields!["resolved_by" => by, "resolved_at" => at]).await?;
    let entry = entry(actor, verb, &document).detail(json!({
        "title": document.title, "comment": id, "thread": id, "field": first.field,
    }));
    Ok(tx.commit(entry).await?)
}
