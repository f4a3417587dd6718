//! Alerts 警报 (articles 33, 35, 38): what the watch found alarming is raised once, told to whoever must
//! act, told again while nobody has taken it up, and told to be over. All of it stands in the journal.

mod console;
mod model;
mod sending;
mod store;
mod telling;
#[cfg(test)]
mod tests;

use structure::{Chapter, Needs, Right};

pub use model::Calm;
pub use store::open_alerts;
pub use telling::attend;

/// The kind of job that posts an alert to the address of `[webhook]`.
const POST: &str = "post_alert";

/// The rooms of operators and of whoever looks after security.
pub fn chapter() -> Chapter {
    let operate = Needs::Right(Right::Operate);
    let secure = Needs::Right(Right::ManageSessions);
    Chapter::new()
        .get("/alerts", operate, console::index)
        .get("/alerts/{id}", operate, console::show)
        .post("/alerts/{id}/acknowledgements", operate, console::acknowledge)
        .get("/security-alerts", secure, console::index_security)
        .get("/security-alerts/{id}", secure, console::show_security)
        .post("/security-alerts/{id}/acknowledgements", secure, console::acknowledge_security)
        .job(POST, sending::post)
        .menu("menu-system", "alerts-title", "/alerts", &[Right::Operate])
        .menu(
            "menu-security",
            "security-alerts-title",
            "/security-alerts",
            &[Right::ManageSessions],
        )
}
