//! Accounts 账号 (article 37): one person, one account; leavers are disabled, never removed.

pub(crate) mod account_page;
mod acts_console;
pub(crate) mod console;
pub(crate) mod form_page;
pub(crate) mod listing;
mod model;
pub(crate) mod register;
#[cfg(test)]
mod rooms_tests;
mod store;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
pub(crate) mod testing_browser;
#[cfg(test)]
mod tests;

use crate::chapter::{Chapter, Needs};
use crate::rights::Right;

pub use model::{
    Account, AccountForm, AccountRefusal, AccountState, account_of, may_reset_password, tidy_login,
};
pub use store::{
    AccountFilter, AccountLine, StoredPassword, account, account_by_login, account_in,
    all_accounts, appoint, change_account, create_account, disable_account, enable_account,
    find_accounts,
};

/// The console rooms.
pub fn chapter() -> Chapter {
    let manage = Needs::Right(Right::ManageAccounts);
    let fresh = Needs::Fresh(Right::ManageAccounts);
    Chapter::new()
        .get("/account", Needs::Session, account_page::own)
        .get("/accounts", manage, register::index)
        .post("/accounts", manage, console::create)
        .get("/accounts/new", manage, console::new)
        .get("/accounts/{login}", manage, console::show)
        .post("/accounts/{login}", manage, console::update)
        .get("/accounts/{login}/edit", manage, console::edit)
        .get("/accounts/{login}/suspension", fresh, acts_console::ask_suspension)
        .post("/accounts/{login}/suspension", fresh, acts_console::suspend)
        .get("/accounts/{login}/restoration", fresh, acts_console::ask_restoration)
        .post("/accounts/{login}/restoration", fresh, acts_console::restore)
        .get("/accounts/{login}/password-reset", fresh, acts_console::ask_password_reset)
        .post("/accounts/{login}/password-reset", fresh, acts_console::reset)
        .menu("menu-people", "account-register", "/accounts", &[Right::ManageAccounts])
}
