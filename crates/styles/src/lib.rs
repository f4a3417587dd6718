//! What styles declare for a page as a whole (article 12; GB/T 37668, WCAG 2.2 §1.4.3): custom properties of
//! its root element, as the cascade leaves them, and whether two colours can be told apart. Media queries
//! are left out: what they say holds for some screens only.

mod colour;
mod sheet;

pub use colour::Colour;
pub use sheet::{Declaration, Sheet, declared};

#[cfg(test)]
mod tests;
