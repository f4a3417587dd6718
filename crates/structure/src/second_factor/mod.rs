//! The second factor 两步验证 (article 37; GB/T 22239 两种以上鉴别): an authenticator's code, or a
//! recovery code.

mod console;
mod model;
mod seal;
mod store;
#[cfg(test)]
mod tests;

use crate::chapter::{Chapter, Needs};
use crate::rights::Right;

pub use model::{Enrolment, RecoveryCode};
pub use seal::{open_sealed, seal};
pub use store::{
    confirm_enrolment, enrolment, give_second_factor, recovery_codes_left, reset_second_factor,
};

/// The console rooms.
pub fn chapter() -> Chapter {
    let reset = Needs::Fresh(Right::ManageSessions);
    Chapter::new()
        .get("/sign-in/second-factor", Needs::HalfSession, console::ask)
        .post("/sign-in/second-factor", Needs::HalfSession, console::give)
        .get("/second-factor", Needs::HalfSession, console::edit)
        .post("/second-factor", Needs::HalfSession, console::update)
        .get("/accounts/{login}/second-factor-reset", reset, console::ask_reset)
        .post("/accounts/{login}/second-factor-reset", reset, console::reset)
}
