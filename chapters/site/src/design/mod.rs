//! The living page of the design system `/design` (article 12): tokens, type and every component with
//! its states, from the very templates and samples by which the pages are made and tried.

pub mod public;
