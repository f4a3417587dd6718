//! Runs jobs on this node: claims, holds the lease while working, settles.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;
use futures::future::BoxFuture;

use super::model::{JobRecord, JobState, MAX_ATTEMPTS, pause_after};
use super::store;
use crate::db::Db;
use crate::fault::Fault;
use crate::ids::random_code;

/// Seconds a node may hold a job without a sign of life.
const LEASE: i64 = 30;
/// The longest sleep between looks at the queue; a new job wakes the runner at once.
const LOOK: Duration = Duration::from_secs(2);

/// Between looks for jobs that a clock set which had jumped.
const SETTING_RIGHT: Duration = Duration::from_mins(1);

/// What a kind of job does with its payload. It must bear being run twice.
pub type JobKind =
    Arc<dyn Fn(serde_json::Value) -> BoxFuture<'static, Result<(), Fault>> + Send + Sync>;

/// The kinds of jobs this program knows, and the loop that runs them.
#[derive(Clone)]
pub struct Runner {
    db: Db,
    kinds: Arc<HashMap<&'static str, JobKind>>,
    holder: String,
    /// Between signs of life; well below the lease.
    beat: Duration,
}

impl Runner {
    /// A runner for these kinds.
    pub fn new(db: Db, kinds: impl IntoIterator<Item = (&'static str, JobKind)>) -> Self {
        let holder = format!("node-{}", random_code(6));
        let beat = Duration::from_secs(LEASE.unsigned_abs() / 3);
        Self { db, kinds: Arc::new(kinds.into_iter().collect()), holder, beat }
    }

    /// The same with another time between signs of life.
    #[cfg(test)]
    pub(super) fn beating(self, beat: Duration) -> Self {
        Self { beat, ..self }
    }

    /// This node's name on the jobs it holds.
    pub fn holder(&self) -> &str {
        &self.holder
    }

    /// Starts `workers` loops; they run until the program ends.
    pub fn start(&self, workers: usize) {
        tokio::spawn(Self::set_right(self.db.clone()));
        for _ in 0..workers {
            let runner = self.clone();
            tokio::spawn(async move {
                let mut head = runner.db.journal_head();
                loop {
                    match runner.run_one().await {
                        Ok(true) => {}
                        Ok(false) => {
                            let pause = runner.pause().await;
                            // An act that enqueued a job has moved the journal's head.
                            let _ = tokio::time::timeout(pause, head.changed()).await;
                        }
                        Err(fault) => {
                            tracing::error!(cause = fault.chain(), "job queue");
                            tokio::time::sleep(LOOK).await;
                        }
                    }
                }
            });
        }
    }

    /// What a jump of the clock did to the queue is undone within a minute of its end.
    async fn set_right(db: Db) {
        loop {
            match store::draw_back(&db).await {
                Ok(0) => {}
                Ok(jobs) => {
                    tracing::warn!(jobs, "set by a clock that had jumped: they wait from now");
                }
                Err(fault) => tracing::warn!(cause = fault.chain(), "the queue was not looked at"),
            }
            tokio::time::sleep(SETTING_RIGHT).await;
        }
    }

    /// How long nothing will be due, as far as we know.
    async fn pause(&self) -> Duration {
        let due = store::next_due(&self.db).await.ok().flatten();
        let now = self.db.clock().now();
        due.map_or(LOOK, |due| {
            let micros = u64::try_from(due.0.saturating_sub(now.0)).unwrap_or(0);
            Duration::from_micros(micros).clamp(Duration::from_millis(20), LOOK)
        })
    }

    /// Runs every job that is due, one after the other: for tests and one-off commands.
    pub async fn run_due(&self) -> Result<usize, Fault> {
        let mut ran = 0;
        while self.run_one().await? {
            ran += 1;
        }
        Ok(ran)
    }

    async fn run_one(&self) -> Result<bool, Fault> {
        let Some(job) = store::claim(&self.db, &self.holder, LEASE).await? else {
            return Ok(false);
        };
        let outcome = self.work(&job).await;
        let now = self.db.clock().now();
        match outcome {
            Ok(()) => store::settle(&self.db, &job, JobState::Done, now, None).await?,
            Err(fault) => {
                let state =
                    if job.attempts >= MAX_ATTEMPTS { JobState::Failed } else { JobState::Waiting };
                tracing::error!(
                    job = job.name,
                    id = job.id,
                    attempts = job.attempts,
                    cause = fault.chain(),
                    "job failed"
                );
                let next = now.plus_seconds(pause_after(job.attempts));
                store::settle(&self.db, &job, state, next, Some(fault.chain())).await?;
            }
        }
        Ok(true)
    }

    /// Runs the job while prolonging its lease; a panic is a failed try, not the end of the node.
    async fn work(&self, job: &JobRecord) -> Result<(), Fault> {
        let kind = self
            .kinds
            .get(job.name.as_str())
            .ok_or_else(|| Fault::new(format!("no job kind called {}", job.name)))?;
        let running = std::panic::AssertUnwindSafe(kind(job.payload.clone())).catch_unwind();
        // Both go on together: a sign of life may have to wait for what the job itself holds.
        tokio::select! {
            outcome = running => outcome.unwrap_or_else(|_| Err(Fault::new("the job panicked"))),
            fault = self.signs_of_life(job.id) => Err(fault),
        }
    }

    /// Prolongs the lease for ever; ends only when that can't be done.
    async fn signs_of_life(&self, job: i64) -> Fault {
        loop {
            tokio::time::sleep(self.beat).await;
            let until = self.db.clock().now().plus_seconds(LEASE);
            if let Err(fault) = store::hold(&self.db, job, &self.holder, until).await {
                return fault;
            }
        }
    }
}
