//! The trial run: every row is read, nothing is written.

use std::collections::{BTreeMap, HashMap};

use platform::Fault;
use structure::App;
use web::Message;

use super::mapping::Mapping;
use super::reading::{Incoming, Reader, Refused, Sheet};
use super::store::known_numbers;
use crate::kinds::CaseKind;

/// What a list would become.
#[derive(Debug, Default)]
pub struct Report {
    /// Rows below the headings that hold anything.
    pub rows: usize,
    /// Rows that become cases.
    pub good: Vec<Incoming>,
    /// Rows that were brought in before, unchanged.
    pub present: usize,
    /// Rows that stand in the list twice: this one, and the first.
    pub repeated: Vec<(u32, u32)>,
    /// Rows that can't be read.
    pub refused: Vec<Refused>,
}

impl Report {
    /// Of the good rows those with an answer.
    pub fn answered(&self) -> usize {
        self.good.iter().filter(|one| one.reply.is_some()).count()
    }

    /// How often each reason stands, the most frequent first.
    pub fn reasons(&self) -> Vec<(String, usize)> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for why in self.refused.iter().flat_map(|one| &one.why) {
            *counts.entry(why.key.to_string()).or_default() += 1;
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        counts
    }
}

/// Reads the sheet that the mapping names, beside what has come in from this source before.
pub async fn trial(
    app: &App,
    kind: &'static CaseKind,
    source: &str,
    (sheets, mapping): (&[Sheet], &Mapping),
) -> Result<Report, Fault> {
    let known = known_numbers(&app.db, source).await?;
    let Some(sheet) = sheets.iter().find(|sheet| sheet.name == mapping.sheet) else {
        return Ok(Report::default());
    };
    let tree = app.tree();
    let theme_name = |theme: &str| app.messages.t(&kind.theme_key(theme), &[]);
    let now = app.clock().now();
    let reader = Reader::new((sheet, mapping), (kind, &tree), (&app.secret, now), theme_name);
    let mut report = Report::default();
    let mut seen: HashMap<String, (u32, String)> = HashMap::new();
    for row in sheet.rows.iter().filter(|row| row.number > mapping.head) {
        report.rows += 1;
        let incoming = match reader.read(row)? {
            Ok(incoming) => incoming,
            Err(refused) => {
                report.refused.push(refused);
                continue;
            }
        };
        let refuse = |why: Message| Refused { row: incoming.row, why: vec![why] };
        match (seen.get(&incoming.number), known.get(&incoming.number)) {
            (Some((first, content)), _) if *content == incoming.content => {
                report.repeated.push((incoming.row, *first));
            }
            (Some((first, _)), _) => {
                let why =
                    Message::new("import-why-same-number").with("number", incoming.number.clone());
                report.refused.push(refuse(why.with("row", i64::from(*first))));
            }
            (None, Some(content)) if *content == incoming.content => {
                report.present += 1;
                seen.insert(incoming.number.clone(), (incoming.row, incoming.content));
            }
            (None, Some(_)) => {
                let why =
                    Message::new("import-why-changed").with("number", incoming.number.clone());
                report.refused.push(refuse(why));
            }
            (None, None) => {
                let place = (incoming.row, incoming.content.clone());
                seen.insert(incoming.number.clone(), place);
                report.good.push(incoming);
            }
        }
    }
    Ok(report)
}
