//! What was found, and what it comes to.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::columns::Due;
use super::norms::Norms;

/// A rule that a machine can check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// 首页打不开.
    HomeUnreachable,
    /// 首页不更新.
    HomeStale,
    /// A link of the home page that leads nowhere.
    DeadLinkHome,
    /// A link of another page that leads nowhere.
    DeadLink,
    /// A link without an address.
    EmptyLink,
    /// A column of a class that must be updated (动态, 通知公告, 政策文件) and was not.
    ClassedStale,
    /// A column that broke its own promise.
    PromisedStale,
    /// 空白栏目.
    EmptyColumn,
    /// A required page tag that is not there or empty.
    MissingTag,
    /// A page tag that says something else than the register.
    WrongTag,
    /// A page title not of the norm's form.
    WrongTitle,
    /// A header without the site's name or its search.
    WrongHeader,
    /// A footer without something the norm demands.
    WrongFooter,
    /// A page without 当前位置.
    MissingTrail,
    /// A content page without its date or source in sight.
    MissingFacts,
    /// An attachment that says no type or size.
    BareAttachment,
    /// More clicks from the home page than allowed.
    TooDeep,
    /// A picture without words for those who do not see it.
    NamelessPicture,
    /// Sound or film that starts by itself.
    PlaysByItself,
}

impl Rule {
    /// Every rule.
    pub const ALL: &'static [Self] = &[
        Self::HomeUnreachable,
        Self::HomeStale,
        Self::DeadLinkHome,
        Self::DeadLink,
        Self::EmptyLink,
        Self::ClassedStale,
        Self::PromisedStale,
        Self::EmptyColumn,
        Self::MissingTag,
        Self::WrongTag,
        Self::WrongTitle,
        Self::WrongHeader,
        Self::WrongFooter,
        Self::MissingTrail,
        Self::MissingFacts,
        Self::BareAttachment,
        Self::TooDeep,
        Self::NamelessPicture,
        Self::PlaysByItself,
    ];

    /// The message key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::HomeUnreachable => "inspection-home-unreachable",
            Self::HomeStale => "inspection-home-stale",
            Self::DeadLinkHome => "inspection-dead-link-home",
            Self::DeadLink => "inspection-dead-link",
            Self::EmptyLink => "inspection-empty-link",
            Self::ClassedStale => "inspection-classed-stale",
            Self::PromisedStale => "inspection-promised-stale",
            Self::EmptyColumn => "inspection-empty-column",
            Self::MissingTag => "inspection-missing-tag",
            Self::WrongTag => "inspection-wrong-tag",
            Self::WrongTitle => "inspection-wrong-title",
            Self::WrongHeader => "inspection-wrong-header",
            Self::WrongFooter => "inspection-wrong-footer",
            Self::MissingTrail => "inspection-missing-trail",
            Self::MissingFacts => "inspection-missing-facts",
            Self::BareAttachment => "inspection-bare-attachment",
            Self::TooDeep => "inspection-too-deep",
            Self::NamelessPicture => "inspection-nameless-picture",
            Self::PlaysByItself => "inspection-plays-by-itself",
        }
    }
}

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Which rule.
    pub rule: Rule,
    /// The page, as a path.
    pub page: String,
    /// What exactly: the tag, the link, the line.
    pub what: String,
}

impl Finding {
    /// A fault of a page.
    pub fn new(rule: Rule, page: &str, what: impl Into<String>) -> Self {
        Self { rule, page: page.to_owned(), what: what.into() }
    }
}

/// An inspection's outcome.
#[derive(Debug)]
pub struct Report {
    /// By what it was priced.
    pub norms: Norms,
    /// Pages and files that were visited.
    pub visited: usize,
    /// Everything that is wrong, by rule.
    pub findings: BTreeMap<Rule, Vec<Finding>>,
    /// What will be wrong soon.
    pub forecast: Vec<Due>,
}

impl Report {
    /// An outcome without fault.
    pub fn new(norms: Norms, visited: usize) -> Self {
        Self { norms, visited, findings: BTreeMap::new(), forecast: Vec::new() }
    }

    /// Adds a fault.
    pub fn add(&mut self, finding: Finding) {
        self.findings.entry(finding.rule).or_default().push(finding);
    }

    /// Points that faults of a rule cost.
    pub fn cost(&self, rule: Rule) -> f64 {
        let count = self.findings.get(&rule).map_or(0, Vec::len);
        // Faults are counted in thousands at most; a float holds them exactly.
        let count = f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        self.norms.price.get(&rule).map_or(0.0, |price| (price.each * count).min(price.most))
    }

    /// What is left of the points, not below nothing.
    pub fn score(&self) -> f64 {
        let costs: f64 = self.findings.keys().map(|rule| self.cost(*rule)).sum();
        (self.norms.full - costs).max(0.0)
    }

    /// The rules that fail the whole site 单项否决.
    pub fn vetoes(&self) -> Vec<Rule> {
        let reached = |(rule, most): (&Rule, &usize)| {
            let count = self.findings.get(rule).map_or(0, Vec::len);
            (count >= *most).then_some(*rule)
        };
        self.norms.veto.iter().filter_map(reached).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Finding, Norms, Report, Rule};

    fn report(rule: Rule, count: usize) -> Report {
        let mut report = Report::new(Norms::embedded().unwrap(), 1);
        (0..count).for_each(|n| report.add(Finding::new(rule, "/", n.to_string())));
        report
    }

    #[test]
    fn each_fault_costs_its_price_and_all_together_no_more_than_the_most() {
        assert!((report(Rule::DeadLinkHome, 0).score() - 100.0).abs() < 1e-9);
        assert!((report(Rule::DeadLinkHome, 3).score() - 97.0).abs() < 1e-9);
        assert!((report(Rule::DeadLinkHome, 300).score() - 90.0).abs() < 1e-9);
    }

    #[test]
    fn as_many_as_the_norm_says_fail_the_site() {
        assert!(report(Rule::EmptyColumn, 4).vetoes().is_empty());
        assert_eq!(report(Rule::EmptyColumn, 5).vetoes(), [Rule::EmptyColumn]);
        assert!(report(Rule::MissingTag, 500).vetoes().is_empty());
    }
}
