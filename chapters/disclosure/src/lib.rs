//! Chapter 4 信息公开: policy documents and their interpretations, the catalogue of what is open, and
//! the disclosure platform that shows it in the order of the norm.

pub mod catalogue;
pub mod disclosure_platform;
pub mod interpretations;
pub mod policies;

use documents::kinds::KindDeclaration;
use structure::Chapter;

/// The kinds of this chapter.
pub fn kinds() -> [&'static KindDeclaration; 2] {
    [&policies::POLICY, &interpretations::INTERPRETATION]
}

/// The rooms of this chapter.
pub fn chapter() -> Chapter {
    catalogue::chapter().and(disclosure_platform::chapter())
}
