//! The second factor's SQL, and the acts that it is made of.

use hmac::{Hmac, KeyInit, Mac};
use platform::{Actor, Entry, Fault, FaultContext, Time, Tx, fields, params};
use serde::Deserialize;
use serde_json::json;
use sm3::Sm3;

use super::model::{Enrolment, RECOVERY_CODES, RecoveryCode, accepted_step};
use super::seal::{open_sealed, seal};
use crate::accounts::{Account, AccountRefusal, account_of};
use crate::ids::AccountId;
use crate::secret::Secret;
use crate::sessions::{Session, Token, revoke_all_in, second_factor_given_in};
use crate::sign_in::{
    Credentials, Gate, SECOND_FACTOR, SignInRefusal, account_mark, credentials, credentials_in,
};

const SEALED_FOR: &str = "totp";
const RECOVERY_KEY: &str = "recovery-codes";

/// What somebody is shown who sets up an authenticator. Nothing is stored until the first code
/// proves that it works: the secret follows from the session and from what is set up now.
pub fn enrolment(
    secret: &Secret,
    account: &Account,
    session: &Session,
    issuer: &str,
) -> Result<Enrolment, Fault> {
    let key = secret.key("totp-enrolment")?;
    let mut mac = Hmac::<Sm3>::new_from_slice(&key).doing("draw a shared secret")?;
    mac.update(&account.id.0.to_be_bytes());
    mac.update(session.csrf.as_bytes());
    mac.update(&account.totp_confirmed_at.unwrap_or(Time(0)).0.to_be_bytes());
    let drawn = mac.finalize().into_bytes().iter().copied().take(20).collect();
    Enrolment::of(drawn, issuer, &account.login)
}

/// The first code of a new authenticator. Gives recovery codes, to be shown once, and the session's
/// new token.
pub async fn confirm_enrolment(
    gate: Gate<'_>,
    account: &Account,
    session: &Session,
    (enrolment, code): (&Enrolment, &str),
) -> Result<Result<(Vec<RecoveryCode>, Token), SignInRefusal>, Fault> {
    let now = gate.db.clock().now();
    let Some(step) = accepted_step(&enrolment.secret, code, now, None)? else {
        return Ok(Err(SignInRefusal::WrongCode { left: gate.settings.lock.failures }));
    };
    let mut tx = gate.db.begin().await?;
    let sealed = seal(gate.secret, SEALED_FOR, &account_mark(account.id), &enrolment.secret)?;
    let fields =
        fields!["totp_secret" => sealed, "totp_confirmed_at" => now, "last_totp_step" => step];
    tx.update("accounts", account.id, fields).await?;
    let codes = new_recovery_codes_in(&mut tx, gate.secret, account.id).await?;
    let token = second_factor_given_in(&mut tx, session.id).await?;
    let ended = revoke_all_in(&mut tx, account.id, Some(session.id)).await?;
    let by = Actor::Account(account.id.0);
    let entry = Entry::new(by, "account.second_factor_enabled", "account", account.id);
    let again = account.totp_confirmed_at.is_some();
    tx.commit(entry.detail(json!({ "again": again, "sessions_ended": ended }))).await?;
    Ok(Ok((codes, token)))
}

/// The second step of signing in: a code of the authenticator, or a recovery code. Failures count
/// under the login as wrong passwords do. Gives the session's new token.
pub async fn give_second_factor(
    gate: Gate<'_>,
    account: &Account,
    session: &Session,
    code: &str,
) -> Result<Result<Token, SignInRefusal>, Fault> {
    let mark = account_mark(account.id);
    let counted = match gate.count(Some(account.id), mark, &session.address).await? {
        Ok(counted) => counted,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let mut tx = gate.db.begin().await?;
    // The account's row is locked, so that two can't use the same code at the same moment.
    let known = credentials_in(&mut tx, account.id).await?.doing("find the account's factor")?;
    let Some(with) = use_code_in(&mut tx, gate.secret, (account.id, &known), code).await? else {
        drop(tx);
        return gate.refuse(&counted, SECOND_FACTOR).await.map(Err);
    };
    gate.turned_out_well(&mut tx, &counted).await?;
    let token = second_factor_given_in(&mut tx, session.id).await?;
    let by = Actor::Account(account.id.0);
    let entry = Entry::new(by, "account.signed_in", "account", account.id);
    let detail = json!({ "session": session.id, "address": session.address, "step": with });
    tx.commit(entry.detail(detail)).await?;
    Ok(Ok(token))
}

async fn use_code_in(
    tx: &mut Tx,
    secret: &Secret,
    (account, known): (AccountId, &Credentials),
    code: &str,
) -> Result<Option<&'static str>, Fault> {
    let now = tx.db().clock().now();
    if let Some(sealed) = &known.totp_secret
        && known.totp_confirmed_at.is_some()
    {
        let shared = open_sealed(secret, SEALED_FOR, &account_mark(account), sealed)?;
        if let Some(step) = accepted_step(&shared, code, now, known.last_totp_step)? {
            tx.update("accounts", account, fields!["last_totp_step" => step]).await?;
            return Ok(Some(SECOND_FACTOR));
        }
    }
    let Some(code) = RecoveryCode::parse(code) else {
        return Ok(None);
    };
    let hash = code.hash(&secret.key(RECOVERY_KEY)?, account)?;
    let sql = "SELECT id FROM recovery_codes WHERE account_id = $1 AND code_hash = $2 \
               AND used_at IS NULL @lock";
    let Some(row) = tx.opt::<CodeRow>(sql, params![account, hash]).await? else {
        return Ok(None);
    };
    tx.update("recovery_codes", row.id, fields!["used_at" => now]).await?;
    Ok(Some("recovery_code"))
}

#[derive(Deserialize)]
struct CodeRow {
    id: i64,
}

async fn new_recovery_codes_in(
    tx: &mut Tx,
    secret: &Secret,
    account: AccountId,
) -> Result<Vec<RecoveryCode>, Fault> {
    forget_recovery_codes_in(tx, account).await?;
    let key = secret.key(RECOVERY_KEY)?;
    let codes: Vec<_> = (0..RECOVERY_CODES).map(|_| RecoveryCode::draw()).collect();
    let mut rows = Vec::new();
    for code in &codes {
        let id = tx.db().next_id();
        let hash = code.hash(&key, account)?;
        rows.push(fields!["id" => id, "account_id" => account, "code_hash" => hash]);
    }
    tx.insert_all("recovery_codes", rows).await?;
    Ok(codes)
}

async fn forget_recovery_codes_in(tx: &mut Tx, account: AccountId) -> Result<(), Fault> {
    let sql = "SELECT id FROM recovery_codes WHERE account_id = $1 ORDER BY id";
    for row in tx.all::<CodeRow>(sql, params![account]).await? {
        tx.remove("recovery_codes", row.id).await?;
    }
    Ok(())
}

/// Recovery codes that somebody can still use.
pub async fn recovery_codes_left(db: &platform::Db, account: AccountId) -> Result<i64, Fault> {
    let sql = "SELECT COUNT(*) AS found FROM recovery_codes WHERE account_id = $1 \
               AND used_at IS NULL";
    db.count(sql, params![account]).await
}

/// Takes the second factor away from somebody who has lost it. Their sessions end. Nobody does it
/// to himself: a stolen session would be enough.
pub async fn reset_second_factor(
    db: &platform::Db,
    actor: Actor,
    account: AccountId,
) -> Result<Result<i64, AccountRefusal>, Fault> {
    if account_of(&actor) == Some(account) {
        return Ok(Err(AccountRefusal::OwnAccount));
    }
    credentials(db, account).await?.doing("find the account")?;
    let mut tx = db.begin().await?;
    let fields = fields![
        "totp_secret" => None::<Vec<u8>>, "totp_confirmed_at" => None::<Time>,
        "last_totp_step" => None::<i64>,
    ];
    tx.update("accounts", account, fields).await?;
    forget_recovery_codes_in(&mut tx, account).await?;
    let ended = revoke_all_in(&mut tx, account, None).await?;
    let entry = Entry::new(actor, "account.second_factor_reset", "account", account);
    Ok(Ok(tx.commit(entry.detail(json!({ "sessions_ended": ended }))).await?))
}
