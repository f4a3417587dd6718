//! Verdicts on what runs within the house.

use std::collections::HashSet;

use web::template_functions::filesize;
use web::{Arg, Message};

use super::{Bounds, Level, Part, Reading, Rule, said, value};
use crate::operations::percent;
use crate::watch::facts::Facts;
use crate::watch::nodes::{Node, NodeKind, NodeState};

/// Whether a bound that is not turned off is passed.
fn above<T: PartialOrd + Default>(number: T, bound: T) -> bool {
    bound > T::default() && number > bound
}

fn bytes(count: u64) -> String {
    filesize(i64::try_from(count).unwrap_or(i64::MAX))
}

/// Nodes of a kind that live.
pub(super) fn alive<'a>(
    facts: &'a Facts,
    bounds: Bounds<'a>,
    kind: NodeKind,
) -> impl Iterator<Item = &'a Node> {
    let silence = bounds.alerts.node_seconds;
    let lives =
        move |node: &&Node| node.kind == kind && node.state(facts.now, silence) == NodeState::Alive;
    facts.nodes.iter().filter(lives)
}

pub(super) fn nodes(facts: &Facts, bounds: Bounds<'_>) -> Reading {
    let lives = alive(facts, bounds, NodeKind::Portal).count();
    let silence = bounds.alerts.node_seconds;
    let gone = facts.nodes.iter().filter(|node| {
        node.kind == NodeKind::Portal && node.state(facts.now, silence) == NodeState::Gone
    });
    let alarms: Vec<_> = gone
        .map(|node| {
            let words = said(Rule::NodeGone).with("node", &node.name).with("place", &node.place);
            Rule::NodeGone.of(&node.name, words.with("seen", node.seen_at.second()))
        })
        .collect();
    let figures = value(Part::Nodes).with("alive", lives).with("gone", alarms.len());
    let (level, case) =
        if alarms.is_empty() { (Level::Good, "good") } else { (Level::Bad, "gone") };
    Reading::of(Part::Nodes, level, figures, case).alarming(alarms)
}

pub(super) fn followers(facts: &Facts, bounds: Bounds<'_>) -> Reading {
    let mut worst = 0;
    let mut alarms = Vec::new();
    for node in alive(facts, bounds, NodeKind::Portal) {
        for follower in &node.report.followers {
            worst = worst.max(follower.behind);
            if above(follower.behind, bounds.alerts.lag_entries) {
                let words = said(Rule::FollowerBehind).with("node", &node.name);
                let name = Arg::Key(format!("follower-{}", follower.name).into());
                let words = words.with("follower", name).with("count", follower.behind);
                let subject = format!("{}/{}", node.name, follower.name);
                alarms.push(Rule::FollowerBehind.of(subject, words));
            }
        }
    }
    let (level, case) =
        if alarms.is_empty() { (Level::Good, "good") } else { (Level::Bad, "behind") };
    let figures = value(Part::Followers).with("count", worst);
    Reading::of(Part::Followers, level, figures, case).alarming(alarms)
}

pub(super) fn jobs(facts: &Facts, bounds: Bounds<'_>) -> Reading {
    let jobs = &facts.jobs;
    let minutes = jobs.due.seconds / 60;
    let failed: i64 = jobs.failed.iter().map(|kind| kind.number).sum();
    let mut alarms: Vec<_> = jobs
        .failed
        .iter()
        .map(|kind| {
            let words = said(Rule::JobFailed).with("count", kind.number).with("job", &kind.label);
            Rule::JobFailed.of(&kind.name, words)
        })
        .collect();
    if above(minutes, bounds.alerts.job_minutes) {
        let words = said(Rule::JobsLate).with("count", jobs.due.due).with("minutes", minutes);
        alarms.push(Rule::JobsLate.of("jobs", words));
    }
    let (level, case) = match (failed, alarms.is_empty(), jobs.troubled) {
        (_, false, _) if above(minutes, bounds.alerts.job_minutes) => (Level::Bad, "late"),
        (1.., ..) => (Level::Bad, "failed"),
        (_, _, 1..) => (Level::Attention, "troubled"),
        _ => (Level::Good, "good"),
    };
    let figures = value(Part::Jobs)
        .with("waiting", jobs.waiting)
        .with("running", jobs.running)
        .with("failed", failed);
    Reading::of(Part::Jobs, level, figures, case).alarming(alarms)
}

pub(super) fn messages(facts: &Facts, bounds: Bounds<'_>) -> Reading {
    let number: i64 = facts.messages.iter().map(|way| way.number).sum();
    let troubled: i64 = facts.messages.iter().map(|way| way.troubled).sum();
    let oldest = facts.messages.iter().map(|way| facts.now.seconds_since(way.oldest) / 60).max();
    let minutes = oldest.unwrap_or(0);
    let mut alarms = Vec::new();
    if above(minutes, bounds.alerts.message_minutes) {
        let words = said(Rule::MessagesStuck).with("count", number).with("minutes", minutes);
        alarms.push(Rule::MessagesStuck.of("messages", words));
    }
    let (level, case) = match (alarms.is_empty(), troubled, bounds.sends) {
        (false, ..) => (Level::Bad, "stuck"),
        (_, 1.., _) => (Level::Attention, "troubled"),
        (_, _, false) => (Level::Unknown, "none"),
        _ => (Level::Good, "good"),
    };
    let figures = value(Part::Messages).with("count", number).with("troubled", troubled);
    Reading::of(Part::Messages, level, figures, case).alarming(alarms)
}

pub(super) fn database(facts: &Facts, bounds: Bounds<'_>) -> Reading {
    let slowest =
        alive(facts, bounds, NodeKind::Portal).filter_map(|node| node.report.database_ms).max();
    let milliseconds = slowest.unwrap_or(0);
    let slow = above(milliseconds, bounds.alerts.database_milliseconds);
    let words = said(Rule::DatabaseSlow).with("milliseconds", milliseconds);
    let alarms = slow.then(|| Rule::DatabaseSlow.of("database", words)).into_iter().collect();
    let name = match facts.dialect {
        platform::db::Dialect::Sqlite => "SQLite",
        platform::db::Dialect::Postgres => "PostgreSQL",
    };
    let size = bytes(u64::try_from(facts.database_bytes).unwrap_or(0));
    let figures = value(Part::Database)
        .with("name", name)
        .with("milliseconds", milliseconds)
        .with("size", size);
    let (level, case) = if slow { (Level::Bad, "slow") } else { (Level::Good, "good") };
    Reading::of(Part::Database, level, figures, case).alarming(alarms)
}

pub(super) fn files(facts: &Facts, bounds: Bounds<'_>) -> Reading {
    let nodes = || alive(facts, bounds, NodeKind::Portal);
    let away = nodes().filter(|node| node.report.files_answer == Some(false));
    let alarms: Vec<_> = away
        .map(|node| Rule::FilesAway.of(&node.name, said(Rule::FilesAway).with("node", &node.name)))
        .collect();
    let figures = value(Part::Files).with("count", nodes().count() - alarms.len());
    let (level, case) =
        if alarms.is_empty() { (Level::Good, "good") } else { (Level::Bad, "away") };
    Reading::of(Part::Files, level, figures, case).alarming(alarms)
}

pub(super) fn disks(facts: &Facts, bounds: Bounds<'_>) -> Reading {
    let disks = || {
        let nodes = alive(facts, bounds, NodeKind::Portal);
        nodes.flat_map(|node| node.report.disks.iter().map(move |disk| (node, disk)))
    };
    let bound = bounds.alerts.disk_percent;
    let mut alarms = Vec::new();
    // Places on one disk are one alarm.
    let mut told = HashSet::new();
    for (node, disk) in disks().filter(|(_, disk)| disk.free_percent() < bound) {
        if disk.device.is_some_and(|device| !told.insert((node.name.as_str(), device))) {
            continue;
        }
        let holding = Arg::Key(format!("watch-disk-{}", disk.holding.word()).into());
        let words = said(Rule::DiskFull).with("node", &node.name).with("holding", holding);
        let words = words.with("percent", disk.free_percent()).with("free", bytes(disk.free));
        alarms.push(Rule::DiskFull.of(format!("{}/{}", node.name, disk.holding.word()), words));
    }
    let Some((_, least)) = disks().min_by_key(|(_, disk)| disk.free_percent()) else {
        let nothing = Message::new("watch-not-known");
        return Reading::of(Part::Disks, Level::Unknown, nothing, "unknown");
    };
    let figures =
        value(Part::Disks).with("percent", least.free_percent()).with("free", bytes(least.free));
    let (level, case) =
        if alarms.is_empty() { (Level::Good, "good") } else { (Level::Bad, "full") };
    Reading::of(Part::Disks, level, figures, case).alarming(alarms)
}

/// Legal periods, locks and what is forgotten hang on it; whoever looks through this has no other.
pub(super) fn clock(facts: &Facts, bounds: Bounds<'_>) -> Reading {
    let nodes = || alive(facts, bounds, NodeKind::Portal);
    let astray = nodes().filter_map(|node| Some((node, node.report.clock_astray?)));
    let alarms: Vec<_> = astray
        .map(|(node, seconds)| {
            let hours = seconds.unsigned_abs() / 3_600;
            let way = if seconds > 0 { "watch-clock-ahead" } else { "watch-clock-behind" };
            let words = said(Rule::ClockAstray).with("node", &node.name).with("hours", hours);
            Rule::ClockAstray.of(&node.name, words.with("way", Arg::Key(way.into())))
        })
        .collect();
    let figures = value(Part::Clock).with("count", nodes().count() - alarms.len());
    let (level, case) =
        if alarms.is_empty() { (Level::Good, "good") } else { (Level::Bad, "astray") };
    Reading::of(Part::Clock, level, figures, case).alarming(alarms)
}

pub(super) fn errors(facts: &Facts, bounds: Bounds<'_>) -> Reading {
    let nodes = || alive(facts, bounds, NodeKind::Portal);
    let hour: u64 = nodes().map(|node| node.report.faults.hour).sum();
    let day: u64 = nodes().map(|node| node.report.faults.day).sum();
    let bound = bounds.alerts.errors_per_minute * 5;
    let loud = nodes().filter(|node| above(node.report.faults.five_minutes, bound));
    let alarms: Vec<_> = loud
        .map(|node| {
            let words = said(Rule::Errors).with("node", &node.name);
            Rule::Errors.of(&node.name, words.with("count", node.report.faults.five_minutes))
        })
        .collect();
    let (level, case) = match (alarms.is_empty(), hour) {
        (false, _) => (Level::Bad, "many"),
        (true, 1..) => (Level::Attention, "some"),
        (true, 0) => (Level::Good, "good"),
    };
    let figures = value(Part::Errors).with("hour", hour).with("day", day);
    Reading::of(Part::Errors, level, figures, case).alarming(alarms)
}

/// A route as it is shown: what the public router answers is measured together.
fn named(route: &str) -> Arg {
    match route {
        "-" => Arg::Key("operations-route-rest".into()),
        route => Arg::from(route.to_owned()),
    }
}

/// Routes asked for less often within an hour say little.
const OFTEN: u64 = 20;

pub(super) fn slow(facts: &Facts, bounds: Bounds<'_>) -> Reading {
    let routes = || alive(facts, bounds, NodeKind::Portal).flat_map(|node| &node.report.slowest);
    let bound = bounds.alerts.slow_milliseconds;
    let slow = routes().filter(|route| route.answers >= OFTEN && above(route.p95_ms, bound));
    let alarms: Vec<_> = slow
        .map(|route| {
            let words = said(Rule::SlowPages).with("route", named(&route.route));
            Rule::SlowPages.of(&route.route, words.with("milliseconds", route.p95_ms))
        })
        .collect();
    let Some(worst) = routes().max_by_key(|route| route.p95_ms) else {
        return Reading::of(Part::Slow, Level::Unknown, Message::new("watch-not-known"), "unknown");
    };
    let figures =
        value(Part::Slow).with("route", named(&worst.route)).with("milliseconds", worst.p95_ms);
    let (level, case) =
        if alarms.is_empty() { (Level::Good, "good") } else { (Level::Attention, "slow") };
    Reading::of(Part::Slow, level, figures, case).alarming(alarms)
}

pub(super) fn cache(facts: &Facts) -> Reading {
    let sum = |figure: fn(&Node) -> u64| facts.nodes.iter().map(figure).sum::<u64>();
    let (hits, misses) = (sum(|node| node.report.cache.hits), sum(|node| node.report.cache.misses));
    let Some(rate) = percent(hits, hits + misses) else {
        let figures = Message::new("operations-unused");
        return Reading::of(Part::Cache, Level::Unknown, figures, "unused");
    };
    let figures = value(Part::Cache)
        .with("rate", rate)
        .with("pages", sum(|node| node.report.cache.pages))
        .with("size", bytes(sum(|node| node.report.cache.bytes)));
    Reading::of(Part::Cache, Level::Good, figures, "good")
}

pub(super) fn index(facts: &Facts) -> Reading {
    let known = || facts.nodes.iter().filter_map(|node| node.report.index);
    let Some(most) = known().map(|index| index.records).max() else {
        return Reading::of(
            Part::Index,
            Level::Unknown,
            Message::new("watch-not-known"),
            "unknown",
        );
    };
    let size = bytes(known().map(|index| index.bytes).max().unwrap_or(0));
    let figures = value(Part::Index).with("records", most).with("size", size);
    Reading::of(Part::Index, Level::Good, figures, "good")
}
