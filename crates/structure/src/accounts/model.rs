//! What an account is, and what a form about it must hold.

use platform::{Actor, Time};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::ids::{AccountId, UnitId};
use crate::rights::Administrator;

/// Whether somebody may sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountState {
    /// In use.
    Active,
    /// The person left or changed post.
    Disabled,
}

impl AccountState {
    /// As stored and spelled in forms.
    pub fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Disabled => "disabled",
        }
    }
}

/// An account, without what proves it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// What is typed at sign-in; lower case.
    pub login: String,
    /// The person's name.
    pub name: String,
    /// The unit; the three administrators may have none.
    pub unit_id: Option<UnitId>,
    /// Which of the three administrators, if any.
    pub administrator: Option<Administrator>,
    /// Whether it may sign in.
    pub state: AccountState,
    /// When the password was set.
    pub password_set_at: Time,
    /// The password is a one-time password.
    pub must_change_password: bool,
    /// When the second factor was set up, if it was.
    pub totp_confirmed_at: Option<Time>,
    /// When it was made.
    pub created_at: Time,
    /// When it was disabled, if it is.
    pub disabled_at: Option<Time>,
    /// Why.
    pub disabled_reason: Option<String>,
}

/// What the register's form holds.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AccountForm {
    /// See [`Account`]; fixed once the account exists.
    pub login: String,
    /// See [`Account`].
    pub name: String,
    /// The unit's code.
    pub unit: String,
}

/// Why an account can't be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AccountRefusal {
    /// 3 to 32 lower-case letters, digits, `.`, `-`, `_`, a letter first.
    #[error("the login is not well formed")]
    LoginMalformed,
    /// Logins are never used twice, not even after their person left.
    #[error("the login is taken")]
    LoginTaken,
    /// Article 37: no shared accounts.
    #[error("the login or name is that of a post, not of a person")]
    Shared,
    /// A name is needed.
    #[error("the name is missing")]
    NameMissing,
    /// Names are short.
    #[error("the name is too long")]
    NameTooLong,
    /// An account belongs to a unit.
    #[error("the unit is missing or unknown")]
    UnitUnknown,
    /// A reason is needed for the record.
    #[error("the reason is missing")]
    ReasonMissing,
    /// Nobody disables, appoints or resets himself.
    #[error("one's own account")]
    OwnAccount,
    /// There must be one active administrator of each kind.
    #[error("the last administrator of the kind")]
    LastAdministrator,
    /// An administrator holds no grants, and an account with grants administers nothing.
    #[error("the account has grants")]
    HasGrants,
    /// An account is one administrator at most.
    #[error("the account is another administrator already")]
    OtherAdministrator,
    /// An administrator's password is not reset in the console: whoever could, would be both.
    #[error("an administrator's password")]
    AdministratorPassword,
}

/// Logins that name a post instead of a person; default accounts are guessed first.
const POSTS: &[&str] = &[
    "admin",
    "administrator",
    "root",
    "system",
    "sys",
    "guest",
    "test",
    "demo",
    "user",
    "public",
    "office",
    "editor",
    "operator",
    "anonymous",
];

/// Names that a shared account would have.
const SHARED_NAMES: &[&str] =
    &["管理员", "系统管理员", "公用", "公共", "共用", "值班", "测试", "办公室", "编辑", "来宾"];

impl AccountForm {
    /// The form as it is stored: trimmed, the login in lower case.
    #[must_use]
    pub fn tidy(mut self) -> Self {
        self.login = tidy_login(&self.login);
        self.name = self.name.trim().to_owned();
        self.unit = self.unit.trim().to_owned();
        self
    }

    /// Everything wrong with the form at once, by field.
    pub fn problems(
        &self,
        login_taken: bool,
        unit_known: bool,
    ) -> Vec<(&'static str, AccountRefusal)> {
        let shared_login =
            POSTS.contains(&self.login.trim_end_matches(|c: char| c.is_ascii_digit()));
        [
            (!is_login(&self.login), "login", AccountRefusal::LoginMalformed),
            (login_taken, "login", AccountRefusal::LoginTaken),
            (shared_login, "login", AccountRefusal::Shared),
            (self.name.is_empty(), "name", AccountRefusal::NameMissing),
            (self.name.chars().count() > 30, "name", AccountRefusal::NameTooLong),
            (SHARED_NAMES.contains(&self.name.as_str()), "name", AccountRefusal::Shared),
            (!unit_known, "unit", AccountRefusal::UnitUnknown),
        ]
        .into_iter()
        .filter_map(|(wrong, field, refusal)| wrong.then_some((field, refusal)))
        .collect()
    }
}

/// Whose act it is, if a person's.
pub fn account_of(actor: &Actor) -> Option<AccountId> {
    if let Actor::Account(id) = actor { Some(AccountId(*id)) } else { None }
}

/// A login as it is stored and looked for.
pub fn tidy_login(login: &str) -> String {
    login.trim().to_lowercase()
}

fn is_login(login: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b".-_".contains(&b);
    (3..=32).contains(&login.len())
        && login.bytes().all(allowed)
        && login.starts_with(|c: char| c.is_ascii_lowercase())
}

/// Whether the register may draw a new password for an account. Whoever could reset the security
/// administrator's would hold two of the three offices; that is done on the server instead.
pub fn may_reset_password(actor: AccountId, account: &Account) -> Result<(), AccountRefusal> {
    if actor == account.id {
        Err(AccountRefusal::OwnAccount)
    } else if account.administrator.is_some() {
        Err(AccountRefusal::AdministratorPassword)
    } else {
        Ok(())
    }
}

/// Whether an account may be made an administrator of this kind, or none. `others` counts the
/// other active administrators of its present kind.
pub fn may_appoint(
    actor: Option<AccountId>,
    account: &Account,
    kind: Option<Administrator>,
    grants: usize,
    others: i64,
) -> Result<(), AccountRefusal> {
    if actor == Some(account.id) {
        return Err(AccountRefusal::OwnAccount);
    }
    match (account.administrator, kind) {
        (_, Some(_)) if grants > 0 => Err(AccountRefusal::HasGrants),
        (Some(present), Some(new)) if present != new => Err(AccountRefusal::OtherAdministrator),
        (Some(_), None) if others == 0 => Err(AccountRefusal::LastAdministrator),
        _ => Ok(()),
    }
}
