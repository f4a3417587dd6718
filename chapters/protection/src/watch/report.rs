//! What a node tells of itself with every sign of life.

use std::time::{Duration, Instant};

use metrics_exporter_prometheus::PrometheusHandle;
use platform::Time;
use serde::{Deserialize, Serialize};
use structure::App;
use web::recent::{self, RouteSpan};

use super::certificates::{Certificate, certificates};
use super::disks::{Disk, disks};
use crate::operations::lag;

/// Slow routes that are told.
const SLOWEST: usize = 12;
/// How long the store of files may take to answer.
const FILES_PATIENCE: Duration = Duration::from_secs(5);
/// Faults whose numbers are told.
const FAULTS: usize = 10;

/// A node's own figures. A field that another version doesn't know is absent.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Report {
    /// How far each follower is.
    pub followers: Vec<FollowerAt>,
    /// Pages in memory.
    pub cache: CacheFigures,
    /// The search index, if it can be asked.
    pub index: Option<IndexFigures>,
    /// Milliseconds that the database took for the shortest answer.
    pub database_ms: Option<u64>,
    /// Whether the store of files answered; `None` from a version that didn't ask.
    pub files_answer: Option<bool>,
    /// The slowest routes of the last hour.
    pub slowest: Vec<SlowRoute>,
    /// Faults of the last minutes, hour, day.
    pub faults: FaultFigures,
    /// Room on its disks.
    pub disks: Vec<Disk>,
    /// When certificates of its listeners end.
    pub certificates: Vec<Certificate>,
    /// Seconds by which its clock is wrong, as far as it can tell.
    pub clock_astray: Option<i64>,
    /// Files of the mirror, where this watches one.
    pub mirrored_files: Option<u64>,
}

/// See [`RouteSpan`].
pub type SlowRoute = RouteSpan;

/// A follower of the journal.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FollowerAt {
    /// Its name.
    pub name: String,
    /// The last entry it took in.
    pub seq: i64,
    /// Entries it is behind.
    pub behind: i64,
}

/// The page cache.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CacheFigures {
    /// Pages.
    pub pages: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Answers from memory since the start.
    pub hits: u64,
    /// Questions that memory could not answer.
    pub misses: u64,
    /// Pages rendered.
    pub renders: u64,
    /// Old pages shown because the database was away.
    pub stale: u64,
}

/// The search index.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct IndexFigures {
    /// What can be found.
    pub records: u64,
    /// On disk.
    pub bytes: u64,
}

/// Faults, with the moments at which they were told.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FaultFigures {
    /// In the last five minutes.
    pub five_minutes: u64,
    /// In the last hour.
    pub hour: u64,
    /// In the last day, or since the start.
    pub day: u64,
    /// Reference number, moment, whether something was only away.
    pub newest: Vec<(String, Time, bool)>,
}

impl Report {
    /// This node's, now.
    pub async fn of_node(app: &App, metrics: Option<&PrometheusHandle>) -> Self {
        let asked = Instant::now();
        let answered = app.db.ping().await.is_ok();
        let took = u64::try_from(asked.elapsed().as_millis()).unwrap_or(u64::MAX);
        let head = *app.db.journal_head().borrow();
        let followers = app.followers.positions().into_iter().map(|(name, at)| FollowerAt {
            name: name.to_owned(),
            seq: at.seq,
            behind: lag(head, at.seq),
        });
        let index = app.search.stats().ok();
        Self {
            followers: followers.collect(),
            cache: CacheFigures::of(app),
            index: index.map(|one| IndexFigures { records: one.records, bytes: one.bytes }),
            database_ms: answered.then_some(took),
            files_answer: Some(files_answer(app).await),
            slowest: recent::slowest(SLOWEST),
            faults: FaultFigures::at(app.clock().now()),
            disks: disks(app).await,
            certificates: metrics
                .map(|one| certificates(&one.render(), app.clock().now()))
                .unwrap_or_default(),
            clock_astray: app.clock().astray(),
            mirrored_files: None,
        }
    }
}

/// Whether the store of files can be reached soon enough for whoever sends or opens one.
async fn files_answer(app: &App) -> bool {
    match tokio::time::timeout(FILES_PATIENCE, app.files.check()).await {
        Ok(Ok(())) => true,
        Ok(Err(fault)) => {
            tracing::warn!(cause = fault.chain(), "the file store is away");
            false
        }
        Err(_) => false,
    }
}

impl CacheFigures {
    fn of(app: &App) -> Self {
        let stats = app.cache.stats();
        Self {
            pages: stats.pages as u64,
            bytes: stats.bytes as u64,
            hits: stats.hits,
            misses: stats.misses,
            renders: stats.renders,
            stale: stats.stale,
        }
    }
}

impl FaultFigures {
    fn at(now: Time) -> Self {
        let seen = recent::faults();
        let when = |ago: u64| now.plus_seconds(-i64::try_from(ago).unwrap_or(0));
        let newest = seen.newest.into_iter().take(FAULTS);
        let newest = newest.map(|one| (one.reference, when(one.ago), one.passing));
        Self {
            five_minutes: seen.five_minutes,
            hour: seen.hour,
            day: seen.day,
            newest: newest.collect(),
        }
    }
}
