//! What is asked for and what a fault costs: data, because the norms mark it unconfirmed.

use std::collections::BTreeMap;

use platform::{Fault, FaultContext};
use serde::Deserialize;

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

    /// The days within which a column of a type must have something new.
    pub fn class_days(&self, column_type: &str) -> Option<i64> {
        let named = |class: &&Class| class.types.iter().any(|one| one == column_type);
        self.classes.iter().find(named).map(|class| class.days)
    }
}

#[cfg(test)]
mod tests {
    use super::Norms;
    use crate::inspection::Rule;

    #[test]
    fn every_rule_has_its_price() {
        let norms = Norms::embedded().unwrap();
        for rule in Rule::ALL {
            assert!(norms.price.contains_key(rule), "{rule:?}");
        }
        assert_eq!(norms.price.len(), Rule::ALL.len());
        assert_eq!(norms.class_days("工作动态"), Some(14));
        assert_eq!(norms.class_days("概况信息"), None);
    }

    #[test]
    fn a_word_too_many_is_refused() {
        assert!(Norms::parse("full = 100.0\nfuller = 1").is_err());
    }
}
