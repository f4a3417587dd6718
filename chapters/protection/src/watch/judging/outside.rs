//! Verdicts on what is seen from outside, and on what stands ready for bad days.

use platform::Time;
use web::Message;

use super::within::alive;
use super::{Bounds, Level, Part, Reading, Rule, said, value};
use crate::watch::facts::Facts;
use crate::watch::nodes::{NodeKind, NodeState};

/// Seconds for which a mended mirror stays alarming.
const MENDED: i64 = 3_600;

pub(super) fn availability(facts: &Facts, bounds: Bounds<'_>) -> Reading {
    let bound = bounds.availability.fail_percent;
    if bounds.availability.every_seconds == 0 {
        let figures = Message::new("watch-turned-off");
        return Reading::of(Part::Availability, Level::Unknown, figures, "off");
    }
    let mut alarms = Vec::new();
    let (mut down, mut failed) = (0, 0);
    for (name, site) in &facts.sites {
        if site.is_down(bounds.availability.open_seconds) {
            down += 1;
            let words = said(Rule::SiteDown).with("site", name);
            alarms.push(Rule::SiteDown.of(site.site.0.to_string(), words));
        }
        if site.week.fails(bound) {
            failed += 1;
            let opened = site.week.opened().unwrap_or_default();
            let words = said(Rule::Availability).with("site", name).with("opened", opened);
            let words = words.with("bound", bound);
            alarms.push(Rule::Availability.of(site.site.0.to_string(), words));
        }
    }
    let least = facts.sites.iter().filter_map(|(_, site)| site.week.opened()).min_by(|a, b| {
        // Shares have two digits, so a shorter one is the smaller.
        a.len().cmp(&b.len()).then_with(|| a.cmp(b))
    });
    let Some(least) = least else {
        let figures = Message::new("watch-not-known");
        return Reading::of(Part::Availability, Level::Unknown, figures, "unknown");
    };
    let figures = value(Part::Availability).with("sites", facts.sites.len()).with("opened", least);
    let (level, case) = match (down, failed) {
        (1.., _) => (Level::Bad, "down"),
        (_, 1..) => (Level::Bad, "failed"),
        _ => (Level::Good, "good"),
    };
    let mut reading = Reading::of(Part::Availability, level, figures, case).alarming(alarms);
    reading.meaning = reading.meaning.with("bound", bound);
    reading
}

pub(super) fn certificates(facts: &Facts, bounds: Bounds<'_>) -> Reading {
    let known = || {
        let nodes = alive(facts, bounds, NodeKind::Portal);
        nodes.flat_map(|node| node.report.certificates.iter().map(move |one| (node, one)))
    };
    let days = |ends_at: Time| ends_at.seconds_since(facts.now).div_euclid(86_400);
    let Some(first) = known().map(|(_, one)| one.ends_at).min() else {
        let figures = Message::new("watch-certificates-none");
        return Reading::of(Part::Certificates, Level::Unknown, figures, "unknown");
    };
    let bound = bounds.alerts.certificate_days;
    let ending = known().filter(|(_, one)| bound > 0 && days(one.ends_at) < bound);
    let alarms: Vec<_> = ending
        .map(|(node, one)| {
            let words = said(Rule::Certificate).with("node", &node.name);
            let words = words.with("listener", &one.listener).with("day", one.ends_at.date());
            Rule::Certificate.of(format!("{}/{}", node.name, one.listener), words)
        })
        .collect();
    let figures = value(Part::Certificates).with("day", first.date()).with("days", days(first));
    let (level, case) = match (alarms.is_empty(), days(first)) {
        (_, ..0) => (Level::Bad, "ended"),
        (false, _) => (Level::Attention, "ending"),
        (true, _) => (Level::Good, "good"),
    };
    Reading::of(Part::Certificates, level, figures, case).alarming(alarms)
}

pub(super) fn backup(facts: &Facts, bounds: Bounds<'_>) -> Reading {
    let bound = bounds.alerts.backup_hours;
    let last = facts.backup.as_ref().map(|backup| backup.at);
    // A new portal has the same hours for its first backup.
    let hours = facts.now.seconds_since(last.unwrap_or(facts.since)) / 3_600;
    let late = bound > 0 && hours >= bound;
    let words = said(Rule::Backup).with("hours", hours);
    let alarms = late.then(|| Rule::Backup.of("backup", words)).into_iter().collect();
    let figures = last.map_or_else(
        || Message::new("watch-backup-none"),
        |at| value(Part::Backup).with("at", at.minute()),
    );
    let (level, case) = match (late, last) {
        (true, _) => (Level::Bad, "late"),
        (false, None) => (Level::Attention, "never"),
        (false, Some(_)) => (Level::Good, "good"),
    };
    Reading::of(Part::Backup, level, figures, case).alarming(alarms)
}

pub(super) fn mirror(facts: &Facts, bounds: Bounds<'_>) -> Reading {
    let silence = bounds.alerts.node_seconds;
    let mirrors = || facts.nodes.iter().filter(|node| node.kind == NodeKind::Mirror);
    let state = |wanted| mirrors().filter(move |node| node.state(facts.now, silence) == wanted);
    let mut alarms: Vec<_> = state(NodeState::Gone)
        .map(|node| {
            let words = said(Rule::MirrorGone).with("place", &node.place);
            Rule::MirrorGone.of(&node.name, words.with("seen", node.seen_at.second()))
        })
        .collect();
    let gone = !alarms.is_empty();
    let mended = facts.mirror_mended.filter(|at| facts.now.seconds_since(*at) < MENDED);
    if let Some(at) = mended {
        let words = said(Rule::MirrorAltered).with("at", at.second());
        alarms.push(Rule::MirrorAltered.of("mirror", words));
    }
    let files = state(NodeState::Alive).filter_map(|node| node.report.mirrored_files).max();
    let figures = match (files, mirrors().count()) {
        (Some(files), _) => value(Part::Mirror).with("files", files),
        (None, 0) => Message::new("watch-mirror-none"),
        (None, _) => Message::new("watch-mirror-silent"),
    };
    let (level, case) = match (mended, gone, files) {
        (Some(_), ..) => (Level::Bad, "altered"),
        (_, true, _) => (Level::Bad, "gone"),
        (_, _, Some(_)) => (Level::Good, "good"),
        _ => (Level::Unknown, "unknown"),
    };
    Reading::of(Part::Mirror, level, figures, case).alarming(alarms)
}
