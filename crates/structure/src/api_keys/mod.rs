//! Keys of units' own systems 接口密钥 (articles 6, 14, 28): for one unit and one purpose, documents
//! within a column subtree or letters of people who called.

mod console;
mod model;
mod presenting;
mod store;
#[cfg(test)]
mod tests;

use crate::chapter::{Chapter, Needs};
use crate::rights::Right;

pub use model::{ApiKey, ApiKeyForm, ApiKeyRefusal, KeyUse, PresentedKey};
pub use presenting::{bearer, presented};
pub use store::{Issue, api_key, api_keys, find_valid_api_key, issue_api_key, revoke_api_key};

/// The console rooms.
pub fn chapter() -> Chapter {
    let manage = Needs::Right(Right::ManageApiKeys);
    let fresh = Needs::Fresh(Right::ManageApiKeys);
    Chapter::new()
        .get("/api-keys", manage, console::index)
        .get("/api-keys/new", fresh, console::new)
        .post("/api-keys", fresh, console::create)
        .post("/api-keys/{id}/revocation", manage, console::revoke)
        .menu("menu-people", "api-key-register", "/api-keys", &[Right::ManageApiKeys])
}
