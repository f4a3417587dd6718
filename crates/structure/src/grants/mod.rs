//! Grants 授权 (articles 6, 37): a role for a unit and a column with everything below them.

pub(crate) mod console;
mod model;
pub(crate) mod reach;
mod resolve;
mod roles_console;
mod store;
#[cfg(test)]
mod tests;

use crate::chapter::{Chapter, Needs};
use crate::rights::Right;

pub use model::{Grant, GrantRefusal, Reach};
pub use store::{add_grant, all_grants, grant, grants_of, remove_grant, resolved};

/// The console rooms.
pub fn chapter() -> Chapter {
    let manage = Needs::Right(Right::ManageGrants);
    let fresh = Needs::Fresh(Right::ManageGrants);
    Chapter::new()
        .get("/grants", manage, console::index)
        .get("/roles", manage, roles_console::index)
        .get("/accounts/{login}/grants", fresh, console::show)
        .post("/accounts/{login}/grants", fresh, console::create)
        .post("/grants/{id}/revocation", fresh, console::revoke)
        .get("/accounts/{login}/appointment", fresh, roles_console::ask)
        .post("/accounts/{login}/appointment", fresh, roles_console::update)
        .menu("menu-people", "grant-register", "/grants", &[Right::ManageGrants])
        .menu("menu-people", "roles-title", "/roles", &[Right::ManageGrants])
}
