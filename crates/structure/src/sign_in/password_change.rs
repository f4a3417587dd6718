//! A new password: chosen by its owner, or drawn for one sign-in by an administrator.

use platform::{Actor, Db, Entry, Fault};
use serde_json::json;

use super::attempt::Gate;
use super::hashing::{find_among, hash_password};
use super::model::SignInRefusal;
use super::password::{OneTimePassword, PasswordRefusal, password_problems};
use super::settings::SignInSettings;
use super::store::{account_mark, forget_attempts_in, last_hashes, set_password_in};
use crate::accounts::{Account, StoredPassword};
use crate::sessions::{Session, revoke_all_in};

/// What the form of a new password holds.
#[derive(Clone, Copy)]
pub struct NewPassword<'a> {
    /// The present one.
    pub current: &'a str,
    /// The new one.
    pub new: &'a str,
    /// The new one once more.
    pub again: &'a str,
}

/// A password chosen by its owner. All other sessions of the account end. All refusals come at once.
pub async fn change_password(
    gate: Gate<'_>,
    account: &Account,
    session: &Session,
    form: NewPassword<'_>,
) -> Result<Result<i64, Vec<PasswordRefusal>>, Fault> {
    let rules = &gate.settings.password;
    let mut refusals = password_problems(rules, &account.login, form.new);
    if form.new != form.again {
        refusals.push(PasswordRefusal::RepeatedDifferently);
    }
    let hashes = last_hashes(gate.db, account.id, rules.history).await?;
    let proven = gate.prove(account, session, form.current).await?;
    refusals.splice(0..0, proven.err().map(of_current));
    if refusals.is_empty() && find_among(form.new, hashes).await?.is_some() {
        refusals.push(PasswordRefusal::UsedBefore);
    }
    if !refusals.is_empty() {
        return Ok(Err(refusals));
    }
    let hash = hash_password(form.new, gate.settings.hash_cost).await?;
    let mut tx = gate.db.begin().await?;
    let stored = StoredPassword { hash, must_change: false };
    set_password_in(&mut tx, account.id, &stored, rules.history).await?;
    let ended = revoke_all_in(&mut tx, account.id, Some(session.id)).await?;
    let by = Actor::Account(account.id.0);
    let entry = Entry::new(by, "account.password_changed", "account", account.id);
    Ok(Ok(tx.commit(entry.detail(json!({ "by": "owner", "sessions_ended": ended }))).await?))
}

fn of_current(refusal: SignInRefusal) -> PasswordRefusal {
    match refusal {
        SignInRefusal::Locked { .. } | SignInRefusal::ShutOut { .. } => PasswordRefusal::Locked,
        _ => PasswordRefusal::CurrentWrong,
    }
}

/// A password drawn for one sign-in. All sessions of the account end, its lock too.
pub async fn reset_password(
    db: &Db,
    settings: &SignInSettings,
    actor: Actor,
    account: &Account,
) -> Result<(OneTimePassword, i64), Fault> {
    let (password, stored) = OneTimePassword::stored(settings).await?;
    let mut tx = db.begin().await?;
    set_password_in(&mut tx, account.id, &stored, settings.password.history).await?;
    forget_attempts_in(&mut tx, &account_mark(account.id)).await?;
    let ended = revoke_all_in(&mut tx, account.id, None).await?;
    let entry = Entry::new(actor, "account.password_changed", "account", account.id);
    let seq = tx.commit(entry.detail(json!({ "by": "reset", "sessions_ended": ended }))).await?;
    Ok((password, seq))
}

impl OneTimePassword {
    /// One that is drawn, and how it is stored.
    pub async fn stored(settings: &SignInSettings) -> Result<(Self, StoredPassword), Fault> {
        let password = Self::draw();
        let hash = hash_password(password.reveal(), settings.hash_cost).await?;
        Ok((password, StoredPassword { hash, must_change: true }))
    }
}
