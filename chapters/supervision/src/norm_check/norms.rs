//! What is asked for and what a fault costs: data, because the norms mark it unconfirmed.

use std::collections::BTreeMap;

use platform::{Fault, FaultContext};
use serde::Deserialize;

use super::bonus::Merit;
use super::report::Rule;

/// The values of the norms.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Norms {
    /// Points of a site without fault.
    pub full: f64,
    /// Clicks from the home page to any content page.
    pub clicks: u32,
    /// Days within which the home page has something new.
    pub home_days: i64,
    /// Days before a promise ends in which it is told.
    pub forecast_days: i64,
    /// Working days within which a unit mends what was found.
    pub mend_days: u32,
    /// The same for rules that can't wait so long.
    pub mend: BTreeMap<Rule, u32>,
    /// Levels of columns at most.
    pub column_levels: usize,
    /// What the home page's columns must have had within [`Norms::home_days`].
    pub home_items: usize,
    /// Links of the header by which a visitor changes the view.
    pub switches: Vec<String>,
    /// Links that every footer has, by words in them.
    pub footer_links: Vec<String>,
    /// Words that every footer has.
    pub footer_words: Vec<String>,
    /// Words of the tools of a text.
    pub tools: Vec<String>,
    /// Names of session parameters.
    pub session_words: Vec<String>,
    /// Hosts of advertisers.
    pub advertisers: Vec<String>,
    /// Endings of English domains.
    pub domains: Vec<String>,
    /// Endings of Chinese domains.
    pub chinese_domains: Vec<String>,
    /// Doors of which one must let letters in.
    pub mailboxes: Vec<String>,
    /// Doors of which one must answer searches.
    pub searches: Vec<String>,
    /// The kind of cases that are letters.
    pub letters: String,
    /// Percent of the policies that demand an interpretation and must have one.
    pub interpreted_percent: usize,
    /// Days after which a letter without an answer fails the site.
    pub reply_days: i64,
    /// Seconds within which the home page must be there.
    pub open_seconds: i64,
    /// Percent of a week's looks that may not fail.
    pub open_percent: usize,
    /// Whether links to other hosts are followed; they leave the house.
    pub follow_exits: bool,
    /// Hours within which half of the letters are answered, for a bonus.
    pub prompt_hours: i64,
    /// Doors by which people are heard, for a bonus.
    pub channels: Vec<String>,
    /// Doors to what people can have as they want it, for a bonus.
    pub personal: Vec<String>,
    /// Doors for machines, for a bonus.
    pub machines: Vec<String>,
    /// Points of all bonuses at most.
    pub bonus_most: f64,
    /// What merits bring.
    pub bonus: BTreeMap<Merit, Price>,
    /// Types of attachments.
    pub files: Vec<String>,
    /// Columns that must be updated whatever they promise.
    pub classes: Vec<Class>,
    /// How many faults of a kind fail the whole site.
    pub veto: BTreeMap<Rule, usize>,
    /// What faults cost.
    pub price: BTreeMap<Rule, Price>,
}

/// Columns of some types.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// Values of the page tag `ColumnType`.
    pub types: Vec<String>,
    /// Days within which something new must come.
    pub days: i64,
    /// The rule that is broken otherwise.
    pub rule: Rule,
}

/// What faults of a kind cost.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// Points for each.
    pub each: f64,
    /// Points at most for all.
    pub most: f64,
}

impl Norms {
    /// The values that the program brings.
    pub fn embedded() -> Result<Self, Fault> {
        Self::parse(include_str!("norms.toml"))
    }

    /// The values of an operator's file.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        toml::from_str(text).doing("read the norms")
    }

    /// The working days within which a fault is to be mended.
    pub fn mend_within(&self, rule: Rule) -> u32 {
        self.mend.get(&rule).copied().unwrap_or(self.mend_days)
    }

    /// Every door that is named, however often.
    pub fn doors(&self) -> impl Iterator<Item = &String> {
        let asked =
            [&self.mailboxes, &self.searches, &self.channels, &self.personal, &self.machines];
        asked.into_iter().flatten()
    }

    /// The class of a column's type.
    pub fn class_of(&self, column_type: &str) -> Option<&Class> {
        self.classes.iter().find(|class| class.types.iter().any(|one| one == column_type))
    }
}

#[cfg(test)]
mod tests {
    use super::Norms;
    use crate::norm_check::Rule;

    #[test]
    fn every_rule_has_its_price() {
        let norms = Norms::embedded().unwrap();
        for rule in Rule::ALL {
            assert!(norms.price.contains_key(rule), "{rule:?}");
        }
        assert_eq!(norms.price.len(), Rule::ALL.len());
        assert_eq!(norms.class_of("工作动态").map(|class| class.days), Some(14));
        assert!(norms.class_of("其他").is_none());
    }

    #[test]
    fn a_word_too_many_is_refused() {
        assert!(Norms::parse("full = 100.0\nfuller = 1").is_err());
    }
}
