//! Signing in (article 37; GB/T 22239 身份鉴别): password, lock-out, second factor, re-authentication.

mod attempt;
pub(crate) mod console;
mod hashing;
mod lock;
mod locks_console;
mod model;
mod password;
mod password_change;
mod password_console;
mod reauthentication_console;
#[cfg(test)]
mod rooms_tests;
mod settings;
mod store;
#[cfg(test)]
mod tests;

use crate::chapter::{Chapter, Needs};
use crate::rights::Right;

pub(crate) use attempt::SECOND_FACTOR;
pub use attempt::{Attempt, Gate, SignedIn};
pub use hashing::{hash_password, verify_password};
pub use lock::{FailureCount, LockRule};
pub use model::{PendingStep, SignInRefusal, local_path, pending_step};
pub use password::{
    OneTimePassword, PasswordRefusal, one_time_over, password_age_warning_days, password_expired,
    password_problems,
};
pub use password_change::{NewPassword, change_password, reset_password};
pub use password_console::password_age_warning;
pub use reauthentication_console::reauthentication_url;
pub(crate) use settings::within;
pub use settings::{HashCost, LockSettings, PasswordSettings, SecondFactorDemand, SignInSettings};
pub(crate) use store::{Credentials, account_mark, credentials, credentials_in};
pub use store::{LockedAccount, locked_accounts, unlock};

/// The console rooms.
pub fn chapter() -> Chapter {
    use console as door;
    use password_console as password;
    use reauthentication_console as again;
    let manage = Needs::Right(Right::ManageSessions);
    Chapter::new()
        .get("/sign-in", Needs::Nothing, door::new)
        .post("/sign-in", Needs::Nothing, door::create)
        .post("/sign-out", Needs::HalfSession, door::leave)
        .get("/account/password", Needs::HalfSession, password::edit)
        .post("/account/password", Needs::HalfSession, password::update)
        .get("/reauthenticate", Needs::Session, again::edit)
        .post("/reauthenticate", Needs::Session, again::update)
        .get("/locks", manage, locks_console::index)
        .post("/accounts/{login}/unlock", manage, locks_console::unlock_account)
        .menu("menu-people", "locks-title", "/locks", &[Right::ManageSessions])
}
