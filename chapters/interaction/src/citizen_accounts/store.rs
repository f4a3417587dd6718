//! The SQL of citizens' accounts.

use notices::contacts::{Contact, ContactWay};
use platform::db::Bookkeeping;
use platform::{Actor, Db, Entry, Fault, Time, fields, params};
use serde::Deserialize;
use structure::App;
use structure::second_factor::{open_sealed, seal};
use structure::sessions::Token;

const PURPOSE: &str = "citizen-contact";
const SELECT: &str = "SELECT id, mark, way, contact FROM citizen_accounts";

/// An account.
#[derive(Clone, Deserialize)]
pub(super) struct CitizenAccount {
    pub id: i64,
    /// Of its contact; letters on which it was proved have the same.
    pub mark: String,
    way: ContactWay,
    contact: Vec<u8>,
}

impl CitizenAccount {
    /// The telephone or mailbox.
    pub(super) fn contact(&self, app: &App) -> Result<Contact, Fault> {
        let to = open_sealed(&app.secret, PURPOSE, &self.mark, &self.contact)?;
        Ok(Contact { way: self.way, to: String::from_utf8_lossy(&to).into_owned() })
    }
}

/// Whose a session is: seen since one moment, begun since another.
pub(super) async fn of_token(
    db: &Db,
    token: &Token,
    (seen, began): (Time, Time),
) -> Result<Option<CitizenAccount>, Fault> {
    let sql = format!(
        "{SELECT} WHERE id = (SELECT account_id FROM citizen_sessions \
         WHERE token_hash = $1 AND seen_at > $2 AND began_at > $3)"
    );
    db.opt(sql, params![token.hash(), seen, began]).await
}

/// A session is used: noted at most once in a while.
pub(super) async fn seen(db: &Db, token: &Token, unless: Time) -> Result<(), Fault> {
    let now = db.clock().now();
    let mut tx = db.begin().await?;
    let sql = "UPDATE citizen_sessions SET seen_at = $2 WHERE token_hash = $1 AND seen_at < $3";
    tx.exec(sql, params![token.hash(), now, unless]).await?;
    tx.commit_bookkeeping(Bookkeeping::Sessions).await
}

/// Signs a proved contact in; the first time opens its account.
pub(super) async fn enter(app: &App, contact: &Contact) -> Result<Token, Fault> {
    let (mark, now, token) = (contact.mark(&app.secret)?, app.clock().now(), Token::draw());
    let mut tx = app.db.begin().await?;
    let sql = format!("{SELECT} WHERE mark = $1");
    let known: Option<CitizenAccount> = tx.opt(sql, params![mark.as_str()]).await?;
    let id = known.as_ref().map_or_else(|| tx.db().next_id(), |known| known.id);
    let session = tx.db().next_id();
    let sql = "INSERT INTO citizen_sessions (id, account_id, token_hash, began_at, seen_at) \
               VALUES ($1, $2, $3, $4, $4)";
    tx.exec(sql, params![session, id, token.hash(), now]).await?;
    if known.is_some() {
        tx.commit_bookkeeping(Bookkeeping::Sessions).await?;
        return Ok(token);
    }
    let sealed = seal(&app.secret, PURPOSE, &mark, contact.to.as_bytes())?;
    let row = fields![
        "id" => id, "mark" => mark, "way" => contact.way.word(), "contact" => sealed,
        "opened_at" => now,
    ];
    tx.insert("citizen_accounts", row).await?;
    tx.commit(entry("citizen_account.opened", id)).await?;
    Ok(token)
}

/// Signs out.
pub(super) async fn leave(db: &Db, token: &Token) -> Result<(), Fault> {
    let mut tx = db.begin().await?;
    let sql = "DELETE FROM citizen_sessions WHERE token_hash = $1";
    tx.exec(sql, params![token.hash()]).await?;
    tx.commit_bookkeeping(Bookkeeping::Sessions).await
}

/// Deletes the account with all its sessions. The letters stay.
pub(super) async fn remove(db: &Db, id: i64) -> Result<(), Fault> {
    let mut tx = db.begin().await?;
    tx.exec("DELETE FROM citizen_sessions WHERE account_id = $1", params![id]).await?;
    tx.remove("citizen_accounts", id).await?;
    tx.commit(entry("citizen_account.deleted", id)).await.map(|_| ())
}

/// Forgets sessions that have ended.
pub(super) async fn forget_old(db: &Db, before: Time) -> Result<(), Fault> {
    let mut tx = db.begin().await?;
    tx.exec("DELETE FROM citizen_sessions WHERE began_at < $1", params![before]).await?;
    tx.commit_bookkeeping(Bookkeeping::Sessions).await
}

/// Whose it is has no place in the journal.
fn entry(verb: &'static str, id: i64) -> Entry {
    Entry::new(Actor::Visitor, verb, "citizen_account", id)
}
