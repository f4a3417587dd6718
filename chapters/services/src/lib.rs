//! Chapter 6 在线服务: what an office does for people and enterprises, and how one gets it (articles
//! 23 to 27).

pub mod service_guides;

use documents::kinds::KindDeclaration;

/// The kinds of this chapter.
pub fn kinds() -> [&'static KindDeclaration; 1] {
    [&service_guides::SERVICE_GUIDE]
}
