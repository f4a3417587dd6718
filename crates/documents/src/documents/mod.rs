//! Documents 稿件: written once, shown in many places (articles 4, 6, 19).

mod card;
pub(crate) mod console;
mod model;
mod ownership;
pub(crate) mod store;

pub use card::{Card, CardPicture};
pub use console::revision_file;
pub use model::{Document, DocumentRefusal, DocumentState, default_slug};
pub use ownership::hand_over;
pub(crate) use store::by_ids;
pub use store::{
    CreateForm, SaveForm, Saved, by_id, by_key, change_slug, create, restore, save, trash,
};
