//! What stands around every page: header, footer, 当前位置, and that they are the same everywhere.

use super::{Judged, Place};
use crate::norm_check::norms::Norms;
use crate::norm_check::page::{Link, Page};
use crate::norm_check::report::Rule;

/// What the footer's link for reporting errors says.
const FIND_ERROR: &str = "我为政府网站找错";

impl Judged<'_> {
    pub(super) fn frame(&mut self, norms: &Norms) {
        if !self.page.header.contains(&self.site.name) {
            self.fault(Rule::WrongHeader, self.site.name.clone());
        }
        if !self.page.header.contains(&self.site.domain) {
            self.fault(Rule::WrongHeader, self.site.domain.clone());
        }
        if !self.page.search {
            self.fault(Rule::WrongHeader, "search");
        }
        for switch in &norms.switches {
            if !self.page.switches.contains(switch) {
                self.fault(Rule::WrongHeader, switch.clone());
            }
        }
        self.footer(norms);
        if !matches!(self.place, Place::Home) && !self.page.trail {
            self.fault(Rule::MissingTrail, "");
        }
    }

    fn footer(&mut self, norms: &Norms) {
        let site = self.site;
        let demanded = [
            ("主办单位", &site.sponsor),
            ("承办单位", &site.operator),
            ("联系电话", &site.phone),
            ("网站标识码", &site.site_id_code),
            ("ICP 备案号", &site.icp),
            ("公安备案号", &site.police_filing),
        ];
        for (name, line) in demanded {
            if line.is_empty() || !self.page.footer.contains(line.as_str()) {
                self.fault(Rule::WrongFooter, name);
            }
        }
        for words in [FIND_ERROR].into_iter().chain(norms.footer_links.iter().map(String::as_str)) {
            let named = |link: &Link| link.words.contains(words) && !link.href.is_empty();
            if !self.page.links.iter().any(named) {
                self.fault(Rule::WrongFooter, words);
            }
        }
        for words in &norms.footer_words {
            if !self.page.footer.contains(words.as_str()) {
                self.fault(Rule::WrongFooter, words.clone());
            }
        }
    }

    /// The norm asks for the same header and footer on all pages of a site: measured against the
    /// site's own home page.
    pub(super) fn same(&mut self, home: Option<&Page>) {
        let Some(home) = home else { return };
        if home.footer != self.page.footer {
            self.fault(Rule::UnlikeFrame, "footer");
        }
        if home.brand != self.page.brand {
            self.fault(Rule::UnlikeFrame, "header");
        }
    }
}
