//! The heartbeat of a node, and the watch that one of them keeps.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use metrics_exporter_prometheus::PrometheusHandle;
use platform::{Fault, Time};
use structure::{App, refusals};
use tokio::task::JoinHandle;

use super::facts::gather;
use super::judging::{Alarm, Bounds, judge};
use super::node::NodeName;
use super::nodes::NodeKind;
use super::report::Report;
use super::store::{Sign, beat, forget_before, leave, take_turn};
use crate::alerts::{Calm, attend};
use crate::availability;

/// Seconds between signs of life.
const BEAT: u64 = 10;
/// Seconds for which a turn holds; well above the time between looks.
const TURN: i64 = 45;
/// Days after which a silent node is forgotten, and refused rights are.
const NODE_DAYS: i64 = 90;
const REFUSED_DAYS: i64 = 365;
/// Seconds between tidying up.
const TIDY: i64 = 3_600;

/// A node that gives signs of life until it leaves.
#[derive(Debug)]
pub struct Beating {
    db: platform::Db,
    name: NodeName,
    work: JoinHandle<()>,
}

impl Beating {
    /// The node ends in order: the others know that it is not lost.
    pub async fn leave(self) {
        self.work.abort();
        if let Err(fault) = leave(&self.db, self.name.as_str()).await {
            tracing::warn!(cause = fault.chain(), "the node left without a word");
        }
    }
}

/// What a node does beside its work.
pub struct Pulse {
    app: App,
    name: NodeName,
    /// Where its visitors reach it.
    place: String,
    metrics: PrometheusHandle,
    calm: Calm,
    probing: Option<JoinHandle<()>>,
    tidied: Option<Time>,
}

impl Pulse {
    /// Starts the pulse of a node that serves at this address.
    pub fn start(app: &App, metrics: PrometheusHandle, place: String) -> Result<Beating, Fault> {
        let name = NodeName::of_folder(&app.settings.data.dir)?;
        app.settings.availability.asked()?;
        let mut pulse = Self {
            app: app.clone(),
            name: name.clone(),
            place,
            metrics,
            calm: Calm::default(),
            probing: None,
            tidied: None,
        };
        let every = app.settings.alerts.every_seconds;
        let pause = Duration::from_secs(if every == 0 { BEAT } else { every.clamp(1, BEAT) });
        let work = tokio::spawn(async move {
            loop {
                if let Err(fault) = pulse.once().await {
                    tracing::warn!(cause = fault.chain(), "the watch did not look");
                }
                tokio::time::sleep(pause).await;
            }
        });
        Ok(Beating { db: app.db.clone(), name, work })
    }

    /// The same for a process that keeps the mirror; it only says that it lives.
    pub fn of_mirror(app: &App, place: String, files: Arc<AtomicU64>) -> Result<Beating, Fault> {
        let name = NodeName::of_folder(&app.settings.data.dir)?.of_mirror();
        let (db, own) = (app.db.clone(), name.clone());
        let started_at = app.started_at;
        let work = tokio::spawn(async move {
            loop {
                let mirrored_files = Some(files.load(Ordering::Relaxed));
                let report = Report { mirrored_files, ..Report::default() };
                let (name, kind) = (own.as_str(), NodeKind::Mirror);
                let sign = Sign { name, kind, place: &place, started_at, report: &report };
                if let Err(fault) = beat(&db, sign).await {
                    tracing::warn!(cause = fault.chain(), "no sign of life");
                }
                tokio::time::sleep(Duration::from_secs(BEAT)).await;
            }
        });
        Ok(Beating { db: app.db.clone(), name, work })
    }

    async fn once(&mut self) -> Result<(), Fault> {
        let report = Report::of_node(&self.app, Some(&self.metrics)).await;
        let sign = Sign {
            name: self.name.as_str(),
            kind: NodeKind::Portal,
            place: &self.place,
            started_at: self.app.started_at,
            report: &report,
        };
        beat(&self.app.db, sign).await?;
        if !take_turn(&self.app.db, self.name.as_str(), TURN).await? {
            // Somebody else watches; what was calm here is not known any more.
            self.calm = Calm::default();
            return Ok(());
        }
        self.probe().await?;
        self.tidy().await?;
        if self.app.settings.alerts.every_seconds > 0 {
            let facts = gather(&self.app).await?;
            let readings = judge(&facts, Bounds::of(&self.app));
            let alarms: Vec<Alarm> =
                readings.into_iter().flat_map(|reading| reading.alarms).collect();
            attend(&self.app, &alarms, &mut self.calm).await?;
        }
        Ok(())
    }

    /// Opens the sites' pages when it is time; beside the rest, because that may take long.
    async fn probe(&mut self) -> Result<(), Fault> {
        let every = self.app.settings.availability.every_seconds;
        let busy = self.probing.as_ref().is_some_and(|probing| !probing.is_finished());
        if every == 0 || busy || !availability::is_due(&self.app.db, every).await? {
            return Ok(());
        }
        let (app, place) = (self.app.clone(), self.place.clone());
        self.probing = Some(tokio::spawn(async move {
            if let Err(fault) = availability::round(&app, &place).await {
                tracing::warn!(cause = fault.chain(), "the sites were not opened");
            }
        }));
        Ok(())
    }

    async fn tidy(&mut self) -> Result<(), Fault> {
        let now = self.app.clock().now();
        if self.tidied.is_some_and(|last| now.apart(last) < TIDY) {
            return Ok(());
        }
        self.tidied = Some(now);
        let Some(now) = self.app.clock().believed() else { return Ok(()) };
        forget_before(&self.app.db, now.plus_days(-NODE_DAYS)).await?;
        refusals::forget_before(&self.app.db, now.plus_days(-REFUSED_DAYS)).await?;
        availability::forget_before(&self.app.db, now).await
    }
}

impl<'a> Bounds<'a> {
    /// As the settings say.
    pub fn of(app: &'a App) -> Self {
        let settings = &app.settings;
        let sends = settings.mail.is_some() || settings.sms.is_some() || settings.webhook.is_some();
        Self { alerts: &settings.alerts, availability: &settings.availability, sends }
    }
}
