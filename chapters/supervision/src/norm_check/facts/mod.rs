//! What no page shows but the tables know (国办秘函〔2019〕19号): letters answered in time, policies
//! interpreted and linked both ways, how often the home page had something new, how often the site
//! could not be opened.

mod store;

use std::collections::BTreeSet;

use platform::{Fault, Time};
use structure::App;
use structure::tree::Tree;

use super::norms::Norms;
use super::report::{Finding, Owner, Rule};
use super::walk::Walked;

pub use store::{Look, keep_look, looks_since};

const DAY: i64 = 86_400;

/// What counts for the sheet beside its faults.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Different forms of the interpretations that are live.
    pub forms: usize,
    /// Hours within which half of the year's letters were answered.
    pub median_hours: Option<i64>,
    /// Letters that were answered in the year.
    pub answered: usize,
    /// Policies that demand an interpretation, and those that have one.
    pub policies: (usize, usize),
    /// Looks of the week, and those that failed.
    pub looks: (usize, usize),
    /// What came to the home page's columns within the norm's days.
    pub fresh_on_home: usize,
}

/// Reads the facts, and what is wrong with them.
pub async fn facts(
    app: &App,
    tree: &Tree,
    walked: &Walked,
    norms: &Norms,
) -> Result<(Facts, Vec<Finding>), Fault> {
    let mut facts = Facts::default();
    let mut found = Vec::new();
    letters(app, norms, (&mut facts, &mut found)).await?;
    interpretations(app, (tree, walked, norms), (&mut facts, &mut found)).await?;
    availability(app, norms, (&mut facts, &mut found)).await?;
    let since = app.clock().now().plus_days(-norms.home_days);
    facts.fresh_on_home = store::fresh_on_home(&app.db, since).await?;
    if facts.fresh_on_home < norms.home_items {
        let what = format!("{} / {}", facts.fresh_on_home, norms.home_items);
        found.push(Finding::new(Rule::QuietHome, "/", what));
    }
    Ok((facts, found))
}

type Book<'a> = (&'a mut Facts, &'a mut Vec<Finding>);

/// Letters of the last year: late ones, and those that nobody answered for months.
async fn letters(app: &App, norms: &Norms, (facts, found): Book<'_>) -> Result<(), Fault> {
    let now = app.clock().now();
    let letters = store::letters_since(&app.db, &norms.letters, now.plus_days(-365)).await?;
    let door = norms.mailboxes.first().cloned().unwrap_or_default();
    for letter in &letters {
        let owner = Owner { unit: letter.unit_id, record: format!("/cases/{}", letter.receipt) };
        let mut tell = |rule| {
            let finding = Finding::new(rule, &door, letter.receipt.clone());
            found.push(finding.owned(owner.clone()));
        };
        let silent =
            letter.is_owed() && now.seconds_since(letter.received_at) > norms.reply_days * DAY;
        if silent {
            tell(Rule::UnansweredLetter);
        } else if letter.is_late(now) {
            tell(Rule::LateReply);
        }
    }
    let mut hours: Vec<i64> = letters.iter().filter_map(store::Letter::hours).collect();
    hours.sort_unstable();
    facts.answered = hours.len();
    facts.median_hours = hours.get(hours.len().saturating_sub(1) / 2).copied();
    Ok(())
}

/// Policies of columns that demand an interpretation; and that both pages of a pair lead to each other.
async fn interpretations(
    app: &App,
    (tree, walked, norms): (&Tree, &Walked, &Norms),
    (facts, found): Book<'_>,
) -> Result<(), Fault> {
    facts.forms = store::forms(&app.db).await?.into_iter().collect::<BTreeSet<_>>().len();
    let mut missing = Vec::new();
    for policy in store::demanding(&app.db).await? {
        facts.policies.0 += 1;
        if policy.explained > 0 || policy.promised > 0 {
            facts.policies.1 += 1;
            continue;
        }
        let page = page_of(tree, policy.column_id, &policy.slug);
        let owner = Owner { unit: policy.unit_id, record: format!("/documents/{}", policy.key) };
        missing.push(Finding::new(Rule::Uninterpreted, &page, policy.title).owned(owner));
    }
    let (all, explained) = facts.policies;
    if explained * 100 < all * norms.interpreted_percent {
        found.append(&mut missing);
    }
    for pair in store::pairs(&app.db).await? {
        let policy = page_of(tree, pair.policy_column, &pair.policy_slug);
        let other = page_of(tree, pair.other_column, &pair.other_slug);
        for (from, to) in [(&policy, &other), (&other, &policy)] {
            let page = walked.visits.get(from).and_then(|visit| visit.page.as_ref());
            let leads = |page: &super::page::Page| {
                page.links.iter().any(|link| walked.own(from, &link.href).as_ref() == Some(to))
            };
            if page.is_some_and(|page| !leads(page)) {
                found.push(Finding::new(Rule::OneWayLink, from, to.clone()));
            }
        }
    }
    Ok(())
}

fn page_of(tree: &Tree, column: structure::ColumnId, slug: &str) -> String {
    tree.column(column).map_or_else(String::new, |column| {
        tree.path_on_host(column.site_id, &format!("{}/{slug}", column.path))
    })
}

/// The looks of the last week: each failed one costs, and too many fail the site.
async fn availability(app: &App, norms: &Norms, (facts, found): Book<'_>) -> Result<(), Fault> {
    let now = app.clock().now();
    let looks = looks_since(&app.db, now.plus_days(-7)).await?;
    let failed: Vec<&Look> = looks.iter().filter(|look| look.failed(norms.open_seconds)).collect();
    facts.looks = (looks.len(), failed.len());
    for look in &failed {
        found.push(Finding::new(Rule::SlowToOpen, "/", look.at.minute()));
    }
    // Percent of whole looks: no fraction is lost by comparing products.
    if !looks.is_empty() && failed.len() * 100 >= looks.len() * norms.open_percent {
        let what = format!("{} / {}", failed.len(), looks.len());
        found.push(Finding::new(Rule::OftenClosed, "/", what));
    }
    Ok(())
}

impl store::Letter {
    /// Whether an answer is still owed.
    fn is_owed(&self) -> bool {
        matches!(self.state.as_str(), "received" | "accepted" | "in_review")
    }

    /// Whether it was answered after its time, or its time is over.
    fn is_late(&self, now: Time) -> bool {
        let due = self.answer_due.unwrap_or(self.accept_due);
        match self.answered_at {
            Some(at) => self.answer_due.is_some_and(|due| at > due),
            None => self.is_owed() && due < now,
        }
    }

    fn hours(&self) -> Option<i64> {
        Some(self.answered_at?.seconds_since(self.received_at) / 3_600)
    }
}
