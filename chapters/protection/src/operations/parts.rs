//! The tables of the overview, ready to read.

use serde_json::{Value, json};
use structure::Staff;
use web::template_functions::filesize;

use super::model::{percent, span};
use crate::availability::SiteShares;
use crate::listing::act;
use crate::watch::{Facts, Node, NodeKind, NodeState, Part, Reading, SlowRoute};

/// Slow routes of all nodes that are shown.
const SLOWEST: usize = 12;
/// Faults that are shown.
const FAULTS: usize = 12;

fn size(count: u64) -> String {
    filesize(i64::try_from(count).unwrap_or(i64::MAX))
}

/// Where a part is seen to.
fn link(part: Part) -> Option<&'static str> {
    match part {
        Part::Nodes => Some("#operations-nodes"),
        Part::Availability => Some("#operations-sites"),
        Part::Followers => Some("#operations-followers"),
        Part::Jobs => Some("/jobs"),
        Part::Messages => Some("/notice-ways"),
        Part::Disks => Some("#operations-disks"),
        Part::Errors => Some("#operations-faults"),
        Part::Slow => Some("#operations-slowest"),
        _ => None,
    }
}

/// A part with its state and what it means.
pub fn part(staff: &Staff, reading: &Reading) -> Value {
    let messages = &staff.app.messages;
    json!({
        "name": staff.t(&format!("watch-{}", reading.part.word())), "url": link(reading.part),
        "level": staff.t(&format!("watch-level-{}", reading.level.word())),
        "tone": reading.level.tone(), "value": messages.text(&reading.value),
        "meaning": messages.text(&reading.meaning),
    })
}

fn state(staff: &Staff, facts: &Facts, node: &Node) -> NodeState {
    node.state(facts.now, staff.app.settings.alerts.node_seconds)
}

/// All nodes; one that is silent may be removed.
pub fn nodes(staff: &Staff, facts: &Facts) -> Vec<Value> {
    let row = |node: &Node| {
        let state = state(staff, facts, node);
        let tone = match state {
            NodeState::Alive => Some("good"),
            NodeState::Stopped => None,
            NodeState::Gone => Some("danger"),
        };
        let cache = node.report.cache;
        let rate = percent(cache.hits, cache.hits + cache.misses);
        let (days, hours, minutes) = span(facts.now.seconds_since(node.started_at));
        let args = [("days", days.into()), ("hours", hours.into()), ("minutes", minutes.into())];
        let alive = state == NodeState::Alive;
        let removal = format!("/operations/nodes/{}/removal", node.id);
        json!({
            "name": node.name, "place": node.place, "version": node.version,
            "kind": staff.t(&format!("operations-kind-{}", node.kind.word())),
            "state_name": staff.t(&format!("operations-node-{}", state.word())), "tone": tone,
            "since": node.started_at, "last_seen": node.seen_at.second(),
            "uptime": alive.then(|| staff.app.messages.t("operations-span", &args)),
            "hit_rate": rate.unwrap_or_else(|| staff.t("operations-unused")),
            "cache": size(cache.bytes), "pages": cache.pages, "stale": cache.stale,
            "renders": cache.renders, "serves": node.kind == NodeKind::Portal,
            "removal": (!alive).then(|| act(staff, "operations-remove-node", &removal)),
        })
    };
    facts.nodes.iter().map(row).collect()
}

/// Nodes that serve and live, for the tables below.
fn living<'a>(staff: &'a Staff, facts: &'a Facts) -> impl Iterator<Item = &'a Node> {
    let lives = |node: &&Node| {
        node.kind == NodeKind::Portal && state(staff, facts, node) == NodeState::Alive
    };
    facts.nodes.iter().filter(lives)
}

/// How the sites opened.
pub fn sites(staff: &Staff, facts: &Facts) -> Vec<Value> {
    let settings = &staff.app.settings.availability;
    let none = || staff.t("watch-not-known");
    let row = |(name, site): &(String, SiteShares)| {
        let fails = site.week.fails(settings.fail_percent);
        let last = site.last.first();
        let tone = match last {
            None => None,
            Some(_) if fails || site.is_down(settings.open_seconds) => Some("danger"),
            Some(probe) if probe.failed(settings.open_seconds) => Some("warn"),
            Some(_) => Some("good"),
        };
        let answer = last.map_or_else(none, |probe| match probe.status {
            0 => staff.t("operations-site-silent"),
            status => format!("{status} · {} ms", probe.milliseconds),
        });
        let opened = |share: crate::availability::Share| share.opened().unwrap_or_else(none);
        json!({
            "name": name, "answer": answer, "tone": tone, "at": last.map(|probe| probe.at.second()),
            "probes": site.week.probes, "failed": site.week.failed, "day": opened(site.day),
            "week": opened(site.week), "month": opened(site.month),
            "quarter": opened(site.quarter), "columns": opened(site.columns),
            "mean": site.mean_ms.map(|ms| format!("{ms} ms")),
        })
    };
    facts.sites.iter().map(row).collect()
}

/// Room on every node's disks.
pub fn disks(staff: &Staff, facts: &Facts) -> Vec<Value> {
    let bound = staff.app.settings.alerts.disk_percent;
    let mut rows = Vec::new();
    for node in living(staff, facts) {
        for disk in &node.report.disks {
            let percent = disk.free_percent();
            rows.push(json!({
                "node": node.name, "path": disk.path,
                "holding": staff.t(&format!("watch-disk-{}", disk.holding.word())),
                "free": size(disk.free), "total": size(disk.total),
                "percent": format!("{percent}%"),
                "tone": if percent < bound { "danger" } else { "good" },
            }));
        }
    }
    rows
}

/// How far every node's followers are.
pub fn followers(staff: &Staff, facts: &Facts) -> Vec<Value> {
    let app = &staff.app;
    let mut rows = Vec::new();
    for node in living(staff, facts) {
        for follower in &node.report.followers {
            let key = format!("follower-{}", follower.name);
            rows.push(json!({
                "name": if app.messages.has(&key) { staff.t(&key) } else { follower.name.clone() },
                "node": node.name, "cursor": follower.seq,
                "lag": app.messages.t("operations-entries", &[("count", follower.behind.into())]),
                "tone": if follower.behind == 0 { "good" } else { "warn" },
            }));
        }
    }
    rows
}

/// The slowest routes of the last hour, of all nodes.
pub fn slowest(staff: &Staff, facts: &Facts) -> Vec<Value> {
    let (bound, rest) =
        (staff.app.settings.alerts.slow_milliseconds, staff.t("operations-route-rest"));
    let nodes = living(staff, facts);
    let mut all: Vec<(&Node, &SlowRoute)> =
        nodes.flat_map(|node| node.report.slowest.iter().map(move |route| (node, route))).collect();
    all.sort_by_key(|(_, route)| std::cmp::Reverse((route.p95_ms, route.slowest_ms)));
    let row = |(node, route): (&Node, &SlowRoute)| {
        json!({
            "node": node.name, "route": if route.route == "-" { rest.clone() } else { route.route.clone() },
            "listener": staff.t(&format!("operations-listener-{}", route.listener)),
            "answers": route.answers, "p95": format!("{} ms", route.p95_ms),
            "slowest": format!("{} ms", route.slowest_ms),
            "tone": (bound > 0 && route.p95_ms > bound).then_some("warn"),
        })
    };
    all.into_iter().take(SLOWEST).map(row).collect()
}

/// The newest faults of all nodes, with the numbers that the log is searched for.
pub fn faults(staff: &Staff, facts: &Facts) -> Vec<Value> {
    let nodes = living(staff, facts);
    let mut all: Vec<_> = nodes
        .flat_map(|node| node.report.faults.newest.iter().map(move |one| (node, one)))
        .collect();
    all.sort_by_key(|(_, (_, at, _))| std::cmp::Reverse(*at));
    let row = |(node, (reference, at, passing)): (&Node, &(String, platform::Time, bool))| {
        let kind = if *passing { "operations-fault-away" } else { "operations-fault-own" };
        json!({
            "reference": reference, "at": at.second(), "node": node.name, "kind": staff.t(kind),
        })
    };
    all.into_iter().take(FAULTS).map(row).collect()
}
