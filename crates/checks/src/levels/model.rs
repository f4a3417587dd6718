//! Levels by rule.

use std::collections::BTreeMap;

use platform::{Fault, FaultContext};

use crate::level::Level;
use crate::rule::Rule;

/// What each rule weighs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels(BTreeMap<Rule, Level>);

impl Levels {
    /// As the product begins.
    ///
    /// # Errors
    /// When the product's own file is wrong, which a test would tell.
    pub fn first() -> Result<Self, Fault> {
        let file = include_str!("../../data/levels.toml");
        let levels: BTreeMap<Rule, Level> = toml::from_str(file).doing("read the first levels")?;
        Ok(Self(levels))
    }

    /// With other levels for some rules.
    #[must_use]
    pub fn with(mut self, changed: impl IntoIterator<Item = (Rule, Level)>) -> Self {
        self.0.extend(changed);
        self
    }

    /// What a rule weighs; words weigh what their list says.
    pub fn of(&self, rule: Rule) -> Level {
        self.0.get(&rule).copied().unwrap_or(Level::Advice)
    }

    /// Rules that have a level of their own, in the order a console shows them.
    pub fn rules() -> impl Iterator<Item = Rule> {
        Rule::ALL.iter().copied().filter(|rule| *rule != Rule::Word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_first_level() {
        let first = Levels::first().unwrap();
        for rule in Levels::rules() {
            assert!(first.0.contains_key(&rule), "{rule:?}");
        }
    }
}
