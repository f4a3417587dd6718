//! How notices leave the house, as operators see it: where they go, what is stuck, a test.

mod console;

use structure::{Chapter, Needs, Right};

/// The operators' room.
pub fn chapter() -> Chapter {
    let operate = Needs::Right(Right::Operate);
    Chapter::new()
        .get("/notice-ways", operate, console::show)
        .post("/notice-ways/mail-tests", operate, console::test_mail)
        .post("/notice-ways/webhook-tests", operate, console::test_webhook)
        .menu("menu-system", "notice-ways-title", "/notice-ways", &[Right::Operate])
}
