//! What is known of the portal as a whole, read from the database and from what nodes tell.

use platform::db::Dialect;
use platform::jobs::{JobState, job_counts};
use platform::{Db, Fault, Time};
use serde::Deserialize;
use structure::{App, refusals};

use super::nodes::{Node, all_nodes};
use super::store::{failed_jobs, last_noted, noted_since, troubled_jobs};
use crate::availability::{SiteShares, site_shares};
use crate::jobs::{QueueAge, job_name, queue_age};
use crate::security_events::TAMPERING;
use crate::verifications;

/// The window in which security events are counted.
const HOUR: i64 = 3_600;
/// Tries after which a job that still waits is in trouble.
const TROUBLED: i64 = 3;

/// All of it, at one moment.
#[derive(Debug)]
pub struct Facts {
    /// The moment.
    pub now: Time,
    /// Since when somebody watches.
    pub since: Time,
    /// Nodes and what they told.
    pub nodes: Vec<Node>,
    /// The queue.
    pub jobs: JobFacts,
    /// What waits for its way out.
    pub messages: Vec<notices::WaitingOut>,
    /// Which database.
    pub dialect: Dialect,
    /// Its bytes.
    pub database_bytes: i64,
    /// The last backup that was noted.
    pub backup: Option<Noted>,
    /// The last verification.
    pub verification: Option<Verified>,
    /// The last time that the mirror had to be mended.
    pub mirror_mended: Option<Time>,
    /// How the sites answered, by name.
    pub sites: Vec<(String, SiteShares)>,
    /// Security events of the last hour.
    pub security: SecurityFacts,
}

/// The queue.
#[derive(Clone, Debug, Default)]
pub struct JobFacts {
    /// Jobs that wait, and those that wait for their time.
    pub waiting: i64,
    /// Under way.
    pub running: i64,
    /// Given up, by kind.
    pub failed: Vec<FailedJobs>,
    /// Tried several times in vain and waiting for the next try.
    pub troubled: i64,
    /// What is due.
    pub due: QueueAge,
}

/// Jobs of a kind that were given up.
#[derive(Clone, Debug, Deserialize)]
pub struct FailedJobs {
    /// The kind.
    pub name: String,
    /// Its name in words.
    #[serde(default)]
    pub label: String,
    /// How many.
    pub number: i64,
}

/// Something that the journal noted.
#[derive(Clone, Debug, Deserialize)]
pub struct Noted {
    /// When.
    pub at: Time,
}

/// A verification's outcome.
#[derive(Clone, Copy, Debug)]
pub struct Verified {
    /// When it ended.
    pub at: Time,
    /// What it found.
    pub findings: usize,
}

/// Security events of the last hour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SecurityFacts {
    /// Accounts or addresses locked.
    pub lockouts: i64,
    /// Sign-ins that failed.
    pub failures: i64,
    /// Rights refused.
    pub refusals: i64,
    /// Signs of tampering.
    pub tampering: i64,
}

/// Gathers them.
pub async fn gather(app: &App) -> Result<Facts, Fault> {
    let db = &app.db;
    let nodes = all_nodes(db).await?;
    let now = app.clock().now();
    let since = nodes.iter().map(|node| node.known_since).min().unwrap_or(now);
    let last = verifications::last(db).await?;
    Ok(Facts {
        now,
        since,
        jobs: jobs(app).await?,
        messages: notices::waiting_out(db).await?,
        dialect: db.dialect(),
        database_bytes: db.bytes().await?,
        backup: last_noted(db, "backup.taken").await?,
        verification: last
            .map(|last| Verified { at: last.finished_at, findings: last.findings.len() }),
        mirror_mended: last_noted(db, "mirror.repaired").await?.map(|noted| noted.at),
        sites: sites(app).await?,
        security: security(db, now.plus_seconds(-HOUR)).await?,
        nodes,
    })
}

async fn jobs(app: &App) -> Result<JobFacts, Fault> {
    let db = &app.db;
    let counts = job_counts(db).await?;
    let of = |state| counts.iter().find(|(known, _)| *known == state).map_or(0, |(_, n)| *n);
    let mut failed = failed_jobs(db).await?;
    for kind in &mut failed {
        kind.label = job_name(&app.messages, &kind.name);
    }
    Ok(JobFacts {
        waiting: of(JobState::Waiting),
        running: of(JobState::Running),
        failed,
        troubled: troubled_jobs(db, TROUBLED).await?,
        due: queue_age(db).await?,
    })
}

async fn sites(app: &App) -> Result<Vec<(String, SiteShares)>, Fault> {
    if app.settings.availability.every_seconds == 0 {
        return Ok(Vec::new());
    }
    let tree = app.tree();
    let ids: Vec<_> = tree.sites().iter().map(|site| site.id).collect();
    let names = tree.sites().iter().map(|site| site.name.clone());
    Ok(names.zip(site_shares(&app.db, &ids).await?).collect())
}

async fn security(db: &Db, since: Time) -> Result<SecurityFacts, Fault> {
    let count = async |verbs: &[&str]| noted_since(db, verbs, since).await;
    Ok(SecurityFacts {
        lockouts: count(&["account.locked"]).await?,
        failures: count(&["account.sign_in_failed"]).await?,
        refusals: refusals::number_since(db, since).await?,
        tampering: count(TAMPERING).await?,
    })
}
