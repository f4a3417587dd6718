//! Accounts 账号 (article 37): one person, one account; leavers are disabled, never removed.

mod console;
mod model;
mod store;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

pub use model::{
    Account, AccountForm, AccountRefusal, AccountState, account_of, may_reset_password, tidy_login,
};
pub use store::{
    AccountFilter, AccountLine, StoredPassword, account, account_by_login, account_in, all_accounts, appoint, change_account,
    create_account, disable_account, enable_account, find_accounts,
};

/// The console rooms.
pub fn chapter() -> crate::chapter::Chapter {
    crate::chapter::Chapter::new()
}
