//! A column's page (articles 10, 12): list, policies, pictures, or its single document.

pub mod public;
