//! Content pages: date and source in sight, tools, what a reprint owes its source.

use super::{Judged, Place};
use crate::norm_check::norms::Norms;
use crate::norm_check::report::{Finding, Rule};
use crate::norm_check::walk::Visit;

impl Judged<'_> {
    pub(super) fn content(&mut self, visit: &Visit, norms: &Norms) {
        if !matches!(self.place, Place::Content(_)) {
            return;
        }
        if visit.clicks > norms.clicks {
            self.fault(Rule::TooDeep, visit.clicks.to_string());
        }
        let day = |says: &str| says.chars().take(10).collect::<String>();
        let date = self.page.tag("PubDate").map(str::to_owned);
        if let Some(says) = date {
            if !is_minute(&says) {
                self.fault(Rule::WrongTag, format!("PubDate: {says}"));
            }
            if !self.page.main.contains(&day(&says)) {
                self.fault(Rule::MissingFacts, day(&says));
            }
        }
        let source = self.page.tag("ContentSource").map(str::to_owned);
        if let Some(says) = source.filter(|says| !self.page.main.contains(says.as_str())) {
            self.fault(Rule::MissingFacts, says);
        }
        let title = self.page.tag("ArticleTitle").map(str::to_owned);
        if let Some(says) = title.filter(|says| !self.page.main.contains(says.as_str())) {
            self.fault(Rule::MissingFacts, says);
        }
        if self.page.is_article {
            for tool in norms.tools.iter().filter(|tool| !self.page.main.contains(tool.as_str())) {
                self.found.push(Finding::new(Rule::MissingTool, self.path, tool));
            }
        }
    }
}

/// `2026-11-28 09:30`, as the tag `PubDate` is spelled.
fn is_minute(says: &str) -> bool {
    says.len() == 16
        && says.chars().enumerate().all(|(at, c)| match at {
            4 | 7 => c == '-',
            10 => c == ' ',
            13 => c == ':',
            _ => c.is_ascii_digit(),
        })
}
