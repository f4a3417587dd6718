//! What was found, and what it comes to.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use structure::UnitId;

use super::bonus::Bonus;
use super::columns::Due;
use super::facts::Facts;
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
    /// An address that is not pinyin or English in lower case, or carries a session.
    WrongAddress,
    /// A column deeper than the norm allows.
    DeepColumn,
    /// A page whose header or footer is not that of its site.
    UnlikeFrame,
    /// A text without a tool that the norm names: size, print, share, back.
    MissingTool,
    /// Something that opens, floats, moves or goes on by itself.
    Intrusion,
    /// A link to an advertiser.
    Advertisement,
    /// A link that leads out and doesn't say so.
    UnmarkedExit,
    /// A link to another host that leads nowhere.
    DeadExit,
    /// A field of a form without a label.
    NamelessField,
    /// A page without language, skip link or one heading, or that can't be enlarged.
    HardToUse,
    /// A domain or site code not of the norm's form.
    WrongDomain,
    /// 没有网上有效咨询建言渠道.
    NoMailbox,
    /// A site without a search that answers.
    NoSearch,
    /// 站点无法访问: too many of a week's looks failed.
    OftenClosed,
    /// A look that found the home page closed.
    SlowToOpen,
    /// Too few updates of the home page's columns.
    QuietHome,
    /// A letter that nobody has answered for months.
    UnansweredLetter,
    /// A letter whose time is over, or was when it was answered.
    LateReply,
    /// A policy of a column that demands an interpretation, without one.
    Uninterpreted,
    /// A policy and its interpretation that do not both lead to each other.
    OneWayLink,
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
        Self::WrongAddress,
        Self::DeepColumn,
        Self::UnlikeFrame,
        Self::MissingTool,
        Self::Intrusion,
        Self::Advertisement,
        Self::UnmarkedExit,
        Self::DeadExit,
        Self::NamelessField,
        Self::HardToUse,
        Self::WrongDomain,
        Self::NoMailbox,
        Self::NoSearch,
        Self::OftenClosed,
        Self::SlowToOpen,
        Self::QuietHome,
        Self::UnansweredLetter,
        Self::LateReply,
        Self::Uninterpreted,
        Self::OneWayLink,
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
            Self::WrongAddress => "inspection-wrong-address",
            Self::DeepColumn => "inspection-deep-column",
            Self::UnlikeFrame => "inspection-unlike-frame",
            Self::MissingTool => "inspection-missing-tool",
            Self::Intrusion => "inspection-intrusion",
            Self::Advertisement => "inspection-advertisement",
            Self::UnmarkedExit => "inspection-unmarked-exit",
            Self::DeadExit => "inspection-dead-exit",
            Self::NamelessField => "inspection-nameless-field",
            Self::HardToUse => "inspection-hard-to-use",
            Self::WrongDomain => "inspection-wrong-domain",
            Self::NoMailbox => "inspection-no-mailbox",
            Self::NoSearch => "inspection-no-search",
            Self::OftenClosed => "inspection-often-closed",
            Self::SlowToOpen => "inspection-slow-to-open",
            Self::QuietHome => "inspection-quiet-home",
            Self::UnansweredLetter => "inspection-unanswered-letter",
            Self::LateReply => "inspection-late-reply",
            Self::Uninterpreted => "inspection-uninterpreted",
            Self::OneWayLink => "inspection-one-way-link",
        }
    }

    /// As stored and spelled in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::HomeUnreachable => "home_unreachable",
            Self::HomeStale => "home_stale",
            Self::DeadLinkHome => "dead_link_home",
            Self::DeadLink => "dead_link",
            Self::EmptyLink => "empty_link",
            Self::ClassedStale => "classed_stale",
            Self::PromisedStale => "promised_stale",
            Self::EmptyColumn => "empty_column",
            Self::MissingTag => "missing_tag",
            Self::WrongTag => "wrong_tag",
            Self::WrongTitle => "wrong_title",
            Self::WrongHeader => "wrong_header",
            Self::WrongFooter => "wrong_footer",
            Self::MissingTrail => "missing_trail",
            Self::MissingFacts => "missing_facts",
            Self::BareAttachment => "bare_attachment",
            Self::TooDeep => "too_deep",
            Self::NamelessPicture => "nameless_picture",
            Self::PlaysByItself => "plays_by_itself",
            Self::WrongAddress => "wrong_address",
            Self::DeepColumn => "deep_column",
            Self::UnlikeFrame => "unlike_frame",
            Self::MissingTool => "missing_tool",
            Self::Intrusion => "intrusion",
            Self::Advertisement => "advertisement",
            Self::UnmarkedExit => "unmarked_exit",
            Self::DeadExit => "dead_exit",
            Self::NamelessField => "nameless_field",
            Self::HardToUse => "hard_to_use",
            Self::WrongDomain => "wrong_domain",
            Self::NoMailbox => "no_mailbox",
            Self::NoSearch => "no_search",
            Self::OftenClosed => "often_closed",
            Self::SlowToOpen => "slow_to_open",
            Self::QuietHome => "quiet_home",
            Self::UnansweredLetter => "unanswered_letter",
            Self::LateReply => "late_reply",
            Self::Uninterpreted => "uninterpreted",
            Self::OneWayLink => "one_way_link",
        }
    }

    /// Reads [`Rule::word`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.word() == word)
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
    /// Who must mend it, if the page doesn't tell.
    #[serde(skip)]
    pub owner: Option<Owner>,
}

/// A unit, and the address in the console of what it must mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The unit.
    pub unit: UnitId,
    /// The address.
    pub record: String,
}

impl Finding {
    /// A fault of a page.
    pub fn new(rule: Rule, page: &str, what: impl Into<String>) -> Self {
        Self { rule, page: page.to_owned(), what: what.into(), owner: None }
    }

    /// The same with its owner.
    #[must_use]
    pub fn owned(mut self, owner: Owner) -> Self {
        self.owner = Some(owner);
        self
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
    /// What counts beside the faults.
    pub facts: Facts,
    /// Points beyond the full ones 加分.
    pub bonuses: Vec<Bonus>,
}

impl Report {
    /// An outcome without fault.
    pub fn new(norms: Norms, visited: usize) -> Self {
        Self {
            norms,
            visited,
            findings: BTreeMap::new(),
            forecast: Vec::new(),
            facts: Facts::default(),
            bonuses: Vec::new(),
        }
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

    /// Points beyond the full ones, no more than the sheet has room for.
    pub fn bonus(&self) -> f64 {
        self.bonuses.iter().map(|one| one.points).sum::<f64>().min(self.norms.bonus_most)
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
    fn a_rule_is_spelled_as_in_files() {
        for rule in Rule::ALL {
            assert_eq!(serde_json::to_value(rule).unwrap(), rule.word());
        }
    }

    #[test]
    fn as_many_as_the_norm_says_fail_the_site() {
        assert!(report(Rule::EmptyColumn, 4).vetoes().is_empty());
        assert_eq!(report(Rule::EmptyColumn, 5).vetoes(), [Rule::EmptyColumn]);
        assert!(report(Rule::MissingTag, 500).vetoes().is_empty());
    }
}
