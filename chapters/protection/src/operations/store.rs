//! What operators order.

use platform::jobs::{Job, Priority};
use platform::{Actor, Db, Entry, Fault};
use serde_json::json;

/// Has the search index filled again from the tables. The work is the site's.
pub async fn ask_index_rebuild(db: &Db, actor: Actor) -> Result<i64, Fault> {
    let mut tx = db.begin().await?;
    let job = Job::new("rebuild_index", Priority::Person, json!({}));
    tx.enqueue(job.unique("rebuild-index")).await?;
    tx.commit(Entry::new(actor, "index.rebuild_asked", "index", 1_i64)).await
}

/// Notes that a node's pages were dropped.
pub async fn note_cache_drop(
    db: &Db,
    actor: Actor,
    node: &str,
    pages: usize,
) -> Result<i64, Fault> {
    let entry = Entry::new(actor, "cache.dropped", "cache", 1_i64);
    let detail = json!({ "node": node, "pages": pages });
    db.begin().await?.commit(entry.detail(detail)).await
}
