//! The sessions' SQL. Sessions are bookkeeping; what happens to them is journalled all the same.

use platform::db::Bookkeeping;
use platform::{Actor, Db, Entry, Fault, Time, Tx, params};
use serde::Deserialize;
use serde_json::json;

use super::model::{Session, Token};
use crate::accounts::{Account, AccountState, account};
use crate::ids::{AccountId, SessionId};
use crate::sign_in::{PendingStep, SignInSettings, pending_step};

const SESSION: &str = "SELECT id, account_id, csrf, created_at, seen_at, expires_at, address, agent, \
                       second_factor_done, reauthenticated_at, revoked_at FROM sessions";

/// Days for which ended sessions are kept: longer than an account may be dormant, and than the six
/// months for which the norm wants traces of access.
const KEPT_DAYS: i64 = 400;

/// The longest text kept of what a browser calls itself.
const AGENT_LENGTH: usize = 300;

/// Somebody at the console's door.
#[derive(Clone, Debug)]
pub struct Presence {
    /// Who.
    pub account: Account,
    /// By which session.
    pub session: Session,
    /// What is still owed before the console opens.
    pub pending: Option<PendingStep>,
}

/// Whom a token proves, if session and account still hold. Notes that the session is in use.
pub async fn present(
    db: &Db,
    settings: &SignInSettings,
    token: &str,
) -> Result<Option<Presence>, Fault> {
    let Some(session) = find_live_session(db, settings, &Token::given(token)).await? else {
        return Ok(None);
    };
    let account = account(db, session.account_id).await?;
    let Some(account) = account.filter(|account| account.state == AccountState::Active) else {
        return Ok(None);
    };
    touch(db, &session).await?;
    let pending = pending_step(&account, &session, settings, db.clock().now());
    Ok(Some(Presence { account, session, pending }))
}

/// The session that a token proves, if it still holds.
pub async fn find_live_session(
    db: &Db,
    settings: &SignInSettings,
    token: &Token,
) -> Result<Option<Session>, Fault> {
    let found: Option<Session> =
        db.opt(format!("{SESSION} WHERE token_hash = $1"), params![token.hash()]).await?;
    let now = db.clock().now();
    Ok(found.filter(|session| session.is_live(settings, now)))
}

/// A session by its id, whether it still holds or not.
pub async fn session(db: &Db, id: SessionId) -> Result<Option<Session>, Fault> {
    db.opt(format!("{SESSION} WHERE id = $1"), params![id]).await
}

/// Notes that a session is in use, at most once a minute.
pub async fn touch(db: &Db, session: &Session) -> Result<(), Fault> {
    let now = db.clock().now();
    if !session.is_due_to_be_noted(now) {
        return Ok(());
    }
    let mut tx = db.begin().await?;
    let sql = "UPDATE sessions SET seen_at = $2 WHERE id = $1 AND seen_at < $2";
    tx.exec(sql, params![session.id, now]).await?;
    tx.commit_bookkeeping(Bookkeeping::Sessions).await
}

/// What a session begins with.
#[derive(Clone, Copy, Debug)]
pub struct Beginning<'a> {
    /// Whose.
    pub account: AccountId,
    /// From where.
    pub address: &'a str,
    /// What the browser calls itself.
    pub agent: &'a str,
    /// Hours until it ends.
    pub hours: i64,
}

/// Begins a session, in the transaction that journals the sign-in.
pub async fn begin_session_in(
    tx: &mut Tx,
    beginning: Beginning<'_>,
) -> Result<(Session, Token), Fault> {
    let now = tx.db().clock().now();
    let token = Token::draw();
    let session = Session {
        id: SessionId(tx.db().next_id()),
        account_id: beginning.account,
        csrf: Token::draw().reveal().to_owned(),
        created_at: now,
        seen_at: now,
        expires_at: now.plus_seconds(beginning.hours * 3600),
        address: beginning.address.to_owned(),
        agent: beginning.agent.chars().take(AGENT_LENGTH).collect(),
        second_factor_done: false,
        reauthenticated_at: Some(now),
        revoked_at: None,
    };
    let sql = "INSERT INTO sessions (id, token_hash, account_id, csrf, created_at, seen_at, \
               expires_at, address, agent, second_factor_done, reauthenticated_at, revoked_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    let params = params![
        session.id,
        token.hash(),
        session.account_id,
        session.csrf.as_str(),
        session.created_at,
        session.seen_at,
        session.expires_at,
        session.address.as_str(),
        session.agent.as_str(),
        session.second_factor_done,
        session.reauthenticated_at,
        session.revoked_at,
    ];
    tx.exec(sql, params).await?;
    Ok((session, token))
}

/// The second factor was given: the session gets a new token, so that one caught before is worth
/// nothing.
pub async fn second_factor_given_in(tx: &mut Tx, id: SessionId) -> Result<Token, Fault> {
    let token = Token::draw();
    let now = tx.db().clock().now();
    let sql = "UPDATE sessions SET token_hash = $2, second_factor_done = 1, \
               reauthenticated_at = $3, seen_at = $3 WHERE id = $1";
    tx.exec(sql, params![id, token.hash(), now]).await?;
    Ok(token)
}

/// The password was given again: dangerous acts are open for some minutes, by a new token.
pub async fn refresh_reauthentication(db: &Db, id: SessionId) -> Result<Token, Fault> {
    let (now, token) = (db.clock().now(), Token::draw());
    let mut tx = db.begin().await?;
    let sql = "UPDATE sessions SET token_hash = $3, reauthenticated_at = $2, seen_at = $2 \
               WHERE id = $1";
    tx.exec(sql, params![id, now, token.hash()]).await?;
    tx.commit_bookkeeping(Bookkeeping::Sessions).await?;
    Ok(token)
}

/// Sessions of an account that still hold, the newest first.
pub async fn live_sessions_of(
    db: &Db,
    settings: &SignInSettings,
    account: AccountId,
) -> Result<Vec<Session>, Fault> {
    let (now, idle) = live_since(db, settings);
    let sql = format!(
        "{SESSION} WHERE account_id = $1 AND revoked_at IS NULL AND expires_at > $2 \
         AND seen_at > $3 ORDER BY created_at DESC, id DESC"
    );
    db.all(sql, params![account, now, idle]).await
}

/// A session that still holds, with whose it is.
#[derive(Clone, Debug, Deserialize)]
pub struct SessionLine {
    /// Its id.
    pub id: SessionId,
    /// Whose.
    pub account_id: AccountId,
    /// See [`crate::accounts::Account`].
    pub login: String,
    /// See [`crate::accounts::Account`].
    pub name: String,
    /// See [`Session`].
    pub created_at: Time,
    /// See [`Session`].
    pub seen_at: Time,
    /// See [`Session`].
    pub address: String,
    /// See [`Session`].
    pub agent: String,
}

/// A page of all sessions that still hold, and how many there are.
pub async fn all_live_sessions(
    db: &Db,
    settings: &SignInSettings,
    (offset, limit): (i64, i64),
) -> Result<(Vec<SessionLine>, i64), Fault> {
    let (now, idle) = live_since(db, settings);
    let count = "SELECT COUNT(*) AS total FROM sessions WHERE revoked_at IS NULL \
                 AND expires_at > $1 AND seen_at > $2";
    let total = db.count(count, params![now, idle]).await?;
    let sql = "SELECT s.id, s.account_id, a.login, a.name, s.created_at, s.seen_at, s.address, \
               s.agent FROM sessions s JOIN accounts a ON a.id = s.account_id \
               WHERE s.revoked_at IS NULL AND s.expires_at > $1 AND s.seen_at > $2 \
               ORDER BY s.seen_at DESC, s.id DESC LIMIT $3 OFFSET $4";
    Ok((db.all(sql, params![now, idle, limit, offset]).await?, total))
}

fn live_since(db: &Db, settings: &SignInSettings) -> (Time, Time) {
    let now = db.clock().now();
    (now, now.plus_seconds(-settings.idle_minutes * 60))
}

/// Ends a session. Gives the journal's sequence number, or nothing if it had ended before.
pub async fn revoke_session(db: &Db, actor: Actor, id: SessionId) -> Result<Option<i64>, Fault> {
    let mut tx = db.begin().await?;
    let Some(account) = end_in(&mut tx, id).await? else {
        return Ok(None);
    };
    let entry = Entry::new(actor, "session.revoked", "session", id);
    Ok(Some(tx.commit(entry.detail(json!({ "account": account }))).await?))
}

/// Ends one's own session by leaving.
pub async fn sign_out(db: &Db, session: &Session) -> Result<(), Fault> {
    let mut tx = db.begin().await?;
    if end_in(&mut tx, session.id).await?.is_some() {
        let actor = Actor::Account(session.account_id.0);
        let entry = Entry::new(actor, "account.signed_out", "account", session.account_id);
        tx.commit(entry.detail(json!({ "session": session.id }))).await?;
    }
    Ok(())
}

async fn end_in(tx: &mut Tx, id: SessionId) -> Result<Option<AccountId>, Fault> {
    let now = tx.db().clock().now();
    let sql = "UPDATE sessions SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL";
    if tx.exec(sql, params![id, now]).await? == 0 {
        return Ok(None);
    }
    let sql = format!("{SESSION} WHERE id = $1");
    Ok(tx.opt::<Session>(sql, params![id]).await?.map(|session| session.account_id))
}

/// Ends all sessions of an account, but for one. Gives how many.
pub async fn revoke_all_in(
    tx: &mut Tx,
    account: AccountId,
    but: Option<SessionId>,
) -> Result<u64, Fault> {
    let now = tx.db().clock().now();
    let sql = "UPDATE sessions SET revoked_at = $2 WHERE account_id = $1 AND revoked_at IS NULL \
               AND id <> $3";
    tx.exec(sql, params![account, now, but.unwrap_or(SessionId(0))]).await
}

/// Ends all sessions of an account.
pub async fn revoke_all(db: &Db, actor: Actor, account: AccountId) -> Result<u64, Fault> {
    let mut tx = db.begin().await?;
    let ended = revoke_all_in(&mut tx, account, None).await?;
    if ended > 0 {
        let entry = Entry::new(actor, "session.revoked", "account", account);
        tx.commit(entry.detail(json!({ "all": true, "sessions_ended": ended }))).await?;
    }
    Ok(ended)
}

/// Forgets sessions and counts of failures that are long over.
pub async fn forget_ended_sessions(db: &Db) -> Result<u64, Fault> {
    let before = db.clock().now().plus_days(-KEPT_DAYS);
    let mut tx = db.begin().await?;
    let gone = tx.exec("DELETE FROM sessions WHERE expires_at < $1", params![before]).await?;
    let yesterday = db.clock().now().plus_days(-2);
    let sql = "DELETE FROM sign_in_failures WHERE last_at < $1 \
               AND (locked_until IS NULL OR locked_until < $1)";
    tx.exec(sql, params![yesterday]).await?;
    tx.commit_bookkeeping(Bookkeeping::Sessions).await?;
    Ok(gone)
}
