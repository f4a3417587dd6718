//! The items' SQL.

use platform::db::Value;
use platform::{Actor, Db, Entry, Fault, Time, Tx, fields, params};
use serde::Deserialize;
use serde_json::json;
use structure::rights::IdSet;
use structure::{AccountId, Scope, UnitId};

use super::model::{Item, ItemKind, NewItem, Rendition, Version};
use crate::ids::{FolderId, ItemId, RenditionId, VersionId};
use crate::intake::{Intake, Made};
use pictures::Focus;

const ITEM: &str = "SELECT i.id, i.code, i.unit_id, i.folder_id, i.kind, i.name, i.alt, i.focal_x, \
                    i.focal_y, i.version, i.created_at, i.updated_at, i.trashed_at \
                    FROM media_items i";

pub(super) const VERSION: &str = "SELECT id, item_id, number, digest, file_name, media_type, extension, size, \
                       width, height, note, created_by, created_at, accepted_at FROM media_versions";

/// Public: a document that visitors see names it.
const IS_PUBLIC: &str =
    "EXISTS (SELECT 1 FROM media_uses u WHERE u.item_id = i.id AND u.stage = 'live')";

/// What was added.
#[derive(Clone, Debug)]
pub struct Added {
    /// The item.
    pub id: ItemId,
    /// Its address.
    pub code: String,
    /// The journal's sequence number.
    pub seq: i64,
}

/// What a list shows.
#[derive(Clone, Debug, Default)]
pub struct ListFilter {
    /// Words of its name, its file's name or its alternative text.
    pub words: String,
    /// Only this kind.
    pub kind: Option<ItemKind>,
    /// Only this unit's.
    pub unit: Option<UnitId>,
    /// Only what lies in folders of this name.
    pub folder: String,
    /// Only what no document uses.
    pub unused: bool,
    /// Only what is in the trash; otherwise nothing that is.
    pub trashed: bool,
}

/// A line of a list.
#[derive(Clone, Debug, Deserialize)]
pub struct Line {
    /// The item.
    #[serde(flatten)]
    pub item: Item,
    /// The ending of the content's name.
    pub extension: String,
    /// Bytes.
    pub size: i64,
    /// Pixels across.
    pub width: Option<i64>,
    /// Pixels down.
    pub height: Option<i64>,
    /// How many documents use it.
    pub uses: i64,
    /// The folder's name.
    pub folder: Option<String>,
}

/// The account of an actor, if it is one.
pub(crate) fn account_of(actor: &Actor) -> Option<AccountId> {
    match actor {
        Actor::Account(id) => Some(AccountId(*id)),
        _ => None,
    }
}

/// An entry about an item. Pages that show it are out of date.
pub(crate) fn entry(actor: Actor, verb: &'static str, item: ItemId, name: &str) -> Entry {
    Entry::new(actor, verb, "media", item)
        .detail(json!({ "name": name }))
        .tags([format!("media:{item}")])
}

/// Adds an item with its first version.
pub async fn add(db: &Db, actor: Actor, new: &NewItem) -> Result<Added, Fault> {
    let now = db.clock().now();
    let id = ItemId(db.next_id());
    let code = platform::ids::random_code(10);
    let intake = &new.intake;
    let kind = ItemKind::of(&intake.media_type);
    let name = intake.file_name.rsplit_once('.').map_or(&*intake.file_name, |(stem, _)| stem);
    let mut tx = db.begin().await?;
    let folder = folder_in(&mut tx, new.unit_id, &new.folder, now).await?;
    let row = fields![
        "id" => id, "code" => code.as_str(), "unit_id" => new.unit_id, "folder_id" => folder,
        "kind" => kind.word(), "name" => name, "alt" => new.alt.as_str(),
        "focal_x" => Focus::MIDDLE.x, "focal_y" => Focus::MIDDLE.y, "version" => 1_i64,
        "created_by" => account_of(&actor), "created_at" => now, "updated_at" => now,
    ];
    tx.insert("media_items", row).await?;
    let by = account_of(&actor);
    insert_version(&mut tx, (id, 1), (by, now, Some(now)), intake, "").await?;
    let seq = tx.commit(entry(actor, "media.added", id, name)).await?;
    Ok(Added { id, code, seq })
}

/// Writes a version with what was made of it.
pub(crate) async fn insert_version(
    tx: &mut Tx,
    (item, number): (ItemId, i64),
    (by, now, accepted): (Option<AccountId>, Time, Option<Time>),
    intake: &Intake,
    note: &str,
) -> Result<VersionId, Fault> {
    let id = VersionId(tx.db().next_id());
    let row = fields![
        "id" => id, "item_id" => item, "number" => number, "digest" => intake.digest.as_str(),
        "file_name" => intake.file_name.as_str(), "media_type" => intake.media_type.as_str(),
        "extension" => intake.extension.as_str(), "size" => intake.size,
        "width" => intake.width, "height" => intake.height, "note" => note,
        "created_by" => by, "created_at" => now,
        "accepted_by" => accepted.and(by), "accepted_at" => accepted,
    ];
    tx.insert("media_versions", row).await?;
    insert_renditions(tx, id, &intake.renditions).await?;
    Ok(id)
}

async fn insert_renditions(tx: &mut Tx, version: VersionId, made: &[Made]) -> Result<(), Fault> {
    let rows = made
        .iter()
        .map(|one| {
            fields![
                "id" => RenditionId(tx.db().next_id()), "version_id" => version,
                "name" => one.name.as_str(), "media_type" => one.media_type,
                "digest" => one.digest.as_str(), "size" => one.size, "width" => one.width,
                "height" => one.height,
            ]
        })
        .collect();
    tx.insert_all("media_renditions", rows).await
}

/// The unit's folder of this name, made if it isn't there; none for an empty name.
async fn folder_in(
    tx: &mut Tx,
    unit: UnitId,
    name: &str,
    now: Time,
) -> Result<Option<FolderId>, Fault> {
    #[derive(Deserialize)]
    struct Known {
        id: FolderId,
    }
    let name = name.trim();
    if name.is_empty() {
        return Ok(None);
    }
    // Two uploads may name the same new folder at once: the second waits and finds it.
    tx.exec("SELECT id FROM units WHERE id = $1 @lock", params![unit]).await?;
    let sql = "SELECT id FROM media_folders WHERE unit_id = $1 AND name = $2";
    let known: Option<Known> = tx.opt(sql, params![unit, name]).await?;
    if let Some(known) = known {
        return Ok(Some(known.id));
    }
    let id = FolderId(tx.db().next_id());
    let row = fields!["id" => id, "unit_id" => unit, "name" => name, "created_at" => now];
    tx.insert("media_folders", row).await?;
    Ok(Some(id))
}

/// What an item's form holds.
#[derive(Clone, Debug)]
pub struct Change {
    /// What staff call it.
    pub name: String,
    /// What a picture shows.
    pub alt: String,
    /// The folder's name; empty: none.
    pub folder: String,
    /// Where a picture's matter lies.
    pub focus: Focus,
    /// The crops around another focus, if it moved.
    pub renditions: Option<Vec<Made>>,
}

/// Changes what is said about an item.
pub async fn change(db: &Db, actor: Actor, item: &Item, to: &Change) -> Result<i64, Fault> {
    let now = db.clock().now();
    let mut tx = db.begin().await?;
    let folder = folder_in(&mut tx, item.unit_id, &to.folder, now).await?;
    let fields = fields![
        "name" => to.name.as_str(), "alt" => to.alt.as_str(), "folder_id" => folder,
        "focal_x" => to.focus.x, "focal_y" => to.focus.y, "updated_at" => now,
    ];
    tx.update("media_items", item.id, fields).await?;
    if let Some(made) = &to.renditions {
        let sql = format!("{VERSION} WHERE item_id = $1 AND number = $2");
        let version: Option<Version> = tx.opt(sql, params![item.id, item.version]).await?;
        if let Some(version) = version {
            remove_renditions(&mut tx, version.id).await?;
            insert_renditions(&mut tx, version.id, made).await?;
        }
    }
    tx.commit(entry(actor, "media.changed", item.id, &to.name)).await
}

async fn remove_renditions(tx: &mut Tx, version: VersionId) -> Result<(), Fault> {
    #[derive(Deserialize)]
    struct Old {
        id: RenditionId,
    }
    let sql = "SELECT id FROM media_renditions WHERE version_id = $1";
    let old: Vec<Old> = tx.all(sql, params![version]).await?;
    for one in old {
        tx.remove("media_renditions", one.id).await?;
    }
    Ok(())
}

/// An item by its address, also from the trash.
pub async fn by_code(db: &Db, code: &str) -> Result<Option<Item>, Fault> {
    db.opt(format!("{ITEM} WHERE i.code = $1"), params![code]).await
}

/// The items of these addresses that visitors may see.
pub async fn public_by_codes(db: &Db, codes: &[String]) -> Result<Vec<Item>, Fault> {
    let codes = json!(codes).to_string();
    let sql = format!("{ITEM} WHERE i.code @among($1) AND i.trashed_at IS NULL AND {IS_PUBLIC}");
    db.all(sql, params![codes]).await
}

/// Whether a document that visitors see names the item.
pub async fn is_public(db: &Db, item: ItemId) -> Result<bool, Fault> {
    let sql = "SELECT COUNT(*) FROM media_uses WHERE item_id = $1 AND stage = 'live'";
    Ok(db.count(sql, params![item]).await? > 0)
}

/// All versions of an item, newest first.
pub async fn versions(db: &Db, item: ItemId) -> Result<Vec<Version>, Fault> {
    db.all(format!("{VERSION} WHERE item_id = $1 ORDER BY number DESC"), params![item]).await
}

/// The version of an item that is in force.
pub async fn version_of(db: &Db, item: &Item) -> Result<Option<Version>, Fault> {
    let sql = format!("{VERSION} WHERE item_id = $1 AND number = $2");
    db.opt(sql, params![item.id, item.version]).await
}

/// Everything made of a version, widest last.
pub async fn renditions(db: &Db, version: VersionId) -> Result<Vec<Rendition>, Fault> {
    let sql = "SELECT name, media_type, digest, size, width, height FROM media_renditions \
               WHERE version_id = $1 ORDER BY width, name";
    db.all(sql, params![version]).await
}

/// The names of the folders that units have.
pub async fn folders(db: &Db, units: &Scope) -> Result<Vec<String>, Fault> {
    #[derive(Deserialize)]
    struct Named {
        name: String,
    }
    let mut params = Vec::new();
    let within = units_of(units, "unit_id", &mut params);
    let sql = format!("SELECT DISTINCT name FROM media_folders WHERE {within} ORDER BY name");
    let rows: Vec<Named> = db.all(sql, params).await?;
    Ok(rows.into_iter().map(|row| row.name).collect())
}

/// The name of a folder.
pub async fn folder_name(db: &Db, id: FolderId) -> Result<String, Fault> {
    #[derive(Deserialize)]
    struct Named {
        name: String,
    }
    let sql = "SELECT name FROM media_folders WHERE id = $1";
    let row: Option<Named> = db.opt(sql, params![id]).await?;
    Ok(row.map(|row| row.name).unwrap_or_default())
}

/// A right's units as a condition, whatever columns it is bound to.
fn units_of(scope: &Scope, field: &str, params: &mut Vec<Value>) -> String {
    let mut parts = Vec::new();
    for part in &scope.parts {
        match &part.units {
            IdSet::All => return "1 = 1".to_owned(),
            IdSet::Only(ids) => {
                params.push(platform::db::id_list(ids.iter().copied()));
                parts.push(format!("{field} @in(${})", params.len()));
            }
        }
    }
    if parts.is_empty() { "1 = 0".to_owned() } else { format!("({})", parts.join(" OR ")) }
}

/// A page of the library: what units in reach own, and what is public anyway.
pub async fn list(
    db: &Db,
    scope: &Scope,
    filter: &ListFilter,
    (limit, offset): (i64, i64),
) -> Result<(Vec<Line>, i64), Fault> {
    let mut params = Vec::new();
    let mut conditions =
        vec![format!("({} OR {IS_PUBLIC})", units_of(scope, "i.unit_id", &mut params))];
    let state = if filter.trashed { "i.trashed_at IS NOT NULL" } else { "i.trashed_at IS NULL" };
    conditions.push(state.to_owned());
    if let Some(kind) = filter.kind {
        params.push(kind.word().into());
        conditions.push(format!("i.kind = ${}", params.len()));
    }
    if let Some(unit) = filter.unit {
        params.push(unit.into());
        conditions.push(format!("i.unit_id = ${}", params.len()));
    }
    if !filter.folder.is_empty() {
        params.push(filter.folder.as_str().into());
        conditions.push(format!("f.name = ${}", params.len()));
    }
    if filter.unused {
        conditions.push("NOT EXISTS (SELECT 1 FROM media_uses u WHERE u.item_id = i.id)".into());
    }
    for word in filter.words.split_whitespace() {
        params.push(format!("%{}%", escaped(&word.to_lowercase())).into());
        let at = params.len();
        let like = |field: &str| format!("LOWER({field}) LIKE ${at} ESCAPE '!'");
        let any = [like("i.name"), like("i.alt"), like("v.file_name")].join(" OR ");
        conditions.push(format!("({any})"));
    }
    let from = "FROM media_items i \
                JOIN media_versions v ON v.item_id = i.id AND v.number = i.version \
                LEFT JOIN media_folders f ON f.id = i.folder_id";
    let within = conditions.join(" AND ");
    let count = format!("SELECT COUNT(*) {from} WHERE {within}");
    let total = db.count(count, params.clone()).await?;
    let fields = ITEM.trim_end_matches("FROM media_items i");
    params.extend([limit.into(), offset.into()]);
    let sql = format!(
        "{fields}, v.extension, v.size, v.width, v.height, f.name AS folder, \
         (SELECT COUNT(DISTINCT u.document_id) FROM media_uses u WHERE u.item_id = i.id) AS uses \
         {from} WHERE {within} ORDER BY i.updated_at DESC, i.id DESC LIMIT ${} OFFSET ${}",
        params.len() - 1,
        params.len()
    );
    Ok((db.all(sql, params).await?, total))
}

/// A word for `LIKE … ESCAPE '!'`.
fn escaped(word: &str) -> String {
    word.replace('!', "!!").replace('%', "!%").replace('_', "!_")
}
