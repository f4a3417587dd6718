//! Deadlines in working days, by the calendar of this node.

use platform::Time;

use super::calendar::{Calendar, current};

/// The end of the working day that is so many behind a moment's day, which itself does not count.
pub fn working_days_after(from: Time, days: u32) -> Time {
    current().days_after(from, days)
}

/// A deadline moved by the working days for which the clock stood.
pub fn after_pause(due: Time, paused: Time, resumed: Time) -> Time {
    let calendar = current();
    let stood = calendar.days_between(paused.day(), resumed.day());
    if stood == 0 { due } else { calendar.days_after(due, stood) }
}

/// A deadline once more, so many working days behind the same beginning, in another calendar.
pub(super) fn recounted((from, due): (Time, Time), (old, new): (&Calendar, &Calendar)) -> Time {
    match old.days_between(from.day(), due.day()) {
        0 => due,
        days => new.days_after(from, days),
    }
}
