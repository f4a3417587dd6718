//! What the styles and numberings of a DOCX mean: which are headings, which are lists with dots.

use std::collections::BTreeMap;

use crate::marked::{Met, attribute, walk};
use crate::package::Package;
use crate::unreadable::Unreadable;

/// The meaning of styles and numberings by their ids.
#[derive(Default)]
pub(crate) struct WordStyles {
    headings: BTreeMap<String, usize>,
    lists: BTreeMap<String, (String, String)>,
    abstracts: BTreeMap<String, String>,
    formats: BTreeMap<(String, String), String>,
}

impl WordStyles {
    pub(crate) fn read(package: &Package) -> Result<Self, Unreadable> {
        let mut styles = Self::default();
        if let Some(xml) = package.xml("word/styles.xml") {
            styles.read_styles(&xml)?;
        }
        if let Some(xml) = package.xml("word/numbering.xml") {
            styles.read_numbering(&xml)?;
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

    fn read_numbering(&mut self, xml: &str) -> Result<(), Unreadable> {
        let (mut of, mut level, mut number) = (String::new(), String::new(), String::new());
        walk(xml, |met| {
            let Met::Start(start) = met else { return Ok(()) };
            let value = || attribute(start, "val").unwrap_or_default();
            match start.local_name().as_ref() {
                "abstractNum" => of = attribute(start, "abstractNumId").unwrap_or_default(),
                "lvl" => level = attribute(start, "ilvl").unwrap_or_default(),
                "numFmt" => {
                    self.formats.insert((of.clone(), level.clone()), value());
                }
                "num" => number = attribute(start, "numId").unwrap_or_default(),
                "abstractNumId" => {
                    self.abstracts.insert(number.clone(), value());
                }
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
        // The numbering of a heading is part of its look.
        self.lists.get(style).filter(|_| !self.headings.contains_key(style)).cloned()
    }

    /// Whether the items of a numbering have dots instead of numbers.
    pub(crate) fn dotted(&self, number: &str, level: &str) -> bool {
        let level = if level.is_empty() { "0" } else { level };
        let of = self.abstracts.get(number).cloned().unwrap_or_default();
        self.formats.get(&(of, level.to_owned())).is_some_and(|format| format == "bullet")
    }
}
