//! Chapter 9: the portal inspects itself, and readers report its errors.

pub mod correction_reports;
mod inspection;
mod inspections;
