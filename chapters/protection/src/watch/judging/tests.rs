//! Verdicts on invented facts: each bound from both sides.

use std::collections::HashSet;
use std::path::PathBuf;

use platform::Time;
use platform::db::Dialect;
use structure::SiteId;
use web::Messages;

use super::*;
use crate::availability::{Share, SiteShares};
use crate::watch::disks::{Disk, Holding};
use crate::watch::facts::{FailedJobs, JobFacts, Noted, SecurityFacts, Verified};
use crate::watch::nodes::{Node, NodeKind};
use crate::watch::report::{FollowerAt, Report};

const HOUR: i64 = 3_600;

fn now() -> Time {
    Time(0).plus_days(20_000)
}

fn node(name: &str, report: Report) -> Node {
    Node {
        id: 1,
        name: name.to_owned(),
        kind: NodeKind::Portal,
        place: "http://127.0.0.1".to_owned(),
        version: "0".to_owned(),
        known_since: now().plus_seconds(-2 * HOUR),
        started_at: now().plus_seconds(-2 * HOUR),
        seen_at: now(),
        stopped_at: None,
        report,
    }
}

fn disk(free: u64) -> Disk {
    Disk { holding: Holding::Data, path: PathBuf::from("/d"), free, total: 100, device: None }
}

/// A portal that is well.
fn well() -> Facts {
    let report = Report {
        followers: vec![FollowerAt { name: "pages".to_owned(), seq: 9, behind: 0 }],
        database_ms: Some(2),
        disks: vec![disk(50)],
        ..Report::default()
    };
    Facts {
        now: now(),
        since: now().plus_seconds(-2 * HOUR),
        nodes: vec![node("a", report)],
        jobs: JobFacts::default(),
        messages: Vec::new(),
        dialect: Dialect::Sqlite,
        database_bytes: 4_096,
        backup: Some(Noted { at: now().plus_seconds(-HOUR) }),
        verification: Some(Verified { at: now().plus_seconds(-HOUR), findings: 0 }),
        mirror_mended: None,
        sites: vec![("门户".to_owned(), site(100, 4))],
        security: SecurityFacts::default(),
    }
}

fn site(probes: i64, failed: i64) -> SiteShares {
    let share = Share { probes, failed };
    SiteShares {
        site: SiteId(1),
        day: share,
        week: share,
        month: share,
        quarter: share,
        columns: Share::default(),
        mean_ms: None,
        last: Vec::new(),
    }
}

fn verdicts(facts: &Facts) -> (Vec<Reading>, Vec<Rule>) {
    let (alerts, availability) = (AlertSettings::default(), AvailabilitySettings::default());
    let bounds = Bounds { alerts: &alerts, availability: &availability, sends: true };
    let readings = judge(facts, bounds);
    let rules = readings.iter().flat_map(|one| one.alarms.iter().map(|alarm| alarm.rule)).collect();
    (readings, rules)
}

/// What a change of the well portal makes alarming.
fn alarming(change: impl FnOnce(&mut Facts)) -> Vec<Rule> {
    let mut facts = well();
    change(&mut facts);
    verdicts(&facts).1
}

#[test]
fn a_portal_that_is_well_alarms_nobody() {
    let (readings, rules) = verdicts(&well());
    assert!(rules.is_empty(), "{rules:?}");
    assert!(readings.iter().all(|reading| reading.level <= Level::Unknown), "{readings:#?}");
    let parts: HashSet<Part> = readings.iter().map(|reading| reading.part).collect();
    assert_eq!(parts.len(), readings.len());
}

#[test]
fn a_store_of_files_that_does_not_answer_alarms() {
    let answers = |said| alarming(|facts| facts.nodes[0].report.files_answer = said);
    assert_eq!(answers(None), []);
    assert_eq!(answers(Some(true)), []);
    assert_eq!(answers(Some(false)), [Rule::FilesAway]);
}

#[test]
fn a_clock_that_went_astray_alarms_whichever_way() {
    let astray = |seconds| alarming(|facts| facts.nodes[0].report.clock_astray = seconds);
    assert_eq!(astray(None), []);
    assert_eq!(astray(Some(86_400)), [Rule::ClockAstray]);
    assert_eq!(astray(Some(-86_400)), [Rule::ClockAstray]);
}

#[test]
fn silence_lag_and_late_jobs_alarm() {
    let silent =
        |seconds: i64| alarming(|facts| facts.nodes[0].seen_at = now().plus_seconds(-seconds));
    assert_eq!(silent(60), []);
    assert_eq!(silent(61), [Rule::NodeGone]);
    let behind = |count| alarming(|facts| facts.nodes[0].report.followers[0].behind = count);
    assert_eq!(behind(200), []);
    assert_eq!(behind(201), [Rule::FollowerBehind]);
    let late = |seconds| alarming(|facts| facts.jobs.due.seconds = seconds);
    assert_eq!(late(10 * 60 + 59), []);
    assert_eq!(late(11 * 60), [Rule::JobsLate]);
    let failed = FailedJobs { name: "x".to_owned(), label: "x".to_owned(), number: 2 };
    assert_eq!(alarming(|facts| facts.jobs.failed = vec![failed]), [Rule::JobFailed]);
}

#[test]
fn disks_faults_and_a_slow_database_alarm() {
    let free = |free| alarming(|facts| facts.nodes[0].report.disks = vec![disk(free)]);
    assert_eq!(free(10), []);
    assert_eq!(free(9), [Rule::DiskFull]);
    let faults = |number| alarming(|facts| facts.nodes[0].report.faults.five_minutes = number);
    assert_eq!(faults(10), []);
    assert_eq!(faults(11), [Rule::Errors]);
    let slow = |ms| alarming(|facts| facts.nodes[0].report.database_ms = Some(ms));
    assert_eq!(slow(500), []);
    assert_eq!(slow(501), [Rule::DatabaseSlow]);
}

#[test]
fn certificates_backups_and_verifications_alarm() {
    let ends = |days: i64| {
        alarming(|facts| {
            let ends_at = now().plus_days(days);
            let one =
                crate::watch::certificates::Certificate { listener: "public".to_owned(), ends_at };
            facts.nodes[0].report.certificates = vec![one];
        })
    };
    assert_eq!(ends(21), []);
    assert_eq!(ends(20), [Rule::Certificate]);
    assert_eq!(ends(-1), [Rule::Certificate]);
    let backup = |hours: i64| {
        alarming(|facts| facts.backup = Some(Noted { at: now().plus_seconds(-hours * HOUR) }))
    };
    assert_eq!(backup(25), []);
    assert_eq!(backup(26), [Rule::Backup]);
    // A new portal is given the same time.
    assert_eq!(alarming(|facts| facts.backup = None), []);
    let old = |facts: &mut Facts| {
        facts.backup = None;
        facts.since = now().plus_seconds(-26 * HOUR);
    };
    assert_eq!(alarming(old), [Rule::Backup]);
    let found = Some(Verified { at: now(), findings: 1 });
    assert_eq!(alarming(|facts| facts.verification = found), [Rule::Tampering]);
    let long_ago = Some(Verified { at: now().plus_seconds(-26 * HOUR), findings: 0 });
    assert_eq!(alarming(|facts| facts.verification = long_ago), [Rule::Verification]);
}

#[test]
fn sites_mirrors_and_knocking_alarm() {
    let sites = |failed| alarming(|facts| facts.sites[0].1 = site(100, failed));
    assert_eq!(sites(4), []);
    assert_eq!(sites(5), [Rule::Availability]);
    let mended = |ago: i64| alarming(|facts| facts.mirror_mended = Some(now().plus_seconds(-ago)));
    assert_eq!(mended(HOUR), []);
    assert_eq!(mended(HOUR - 1), [Rule::MirrorAltered]);
    let mirror = |facts: &mut Facts| {
        let mut mirror = node("m", Report::default());
        (mirror.kind, mirror.seen_at) = (NodeKind::Mirror, now().plus_seconds(-61));
        facts.nodes.push(mirror);
    };
    assert_eq!(alarming(mirror), [Rule::MirrorGone]);
    let security = SecurityFacts { lockouts: 5, failures: 50, refusals: 50, tampering: 0 };
    let rules = [Rule::Lockouts, Rule::SignInFailures, Rule::Refusals];
    assert_eq!(alarming(|facts| facts.security = security), rules);
    let fewer = SecurityFacts { lockouts: 4, failures: 49, refusals: 49, tampering: 0 };
    assert_eq!(alarming(|facts| facts.security = fewer), []);
}

#[test]
fn every_verdict_has_words() {
    let messages = Messages::embedded().unwrap();
    for rule in Rule::ALL {
        let word = rule.word().replace('_', "-");
        for key in [rule.key(), format!("{}-advice", rule.key()), format!("alert-said-{word}")] {
            assert!(messages.has(&key), "{key}");
        }
        assert_eq!(Rule::parse(rule.word()), Some(rule));
    }
    let (readings, _) = verdicts(&well());
    for reading in readings {
        let text = format!("{} {}", messages.text(&reading.value), messages.text(&reading.meaning));
        assert!(!text.contains('⟦') && !text.contains("{$"), "{text}");
        for case in ["level-good", "level-unknown", "level-attention", "level-bad"] {
            assert!(messages.has(&format!("watch-{case}")));
        }
        assert!(messages.has(&format!("watch-{}", reading.part.word())));
    }
    // Every sentence that a verdict may name.
    let cases = [
        ("nodes", "gone"),
        ("availability", "down"),
        ("availability", "failed"),
        ("availability", "unknown"),
        ("availability", "off"),
        ("followers", "behind"),
        ("jobs", "troubled"),
        ("jobs", "failed"),
        ("jobs", "late"),
        ("messages", "troubled"),
        ("messages", "stuck"),
        ("messages", "none"),
        ("database", "slow"),
        ("disks", "full"),
        ("disks", "unknown"),
        ("errors", "some"),
        ("errors", "many"),
        ("slow", "slow"),
        ("slow", "unknown"),
        ("cache", "unused"),
        ("index", "unknown"),
        ("certificates", "ending"),
        ("certificates", "ended"),
        ("certificates", "unknown"),
        ("backup", "never"),
        ("backup", "late"),
        ("verification", "found"),
        ("verification", "late"),
        ("verification", "unknown"),
        ("mirror", "altered"),
        ("mirror", "gone"),
        ("mirror", "unknown"),
        ("security", "many"),
        ("security", "tampering"),
    ];
    for (part, case) in cases {
        assert!(messages.has(&format!("watch-{part}-{case}")), "{part} {case}");
    }
}
