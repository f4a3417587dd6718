//! What an inspection came to, and what became of what it found.

use std::collections::BTreeSet;

use platform::Time;
use serde::{Deserialize, Serialize};
use structure::{AccountId, UnitId};

use crate::norm_check::{Due, Finding, Merit, Report, Rule};

platform::id_types! {
    /// An inspection. A later one has a greater id.
    InspectionId,
    /// A fault that it found.
    FindingId,
}

/// Points in hundredths.
pub type Hundredths = i64;

/// What faults of a rule came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_field_names, reason = "what it cost is its cost")]
pub struct Cost {
    /// The rule.
    pub rule: Rule,
    /// How many.
    pub count: usize,
    /// Points lost.
    pub cost: Hundredths,
}

/// What a merit brought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gain {
    /// What for.
    pub merit: Merit,
    /// How often it was met.
    pub count: usize,
    /// Points.
    pub points: Hundredths,
    /// Points at most.
    pub most: Hundredths,
}

/// The national sheet: vetoes, deductions, and what will be due.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sheet {
    /// Rules that fail the whole site.
    pub vetoes: Vec<Rule>,
    /// Points lost by rule.
    pub costs: Vec<Cost>,
    /// What will be wrong soon.
    pub forecast: Vec<Due>,
    /// 加分 by merit.
    pub gains: Vec<Gain>,
    /// All of them, no more than there is room for.
    pub bonus: Hundredths,
    /// Looks of the week, and those that failed.
    pub looks: (usize, usize),
    /// Policies that demand an interpretation, and those that have one.
    pub policies: (usize, usize),
}

/// An inspection that ended.
#[derive(Clone, Debug, Deserialize)]
pub struct Inspection {
    /// Its id.
    pub id: InspectionId,
    /// Who asked for it; none: the nightly one.
    pub account_id: Option<AccountId>,
    /// When it began.
    pub begun_at: Time,
    /// When it ended.
    pub ended_at: Time,
    /// Pages and files that were visited.
    pub visited: i64,
    /// What is left of the points.
    pub score: Hundredths,
    /// Everything it found.
    pub found: i64,
    /// What the one before had not found.
    pub fresh: i64,
    /// What the one before had found and it no longer did.
    pub mended: i64,
    /// See [`Sheet`].
    #[serde(deserialize_with = "platform::db::json_text")]
    pub sheet: serde_json::Value,
}

impl Inspection {
    /// The sheet.
    pub fn sheet(&self) -> Sheet {
        serde_json::from_value(self.sheet.clone()).unwrap_or_default()
    }
}

/// A fault as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct TrackedFinding {
    /// Its id.
    pub id: FindingId,
    /// Same rule, page and matter.
    pub fingerprint: String,
    /// The rule.
    pub rule: Rule,
    /// The page, as a path.
    pub page: String,
    /// What exactly.
    pub what: String,
    /// The unit that must mend it.
    pub unit_id: UnitId,
    /// Where in the console it can be mended.
    pub record: String,
    /// The inspection that found it.
    pub found_in: InspectionId,
    /// When.
    pub found_at: Time,
    /// Until when it must be mended.
    pub due_at: Time,
    /// The inspection that no longer found it.
    pub mended_in: Option<InspectionId>,
    /// When.
    pub mended_at: Option<Time>,
}

/// How a finding stands in an inspection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The one before had not found it.
    Fresh,
    /// It is still there.
    Still,
    /// It is there no longer.
    Mended,
}

impl Standing {
    /// All, as the tabs stand.
    pub const ALL: [Self; 3] = [Self::Fresh, Self::Still, Self::Mended];

    /// As spelled in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::Still => "still",
            Self::Mended => "mended",
        }
    }

    /// Reads [`Standing::word`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

impl TrackedFinding {
    /// How it stood in an inspection that found or mended it.
    pub fn standing_in(&self, inspection: InspectionId) -> Standing {
        if self.mended_in == Some(inspection) {
            Standing::Mended
        } else if self.found_in == inspection {
            Standing::Fresh
        } else {
            Standing::Still
        }
    }
}

/// The same for the same rule, page and matter.
pub fn fingerprint(finding: &Finding) -> String {
    let rule = finding.rule.key();
    format!("{rule}|{}|{}", finding.page, finding.what)
}

/// Of what is open, what is no longer found; of what is found, what was not open. Each once.
pub fn compare<'a>(
    open: &'a [TrackedFinding],
    found: &'a [Finding],
) -> (Vec<&'a TrackedFinding>, Vec<&'a Finding>) {
    let known: BTreeSet<&str> = open.iter().map(|one| one.fingerprint.as_str()).collect();
    let mut seen = BTreeSet::new();
    let mut fresh = Vec::new();
    for finding in found {
        let print = fingerprint(finding);
        if !known.contains(print.as_str()) && !seen.contains(&print) {
            fresh.push(finding);
        }
        seen.insert(print);
    }
    let mended = open.iter().filter(|one| !seen.contains(&one.fingerprint)).collect();
    (mended, fresh)
}

/// Points as hundredths; they never pass a few hundred.
#[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "bounded by clamp")]
pub fn hundredths(points: f64) -> Hundredths {
    (points * 100.0).round().clamp(0.0, 1_000_000.0) as i64
}

/// `98.50`, as the sheet prints points.
pub fn points(hundredths: Hundredths) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// The sheet of a report.
pub fn sheet_of(report: &Report) -> Sheet {
    let cost = |(rule, findings): (&Rule, &Vec<Finding>)| Cost {
        rule: *rule,
        count: findings.len(),
        cost: hundredths(report.cost(*rule)),
    };
    let gain = |one: &crate::norm_check::Bonus| Gain {
        merit: one.merit,
        count: one.count,
        points: hundredths(one.points),
        most: hundredths(one.most),
    };
    Sheet {
        gains: report.bonuses.iter().map(gain).collect(),
        bonus: hundredths(report.bonus()),
        looks: report.facts.looks,
        policies: report.facts.policies,
        vetoes: report.vetoes(),
        costs: report.findings.iter().map(cost).collect(),
        forecast: report.forecast.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(page: &str) -> TrackedFinding {
        let finding = Finding::new(Rule::WrongTitle, page, "x");
        TrackedFinding {
            id: FindingId(1),
            fingerprint: fingerprint(&finding),
            rule: finding.rule,
            page: finding.page,
            what: finding.what,
            unit_id: UnitId(1),
            record: String::new(),
            found_in: InspectionId(1),
            found_at: Time(0),
            due_at: Time(0),
            mended_in: None,
            mended_at: None,
        }
    }

    #[test]
    fn what_is_found_twice_is_one_task_and_what_is_gone_is_mended() {
        let found = |page: &str| Finding::new(Rule::WrongTitle, page, "x");
        let (open, found) = ([open("/a"), open("/b")], [found("/b"), found("/c"), found("/c")]);
        let (mended, fresh) = compare(&open, &found);
        assert_eq!(mended.iter().map(|one| one.page.as_str()).collect::<Vec<_>>(), ["/a"]);
        assert_eq!(fresh.iter().map(|one| one.page.as_str()).collect::<Vec<_>>(), ["/c"]);
    }

    #[test]
    fn points_are_printed_to_the_hundredth() {
        assert_eq!(points(hundredths(95.9)), "95.90");
        assert_eq!(points(hundredths(100.0)), "100.00");
    }
}
