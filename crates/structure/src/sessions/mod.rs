//! Console sessions 会话 (article 37; GB/T 22239): idle and absolute limits, seen and ended by their
//! owner and by the security administrator.

mod console;
mod model;
mod store;
#[cfg(test)]
mod tests;

pub use model::{Session, Token, device_name, is_fresh};
pub use store::{
    Beginning, Presence, SessionLine, all_live_sessions, begin_session_in, forget_ended_sessions, find_live_session,
    live_sessions_of, new_token, present, refresh_reauthentication, revoke_all, revoke_all_in,
    revoke_session, second_factor_given_in, session, sign_out, touch,
};

/// The cookie that carries the token.
pub const SESSION_COOKIE: &str = "weiyang_session";

/// The console rooms.
pub fn chapter() -> crate::chapter::Chapter {
    crate::chapter::Chapter::new()
}
