//! Kinds of documents (articles 16, 20, 24) as declarations: fields, validation, template, search (house rule 11). The
//! chapters bring them; the engine knows none by name.

mod check;
mod model;
mod number;
mod register;
#[cfg(test)]
mod tests;

pub use check::{FieldProblem, Shaped};
pub(crate) use check::{is_web_address, split_words};
pub use model::{Body, Choice, ChoiceLabel, Field, FieldKind, KindDeclaration, Pairing, Validity};
pub use number::{DocumentNumberRefusal, normalize_document_number};
pub use register::Kinds;
