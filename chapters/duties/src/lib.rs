//! Chapter 2 职责分工: who does what. The desk of every role, and the lists that clerks work through.

pub mod desk;
pub mod lists;
pub mod telling;

use structure::Chapter;

/// Rooms of this chapter.
pub fn chapter() -> Chapter {
    desk::chapter().and(lists::chapter()).and(telling::chapter())
}
