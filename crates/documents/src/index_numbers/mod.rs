//! Index numbers 索引号 (《政府信息公开条例》): `机构代码-分类-年份-流水号` by a configurable pattern,
//! given once, at the first publication.

mod model;
pub(crate) mod store;

pub use model::{IndexPattern, PatternRefusal};
