//! Operation 运行状况 (articles 13, 33): this node's cache, followers, index and queue.

mod console;

use structure::{Chapter, Needs, Right};

/// The operators' rooms.
pub fn chapter() -> Chapter {
    let operate = Needs::Right(Right::Operate);
    Chapter::new()
        .get("/operations", operate, console::show)
        .post("/operations/index-rebuilds", operate, console::rebuild_index)
        .post("/operations/cache-drops", operate, console::drop_cache)
        .menu("menu-system", "operations-title", "/operations", &[Right::Operate])
}
