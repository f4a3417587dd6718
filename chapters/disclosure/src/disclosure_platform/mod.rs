//! The disclosure platform 信息公开专栏 (articles 15, 16; 国办公开办函〔2019〕61号): on one page of every
//! site, in the order of the norm: guide, rules, statutory content by category and by unit, annual
//! reports, and how to apply.

mod application;
mod public;
mod sections;
mod statutory;

pub(crate) use sections::{Section, root};

use structure::Chapter;

/// The rooms.
pub(crate) fn chapter() -> Chapter {
    Chapter::new()
        .public_get("/disclosure", public::show)
        .public_get("/disclosure/application", application::show)
}
