//! The word lists' SQL.

use platform::db::Bookkeeping;
use platform::{Actor, Db, Entry, Fault, Time, fields, params};
use search::Vocabulary;
use serde::{Deserialize, Serialize};
use structure::SiteId;

#[derive(Deserialize)]
struct SynonymRow {
    id: i64,
    words: Vec<String>,
}

#[derive(Deserialize)]
struct StopWordRow {
    id: i64,
    word: String,
}

/// Something that was looked for and not found.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Miss {
    /// The words.
    pub words: String,
    /// How often.
    pub times: i64,
    /// First time.
    pub first_at: Time,
    /// Last time.
    pub last_at: Time,
}

async fn synonyms(db: &Db) -> Result<Vec<SynonymRow>, Fault> {
    db.all("SELECT id, words FROM synonyms ORDER BY id", params![]).await
}

async fn stop_words(db: &Db) -> Result<Vec<StopWordRow>, Fault> {
    db.all("SELECT id, word FROM stop_words ORDER BY id", params![]).await
}

/// Both lists as the index wants them.
pub async fn load_vocabulary(db: &Db) -> Result<Vocabulary, Fault> {
    Ok(Vocabulary {
        synonyms: synonyms(db).await?.into_iter().map(|row| row.words).collect(),
        stop_words: stop_words(db).await?.into_iter().map(|row| row.word).collect(),
    })
}

/// Replaces both lists; what stays the same is not touched.
pub async fn save_vocabulary(
    db: &Db,
    actor: Actor,
    groups: &[Vec<String>],
    stops: &[String],
) -> Result<i64, Fault> {
    let (old_groups, old_stops) = (synonyms(db).await?, stop_words(db).await?);
    let now = db.clock().now();
    let mut tx = db.begin().await?;
    for row in old_groups.iter().filter(|row| !groups.contains(&row.words)) {
        tx.remove("synonyms", row.id).await?;
    }
    for row in old_stops.iter().filter(|row| !stops.contains(&row.word)) {
        tx.remove("stop_words", row.id).await?;
    }
    for group in groups.iter().filter(|group| !old_groups.iter().any(|row| row.words == **group)) {
        let words = serde_json::Value::from(group.clone());
        tx.insert("synonyms", fields!["id" => db.next_id(), "words" => words, "created_at" => now])
            .await?;
    }
    for word in stops.iter().filter(|word| !old_stops.iter().any(|row| row.word == **word)) {
        let row = fields!["id" => db.next_id(), "word" => word.as_str(), "created_at" => now];
        tx.insert("stop_words", row).await?;
    }
    let detail = serde_json::json!({ "synonyms": groups.len(), "stop_words": stops.len() });
    tx.commit(Entry::new(actor, "search_words.changed", "search_words", 1_i64).detail(detail)).await
}

/// Counts a search without result.
pub async fn note_miss(db: &Db, site: SiteId, words: &str) -> Result<(), Fault> {
    let words = words.to_lowercase();
    let now = db.clock().now();
    let mut tx = db.begin().await?;
    let known = "UPDATE search_misses SET times = times + 1, last_at = $3 \
                 WHERE site_id = $1 AND words = $2";
    if tx.exec(known, params![site, words.as_str(), now]).await? == 0 {
        let id = db.next_id();
        let new = "INSERT INTO search_misses (id, site_id, words, times, first_at, last_at) \
                   VALUES ($1, $2, $3, 1, $4, $4)";
        tx.exec(new, params![id, site, words.as_str(), now]).await?;
    }
    tx.commit_bookkeeping(Bookkeeping::SearchLog).await
}

/// What was looked for most often without result.
pub async fn misses(db: &Db, limit: i64) -> Result<Vec<Miss>, Fault> {
    let sql = "SELECT words, CAST(SUM(times) AS BIGINT) AS times, MIN(first_at) AS first_at, \
               MAX(last_at) AS last_at FROM search_misses GROUP BY words \
               ORDER BY times DESC, last_at DESC LIMIT $1";
    db.all(sql, params![limit]).await
}
