//! The norm checker (article 26, 国办秘函〔2019〕19号): walks the whole site as a visitor does and prices
//! what is wrong the way the national inspection does.

mod bonus;
mod columns;
mod exits;
mod facts;
mod norms;
mod page;
mod report;
mod rules;
mod sites;
#[cfg(test)]
mod tests;
mod walk;

pub use bonus::{Bonus, Merit};
pub use columns::{Due, Standing, standings};
pub use facts::{Facts, Look, keep_look, looks_since};
pub use norms::{Norms, Price};
pub use report::{Finding, Owner, Report, Rule};
pub use walk::Progress;

use axum::Router;
use platform::Fault;
use structure::App;

use self::walk::Walk;

/// Inspects the main site and everything that is linked below its host. `pages` answers visitors;
/// `progress` tells whoever waits.
pub async fn inspect(
    app: &App,
    pages: Router,
    norms: Norms,
    progress: &Progress,
) -> Result<Report, Fault> {
    let tree = app.tree();
    let reached_by = app.settings.public.base_url.as_deref();
    let walked = Walk::new(&tree, pages, &norms, reached_by).whole(progress).await?;
    let mut report = Report::new(norms, walked.visited());
    for finding in rules::of_pages(&tree, &walked, &report.norms) {
        report.add(finding);
    }
    for finding in sites::of_sites(&tree, &walked, &report.norms) {
        report.add(finding);
    }
    if report.norms.follow_exits {
        for finding in exits::of_exits(&walked, report.norms.open_seconds).await? {
            report.add(finding);
        }
    }
    let (facts, found) = facts::facts(app, &tree, &walked, &report.norms).await?;
    report.bonuses = bonus::bonuses(&walked, &facts, &report.norms);
    report.facts = facts;
    for finding in found {
        report.add(finding);
    }
    let now = app.clock().now();
    let standings = standings(&app.db, &tree, &report.norms, now).await?;
    for standing in standings {
        standing.tell(&mut report);
    }
    Ok(report)
}
