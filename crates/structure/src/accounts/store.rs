//! The accounts' SQL.

use platform::db::Value;
use platform::{Actor, Db, Entry, Fault, Time, Tx, fields, params};
use serde::Deserialize;
use serde_json::json;

use super::model::{
    Account, AccountForm, AccountRefusal, AccountState, account_of, may_appoint, tidy_login,
};
use crate::ids::{AccountId, UnitId};
use crate::rights::Administrator;
use crate::sessions::revoke_all_in;

const ACCOUNT: &str = "SELECT id, login, name, unit_id, administrator, state, password_set_at, \
                       must_change_password, totp_confirmed_at, created_at, disabled_at, \
                       disabled_reason FROM accounts";

/// An account by its id.
pub async fn account(db: &Db, id: AccountId) -> Result<Option<Account>, Fault> {
    db.opt(format!("{ACCOUNT} WHERE id = $1"), params![id]).await
}

/// The same inside a transaction, locked until it ends.
pub async fn account_in(tx: &mut Tx, id: AccountId) -> Result<Option<Account>, Fault> {
    tx.opt(format!("{ACCOUNT} WHERE id = $1 @lock"), params![id]).await
}

/// An account by its login.
pub async fn account_by_login(db: &Db, login: &str) -> Result<Option<Account>, Fault> {
    db.opt(format!("{ACCOUNT} WHERE login = $1"), params![tidy_login(login)]).await
}

/// All accounts by name of login, for choices and lookups of names.
pub async fn all_accounts(db: &Db) -> Result<Vec<Account>, Fault> {
    db.all(format!("{ACCOUNT} ORDER BY login"), params![]).await
}

/// What the register is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AccountFilter {
    /// Part of login or name.
    pub q: String,
    /// A unit.
    pub unit: Option<UnitId>,
    /// Only these.
    pub state: Option<AccountState>,
    /// Only accounts that nobody has signed in to since then.
    pub dormant_since: Option<Time>,
}

/// A line of the register.
#[derive(Clone, Debug, Deserialize)]
pub struct AccountLine {
    /// Its id.
    pub id: AccountId,
    /// See [`Account`].
    pub login: String,
    /// See [`Account`].
    pub name: String,
    /// See [`Account`].
    pub unit_id: Option<UnitId>,
    /// See [`Account`].
    pub administrator: Option<Administrator>,
    /// See [`Account`].
    pub state: AccountState,
    /// See [`Account`].
    pub totp_confirmed_at: Option<Time>,
    /// When somebody last signed in, as far as sessions are kept.
    pub last_sign_in_at: Option<Time>,
}

/// A page of the register and how many there are in all.
pub async fn find_accounts(
    db: &Db,
    filter: &AccountFilter,
    (offset, limit): (i64, i64),
) -> Result<(Vec<AccountLine>, i64), Fault> {
    let mut params: Vec<Value> = Vec::new();
    let condition = condition(filter, &mut params);
    let count = format!("SELECT COUNT(*) AS total FROM accounts a WHERE {condition}");
    let total = db.count(count, params.clone()).await?;
    let (take, skip) = (params.len() + 1, params.len() + 2);
    params.extend(params![limit, offset]);
    let sql = format!(
        "SELECT a.id, a.login, a.name, a.unit_id, a.administrator, a.state, a.totp_confirmed_at, \
         (SELECT MAX(s.created_at) FROM sessions s WHERE s.account_id = a.id) AS last_sign_in_at \
         FROM accounts a WHERE {condition} ORDER BY a.login LIMIT ${take} OFFSET ${skip}"
    );
    Ok((db.all(sql, params).await?, total))
}

fn condition(filter: &AccountFilter, params: &mut Vec<Value>) -> String {
    let mut parts = vec!["1 = 1".to_owned()];
    let q = filter.q.trim().to_lowercase();
    if !q.is_empty() {
        let escaped = q.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        params.push(Value::from(format!("%{escaped}%")));
        let at = params.len();
        parts.push(format!(
            "(a.login LIKE ${at} ESCAPE '\\' OR LOWER(a.name) LIKE ${at} ESCAPE '\\')"
        ));
    }
    if let Some(unit) = filter.unit {
        params.push(unit.into());
        parts.push(format!("a.unit_id = ${}", params.len()));
    }
    if let Some(state) = filter.state {
        params.push(state.word().into());
        parts.push(format!("a.state = ${}", params.len()));
    }
    if let Some(since) = filter.dormant_since {
        params.push(since.into());
        let at = params.len();
        parts.push(format!(
            "a.state = 'active' AND a.created_at < ${at} AND NOT EXISTS (SELECT 1 FROM sessions s \
             WHERE s.account_id = a.id AND s.created_at >= ${at})"
        ));
    }
    parts.join(" AND ")
}

/// Makes an account whose password, hashed already, must be changed at the first sign-in unless it
/// is said otherwise. Gives its id and the journal's sequence number.
pub async fn create_account(
    db: &Db,
    actor: Actor,
    form: &AccountForm,
    (unit, administrator): (Option<UnitId>, Option<Administrator>),
    password: StoredPassword,
) -> Result<Result<(AccountId, i64), AccountRefusal>, Fault> {
    let id = AccountId(db.next_id());
    let now = db.clock().now();
    let mut tx = db.begin().await?;
    let taken = "SELECT COUNT(*) AS found FROM accounts WHERE login = $1";
    if tx.count(taken, params![form.login.as_str()]).await? > 0 {
        return Ok(Err(AccountRefusal::LoginTaken));
    }
    let row = fields![
        "id" => id, "login" => form.login.as_str(), "name" => form.name.as_str(),
        "unit_id" => unit, "administrator" => administrator.map(Administrator::word),
        "state" => AccountState::Active.word(), "password_hash" => password.hash,
        "password_set_at" => now, "must_change_password" => password.must_change,
        "created_at" => now,
    ];
    tx.insert("accounts", row).await?;
    let detail = json!({
        "login": form.login, "unit": unit, "administrator": administrator.map(Administrator::word),
    });
    let seq = tx.commit(entry(actor, "account.created", id).detail(detail)).await?;
    Ok(Ok((id, seq)))
}

/// A password as it is stored.
#[derive(Clone, Debug)]
pub struct StoredPassword {
    /// Its hash.
    pub hash: String,
    /// It is for one sign-in only.
    pub must_change: bool,
}

/// Changes name and unit.
pub async fn change_account(
    db: &Db,
    actor: Actor,
    id: AccountId,
    form: &AccountForm,
    unit: Option<UnitId>,
) -> Result<i64, Fault> {
    let mut tx = db.begin().await?;
    let fields = fields!["name" => form.name.as_str(), "unit_id" => unit];
    tx.update("accounts", id, fields).await?;
    tx.commit(entry(actor, "account.changed", id).detail(json!({ "unit": unit }))).await
}

/// Disables an account: its sessions end in the same moment.
pub async fn disable_account(
    db: &Db,
    actor: Actor,
    id: AccountId,
    reason: &str,
) -> Result<Result<i64, AccountRefusal>, Fault> {
    if reason.trim().is_empty() {
        return Ok(Err(AccountRefusal::ReasonMissing));
    }
    if account_of(&actor) == Some(id) {
        return Ok(Err(AccountRefusal::OwnAccount));
    }
    let mut tx = db.begin().await?;
    let Some(account) = account_in(&mut tx, id).await? else {
        return Err(Fault::new("find the account to disable"));
    };
    if let Some(kind) = account.administrator
        && other_administrators(&mut tx, id, kind).await? == 0
    {
        return Ok(Err(AccountRefusal::LastAdministrator));
    }
    let now = tx.db().clock().now();
    let fields = fields![
        "state" => AccountState::Disabled.word(), "disabled_at" => now,
        "disabled_reason" => reason.trim(),
    ];
    tx.update("accounts", id, fields).await?;
    let ended = revoke_all_in(&mut tx, id, None).await?;
    let detail = json!({ "reason": reason.trim(), "sessions_ended": ended });
    Ok(Ok(tx.commit(entry(actor, "account.disabled", id).detail(detail)).await?))
}

/// Lets a disabled account sign in again: with a new one-time password, or with the one it had.
pub async fn enable_account(
    db: &Db,
    actor: Actor,
    id: AccountId,
    password: Option<StoredPassword>,
) -> Result<i64, Fault> {
    let mut tx = db.begin().await?;
    let mut fields = fields![
        "state" => AccountState::Active.word(), "disabled_at" => None::<Time>,
        "disabled_reason" => None::<String>,
    ];
    if let Some(password) = password {
        fields.extend(fields![
            "password_hash" => password.hash, "password_set_at" => db.clock().now(),
            "must_change_password" => password.must_change,
        ]);
    }
    tx.update("accounts", id, fields).await?;
    tx.commit(entry(actor, "account.enabled", id)).await
}

/// Makes an account one of the three administrators, or takes the office away. Its sessions end.
pub async fn appoint(
    db: &Db,
    actor: Actor,
    id: AccountId,
    kind: Option<Administrator>,
) -> Result<Result<i64, AccountRefusal>, Fault> {
    let mut tx = db.begin().await?;
    let Some(account) = account_in(&mut tx, id).await? else {
        return Err(Fault::new("find the account to appoint"));
    };
    let sql = "SELECT COUNT(*) AS found FROM grants WHERE account_id = $1";
    let grants = usize::try_from(tx.count(sql, params![id]).await?).unwrap_or(usize::MAX);
    let others = match account.administrator {
        Some(present) => other_administrators(&mut tx, id, present).await?,
        None => 0,
    };
    if let Err(refusal) = may_appoint(account_of(&actor), &account, kind, grants, others) {
        return Ok(Err(refusal));
    }
    let word = kind.map(Administrator::word);
    tx.update("accounts", id, fields!["administrator" => word]).await?;
    revoke_all_in(&mut tx, id, None).await?;
    let detail = json!({
        "administrator": word, "before": account.administrator.map(Administrator::word),
    });
    Ok(Ok(tx.commit(entry(actor, "account.changed", id).detail(detail)).await?))
}

/// Other active administrators of a kind. Their rows are locked, so that two can't go at once.
async fn other_administrators(
    tx: &mut Tx,
    id: AccountId,
    kind: Administrator,
) -> Result<i64, Fault> {
    let sql = "SELECT id FROM accounts WHERE administrator = $1 AND state = 'active' \
               ORDER BY id @lock";
    let all: Vec<IdRow> = tx.all(sql, params![kind.word()]).await?;
    let others = all.iter().filter(|row| row.id != id).count();
    Ok(i64::try_from(others).unwrap_or(i64::MAX))
}

#[derive(Deserialize)]
struct IdRow {
    id: AccountId,
}

fn entry(actor: Actor, verb: &'static str, id: AccountId) -> Entry {
    Entry::new(actor, verb, "account", id)
}
