//! The uses' SQL.

use platform::{Db, Fault, Tx, fields, params};
use serde::Deserialize;
use serde_json::json;
use structure::UnitId;

use super::{Stage, User, codes};
use crate::ids::{ItemId, UseId};

/// A document that uses an item.
#[derive(Clone, Debug, Deserialize)]
pub struct Use {
    /// Its public code.
    pub key: String,
    /// Its title.
    pub title: String,
    /// The unit that answers for it.
    pub unit_id: UnitId,
    /// `live`: visitors see it there.
    pub stage: String,
}

#[derive(Deserialize)]
struct Known {
    id: UseId,
    item_id: ItemId,
}

#[derive(Deserialize)]
struct Named {
    id: ItemId,
}

/// Notes what a document's cleaned body uses from now on, within the transaction that saves or
/// publishes it.
pub async fn record(
    tx: &mut Tx,
    user: User<'_>,
    stage: Stage,
    clean_html: &str,
) -> Result<(), Fault> {
    let named: Vec<Named> = match codes(clean_html) {
        codes if codes.is_empty() => Vec::new(),
        codes => {
            let sql = "SELECT id FROM media_items WHERE code @among($1) AND trashed_at IS NULL";
            tx.all(sql, params![json!(codes).to_string()]).await?
        }
    };
    let known = known(tx, user.id, stage).await?;
    for gone in known.iter().filter(|use_| !named.iter().any(|item| item.id == use_.item_id)) {
        tx.remove("media_uses", gone.id).await?;
    }
    let now = tx.db().clock().now();
    for item in named.iter().filter(|item| !known.iter().any(|use_| use_.item_id == item.id)) {
        let row = fields![
            "id" => UseId(tx.db().next_id()), "item_id" => item.id, "document_id" => user.id,
            "stage" => stage.word(), "key" => user.key, "title" => user.title,
            "unit_id" => user.unit_id, "used_at" => now,
        ];
        tx.insert("media_uses", row).await?;
    }
    Ok(())
}

/// Notes that a document uses nothing any more at this stage: it was taken down.
pub async fn forget(tx: &mut Tx, document: i64, stage: Stage) -> Result<(), Fault> {
    for gone in known(tx, document, stage).await? {
        tx.remove("media_uses", gone.id).await?;
    }
    Ok(())
}

async fn known(tx: &mut Tx, document: i64, stage: Stage) -> Result<Vec<Known>, Fault> {
    let sql = "SELECT id, item_id FROM media_uses WHERE document_id = $1 AND stage = $2";
    tx.all(sql, params![document, stage.word()]).await
}

/// The documents that use an item, those that visitors see first.
pub async fn of_item(db: &Db, item: ItemId) -> Result<Vec<Use>, Fault> {
    let sql = "SELECT key, title, unit_id, stage FROM media_uses WHERE item_id = $1 \
               ORDER BY stage DESC, id";
    let rows: Vec<Use> = db.all(sql, params![item]).await?;
    let mut once: Vec<Use> = Vec::new();
    for row in rows {
        if !once.iter().any(|known| known.key == row.key) {
            once.push(row);
        }
    }
    Ok(once)
}
