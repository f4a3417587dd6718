//! Articles 28, 29: whoever proved a telephone or mailbox is told there what becomes of the letter:
//! that it came, was accepted, has a question, takes longer, was answered or closed. Never what it
//! says, and never the secret.

mod follower;
mod store;

pub use follower::WritersFollower;

/// What the writer is told, by the journal's verb: the middle part of the messages' keys.
fn event(verb: &str) -> Option<&'static str> {
    Some(match verb {
        "case.opened" => "opened",
        "case.accepted" => "accepted",
        "case.asked" => "asked",
        "case.extended" => "extended",
        "case.answered" => "answered",
        "case.closed" => "closed",
        _ => return None,
    })
}
