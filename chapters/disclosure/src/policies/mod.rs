//! Policy documents 政策文件 (article 16; 《政府信息公开条例》): number, dates, validity, and what
//! replaces what.

mod kind;
mod subjects;
#[cfg(test)]
mod tests;

pub use kind::POLICY;
pub use subjects::{subject_by_name, subjects};
