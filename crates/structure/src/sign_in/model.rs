//! What signing in may answer, and how far a session has come.

use platform::Time;
use thiserror::Error;

use super::password::password_expired;
use super::settings::{SecondFactorDemand, SignInSettings};
use crate::accounts::Account;
use crate::sessions::Session;

/// Why somebody can't sign in, or can't prove again who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SignInRefusal {
    /// Login or password is wrong; which of them is not said.
    #[error("login or password is wrong")]
    Wrong {
        /// Tries that are left before the login is locked.
        left: i64,
    },
    /// The code is wrong, used or too old.
    #[error("the code is wrong")]
    WrongCode {
        /// Tries that are left before the login is locked.
        left: i64,
    },
    /// Too many failures of this login.
    #[error("the login is locked")]
    Locked {
        /// Until when.
        until: Time,
    },
    /// Too many failures from this address.
    #[error("the address is shut out")]
    ShutOut {
        /// Until when.
        until: Time,
    },
    /// The password is right, but the account is disabled.
    #[error("the account is disabled")]
    Disabled,
    /// The password is right, but it was drawn for one sign-in and nobody came in time.
    #[error("the one-time password is too old")]
    OneTimeOver,
}

/// What a session still owes before the console opens, first things first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PendingStep {
    /// The code of the second factor.
    SecondFactor,
    /// A new password: the present one is a one-time password or too old.
    NewPassword,
    /// Setting up a second factor, which is demanded.
    SecondFactorSetup,
}

impl PendingStep {
    /// Where it is done.
    pub fn url(self) -> &'static str {
        match self {
            Self::SecondFactor => "/sign-in/second-factor",
            Self::NewPassword => "/account/password",
            Self::SecondFactorSetup => "/second-factor",
        }
    }
}

/// What a session still owes; nothing: the console is open.
pub fn pending_step(
    account: &Account,
    session: &Session,
    settings: &SignInSettings,
    now: Time,
) -> Option<PendingStep> {
    let enrolled = account.totp_confirmed_at.is_some();
    let demanded = match settings.second_factor {
        SecondFactorDemand::Optional => false,
        SecondFactorDemand::Administrators => account.administrator.is_some(),
        SecondFactorDemand::Everyone => true,
    };
    let aged = password_expired(&settings.password, account.password_set_at, now);
    [
        (enrolled && !session.second_factor_done, PendingStep::SecondFactor),
        (account.must_change_password || aged, PendingStep::NewPassword),
        (demanded && !enrolled, PendingStep::SecondFactorSetup),
    ]
    .into_iter()
    .find_map(|(due, step)| due.then_some(step))
}

/// A return address, if it is a path of this console: nobody is sent to another site.
pub fn local_path(address: &str) -> Option<&str> {
    let path = address.trim();
    let local = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && !path.chars().any(char::is_control);
    local.then_some(path)
}
