//! The uses' SQL.

use platform::db::Bookkeeping;
use platform::{Db, Fault, Time, params};

/// Notes that a challenge was answered for a form, well or badly. The first answer counts; the same
/// form may show it again.
pub(crate) async fn first_use(
    db: &Db,
    (nonce, form): (&str, &str),
    (good, until): (bool, Time),
) -> Result<bool, Fault> {
    let mut tx = db.begin().await?;
    tx.exec("DELETE FROM challenge_uses WHERE until < $1", params![db.clock().now()]).await?;
    let sql = "INSERT INTO challenge_uses (nonce, form, good, until) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (nonce) DO NOTHING";
    tx.exec(sql, params![nonce, form, good, until]).await?;
    let sql = "SELECT COUNT(*) FROM challenge_uses WHERE nonce = $1 AND form = $2 AND good = 1";
    let counts = tx.count(sql, params![nonce, form]).await? > 0;
    tx.commit_bookkeeping(Bookkeeping::Sessions).await?;
    Ok(counts)
}
