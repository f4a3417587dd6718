//! Articles 18, 28: how long an office may take, and how urgent a case is (norm 留言: 1, 5 and 15
//! working days); the working calendar 工作日历, kept in the console year by year.

mod calendar;
mod console;
mod due;
mod follower;
mod store;
mod urgency;
mod year;

use structure::{Chapter, Needs, Right};

pub use calendar::{Calendar, is_known, read_years};
pub use due::{after_pause, working_days_after};
pub use follower::CalendarFollower;
pub use store::ensure_first;
pub use urgency::{Urgency, urgency};
pub use year::{Holiday, Year, YearRefusal};

/// The rooms.
pub(crate) fn chapter() -> Chapter {
    let (read, supervise) = (Needs::Right(Right::ReadCases), Needs::Right(Right::SuperviseCases));
    Chapter::new()
        .get("/cases/calendar", read, console::index)
        .get("/cases/calendar/{year}", read, console::show)
        .post("/cases/calendar/{year}", supervise, console::change)
        .menu("menu-cases", "calendar-title", "/cases/calendar", &[Right::SuperviseCases])
}

#[cfg(test)]
mod tests;
