//! The lists' SQL.

use platform::{Actor, Db, Entry, Fault, Time, fields, params};
use serde::Deserialize;
use serde_json::json;

use super::first::first_lists;
use super::model::{ListedWord, WordList, WordListId};
use crate::level::Level;

const SELECT: &str = "SELECT id, code, name, level, enabled, words, updated_at FROM word_lists";

#[derive(Deserialize)]
struct Stored {
    id: WordListId,
    code: String,
    name: String,
    level: String,
    enabled: bool,
    words: Vec<ListedWord>,
    updated_at: Time,
}

impl From<Stored> for WordList {
    fn from(row: Stored) -> Self {
        Self {
            id: Some(row.id),
            code: row.code,
            name: row.name,
            level: Level::parse(&row.level).unwrap_or(Level::Advice),
            enabled: row.enabled,
            words: row.words,
            updated_at: Some(row.updated_at),
        }
    }
}

/// All lists, oldest first.
///
/// # Errors
/// A fault of the database.
pub async fn all(db: &Db) -> Result<Vec<WordList>, Fault> {
    let rows: Vec<Stored> = db.all(format!("{SELECT} ORDER BY id"), params![]).await?;
    Ok(rows.into_iter().map(WordList::from).collect())
}

/// A list.
pub(crate) async fn by_id(db: &Db, id: WordListId) -> Result<Option<WordList>, Fault> {
    let row: Option<Stored> = db.opt(format!("{SELECT} WHERE id = $1"), params![id.0]).await?;
    Ok(row.map(WordList::from))
}

/// Stores the lists that the product begins with, unless they are there.
///
/// # Errors
/// A fault of the database.
pub async fn ensure_first(db: &Db) -> Result<(), Fault> {
    let there = all(db).await?;
    for list in first_lists() {
        if there.iter().all(|known| known.code != list.code) {
            save(db, Actor::System, &list).await?;
        }
    }
    Ok(())
}

/// Stores a list, new or changed.
pub(crate) async fn save(db: &Db, actor: Actor, list: &WordList) -> Result<i64, Fault> {
    let now = db.clock().now();
    let mut tx = db.begin().await?;
    let words = json!(list.words);
    let (id, verb) = if let Some(id) = list.id {
        let row = fields![
            "name" => list.name.as_str(), "level" => list.level.word(),
            "enabled" => list.enabled, "words" => words, "updated_at" => now,
        ];
        tx.update("word_lists", id.0, row).await?;
        (id.0, "word_list.changed")
    } else {
        let id = db.next_id();
        let row = fields![
            "id" => id, "code" => list.code.as_str(), "name" => list.name.as_str(),
            "level" => list.level.word(), "enabled" => list.enabled, "words" => words,
            "created_at" => now, "updated_at" => now,
        ];
        tx.insert("word_lists", row).await?;
        (id, "word_list.added")
    };
    let detail = json!({
        "name": list.name, "level": list.level, "enabled": list.enabled, "words": list.words.len(),
    });
    tx.commit(Entry::new(actor, verb, "word_lists", id).detail(detail)).await
}
