//! Kinds of documents (articles 16, 20, 24) as declarations, and the content they declare: fields,
//! validation, template, search (house rule 11). The chapters bring the kinds; the documents engine
//! knows none by name.

mod check;
mod content;
mod model;
mod number;
mod phone;
mod register;
pub mod rows;
#[cfg(any(test, feature = "samples"))]
pub mod samples;
#[cfg(test)]
mod tests;

pub use check::{FieldProblem, RowPart, Shaped, is_web_address, split_words};
pub use content::{Attachment, AttachmentRole, Content, attachment_code};
pub use model::{Body, Choice, ChoiceLabel, Field, FieldKind, KindDeclaration, Pairing, Validity};
pub use number::{DocumentNumberRefusal, normalize_document_number};
pub use register::Kinds;
