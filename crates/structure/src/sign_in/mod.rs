//! Signing in (article 37; GB/T 22239 身份鉴别): password, lock-out, second factor, re-authentication.

mod attempt;
mod console;
mod hashing;
mod lock;
mod model;
mod password;
mod password_change;
mod settings;
mod store;
#[cfg(test)]
mod tests;

pub use attempt::{Attempt, Gate, SignedIn};
pub use hashing::{hash_password, verify_password};
pub use lock::{FailureCount, LockRule};
pub use model::{PendingStep, SignInRefusal, local_path, pending_step};
pub use password::{
    OneTimePassword, PasswordRefusal, password_age_warning_days, password_expired, password_problems,
};
pub use password_change::{NewPassword, change_password, reset_password};
pub use settings::{HashCost, LockSettings, PasswordSettings, SecondFactorDemand, SignInSettings};
pub use store::{LockedAccount, locked_accounts, unlock};
pub(crate) use store::{Credentials, account_mark, credentials, credentials_in};

/// The console rooms.
pub fn chapter() -> crate::chapter::Chapter {
    crate::chapter::Chapter::new()
}
