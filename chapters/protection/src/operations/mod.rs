//! Operation 运行状况 (articles 13, 33): this node's cache, followers, index and queue.

mod acts_console;
mod console;
mod model;
mod parts;
mod store;

use structure::{Chapter, Needs, Right};

pub use model::{lag, percent};

/// The operators' rooms.
pub fn chapter() -> Chapter {
    let operate = Needs::Right(Right::Operate);
    Chapter::new()
        .get("/operations", operate, console::show)
        .post("/operations/index-rebuilds", operate, acts_console::rebuild_index)
        .post("/operations/cache-drops", operate, acts_console::drop_cache)
        .post("/operations/nodes/{id}/removal", operate, acts_console::remove_node)
        .menu("menu-system", "operations-title", "/operations", &[Right::Operate])
}
