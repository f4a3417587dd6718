//! What a machine can see of GB/T 37668 without drawing the page (norms §7). Contrast, focus and what
//! a zoomed page hides are for the browser tests.

use super::Judged;
use crate::norm_check::report::{Finding, Rule};

impl Judged<'_> {
    pub(super) fn access(&mut self) {
        let page = self.page;
        for picture in &page.nameless_pictures {
            self.found.push(Finding::new(Rule::NamelessPicture, self.path, picture));
        }
        for field in &page.nameless_fields {
            self.found.push(Finding::new(Rule::NamelessField, self.path, field));
        }
        for (wrong, what) in [
            (page.lang.is_empty(), "lang"),
            (!page.skip, "skip"),
            (page.unzoomable, "zoom"),
            (page.headings != 1, "h1"),
            (page.repeated_id.is_some(), "id"),
        ] {
            if wrong {
                self.fault(Rule::HardToUse, what);
            }
        }
        if page.plays_by_itself {
            self.fault(Rule::PlaysByItself, "");
        }
        for what in &page.intrusions {
            self.found.push(Finding::new(Rule::Intrusion, self.path, what));
        }
    }
}
