//! Console sessions 会话 (article 37; GB/T 22239): idle and absolute limits, seen and ended by their
//! owner and by the security administrator.

mod console;
mod cookie;
mod model;
mod own_form;
mod store;
#[cfg(test)]
mod tests;

use crate::chapter::{Chapter, Needs};
use crate::rights::Right;

pub use cookie::{Arrival, clear_cache};
pub use model::{Session, Token, device_name, is_fresh};
pub use own_form::{OwnForm, require_own};
pub use store::{
    Beginning, Presence, SessionLine, all_live_sessions, begin_session_in, find_live_session,
    forget_ended_sessions, live_sessions_of, present, refresh_reauthentication, revoke_all,
    revoke_all_in, revoke_session, second_factor_given_in, session, sign_out, touch,
};

/// The cookie that carries the token.
pub const SESSION_COOKIE: &str = "weiyang_session";

/// The console rooms.
pub fn chapter() -> Chapter {
    let manage = Needs::Right(Right::ManageSessions);
    Chapter::new()
        .get("/sessions", Needs::Session, console::index)
        .post("/sessions/{id}/revocation", Needs::Session, console::revoke)
        .get("/sessions/all", manage, console::all)
        .post("/sessions/{id}/termination", manage, console::terminate)
        .post("/accounts/{login}/sessions/termination", manage, console::terminate_all)
        .menu("menu-people", "sessions-all", "/sessions/all", &[Right::ManageSessions])
        .job("forget_ended_sessions", async |app, _| {
            forget_ended_sessions(&app.db).await.map(|_| ())
        })
}
