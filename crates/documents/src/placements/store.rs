//! The placements' SQL: pins and order.

use std::collections::HashMap;

use platform::jobs::{Job, Priority};
use platform::{Actor, Db, Fault, Time, Tx, fields, params};
use serde::Deserialize;
use serde_json::json;
use structure::ColumnId;
use structure::columns::Column;

use super::model::{Placement, PlacementRefusal};
use crate::context::Context;
use crate::documents::store::{entry, lock};
use crate::ids::{DocumentId, PlacementId};
use crate::stopped::Act;
use crate::tags::public_tags;

pub(crate) const SELECT: &str = "SELECT id, document_id, site_id, column_id, home, live, sort_at, \
                                 pinned, pinned_until, position FROM placements";

/// All placements of a document, home first.
pub async fn of_document(db: &Db, id: DocumentId) -> Result<Vec<Placement>, Fault> {
    db.all(format!("{SELECT} WHERE document_id = $1 ORDER BY home DESC, id"), params![id]).await
}

/// Placements of several documents, home first.
pub(crate) async fn of_documents(db: &Db, ids: &[DocumentId]) -> Result<Vec<Placement>, Fault> {
    let ids = platform::db::id_list(ids.iter().map(|id| id.0));
    db.all(format!("{SELECT} WHERE document_id @in($1) ORDER BY home DESC, id"), params![ids]).await
}

pub(crate) async fn of_document_in_tx(
    tx: &mut Tx,
    id: DocumentId,
) -> Result<Vec<Placement>, Fault> {
    tx.all(format!("{SELECT} WHERE document_id = $1 ORDER BY home DESC, id"), params![id]).await
}

pub(crate) async fn at(tx: &mut Tx, id: DocumentId, column: ColumnId) -> Act<Placement> {
    let sql = format!("{SELECT} WHERE document_id = $1 AND column_id = $2");
    let found: Option<Placement> = tx.opt(sql, params![id, column]).await?;
    Ok(found.ok_or(PlacementRefusal::NotThere)?)
}

/// Writes a new placement that is not live yet.
pub(crate) async fn insert(
    tx: &mut Tx,
    document: DocumentId,
    column: &Column,
    home: bool,
    sort_at: Time,
) -> Result<PlacementId, Fault> {
    let id = PlacementId(tx.db().next_id());
    tx.insert(
        "placements",
        fields![
            "id" => id, "document_id" => document, "site_id" => column.site_id,
            "column_id" => column.id, "home" => home, "live" => false, "sort_at" => sort_at,
            "pinned" => false, "pinned_until" => None::<Time>, "position" => 0_i64,
        ],
    )
    .await?;
    Ok(id)
}

/// Shows or hides all placements of a document; shown ones are sorted by the date.
pub(crate) async fn set_live(
    tx: &mut Tx,
    document: DocumentId,
    sort_at: Option<Time>,
) -> Result<(), Fault> {
    for placement in of_document_in_tx(tx, document).await? {
        let wanted = (sort_at.is_some(), sort_at.unwrap_or(placement.sort_at));
        if (placement.live, placement.sort_at) != wanted {
            let fields = fields!["live" => wanted.0, "sort_at" => wanted.1];
            tx.update("placements", placement.id, fields).await?;
        }
    }
    Ok(())
}

/// When something last came into each column that promises updates; absent: never. One look into an
/// index per column, however many documents there are.
pub async fn newest_by_column(db: &Db) -> Result<HashMap<ColumnId, Option<Time>>, Fault> {
    #[derive(Deserialize)]
    struct Newest {
        id: ColumnId,
        newest: Option<Time>,
    }
    let sql = "SELECT c.id AS id, (SELECT MAX(p.sort_at) FROM placements p \
               WHERE p.column_id = c.id AND p.live = 1) AS newest FROM columns c";
    let rows: Vec<Newest> = db.all(sql, params![]).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.newest)).collect())
}

/// Pins a document to the top of a column, perhaps only until a time.
pub async fn pin(
    ctx: &Context,
    actor: Actor,
    (id, column): (DocumentId, ColumnId),
    until: Option<Time>,
) -> Act<i64> {
    if until.is_some_and(|until| until <= ctx.now()) {
        return Err(PlacementRefusal::TimePast.into());
    }
    let mut tx = ctx.db.begin().await?;
    let document = lock(&mut tx, id).await?;
    let placement = at(&mut tx, id, column).await?;
    let fields = fields!["pinned" => true, "pinned_until" => until];
    tx.update("placements", placement.id, fields).await?;
    if let Some(until) = until {
        let key = format!("unpin-{}-{}", placement.id, until.0);
        let payload = json!({ "placement": placement.id });
        tx.enqueue(Job::new("unpin_due", Priority::Scheduled, payload).at(until).unique(key))
            .await?;
    }
    let entry = entry(actor, "document.pinned", &document)
        .detail(json!({ "column": ctx.column_path(column)?, "until": until.map(Time::minute) }))
        .tags(public_tags(&mut tx, &document).await?);
    Ok(tx.commit(entry).await?)
}

/// Takes the pin away.
pub async fn unpin(ctx: &Context, actor: Actor, (id, column): (DocumentId, ColumnId)) -> Act<i64> {
    let mut tx = ctx.db.begin().await?;
    let document = lock(&mut tx, id).await?;
    let placement = at(&mut tx, id, column).await?;
    let fields = fields!["pinned" => false, "pinned_until" => None::<Time>];
    tx.update("placements", placement.id, fields).await?;
    let entry = entry(actor, "document.unpinned", &document)
        .detail(json!({ "column": ctx.column_path(column)? }))
        .tags(public_tags(&mut tx, &document).await?);
    Ok(tx.commit(entry).await?)
}

/// Takes a pin away whose time is over; does nothing if it was prolonged or taken away already.
pub async fn unpin_due(ctx: &Context, placement: PlacementId) -> Act<()> {
    let sql = format!("{SELECT} WHERE id = $1");
    let found: Option<Placement> = ctx.db.opt(sql, params![placement]).await?;
    let now = ctx.now();
    let over = |placement: &Placement| placement.pinned_until.is_some_and(|until| until <= now);
    if let Some(placement) = found.filter(over) {
        unpin(ctx, Actor::System, (placement.document_id, placement.column_id)).await?;
    }
    Ok(())
}

/// Gives a document a place by hand in a column's list; 0 sorts it by date again.
pub async fn order(
    ctx: &Context,
    actor: Actor,
    (id, column): (DocumentId, ColumnId),
    position: i64,
) -> Act<i64> {
    let mut tx = ctx.db.begin().await?;
    let document = lock(&mut tx, id).await?;
    let placement = at(&mut tx, id, column).await?;
    tx.update("placements", placement.id, fields!["position" => position]).await?;
    let entry = entry(actor, "document.ordered", &document)
        .detail(json!({ "column": ctx.column_path(column)?, "position": position }))
        .tags(public_tags(&mut tx, &document).await?);
    Ok(tx.commit(entry).await?)
}
