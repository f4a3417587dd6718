//! Chapter 7 互动交流: letters to the government 领导信箱 on the case engine: written without an
//! account, looked up with receipt and secret, answered in time, published with names masked.

mod kind;
mod letters;
mod limits;
mod published;

use cases::CaseKind;
use structure::Chapter;

pub use kind::LETTERS;

/// The kinds of cases of this chapter.
pub fn kinds() -> [&'static CaseKind; 1] {
    [&LETTERS]
}

/// The rooms of this chapter.
pub fn chapter() -> Chapter {
    letters::chapter().and(published::chapter())
}
