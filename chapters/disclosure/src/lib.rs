//! Chapter 4 信息公开: policy documents, later the catalogue and disclosure on application.

pub mod interpretations;
pub mod policies;

use documents::kinds::KindDeclaration;

/// The kinds of this chapter.
pub fn kinds() -> [&'static KindDeclaration; 2] {
    [&policies::POLICY, &interpretations::INTERPRETATION]
}
