//! The SQL of signing in: what proves an account, counts of failures, new passwords.

use platform::db::Bookkeeping;
use platform::{Actor, Db, Entry, Fault, Time, Tx, fields, params};
use serde::Deserialize;

use super::lock::{FailureCount, LockRule};
use crate::accounts::StoredPassword;
use crate::ids::AccountId;

/// What proves an account. Never leaves the crate.
#[derive(Clone, Deserialize)]
pub(crate) struct Credentials {
    pub(crate) password_hash: String,
    pub(crate) totp_secret: Option<Vec<u8>>,
    pub(crate) totp_confirmed_at: Option<Time>,
    pub(crate) last_totp_step: Option<i64>,
}

const CREDENTIALS: &str = "SELECT password_hash, totp_secret, totp_confirmed_at, last_totp_step \
                           FROM accounts WHERE id = $1";

/// What proves an account.
pub(crate) async fn credentials(db: &Db, id: AccountId) -> Result<Option<Credentials>, Fault> {
    db.opt(CREDENTIALS, params![id]).await
}

/// The same inside a transaction, locked until it ends.
pub(crate) async fn credentials_in(
    tx: &mut Tx,
    id: AccountId,
) -> Result<Option<Credentials>, Fault> {
    tx.opt(format!("{CREDENTIALS} @lock"), params![id]).await
}

#[derive(Deserialize)]
struct CountRow {
    id: i64,
    #[serde(flatten)]
    count: FailureCount,
}

/// Counts one more attempt under a mark and gives the count, or since when it is locked.
pub(crate) async fn count_attempt(
    db: &Db,
    mark: &str,
    rule: LockRule,
) -> Result<Result<FailureCount, Time>, Fault> {
    match count_attempt_once(db, mark, rule).await {
        // Two first attempts at the same moment meet in the unique mark; the second finds the row.
        Err(_) => count_attempt_once(db, mark, rule).await,
        counted => counted,
    }
}

async fn count_attempt_once(
    db: &Db,
    mark: &str,
    rule: LockRule,
) -> Result<Result<FailureCount, Time>, Fault> {
    let now = db.clock().now();
    let mut tx = db.begin().await?;
    let row = count_in(&mut tx, mark).await?;
    let before = row.as_ref().map(|row| row.count).unwrap_or_default();
    if let Some(until) = before.lock(now) {
        return Ok(Err(until));
    }
    let after = before.and_one(rule, now);
    write_count_in(&mut tx, mark, row.map(|row| row.id), after).await?;
    tx.commit_bookkeeping(Bookkeeping::Sessions).await?;
    Ok(Ok(after))
}

/// Takes back the attempt that was counted under an address: it turned out well.
pub(crate) async fn take_back_attempt_in(tx: &mut Tx, mark: &str) -> Result<(), Fault> {
    if let Some(row) = count_in(tx, mark).await? {
        write_count_in(tx, mark, Some(row.id), row.count.less_one()).await?;
    }
    Ok(())
}

/// Forgets the failures under a mark.
pub(crate) async fn forget_attempts_in(tx: &mut Tx, mark: &str) -> Result<(), Fault> {
    tx.exec("DELETE FROM sign_in_failures WHERE mark = $1", params![mark]).await.map(|_| ())
}

async fn count_in(tx: &mut Tx, mark: &str) -> Result<Option<CountRow>, Fault> {
    let sql = "SELECT id, failures, last_at, locked_until FROM sign_in_failures \
               WHERE mark = $1 @lock";
    tx.opt(sql, params![mark]).await
}

async fn write_count_in(
    tx: &mut Tx,
    mark: &str,
    id: Option<i64>,
    count: FailureCount,
) -> Result<(), Fault> {
    let last = count.last_at.unwrap_or(Time(0));
    if let Some(id) = id {
        let sql = "UPDATE sign_in_failures SET failures = $2, last_at = $3, locked_until = $4 \
                   WHERE id = $1";
        tx.exec(sql, params![id, count.failures, last, count.locked_until]).await?;
    } else {
        let sql = "INSERT INTO sign_in_failures (id, mark, failures, last_at, locked_until) \
                   VALUES ($1, $2, $3, $4, $5)";
        let id = tx.db().next_id();
        tx.exec(sql, params![id, mark, count.failures, last, count.locked_until]).await?;
    }
    Ok(())
}

/// The mark under which failures of a known account are counted.
pub(crate) fn account_mark(id: AccountId) -> String {
    format!("account:{id}")
}

/// An account that is locked at this moment.
#[derive(Clone, Debug, Deserialize)]
pub struct LockedAccount {
    /// Its id.
    pub id: AccountId,
    /// See [`crate::accounts::Account`].
    pub login: String,
    /// See [`crate::accounts::Account`].
    pub name: String,
    /// Until when.
    pub locked_until: Time,
}

/// Accounts that are locked at this moment.
pub async fn locked_accounts(db: &Db) -> Result<Vec<LockedAccount>, Fault> {
    let sql = "SELECT a.id, a.login, a.name, f.locked_until FROM sign_in_failures f \
               JOIN accounts a ON f.mark = 'account:' || CAST(a.id AS TEXT) \
               WHERE f.locked_until > $1 ORDER BY a.login";
    db.all(sql, params![db.clock().now()]).await
}

/// Ends an account's lock before its time.
pub async fn unlock(db: &Db, actor: Actor, id: AccountId) -> Result<i64, Fault> {
    let mut tx = db.begin().await?;
    forget_attempts_in(&mut tx, &account_mark(id)).await?;
    tx.commit(Entry::new(actor, "account.unlocked", "account", id)).await
}

#[derive(Deserialize)]
struct HistoryRow {
    id: i64,
    password_hash: String,
}

const HISTORY: &str = "SELECT id, password_hash FROM password_history WHERE account_id = $1 \
                       ORDER BY set_at DESC, id DESC";

/// Hashes of the last passwords, the present one first.
pub(crate) async fn last_hashes(db: &Db, id: AccountId, count: i64) -> Result<Vec<String>, Fault> {
    let present = credentials(db, id).await?.map(|credentials| credentials.password_hash);
    let history: Vec<HistoryRow> = db.all(HISTORY, params![id]).await?;
    let most = usize::try_from(count).unwrap_or(usize::MAX);
    let before = history.into_iter().map(|row| row.password_hash).take(most);
    Ok(present.into_iter().chain(before).collect())
}

/// Writes a new password, and the history of a person's own passwords up to `keep`.
pub(crate) async fn set_password_in(
    tx: &mut Tx,
    account: AccountId,
    password: &StoredPassword,
    keep: i64,
) -> Result<(), Fault> {
    let now = tx.db().clock().now();
    let fields = fields![
        "password_hash" => password.hash.as_str(), "password_set_at" => now,
        "must_change_password" => password.must_change,
    ];
    tx.update("accounts", account, fields).await?;
    if password.must_change {
        return Ok(());
    }
    let id = tx.db().next_id();
    let row = fields![
        "id" => id, "account_id" => account, "password_hash" => password.hash.as_str(),
        "set_at" => now,
    ];
    tx.insert("password_history", row).await?;
    let history: Vec<HistoryRow> = tx.all(HISTORY, params![account]).await?;
    for old in history.iter().skip(usize::try_from(keep).unwrap_or(usize::MAX)) {
        tx.remove("password_history", old.id).await?;
    }
    Ok(())
}
