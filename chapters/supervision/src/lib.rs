//! Chapter 9 监督考核: the portal inspects itself by the norms it is inspected by, and keeps what was
//! found until it is mended; readers report what is wrong in a page.

pub mod correction_reports;
pub mod inspections;
pub mod norm_check;

use platform::db::Schema;
use platform::migrations;
use structure::Chapter;

pub use inspections::{VisitorPages, ensure_hourly};

/// The tables of this chapter.
pub fn schema(schema: Schema) -> Schema {
    schema.with(
        migrations![
            "20261128181500_inspections",
            "20261128190000_correction_places",
            "20261128191500_inspection_looks",
        ],
        &["inspection_walks", "inspection_looks"],
    )
}

/// The rooms of this chapter.
pub fn chapter() -> Chapter {
    inspections::chapter().and(correction_reports::chapter())
}
