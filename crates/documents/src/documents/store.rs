//! The documents' SQL: beginning, saving, addresses' last segment, trash.

use platform::{Actor, Db, Entry, Fault, Time, Tx, fields, params};
use serde_json::json;
use structure::{AccountId, ColumnId, UnitId};
use text::slug::is_slug;

use super::model::{Document, DocumentRefusal, DocumentState, default_slug};
use crate::addresses;
use crate::context::Context;
use crate::ids::{DocumentId, RevisionId};
use crate::placements;
use crate::revisions::{self, Content, NewRevision};
use crate::stopped::Act;
use crate::tags::public_tags;

pub(crate) const SELECT: &str = "SELECT id, key, kind, site_id, column_id, unit_id, slug, state, title, head_revision_id, \
     live_revision_id, card, index_number, created_by, created_at, updated_at, \
     first_published_at, published_at, expires_at, import_key, trashed_at, emergency_open \
     FROM documents";

/// A new document.
#[derive(Clone, Debug)]
pub struct CreateForm {
    /// The code of its kind.
    pub kind: String,
    /// Its home column.
    pub column_id: ColumnId,
    /// The unit that answers for it.
    pub unit_id: UnitId,
    /// The last segment of its address, if the clerk wants a certain one.
    pub slug: Option<String>,
    /// Its first content.
    pub content: Content,
    /// What the author says about it.
    pub note: String,
}

/// The next revision of a document.
#[derive(Clone, Debug)]
pub struct SaveForm {
    /// The document.
    pub document_id: DocumentId,
    /// The revision that the author began with.
    pub expected_head: RevisionId,
    /// The whole new content.
    pub content: Content,
    /// What the author says about the change.
    pub note: String,
}

/// What saving gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The document.
    pub document_id: DocumentId,
    /// Its public code.
    pub key: String,
    /// The newest revision.
    pub revision_id: RevisionId,
    /// Its number.
    pub number: i64,
    /// The journal's sequence number; absent when nothing had changed.
    pub seq: Option<i64>,
}

/// The account behind an actor, if it is one.
pub(crate) fn account_of(actor: &Actor) -> Option<AccountId> {
    match actor {
        Actor::Account(id) => Some(AccountId(*id)),
        Actor::ApiKey(_) | Actor::System | Actor::Visitor => None,
    }
}

/// A document.
pub async fn by_id(db: &Db, id: DocumentId) -> Result<Option<Document>, Fault> {
    db.opt(format!("{SELECT} WHERE id = $1"), params![id]).await
}

/// Several documents, in no order.
pub(crate) async fn by_ids(db: &Db, ids: &[DocumentId]) -> Result<Vec<Document>, Fault> {
    let ids = platform::db::id_list(ids.iter().map(|id| id.0));
    db.all(format!("{SELECT} WHERE id @in($1)"), params![ids]).await
}

/// A document by its public code.
pub async fn by_key(db: &Db, key: &str) -> Result<Option<Document>, Fault> {
    db.opt(format!("{SELECT} WHERE key = $1"), params![key]).await
}

/// Every document whose home is one of the columns, trash aside.
pub(crate) async fn in_columns(db: &Db, columns: &[i64]) -> Result<Vec<Document>, Fault> {
    let sql = format!("{SELECT} WHERE column_id @in($1) AND trashed_at IS NULL ORDER BY id DESC");
    db.all(sql, params![platform::db::id_list(columns.iter().copied())]).await
}

/// The same, within a transaction.
pub(crate) async fn by_key_in_tx(tx: &mut Tx, key: &str) -> Result<Option<Document>, Fault> {
    tx.opt(format!("{SELECT} WHERE key = $1"), params![key]).await
}

/// A document, held against others until the transaction ends.
pub(crate) async fn lock(tx: &mut Tx, id: DocumentId) -> Act<Document> {
    let found: Option<Document> =
        tx.opt(format!("{SELECT} WHERE id = $1 @lock"), params![id]).await?;
    Ok(found.ok_or(DocumentRefusal::Missing)?)
}

/// An entry about a document.
pub(crate) fn entry(actor: Actor, verb: &'static str, document: &Document) -> Entry {
    Entry::new(actor, verb, "document", document.id)
}

/// Sets the state and notes the time.
pub(crate) async fn set_state(
    tx: &mut Tx,
    id: DocumentId,
    state: DocumentState,
    now: Time,
) -> Result<(), Fault> {
    tx.update("documents", id, fields!["state" => state.word(), "updated_at" => now]).await
}

/// Begins a document.
pub async fn create(ctx: &Context, actor: Actor, form: &CreateForm) -> Act<Saved> {
    let kind = ctx.kinds.get(&form.kind)?;
    let column = ctx.column(form.column_id)?;
    let problems = kind.draft_problems(&form.content);
    if !problems.is_empty() {
        return Err(problems.into());
    }
    let now = ctx.now();
    let slug = match form.slug.as_deref().filter(|slug| !slug.is_empty()) {
        Some(slug) if is_slug(slug) => slug.to_owned(),
        Some(_) => return Err(DocumentRefusal::SlugNotInForm.into()),
        None => default_slug(now),
    };
    let document = DocumentId(ctx.db.next_id());
    let revision = RevisionId(ctx.db.next_id());
    let key = platform::ids::random_code(10);
    let mut tx = ctx.db.begin().await?;
    tx.insert(
        "documents",
        fields![
            "id" => document, "key" => key.as_str(), "kind" => kind.code,
            "site_id" => column.site_id, "column_id" => column.id, "unit_id" => form.unit_id,
            "slug" => slug.as_str(), "state" => DocumentState::Draft.word(),
            "title" => form.content.title.as_str(), "head_revision_id" => revision,
            "created_by" => account_of(&actor), "created_at" => now, "updated_at" => now,
            "emergency_open" => false,
        ],
    )
    .await?;
    let new = NewRevision {
        id: revision,
        document_id: document,
        number: 1,
        author_id: account_of(&actor),
        created_at: now,
        note: &form.note,
        content: &form.content,
    };
    revisions::insert(&mut tx, &new).await?;
    let user = (document, key.as_str(), form.unit_id);
    crate::media_uses::of_head(&mut tx, user, &form.content).await?;
    placements::store::insert(&mut tx, document, column, true, now).await?;
    let path = format!("{}/{slug}", column.path);
    addresses::store::claim(&mut tx, ctx, (column.site_id, &path), document).await?;
    let entry = Entry::new(actor, "document.created", "document", document).detail(json!({
        "title": form.content.title, "kind": kind.code, "column": column.path,
    }));
    let seq = Some(tx.commit(entry).await?);
    Ok(Saved { document_id: document, key, revision_id: revision, number: 1, seq })
}

/// Saves a revision, unless somebody else has saved one since.
pub async fn save(ctx: &Context, actor: Actor, form: &SaveForm) -> Act<Saved> {
    let mut tx = ctx.db.begin().await?;
    let document = lock(&mut tx, form.document_id).await?;
    document.may_edit()?;
    if document.head_revision_id != form.expected_head {
        return Err(DocumentRefusal::Changed.into());
    }
    let problems = ctx.kinds.get(&document.kind)?.draft_problems(&form.content);
    if !problems.is_empty() {
        return Err(problems.into());
    }
    let head = revisions::in_tx(&mut tx, document.head_revision_id).await?;
    let saved = |revision_id, number, seq| Saved {
        document_id: document.id,
        key: document.key.clone(),
        revision_id,
        number,
        seq,
    };
    if head.digest == form.content.digest() {
        return Ok(saved(head.id, head.number, None));
    }
    let now = ctx.now();
    let new = NewRevision {
        id: RevisionId(ctx.db.next_id()),
        document_id: document.id,
        number: head.number + 1,
        author_id: account_of(&actor),
        created_at: now,
        note: &form.note,
        content: &form.content,
    };
    revisions::insert(&mut tx, &new).await?;
    let user = (document.id, document.key.as_str(), document.unit_id);
    crate::media_uses::of_head(&mut tx, user, &form.content).await?;
    let fields = fields![
        "head_revision_id" => new.id, "state" => DocumentState::Draft.word(),
        "title" => form.content.title.as_str(), "updated_at" => now,
    ];
    tx.update("documents", document.id, fields).await?;
    let entry = entry(actor, "document.revised", &document)
        .detail(json!({ "title": form.content.title, "number": new.number }));
    let seq = Some(tx.commit(entry).await?);
    Ok(saved(new.id, new.number, seq))
}

/// Gives the document another last segment; the old address redirects.
pub async fn change_slug(ctx: &Context, actor: Actor, id: DocumentId, slug: &str) -> Act<i64> {
    if !is_slug(slug) {
        return Err(DocumentRefusal::SlugNotInForm.into());
    }
    let mut tx = ctx.db.begin().await?;
    let before = lock(&mut tx, id).await?;
    before.may_move()?;
    for placement in placements::store::of_document_in_tx(&mut tx, id).await? {
        let column = ctx.column_path(placement.column_id)?;
        let new = format!("{column}/{slug}");
        addresses::store::leave(&mut tx, &before, placement.site_id, &before.path_in(column))
            .await?;
        addresses::store::claim(&mut tx, ctx, (placement.site_id, &new), id).await?;
    }
    tx.update("documents", id, fields!["slug" => slug, "updated_at" => ctx.now()]).await?;
    let entry = entry(actor, "document.slug_changed", &before)
        .detail(json!({ "from": before.slug, "to": slug }))
        .tags(public_tags(&mut tx, &before).await?);
    Ok(tx.commit(entry).await?)
}

/// Puts a document that is not live into the trash.
pub async fn trash(ctx: &Context, actor: Actor, id: DocumentId) -> Act<i64> {
    let mut tx = ctx.db.begin().await?;
    let document = lock(&mut tx, id).await?;
    document.may_trash()?;
    let now = ctx.now();
    tx.update("documents", id, fields!["trashed_at" => now, "updated_at" => now]).await?;
    let tags = public_tags(&mut tx, &document).await?;
    let entry = entry(actor, "document.trashed", &document)
        .detail(json!({ "title": document.title }))
        .tags(tags);
    Ok(tx.commit(entry).await?)
}

/// Takes a document out of the trash.
pub async fn restore(ctx: &Context, actor: Actor, id: DocumentId) -> Act<i64> {
    let mut tx = ctx.db.begin().await?;
    let document = lock(&mut tx, id).await?;
    let fields = fields!["trashed_at" => None::<Time>, "updated_at" => ctx.now()];
    tx.update("documents", id, fields).await?;
    let tags = public_tags(&mut tx, &document).await?;
    let entry = entry(actor, "document.restored", &document)
        .detail(json!({ "title": document.title }))
        .tags(tags);
    Ok(tx.commit(entry).await?)
}
