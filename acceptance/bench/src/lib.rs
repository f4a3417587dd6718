//! What programs that watch the product from outside share: letters, other
//! programs, numbers, tables, trouble.

pub mod letters;
pub mod numbers;
pub mod process;
pub mod table;
pub mod trouble;
