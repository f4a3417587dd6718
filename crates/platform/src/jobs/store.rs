//! The queue's SQL.

use super::model::{Job, JobRecord, JobState};
use crate::clock::Time;
use crate::db::{Bookkeeping, Db, Tx};
use crate::fault::Fault;
use crate::params;

/// Seconds by which the clocks of nodes differ at most, and a job's next try lies ahead.
const LEEWAY: i64 = 2 * 3_600;

const FIELDS: &str = "id, name, payload, priority, state, run_at, attempts, holder, last_error, \
                      created_at, finished_at";

impl Tx {
    /// Enqueues a job with this transaction: it exists exactly if the act does. One with the same
    /// unique key that has not ended stands for both, also when two nodes ask at once.
    pub async fn enqueue(&mut self, job: Job) -> Result<(), Fault> {
        let now = self.db().clock().now();
        let id = self.db().next_id();
        self.exec(
            "INSERT INTO jobs (id, name, payload, priority, state, run_at, attempts, unique_key, \
             created_at) VALUES ($1, $2, $3, $4, 'waiting', $5, 0, $6, $7) \
             ON CONFLICT (unique_key) DO NOTHING",
            params![
                id,
                job.name,
                job.payload,
                job.priority.rank(),
                job.run_at.unwrap_or(now),
                job.unique_key,
                now
            ],
        )
        .await
        .map(|_| ())
    }
}

/// Which jobs wait for this node. While its clock can't be believed, what was planned for a time waits for
/// nodes that know the time, or until the clock is right again: a publication that comes early can't be
/// taken back.
fn waiting(db: &Db) -> &'static str {
    match db.clock().astray() {
        None => "state = 'waiting'",
        Some(_) => "state = 'waiting' AND (run_at <= created_at OR attempts > 0)",
    }
}

/// Takes the most urgent due job, or one whose holder has gone silent.
pub(super) async fn claim(db: &Db, holder: &str, lease: i64) -> Result<Option<JobRecord>, Fault> {
    let now = db.clock().now();
    let waiting = waiting(db);
    let due = format!(
        "SELECT COUNT(*) FROM jobs WHERE ({waiting} AND run_at <= $1) \
         OR (state = 'running' AND held_until < $1)"
    );
    if db.count(due, params![now]).await? == 0 {
        return Ok(None);
    }
    let mut tx = db.begin().await?;
    let sql = format!(
        "UPDATE jobs SET state = 'running', holder = $2, held_until = $3, attempts = attempts + 1 \
         WHERE id = (SELECT id FROM jobs WHERE ({waiting} AND run_at <= $1) \
         OR (state = 'running' AND held_until < $1) ORDER BY priority, run_at, id LIMIT 1 \
         @skip_locked) RETURNING {FIELDS}"
    );
    let job = tx.opt(sql, params![now, holder, now.plus_seconds(lease)]).await?;
    tx.commit_bookkeeping(Bookkeeping::Jobs).await?;
    Ok(job)
}

/// Prolongs the lease of a running job.
pub(super) async fn hold(db: &Db, id: i64, holder: &str, until: Time) -> Result<(), Fault> {
    let mut tx = db.begin().await?;
    let sql = "UPDATE jobs SET held_until = $3 WHERE id = $1 AND holder = $2 AND state = 'running'";
    tx.exec(sql, params![id, holder, until]).await?;
    tx.commit_bookkeeping(Bookkeeping::Jobs).await
}

/// Writes how a try ended.
pub(super) async fn settle(
    db: &Db,
    job: &JobRecord,
    state: JobState,
    run_at: Time,
    error: Option<String>,
) -> Result<(), Fault> {
    let ended = matches!(state, JobState::Done | JobState::Failed);
    let finished = ended.then(|| db.clock().now());
    let mut tx = db.begin().await?;
    tx.exec(
        "UPDATE jobs SET state = $2, run_at = $3, last_error = $4, finished_at = $5, \
         held_until = NULL, unique_key = CASE WHEN $6 = 1 THEN NULL ELSE unique_key END \
         WHERE id = $1 AND holder = $7 AND state = 'running'",
        params![job.id, state.word(), run_at, error, finished, ended, job.holder.clone()],
    )
    .await?;
    tx.commit_bookkeeping(Bookkeeping::Jobs).await
}

/// Jobs that a clock touched which had jumped ahead, and is back: what was enqueued then has its wait
/// from now on, what failed then is tried again, what was held then is free.
pub(super) async fn draw_back(db: &Db) -> Result<u64, Fault> {
    let now = db.clock().now();
    let bound = now.plus_seconds(LEEWAY);
    let astray = "SELECT COUNT(*) FROM jobs WHERE state IN ('waiting', 'running') \
                  AND (created_at > $1 OR (attempts > 0 AND run_at > $1) OR held_until > $1)";
    if db.count(astray, params![bound]).await? == 0 {
        return Ok(0);
    }
    let mut tx = db.begin().await?;
    let mut drawn = 0;
    for sql in [
        "UPDATE jobs SET run_at = $1 + (run_at - created_at), created_at = $1 \
         WHERE state = 'waiting' AND created_at > $2",
        "UPDATE jobs SET run_at = $1 WHERE state = 'waiting' AND attempts > 0 AND run_at > $2",
        "UPDATE jobs SET held_until = $1 WHERE state = 'running' AND held_until > $2",
    ] {
        drawn += tx.exec(sql, params![now, bound]).await?;
    }
    tx.commit_bookkeeping(Bookkeeping::Jobs).await?;
    Ok(drawn)
}

/// The next time anything is due; `None` if nothing waits.
pub(super) async fn next_due(db: &Db) -> Result<Option<Time>, Fault> {
    #[derive(serde::Deserialize)]
    struct Due {
        at: Option<Time>,
    }
    let sql = format!(
        "SELECT MIN(CASE WHEN state = 'running' THEN held_until ELSE run_at END) AS at \
         FROM jobs WHERE ({}) OR state = 'running'",
        waiting(db)
    );
    let due: Option<Due> = db.opt(sql, params![]).await?;
    Ok(due.and_then(|due| due.at))
}

/// The newest jobs, in a state if given.
pub async fn find_jobs(
    db: &Db,
    state: Option<JobState>,
    limit: i64,
    offset: i64,
) -> Result<Vec<JobRecord>, Fault> {
    let state = state.map(JobState::word);
    let sql = format!(
        "SELECT {FIELDS} FROM jobs WHERE $1 = '' OR state = $1 ORDER BY id DESC LIMIT $2 OFFSET $3"
    );
    db.all(sql, params![state.unwrap_or_default(), limit, offset]).await
}

/// How many jobs are in each state.
pub async fn job_counts(db: &Db) -> Result<Vec<(JobState, i64)>, Fault> {
    #[derive(serde::Deserialize)]
    struct Count {
        state: JobState,
        number: i64,
    }
    let sql = "SELECT state, COUNT(*) AS number FROM jobs GROUP BY state ORDER BY state";
    let counts: Vec<Count> = db.all(sql, params![]).await?;
    Ok(counts.into_iter().map(|count| (count.state, count.number)).collect())
}

/// Puts a failed job back into the queue.
pub async fn retry_job(tx: &mut Tx, id: i64) -> Result<bool, Fault> {
    let now = tx.db().clock().now();
    let sql = "UPDATE jobs SET state = 'waiting', attempts = 0, run_at = $2, finished_at = NULL \
               WHERE id = $1 AND state = 'failed'";
    Ok(tx.exec(sql, params![id, now]).await? > 0)
}
