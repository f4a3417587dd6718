//! Verdicts on the journal's soundness and on who knocks at the door.

use web::Message;

use super::{Alarm, Bounds, Level, Part, Reading, Rule, said, value};
use crate::watch::facts::Facts;

pub(super) fn verification(facts: &Facts, bounds: Bounds<'_>) -> Reading {
    let bound = bounds.alerts.verification_hours;
    let last = facts.verification;
    let hours = facts.now.seconds_since(last.map_or(facts.since, |last| last.at)) / 3_600;
    let late = bound > 0 && hours >= bound;
    let mut alarms = Vec::new();
    if late {
        alarms
            .push(Rule::Verification.of("journal", said(Rule::Verification).with("hours", hours)));
    }
    let findings = last.map_or(0, |last| last.findings);
    if findings > 0 {
        alarms.push(Rule::Tampering.of("journal", said(Rule::Tampering).with("count", findings)));
    }
    let figures = last.map_or_else(
        || Message::new("watch-verification-none"),
        |last| value(Part::Verification).with("at", last.at.minute()).with("count", findings),
    );
    let (level, case) = match (findings, late, last) {
        (1.., ..) => (Level::Bad, "found"),
        (_, true, _) => (Level::Bad, "late"),
        (_, _, None) => (Level::Unknown, "unknown"),
        _ => (Level::Good, "good"),
    };
    Reading::of(Part::Verification, level, figures, case).alarming(alarms)
}

pub(super) fn events(facts: &Facts, bounds: Bounds<'_>) -> Reading {
    let seen = facts.security;
    let many = |rule: Rule, number: i64, bound: i64| -> Option<Alarm> {
        let words = || said(rule).with("count", number).with("bound", bound);
        (bound > 0 && number >= bound).then(|| rule.of("hour", words()))
    };
    let alarms: Vec<Alarm> = [
        many(Rule::Lockouts, seen.lockouts, bounds.alerts.lockouts),
        many(Rule::SignInFailures, seen.failures, bounds.alerts.sign_in_failures),
        many(Rule::Refusals, seen.refusals, bounds.alerts.refusals),
    ]
    .into_iter()
    .flatten()
    .collect();
    let figures = value(Part::Security)
        .with("lockouts", seen.lockouts)
        .with("failures", seen.failures)
        .with("refusals", seen.refusals);
    let (level, case) = match (seen.tampering, alarms.is_empty()) {
        (1.., _) => (Level::Bad, "tampering"),
        (_, false) => (Level::Bad, "many"),
        _ => (Level::Good, "good"),
    };
    Reading::of(Part::Security, level, figures, case).alarming(alarms)
}
