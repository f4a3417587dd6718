//! Articles 29, 32: what earlier cases teach about a new one. Every case stands in an index of its
//! own, beside it what was published of it; from there come cases that say the same, answers that
//! were given to the like, the unit that usually handles the like, and what people write about more
//! than before. Nothing is decided by it: people are shown what is alike, and why.

mod follower;
mod index;
mod measuring;
mod neighbours;
mod rising;
mod store;
#[cfg(test)]
mod tests;
mod units;
mod wording;

pub use follower::LikenessFollower;
pub use index::CaseIndex;
pub use measuring::{Quality, Share, measured};
pub use neighbours::{Alike, Offered, answered_like, like, offered, twins};
pub use rising::{Rising, rising};
pub use store::{Told, told_between};
pub use units::{Reason, UnitGuess, guess_unit};
pub use wording::published_wording;
