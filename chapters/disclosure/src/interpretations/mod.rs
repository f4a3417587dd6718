//! Interpretations 解读材料 of policy documents (articles 20, 21): in words, pictures, sound or answers.

mod kind;

pub use kind::INTERPRETATION;
