//! What the styles of a DOCX mean: which are headings, which bring a numbering.

use std::collections::BTreeMap;

use crate::marked::{Met, attribute, walk};
use crate::package::Package;
use crate::unreadable::Unreadable;

/// The meaning of styles by their ids.
#[derive(Default)]
pub(crate) struct WordStyles {
    headings: BTreeMap<String, usize>,
    lists: BTreeMap<String, (String, String)>,
}

impl WordStyles {
    pub(crate) fn read(package: &Package) -> Result<Self, Unreadable> {
        let mut styles = Self::default();
        if let Some(xml) = package.xml("word/styles.xml") {
            styles.read_styles(&xml)?;
        }
        Ok(styles)
    }

    fn read_styles(&mut self, xml: &str) -> Result<(), Unreadable> {
        let mut style = String::new();
        walk(xml, |met| {
            let Met::Start(start) = met else { return Ok(()) };
            let value = || attribute(start, "val").unwrap_or_default();
            match start.local_name().as_ref() {
                "style" => style = attribute(start, "styleId").unwrap_or_default(),
                "name" => {
                    let name = value().to_lowercase();
                    let level = name.strip_prefix("heading ").and_then(|level| level.parse().ok());
                    if let Some(level @ 1..=9) = level {
                        let level: usize = level;
                        self.headings.insert(style.clone(), level - 1);
                    }
                }
                "outlineLvl" => {
                    if let Ok(level) = value().parse() {
                        self.headings.insert(style.clone(), level);
                    }
                }
                "numId" => self.lists.entry(style.clone()).or_default().0 = value(),
                "ilvl" => self.lists.entry(style.clone()).or_default().1 = value(),
                _ => {}
            }
            Ok(())
        })
    }

    /// The level of a heading, from 0.
    pub(crate) fn heading(&self, style: &str) -> Option<usize> {
        self.headings.get(style).copied()
    }

    /// The numbering that a style brings, and its level.
    pub(crate) fn list(&self, style: &str) -> Option<(String, String)> {
        self.lists.get(style).cloned()
    }
}
