//! Acceptance: the built portal driven from outside, article by article, on both databases; and the
//! house's checks of itself. One binary, so that it is linked once.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a failed step is a failed test"
)]
#![allow(clippy::too_many_lines, clippy::large_futures, reason = "a story is told in one go")]
#![allow(clippy::pedantic, clippy::cloned_ref_to_slice_refs, reason = "a test reads as a story")]

mod architecture;
mod asvs;
mod disclosure;
mod documents;
mod duties;
mod imports;
mod interaction;
mod media;
mod notices;
mod protection;
mod services;
mod site;
mod structure;
mod supervision;

/// A column with one content review: 初审, 保密审查.
pub const BMDT: &str = "未央区政府 › 政务动态 › 部门动态";
/// A column with two content reviews: 初审, 终审, 保密审查.
pub const TZGG: &str = "未央区政府 › 政务公开 › 通知公告";
/// A column with three content reviews: 初审, 复审, 终审, 保密审查.
pub const GFXWJ: &str = "未央区政府 › 政务公开 › 法定主动公开内容 › 政策文件 › 行政规范性文件";
