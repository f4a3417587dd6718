//! Chapter 6 在线服务: what an office does for people and enterprises, and how one gets it (articles
//! 23 to 27).

pub mod catalogue;
pub mod service_guides;

use documents::kinds::KindDeclaration;
use structure::Chapter;

/// The kinds of this chapter.
pub fn kinds() -> [&'static KindDeclaration; 1] {
    [&service_guides::SERVICE_GUIDE]
}

/// The rooms of this chapter.
pub fn chapter() -> Chapter {
    catalogue::chapter()
}
