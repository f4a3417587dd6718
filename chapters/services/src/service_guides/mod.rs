//! Service guides 办事指南 (article 24(1), 24(2), GB/T 39554.1): one for each thing that an office
//! does on application, with everything that somebody must know before they set out.

mod choices;
mod kind;
mod model;
mod rules;
#[cfg(test)]
mod tests;

pub use choices::{list, words_of};
pub use kind::SERVICE_GUIDE;
pub use model::is_file_name;
