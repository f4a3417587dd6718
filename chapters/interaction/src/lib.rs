//! Chapter 7 互动交流: letters to the government 领导信箱 on the case engine: written without an
//! account, looked up with receipt and secret, answered in time, published with names masked; the
//! ways in for the hotline and for reporting apps; and the knowledge base that answers become.

mod citizen_accounts;
mod description;
mod hotline;
mod kind;
mod knowledge;
mod letters;
mod limits;
mod open311;
mod published;
mod systems;
mod telling;

use cases::CaseKind;
use documents::kinds::KindDeclaration;
use platform::db::Schema;
use platform::migrations;
use structure::Chapter;

pub use description::openapi;
pub use kind::LETTERS;
pub use knowledge::{KNOWLEDGE, beside};
pub use telling::WritersFollower;

/// The kinds of cases of this chapter.
pub fn kinds() -> [&'static CaseKind; 1] {
    [&LETTERS]
}

/// The kinds of documents of this chapter.
pub fn document_kinds() -> [&'static KindDeclaration; 1] {
    [&KNOWLEDGE]
}

/// The tables of this chapter.
pub fn schema(schema: Schema) -> Schema {
    schema.with(
        migrations![
            "20261128181500_knowledge",
            "20261128220100_letter_contacts",
            "20261128220200_citizen_accounts"
        ],
        &["citizen_sessions", "letter_cursors"],
    )
}

/// The rooms of this chapter.
pub fn chapter() -> Chapter {
    letters::chapter()
        .and(citizen_accounts::chapter())
        .and(published::chapter())
        .and(knowledge::chapter())
        .and(open311::chapter())
        .and(hotline::chapter())
}
