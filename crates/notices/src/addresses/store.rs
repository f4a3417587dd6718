//! The addresses' SQL.

use platform::db::Bookkeeping;
use platform::{Actor, Db, Entry, Fault, Tx, fields, params};
use structure::AccountId;

use super::model::{Address, Code, CodeRefusal, PAUSE_SECONDS};

const ADDRESS: &str = "SELECT id, address, digest_hour FROM notice_addresses WHERE account_id = $1";
const CODE: &str =
    "SELECT id, address, code_digest, asked_at, tries FROM notice_codes WHERE account_id = $1";

/// Somebody's proved address.
pub async fn address(db: &Db, account: AccountId) -> Result<Option<Address>, Fault> {
    db.opt(ADDRESS, params![account]).await
}

/// The same within a transaction.
pub async fn address_in(tx: &mut Tx, account: AccountId) -> Result<Option<Address>, Fault> {
    tx.opt(ADDRESS, params![account]).await
}

/// The code that is on its way to somebody.
pub async fn code(db: &Db, account: AccountId) -> Result<Option<Code>, Fault> {
    db.opt(CODE, params![account]).await
}

/// Keeps a code that is about to be sent, instead of any before. Not twice within a minute.
pub async fn keep_code(
    db: &Db,
    account: AccountId,
    address: &str,
    digest: &str,
) -> Result<Result<(), CodeRefusal>, Fault> {
    let now = db.clock().now();
    let mut tx = db.begin().await?;
    let before: Option<Code> = tx.opt(CODE, params![account]).await?;
    if before.is_some_and(|before| now.apart(before.asked_at) < PAUSE_SECONDS) {
        return Ok(Err(CodeRefusal::TooSoon));
    }
    tx.exec("DELETE FROM notice_codes WHERE account_id = $1", params![account]).await?;
    let id = tx.db().next_id();
    tx.exec(
        "INSERT INTO notice_codes (id, account_id, address, code_digest, asked_at, tries) \
         VALUES ($1, $2, $3, $4, $5, 0)",
        params![id, account, address, digest, now],
    )
    .await?;
    tx.commit_bookkeeping(Bookkeeping::Notices).await?;
    Ok(Ok(()))
}

/// The code could not be sent: another may be asked for at once.
pub async fn forget_code(db: &Db, account: AccountId) -> Result<(), Fault> {
    let mut tx = db.begin().await?;
    tx.exec("DELETE FROM notice_codes WHERE account_id = $1", params![account]).await?;
    tx.commit_bookkeeping(Bookkeeping::Notices).await
}

/// A code that was typed: the right one makes its address this person's, a wrong one is counted.
pub async fn try_code(
    db: &Db,
    account: AccountId,
    digest_of: impl Fn(&str) -> Result<String, Fault>,
) -> Result<Result<(), CodeRefusal>, Fault> {
    let now = db.clock().now();
    let mut tx = db.begin().await?;
    let code: Option<Code> = tx.opt(format!("{CODE} @lock"), params![account]).await?;
    let Some(code) = code else { return Ok(Err(CodeRefusal::Missing)) };
    match code.check(&digest_of(&code.address)?, now) {
        Err(CodeRefusal::Wrong) => {
            let sql = "UPDATE notice_codes SET tries = tries + 1 WHERE id = $1";
            tx.exec(sql, params![code.id]).await?;
            tx.commit_bookkeeping(Bookkeeping::Notices).await?;
            return Ok(Err(CodeRefusal::Wrong));
        }
        Err(other) => return Ok(Err(other)),
        Ok(()) => {}
    }
    let fields = fields!["address" => code.address.as_str(), "verified_at" => now];
    if let Some(known) = address_in(&mut tx, account).await? {
        tx.update("notice_addresses", known.id, fields).await?;
    } else {
        let mut row = fields!["id" => tx.db().next_id(), "account_id" => account];
        row.extend(fields);
        tx.insert("notice_addresses", row).await?;
    }
    tx.exec("DELETE FROM notice_codes WHERE id = $1", params![code.id]).await?;
    tx.commit(entry("notice_address.verified", account)).await?;
    Ok(Ok(()))
}

/// Nothing goes there any more.
pub async fn remove_address(db: &Db, account: AccountId) -> Result<(), Fault> {
    let mut tx = db.begin().await?;
    tx.exec("DELETE FROM notice_codes WHERE account_id = $1", params![account]).await?;
    if let Some(known) = address_in(&mut tx, account).await? {
        tx.remove("notice_addresses", known.id).await?;
        return tx.commit(entry("notice_address.removed", account)).await.map(|_| ());
    }
    tx.commit_bookkeeping(Bookkeeping::Notices).await
}

/// The address itself is personal and has no place in the journal.
fn entry(verb: &'static str, account: AccountId) -> Entry {
    Entry::new(Actor::Account(account.0), verb, "account", account)
}
