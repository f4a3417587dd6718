//! What is true of a site as a whole: its domain (域名), and what it offers (功能设计).

use structure::tree::Tree;

use super::norms::Norms;
use super::report::{Finding, Rule};
use super::walk::Walked;

/// Faults of sites, and of doors that must be there.
pub fn of_sites(tree: &Tree, walked: &Walked, norms: &Norms) -> Vec<Finding> {
    let mut found = Vec::new();
    let Some(main) = tree.main_site() else { return found };
    if !norms.domains.iter().any(|ending| main.domain.ends_with(ending)) {
        found.push(Finding::new(Rule::WrongDomain, "/", main.domain.clone()));
    }
    let named = main.idn_domain.trim();
    if !named.is_empty() && !norms.chinese_domains.iter().any(|ending| named.ends_with(ending)) {
        found.push(Finding::new(Rule::WrongDomain, "/", named));
    }
    let code = main.site_id_code.as_str();
    if code.len() != 10 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        found.push(Finding::new(Rule::WrongDomain, "/", code));
    }
    let answers = |path: &String| walked.doors.contains(path);
    if !norms.mailboxes.iter().any(answers) {
        let door = norms.mailboxes.first().cloned().unwrap_or_default();
        found.push(Finding::new(Rule::NoMailbox, "/", door));
    }
    if !norms.searches.iter().any(answers) {
        let door = norms.searches.first().cloned().unwrap_or_default();
        found.push(Finding::new(Rule::NoSearch, "/", door));
    }
    found
}
