//! Who is told what (articles 5, 19): a follower turns entries about documents into notices, and an
//! hourly job tells of deadlines, which leave no entry.

mod deadlines;
mod follower;
mod recipients;
mod subjects;

use platform::Fault;
use platform::db::Bookkeeping;
use platform::jobs::Job;
use structure::{App, Chapter};

pub use deadlines::tell_of_deadlines;
pub use follower::NoticesFollower;

/// The kind of job that looks at deadlines every hour.
const DEADLINES: &str = "tell_of_deadlines";

/// The job of this noun.
pub fn chapter() -> Chapter {
    Chapter::new().job(DEADLINES, async |app: App, _| {
        ensure_hourly(&app).await?;
        deadlines::tell_of_deadlines(&app).await
    })
}

/// Has the next look at deadlines wait, unless it does already. Called at the start.
pub async fn ensure_hourly(app: &App) -> Result<(), Fault> {
    let mut tx = app.db.begin().await?;
    tx.enqueue(Job::hourly(DEADLINES, app.clock().now())).await?;
    tx.commit_bookkeeping(Bookkeeping::Jobs).await
}
