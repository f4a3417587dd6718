//! Articles 18, 28: how long an office may take, and how urgent a case is (norm 留言: 1, 5 and 15
//! working days).

mod calendar;
mod due;
mod urgency;

pub use calendar::is_known;
pub use due::{after_pause, working_days_after};
pub use urgency::{Urgency, urgency};

#[cfg(test)]
mod tests;
