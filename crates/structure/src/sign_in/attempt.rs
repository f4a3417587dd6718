//! The first step of signing in, and proving again who one is.

use std::net::IpAddr;

use hmac::{Hmac, KeyInit, Mac};
use platform::{Actor, Db, Entry, Fault, FaultContext};
use serde_json::json;
use sm3::Sm3;

use super::hashing::verify_password;
use super::lock::{FailureCount, LockRule};
use super::model::{PendingStep, SignInRefusal, pending_step};
use super::password::one_time_over;
use super::settings::SignInSettings;
use super::store::{
    account_mark, count_attempt, credentials, forget_attempts_in, take_back_attempt_in,
};
use crate::accounts::{Account, AccountState, account_by_login, tidy_login};
use crate::ids::AccountId;
use crate::secret::Secret;
use crate::sessions::{Beginning, Session, Token, begin_session_in, refresh_reauthentication};

/// Why a code was refused, as the journal says it.
pub(crate) const SECOND_FACTOR: &str = "second_factor";

/// What signing in works with.
#[derive(Clone, Copy)]
pub struct Gate<'a> {
    /// The database.
    pub db: &'a Db,
    /// The rules.
    pub settings: &'a SignInSettings,
    /// The instance's secret.
    pub secret: &'a Secret,
}

/// What somebody at the sign-in page gives.
#[derive(Clone, Copy)]
pub struct Attempt<'a> {
    /// As typed.
    pub login: &'a str,
    /// As typed. It goes nowhere but into the hash.
    pub password: &'a str,
    /// From where.
    pub address: &'a str,
    /// What the browser calls itself.
    pub agent: &'a str,
}

/// Somebody whose password was right.
#[derive(Debug)]
pub struct SignedIn {
    /// Who.
    pub account: Account,
    /// The session that began.
    pub session: Session,
    /// For the cookie.
    pub token: Token,
    /// What is still to be done before the console opens.
    pub pending: Option<PendingStep>,
}

/// An attempt that was counted, before anything was looked at.
pub(crate) struct Counted {
    pub(crate) account: Option<AccountId>,
    pub(crate) address: String,
    address_mark: String,
    login_mark: String,
    login_count: FailureCount,
}

/// The mark under which failures from an address are counted. Whoever has one IPv6 address has the
/// other 2^64 of its network too.
fn address_mark(address: &str) -> String {
    match address.parse() {
        Ok(IpAddr::V6(v6)) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("address:{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
        _ => format!("address:{address}"),
    }
}

impl Gate<'_> {
    /// Login and password. An unknown login is treated, counted and timed as a known one.
    pub async fn attempt(
        self,
        attempt: Attempt<'_>,
    ) -> Result<Result<SignedIn, SignInRefusal>, Fault> {
        let login = tidy_login(attempt.login);
        let account = account_by_login(self.db, &login).await?;
        let mark = match &account {
            Some(account) => account_mark(account.id),
            None => self.unknown_mark(&login)?,
        };
        let id = account.as_ref().map(|account| account.id);
        let counted = match self.count(id, mark, attempt.address).await? {
            Ok(counted) => counted,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let stored = match id {
            Some(id) => credentials(self.db, id).await?.map(|known| known.password_hash),
            None => None,
        };
        let right = verify_password(attempt.password, stored, self.settings.hash_cost).await?;
        match account {
            Some(account) if right && account.state == AccountState::Active => {
                let (rules, now) = (&self.settings.password, self.db.clock().now());
                if account.must_change_password
                    && one_time_over(rules, account.password_set_at, now)
                {
                    self.note_failure(&counted, "one_time_over").await?;
                    return Ok(Err(SignInRefusal::OneTimeOver));
                }
                self.admit(account, &counted, attempt).await.map(Ok)
            }
            Some(_) if right => {
                self.note_failure(&counted, "disabled").await?;
                Ok(Err(SignInRefusal::Disabled))
            }
            _ => self.refuse(&counted, "password").await.map(Err),
        }
    }

    /// The password once more, before a dangerous act. The session gets a new token.
    pub async fn reauthenticate(
        self,
        account: &Account,
        session: &Session,
        password: &str,
    ) -> Result<Result<Token, SignInRefusal>, Fault> {
        match self.prove(account, session, password).await? {
            Ok(()) => refresh_reauthentication(self.db, session.id).await.map(Ok),
            Err(refusal) => Ok(Err(refusal)),
        }
    }

    /// Whether this is the account's password; guesses count as those at the sign-in page do.
    pub(crate) async fn prove(
        self,
        account: &Account,
        session: &Session,
        password: &str,
    ) -> Result<Result<(), SignInRefusal>, Fault> {
        let mark = account_mark(account.id);
        let counted = match self.count(Some(account.id), mark, &session.address).await? {
            Ok(counted) => counted,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let stored = credentials(self.db, account.id).await?.map(|known| known.password_hash);
        if !verify_password(password, stored, self.settings.hash_cost).await? {
            return self.refuse(&counted, "reauthentication").await.map(Err);
        }
        let mut tx = self.db.begin().await?;
        self.turned_out_well(&mut tx, &counted).await?;
        tx.commit_bookkeeping(platform::db::Bookkeeping::Sessions).await?;
        let account = account.id.0;
        tracing::info!(target: "security", event = "password-given-again", account);
        Ok(Ok(()))
    }

    /// Counts an attempt under its address and its login before it is looked at.
    pub(crate) async fn count(
        self,
        account: Option<AccountId>,
        login_mark: String,
        address: &str,
    ) -> Result<Result<Counted, SignInRefusal>, Fault> {
        let address_mark = address_mark(address);
        let rule = LockRule::of_address(&self.settings.lock);
        let by_address = match count_attempt(self.db, &address_mark, rule).await? {
            Ok(count) => count,
            Err(until) => return Ok(Err(SignInRefusal::ShutOut { until })),
        };
        if by_address.locked_until.is_some() {
            // Told once, when the address is shut out; what follows from it is not journalled, so
            // that nobody can flood the journal.
            let detail = json!({ "reason": "address_shut_out", "address": address });
            self.journal("account.locked", None, detail).await?;
        }
        let rule = LockRule::of_login(&self.settings.lock);
        match count_attempt(self.db, &login_mark, rule).await? {
            Ok(login_count) => {
                let address = address.to_owned();
                Ok(Ok(Counted { account, address, address_mark, login_mark, login_count }))
            }
            Err(until) => {
                let detail = json!({ "reason": "locked", "address": address });
                self.journal("account.sign_in_failed", account, detail).await?;
                Ok(Err(SignInRefusal::Locked { until }))
            }
        }
    }

    /// What was counted turned out well.
    pub(crate) async fn turned_out_well(
        self,
        tx: &mut platform::Tx,
        counted: &Counted,
    ) -> Result<(), Fault> {
        // Always in the order in which attempts are counted: no two transactions wait for each other.
        take_back_attempt_in(tx, &counted.address_mark).await?;
        forget_attempts_in(tx, &counted.login_mark).await
    }

    /// What was counted turned out wrong: journals it, and the lock if this was the last try.
    pub(crate) async fn refuse(
        self,
        counted: &Counted,
        reason: &'static str,
    ) -> Result<SignInRefusal, Fault> {
        self.note_failure(counted, reason).await?;
        let left = (self.settings.lock.failures - counted.login_count.failures).max(0);
        Ok(match counted.login_count.locked_until {
            Some(until) => SignInRefusal::Locked { until },
            None if reason == SECOND_FACTOR => SignInRefusal::WrongCode { left },
            None => SignInRefusal::Wrong { left },
        })
    }

    async fn note_failure(self, counted: &Counted, reason: &'static str) -> Result<(), Fault> {
        let subject = counted.account.map_or(0, |id| id.0);
        let known = counted.account.is_some();
        let detail = json!({ "reason": reason, "known": known, "address": counted.address });
        let mut tx = self.db.begin().await?;
        let failed = Entry::new(Actor::Visitor, "account.sign_in_failed", "account", subject);
        tx.note(failed.detail(detail));
        if let Some(until) = counted.login_count.locked_until {
            let locked = Entry::new(Actor::System, "account.locked", "account", subject);
            tx.note(locked.detail(json!({ "until": until.second(), "known": known })));
        }
        tx.commit_noted().await.map(|_| ())
    }

    async fn journal(
        self,
        verb: &'static str,
        account: Option<AccountId>,
        detail: serde_json::Value,
    ) -> Result<(), Fault> {
        let subject = account.map_or(0, |id| id.0);
        let entry = Entry::new(Actor::Visitor, verb, "account", subject).detail(detail);
        self.db.begin().await?.commit(entry).await.map(|_| ())
    }

    async fn admit(
        self,
        account: Account,
        counted: &Counted,
        attempt: Attempt<'_>,
    ) -> Result<SignedIn, Fault> {
        let mut tx = self.db.begin().await?;
        self.turned_out_well(&mut tx, counted).await?;
        let beginning = Beginning {
            account: account.id,
            address: attempt.address,
            agent: attempt.agent,
            hours: self.settings.session_hours,
        };
        let (session, token) = begin_session_in(&mut tx, beginning).await?;
        let now = self.db.clock().now();
        let pending = pending_step(&account, &session, self.settings, now);
        let by = Actor::Account(account.id.0);
        let detail = json!({
            "session": session.id, "address": attempt.address, "step": "password",
            "complete": pending != Some(PendingStep::SecondFactor),
        });
        tx.commit(Entry::new(by, "account.signed_in", "account", account.id).detail(detail))
            .await?;
        Ok(SignedIn { account, session, token, pending })
    }

    /// The mark of a login that nobody has. People type passwords into the wrong field, so the
    /// text itself is kept nowhere; the key makes the mark useless for guessing.
    fn unknown_mark(self, login: &str) -> Result<String, Fault> {
        let key = self.secret.key("sign-in-marks")?;
        let mut mac = Hmac::<Sm3>::new_from_slice(&key).doing("mark an unknown login")?;
        mac.update(login.as_bytes());
        Ok(format!("unknown:{}", hex::encode(mac.finalize().into_bytes())))
    }
}
