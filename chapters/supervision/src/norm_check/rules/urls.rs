//! Addresses (国办发〔2017〕47号): pinyin or English in lower case, without session parameters, not
//! deeper than the norm allows; and where links lead.

use super::{Judged, Place};
use crate::norm_check::norms::Norms;
use crate::norm_check::page::Link;
use crate::norm_check::report::{Finding, Rule};
use crate::norm_check::walk::{Walked, is_file, without_query};

impl Judged<'_> {
    pub(super) fn address(&mut self, norms: &Norms) {
        let path = without_query(self.path);
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-/.".contains(c);
        if matches!(self.place, Place::Column(_) | Place::Content(_)) && !path.chars().all(plain) {
            self.fault(Rule::WrongAddress, path);
        }
        let query = self.path.split_once('?').map(|(_, query)| query).unwrap_or_default();
        let names = query.split('&').filter_map(|one| one.split('=').next());
        let session = names
            .chain(path.split(';').skip(1))
            .find(|name| norms.session_words.iter().any(|word| name.eq_ignore_ascii_case(word)));
        if let Some(name) = session {
            self.found.push(Finding::new(Rule::WrongAddress, self.path, name));
        }
        if let Place::Column(column) = self.place {
            let levels = column.path.split('/').count();
            if levels > norms.column_levels {
                self.fault(Rule::DeepColumn, levels.to_string());
            }
        }
    }

    pub(super) fn links(&mut self, walked: &Walked, norms: &Norms) {
        for link in &self.page.links {
            if matches!(link.href.as_str(), "" | "#") || link.href.starts_with("javascript:") {
                self.found.push(Finding::new(Rule::EmptyLink, self.path, &link.words));
            }
            if let Some(host) = walked.other_host(self.path, &link.href) {
                self.outward(&host, link, norms);
                continue;
            }
            let file = walked.own(self.path, &link.href).filter(|to| is_file(to, &norms.files));
            let ending = file.as_deref().and_then(|file| file.rsplit_once('.')).map(|(_, one)| one);
            let Some(ending) = ending.map(str::to_uppercase) else { continue };
            let size = link.words.chars().any(|c| c.is_ascii_digit()) && link.words.contains('B');
            let looks = self.page.links.iter().filter(|one| one.href == link.href).count() > 1;
            let says = size && link.words.to_uppercase().contains(&ending);
            if !says && !looks {
                self.found.push(Finding::new(Rule::BareAttachment, self.path, &link.words));
            }
        }
    }

    /// A link to another host: never to an advertiser, and marked as leading out.
    fn outward(&mut self, host: &str, link: &Link, norms: &Norms) {
        let below = |of: &String| host == of || host.ends_with(&format!(".{of}"));
        if norms.advertisers.iter().any(below) {
            self.found.push(Finding::new(Rule::Advertisement, self.path, &link.href));
        }
        if !link.external {
            self.found.push(Finding::new(Rule::UnmarkedExit, self.path, &link.href));
        }
    }
}
