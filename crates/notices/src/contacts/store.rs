//! The codes' SQL.

use platform::db::Bookkeeping;
use platform::{Db, Fault, FaultContext, Time, Tx, params};
use structure::CodeSettings;

use super::code::{CodeRefusal, SentCode, SentCount};

/// Days after which counts and codes are forgotten.
const KEPT_DAYS: i64 = 2;

/// Keeps a code that is about to be sent, instead of any before, if another may be.
pub(super) async fn keep(
    db: &Db,
    (contact, asker, digest): (&str, &str, &str),
    settings: &CodeSettings,
) -> Result<Result<(), CodeRefusal>, Fault> {
    let now = db.clock().now();
    let mut tx = db.begin().await?;
    let limit = (settings.daily_per_contact, settings.pause_seconds);
    if let Err(why) = count(&mut tx, contact, limit, now).await? {
        return Ok(Err(why));
    }
    if let Err(why) = count(&mut tx, asker, (settings.daily_per_address, 0), now).await? {
        return Ok(Err(why));
    }
    tx.exec("DELETE FROM contact_codes WHERE mark = $1", params![contact]).await?;
    let sql = "INSERT INTO contact_codes (mark, code_digest, asked_at, tries, used_for) \
               VALUES ($1, $2, $3, 0, '')";
    tx.exec(sql, params![contact, digest, now]).await?;
    tx.commit_bookkeeping(Bookkeeping::Notices).await?;
    Ok(Ok(()))
}

/// One more for a mark; whoever counts the same at the same time waits.
async fn count(
    tx: &mut Tx,
    mark: &str,
    limit: (i64, i64),
    now: Time,
) -> Result<Result<(), CodeRefusal>, Fault> {
    let sql = "INSERT INTO contact_counts (mark, day, sent, last_at) VALUES ($1, '', 0, 0) \
               ON CONFLICT (mark) DO NOTHING";
    tx.exec(sql, params![mark]).await?;
    let sql = "SELECT day, sent, last_at FROM contact_counts WHERE mark = $1 @lock";
    let before: Option<SentCount> = tx.opt(sql, params![mark]).await?;
    let before = before.doing("find the count of codes")?;
    let after = match before.another(limit, now) {
        Ok(after) => after,
        Err(why) => return Ok(Err(why)),
    };
    let sql = "UPDATE contact_counts SET day = $2, sent = $3, last_at = $4 WHERE mark = $1";
    tx.exec(sql, params![mark, after.day, after.sent, after.last_at]).await?;
    Ok(Ok(()))
}

/// A code could not be sent: another may be asked for at once.
pub(super) async fn forget(db: &Db, contact: &str) -> Result<(), Fault> {
    let mut tx = db.begin().await?;
    tx.exec("DELETE FROM contact_codes WHERE mark = $1", params![contact]).await?;
    let sql = "UPDATE contact_counts SET last_at = 0 WHERE mark = $1";
    tx.exec(sql, params![contact]).await?;
    tx.commit_bookkeeping(Bookkeeping::Notices).await
}

/// A code that was typed: the right one is used up, a wrong one is counted.
pub(super) async fn attempt(
    db: &Db,
    (contact, digest, used_for): (&str, &str, &str),
    settings: &CodeSettings,
) -> Result<Result<(), CodeRefusal>, Fault> {
    let now = db.clock().now();
    let mut tx = db.begin().await?;
    let sql =
        "SELECT code_digest, asked_at, tries, used_for FROM contact_codes WHERE mark = $1 @lock";
    let code: Option<SentCode> = tx.opt(sql, params![contact]).await?;
    let Some(code) = code else { return Ok(Err(CodeRefusal::Spent)) };
    let checked = code.check(settings, (digest, used_for), now);
    match checked {
        Ok(()) => {
            let sql = "UPDATE contact_codes SET used_for = $2 WHERE mark = $1";
            tx.exec(sql, params![contact, used_for]).await?;
        }
        Err(CodeRefusal::Wrong) => {
            let sql = "UPDATE contact_codes SET tries = tries + 1 WHERE mark = $1";
            tx.exec(sql, params![contact]).await?;
        }
        Err(_) => return Ok(checked),
    }
    tx.commit_bookkeeping(Bookkeeping::Notices).await?;
    Ok(checked)
}

/// Forgets what counts for nothing any more.
pub(crate) async fn forget_old(db: &Db) -> Result<(), Fault> {
    let before = db.clock().now().plus_days(-KEPT_DAYS);
    let mut tx = db.begin().await?;
    tx.exec("DELETE FROM contact_codes WHERE asked_at < $1", params![before]).await?;
    tx.exec("DELETE FROM contact_counts WHERE last_at < $1", params![before]).await?;
    tx.commit_bookkeeping(Bookkeeping::Notices).await
}
