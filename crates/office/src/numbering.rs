//! The numberings of a DOCX: which levels have dots, which count, and what stands before an item that
//! counts in Chinese (一、（一）第一条), which belongs to the words of an official document.

use std::collections::BTreeMap;

use chinese_number::{ChineseCase, ChineseCountMethod, ChineseVariant, NumberToChinese};

use crate::marked::{Met, attribute, walk};
use crate::package::Package;
use crate::unreadable::Unreadable;

/// Levels that a numbering has at most.
const LEVELS: usize = 9;

/// What an item of a list begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Nothing: it is no list.
    None,
    /// A dot.
    Dot,
    /// A number that a list gives by itself.
    Number,
    /// Words that a list can't give by itself.
    Words(String),
}

/// All numberings of a file.
#[derive(Default)]
pub(crate) struct Numbering {
    abstracts: BTreeMap<String, String>,
    levels: BTreeMap<(String, usize), Level>,
}

#[derive(Default)]
struct Level {
    format: String,
    text: String,
    start: u32,
}

impl Numbering {
    pub(crate) fn read(package: &Package) -> Result<Self, Unreadable> {
        let mut all = Self::default();
        let Some(xml) = package.xml("word/numbering.xml") else { return Ok(all) };
        let (mut of, mut number, mut level) = (String::new(), String::new(), 0_usize);
        walk(&xml, |met| {
            let Met::Start(start) = met else { return Ok(()) };
            let value = || attribute(start, "val").unwrap_or_default();
            match start.local_name().as_ref() {
                "abstractNum" => of = attribute(start, "abstractNumId").unwrap_or_default(),
                "lvl" => {
                    let told = attribute(start, "ilvl").and_then(|level| level.parse().ok());
                    level = told.unwrap_or(0);
                    all.levels.entry((of.clone(), level)).or_default().start = 1;
                }
                "start" => all.level(&of, level).start = value().parse().unwrap_or(1),
                "numFmt" => all.level(&of, level).format = value(),
                "lvlText" => all.level(&of, level).text = value(),
                "num" => number = attribute(start, "numId").unwrap_or_default(),
                "abstractNumId" => {
                    all.abstracts.insert(number.clone(), value());
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(all)
    }

    fn level(&mut self, of: &str, level: usize) -> &mut Level {
        self.levels.entry((of.to_owned(), level)).or_default()
    }
}

/// How far each numbering has counted.
#[derive(Default)]
pub(crate) struct Counters {
    counts: BTreeMap<String, [u32; LEVELS]>,
}

impl Counters {
    /// What the next item of a numbering begins with.
    pub(crate) fn next(&mut self, numbering: &Numbering, number: &str, level: usize) -> Mark {
        let of = numbering.abstracts.get(number).cloned().unwrap_or_default();
        let Some(own) = numbering.levels.get(&(of.clone(), level)) else { return Mark::Number };
        match own.format.as_str() {
            "none" => return Mark::None,
            "bullet" => return Mark::Dot,
            _ => {}
        }
        let counts = self.counts.entry(number.to_owned()).or_default();
        for (index, count) in counts.iter_mut().enumerate() {
            match index.cmp(&level) {
                std::cmp::Ordering::Less => {}
                std::cmp::Ordering::Equal if *count == 0 => *count = own.start.max(1),
                std::cmp::Ordering::Equal => *count = count.saturating_add(1),
                std::cmp::Ordering::Greater => *count = 0,
            }
        }
        let mut words = own.text.clone();
        for (index, count) in counts.iter().enumerate() {
            let format = numbering.levels.get(&(of.clone(), index));
            let shown = counted(format.map_or("", |level| level.format.as_str()), (*count).max(1));
            words = words.replace(&format!("%{}", index + 1), &shown);
        }
        if words.chars().any(is_han) { Mark::Words(words) } else { Mark::Number }
    }
}

fn is_han(sign: char) -> bool {
    matches!(sign, '\u{3007}' | '\u{3400}'..='\u{9fff}')
}

/// A number as a format of WordprocessingML writes it.
fn counted(format: &str, count: u32) -> String {
    let case = match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseCounting"
        | "ideographDigital" => ChineseCase::Lower,
        "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => {
            ChineseCase::Upper
        }
        _ => return count.to_string(),
    };
    let chinese = count.to_chinese(ChineseVariant::Simple, case, ChineseCountMethod::TenThousand);
    let chinese = chinese.unwrap_or_else(|_| count.to_string());
    // 十一, not 一十一, as one counts.
    match chinese.strip_prefix("一十") {
        Some(rest) if count < 20 => format!("十{rest}"),
        _ => chinese,
    }
}
