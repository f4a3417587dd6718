//! Chapter 2 职责分工: who does what. The desk of every role, and the lists that clerks work through.

pub mod bulk_acts;
pub mod desk;
pub mod handovers;
pub mod lists;
pub mod staff_filings;
pub mod sweeps;
pub mod telling;

use platform::db::Schema;
use platform::migrations;
use structure::Chapter;

/// Adds this chapter's tables.
pub fn schema(schema: Schema) -> Schema {
    schema.with(
        migrations![
            "20261123171000_sweeps",
            "20261123174000_bulk_acts",
            "20261123200500_saved_lists",
            "20261128200000_staff"
        ],
        &["sweep_results", "bulk_act_items"],
    )
}

/// Rooms of this chapter beside the desk, which stands first in the menu.
pub fn chapter() -> Chapter {
    lists::chapter()
        .and(bulk_acts::chapter())
        .and(sweeps::chapter())
        .and(telling::chapter())
        .and(staff_filings::chapter())
        .and(handovers::chapter())
}
