//! Keys of units' own systems 接口密钥 (articles 6, 14): for one unit and a column subtree.

mod console;
mod model;
mod store;
#[cfg(test)]
mod tests;

pub use model::{ApiKey, ApiKeyForm, ApiKeyRefusal, PresentedKey};
pub use store::{
    Issue, api_key, api_keys, find_valid_api_key, issue_api_key, revoke_api_key,
};

/// The console rooms.
pub fn chapter() -> crate::chapter::Chapter {
    crate::chapter::Chapter::new()
}
