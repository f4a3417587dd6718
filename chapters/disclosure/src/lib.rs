//! Chapter 4 信息公开: policy documents and their interpretations, the catalogue of what is open, and
//! the disclosure platform that shows it in the order of the norm; what should be open and is not, and
//! what stays closed on which ground.

pub mod catalogue;
pub mod disclosure_platform;
pub mod interpretations;
pub mod policies;
pub mod unpublished;
pub mod withholdings;

use documents::kinds::KindDeclaration;
use platform::db::Schema;
use platform::migrations;
use structure::Chapter;

/// The kinds of this chapter.
pub fn kinds() -> [&'static KindDeclaration; 2] {
    [&policies::POLICY, &interpretations::INTERPRETATION]
}

/// The tables of this chapter.
pub fn schema(schema: Schema) -> Schema {
    schema.with(migrations!["20261128190000_withholdings"], &[])
}

/// The rooms of this chapter.
pub fn chapter() -> Chapter {
    catalogue::chapter()
        .and(disclosure_platform::chapter())
        .and(unpublished::chapter())
        .and(withholdings::chapter())
}
