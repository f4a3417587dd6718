//! How far the journal has been told.

use platform::db::Bookkeeping;
use platform::{Db, Fault, params};

/// The entry that was told last; a new follower begins after `head`.
pub(super) async fn begin_after(db: &Db, head: i64) -> Result<i64, Fault> {
    let mut tx = db.begin().await?;
    let sql = "INSERT INTO letter_cursors (id, seq) VALUES (1, $1) ON CONFLICT (id) DO NOTHING";
    tx.exec(sql, params![head]).await?;
    let seq = tx.count("SELECT seq FROM letter_cursors WHERE id = 1", params![]).await?;
    tx.commit_bookkeeping(Bookkeeping::Followers).await?;
    Ok(seq)
}

/// Everything up to here is told.
pub(super) async fn keep(db: &Db, seq: i64) -> Result<(), Fault> {
    let mut tx = db.begin().await?;
    let sql = "UPDATE letter_cursors SET seq = $1 WHERE id = 1 AND seq < $1";
    tx.exec(sql, params![seq]).await?;
    tx.commit_bookkeeping(Bookkeeping::Followers).await
}
