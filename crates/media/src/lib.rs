//! The media library 媒体库 (article 13): images, files, sound and film of the units, each with an
//! address that stays while its content is replaced. It knows nothing of documents; they tell it what
//! they use, and only what a public document uses is public.

mod console;
pub mod ids;
mod intake;
pub mod items;
mod responsive;
mod serve;
pub mod uses;

use platform::db::Schema;
use platform::migrations;
use structure::{Chapter, Needs, Right};

pub use intake::{Intake, IntakeRefusal, take_in};
pub use pictures::Focus;
pub use responsive::responsive;

/// The tables of this crate.
pub fn schema(schema: Schema) -> Schema {
    schema.with(migrations!["20261123171500_media"], &[])
}

/// The rooms of this crate, and the addresses of what is public.
pub fn chapter() -> Chapter {
    let read = Needs::Right(Right::ReadDocuments);
    let write = Needs::Right(Right::WriteDocuments);
    let publish = Needs::Right(Right::PublishDocuments);
    Chapter::new()
        .get("/media", read, console::list::index)
        .get("/media/new", write, console::upload::new)
        .post("/media", write, console::upload::create)
        .get("/media/picker", write, console::list::picker)
        .get("/media/{code}", read, console::item::show)
        .post("/media/{code}", write, console::item::update)
        .post("/media/cleaning", write, console::acts::clean)
        .post("/media/{code}/versions", write, console::acts::replace)
        .get("/media/{code}/versions/{number}", read, console::acts::version)
        .post("/media/{code}/versions/{number}/acceptance", publish, console::acts::accept)
        .post("/media/{code}/trash", write, console::acts::trash)
        .post("/media/{code}/restoration", write, console::acts::restore)
        // A reader of any document may meet a picture of any unit in it.
        .get("/media/{code}/{file}", Needs::Session, serve::staff)
        .public_get("/media/{code}/{file}", serve::public)
        .menu("menu-documents", "media-title", "/media", &[Right::ReadDocuments])
}
