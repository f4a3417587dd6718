//! The addresses' SQL.

use platform::{Actor, Db, Entry, Fault, Tx, fields, params};
use serde::Deserialize;
use serde_json::json;
use structure::{ColumnId, SiteId, Tree};

use super::model::{AddressRecord, Meaning};
use crate::context::Context;
use crate::documents::{self, Document, DocumentRefusal};
use crate::ids::{DocumentId, RevisionId};
use crate::stopped::Act;

const SELECT: &str =
    "SELECT id, site_id, path, document_id, column_id, redirect_to, created_at FROM addresses";

#[derive(Deserialize)]
struct At {
    id: DocumentId,
    home: bool,
    kind: String,
    live_revision_id: Option<RevisionId>,
}

/// `CROSS JOIN` says in which order SQLite looks: the slug first, which few documents share. Left to itself it
/// reads the whole column.
pub(crate) const AT: &str = "SELECT d.id AS id, p.home AS home, d.kind AS kind, d.live_revision_id AS live_revision_id \
     FROM documents d CROSS JOIN placements p \
     WHERE p.document_id = d.id AND d.slug = $1 AND p.column_id = $2";

/// What a path on a site means: the present columns first, then everything that ever was.
pub async fn resolve(
    db: &Db,
    tree: &Tree,
    site: SiteId,
    path: &str,
) -> Result<Option<Meaning>, Fault> {
    let path = path.trim_matches('/');
    if let Some((parent, slug)) = path.rsplit_once('/') {
        let present = tree.column_by_path(site, parent);
        if let Some(column) = present.or_else(|| tree.column_by_former_path(site, parent)) {
            let found: Option<At> = db.opt(AT, params![slug, column.id]).await?;
            if let Some(at) = found {
                if present.is_some() {
                    let (column_id, live) = (column.id, at.live_revision_id.is_some());
                    let At { id, home, kind, .. } = at;
                    return Ok(Some(Meaning::Document { id, column_id, home, kind, live }));
                }
                return Ok(present_url(db, tree, at.id).await?.map(Meaning::Redirect));
            }
        }
    }
    let sql = format!("{SELECT} WHERE site_id = $1 AND path = $2");
    let known: Option<AddressRecord> = db.opt(sql, params![site, path]).await?;
    let Some(known) = known else { return Ok(None) };
    if let Some(document) = known.document_id {
        return Ok(present_url(db, tree, document).await?.map(Meaning::Redirect));
    }
    let column = known.column_id.and_then(|id| tree.column(id));
    let column = column.map(|column| tree.column_url(column));
    Ok(column.or(known.redirect_to).map(Meaning::Redirect))
}

async fn present_url(db: &Db, tree: &Tree, id: DocumentId) -> Result<Option<String>, Fault> {
    Ok(documents::by_id(db, id).await?.and_then(|document| url_of(tree, &document)))
}

/// The canonical address of a document.
pub fn url_of(tree: &Tree, document: &Document) -> Option<String> {
    let column = tree.column(document.column_id)?;
    Some(tree.url(column.site_id, &document.path_in(&column.path)))
}

/// Every address that a document has or had, oldest first.
pub async fn of_document(db: &Db, id: DocumentId) -> Result<Vec<AddressRecord>, Fault> {
    db.all(format!("{SELECT} WHERE document_id = $1 ORDER BY created_at, id"), params![id]).await
}

/// Takes a path for a document, unless something else is or was there.
pub(crate) async fn claim(
    tx: &mut Tx,
    ctx: &Context,
    (site, path): (SiteId, &str),
    document: DocumentId,
) -> Act<()> {
    if ctx.tree.column_by_path(site, path).is_some() {
        return Err(DocumentRefusal::SlugTaken.into());
    }
    if let Some((parent, slug)) = path.rsplit_once('/')
        && let Some(column) = ctx.tree.column_by_path(site, parent)
    {
        let there: Vec<At> = tx.all(AT, params![slug, column.id]).await?;
        if there.iter().any(|at| at.id != document) {
            return Err(DocumentRefusal::SlugTaken.into());
        }
    }
    let sql = format!("{SELECT} WHERE site_id = $1 AND path = $2");
    let known: Option<AddressRecord> = tx.opt(sql, params![site, path]).await?;
    match known {
        Some(known) if known.document_id == Some(document) => Ok(()),
        Some(_) => Err(DocumentRefusal::SlugTaken.into()),
        None => Ok(insert(tx, (site, path), Some(document), None).await?),
    }
}

/// Leaves a path: it redirects from now on if it ever worked, and is free again if it never did.
pub(crate) async fn leave(
    tx: &mut Tx,
    document: &Document,
    site: SiteId,
    path: &str,
) -> Result<(), Fault> {
    let sql = format!("{SELECT} WHERE site_id = $1 AND path = $2");
    let known: Option<AddressRecord> = tx.opt(sql, params![site, path]).await?;
    let worked = document.first_published_at.is_some();
    match known {
        Some(known) if !worked && known.document_id == Some(document.id) => {
            tx.remove("addresses", known.id).await
        }
        None if worked => insert(tx, (site, path), Some(document.id), None).await,
        _ => Ok(()),
    }
}

async fn insert(
    tx: &mut Tx,
    (site, path): (SiteId, &str),
    document: Option<DocumentId>,
    redirect_to: Option<&str>,
) -> Result<(), Fault> {
    let id = tx.db().next_id();
    let now = tx.db().clock().now();
    tx.insert(
        "addresses",
        fields![
            "id" => id, "site_id" => site, "path" => path, "document_id" => document,
            "column_id" => None::<ColumnId>, "redirect_to" => redirect_to, "created_at" => now,
        ],
    )
    .await
}

/// An address of a former system that leads elsewhere from now on; replaces what it led to.
pub async fn add_redirect(
    ctx: &Context,
    actor: Actor,
    (site, path): (SiteId, &str),
    target: &str,
) -> Act<i64> {
    let path = path.trim_matches('/');
    let mut tx = ctx.db.begin().await?;
    let sql = format!("{SELECT} WHERE site_id = $1 AND path = $2");
    let known: Option<AddressRecord> = tx.opt(sql, params![site, path]).await?;
    match known {
        Some(known) if known.redirect_to.is_some() => {
            tx.update("addresses", known.id, fields!["redirect_to" => target]).await?;
        }
        Some(_) => return Err(DocumentRefusal::SlugTaken.into()),
        None => insert(&mut tx, (site, path), None, Some(target)).await?,
    }
    let entry = Entry::new(actor, "address.redirected", "site", site)
        .detail(json!({ "path": path, "to": target }))
        .tags([format!("path:{path}")]);
    Ok(tx.commit(entry).await?)
}

/// Addresses of former systems on a site, by path.
pub async fn former_redirects(
    db: &Db,
    site: SiteId,
    (limit, offset): (i64, i64),
) -> Result<Vec<AddressRecord>, Fault> {
    let sql = format!(
        "{SELECT} WHERE site_id = $1 AND redirect_to IS NOT NULL ORDER BY path LIMIT $2 OFFSET $3"
    );
    db.all(sql, params![site, limit, offset]).await
}
