//! Durable jobs: enqueued in the transaction of the act that wants them, run once across nodes,
//! retried with growing pauses, and never lost to a kill -9 (a lease runs out and another takes over).

mod model;
mod runner;
mod store;
#[cfg(test)]
mod tests;

pub use model::{Job, JobRecord, JobState, Priority};
pub use runner::{JobKind, Runner};
pub use store::{find_jobs, job_counts, retry_job};
