//! The norm checker (article 26, 国办秘函〔2019〕19号): walks the whole site as a visitor does and prices
//! what is wrong the way the national inspection does.

mod columns;
mod norms;
mod page;
mod report;
mod rules;
#[cfg(test)]
mod tests;
mod walk;

pub use columns::{Due, Standing, standings};
pub use norms::{Norms, Price};
pub use report::{Finding, Report, Rule};

use axum::Router;
use platform::Fault;
use structure::App;

use self::walk::Walk;

/// Inspects the main site and everything that is linked below its host. `pages` answers visitors.
pub async fn inspect(app: &App, pages: Router, norms: Norms) -> Result<Report, Fault> {
    let tree = app.tree();
    let walked = Walk::new(&tree, pages, &norms).whole().await?;
    let mut report = Report::new(norms, walked.visited());
    for finding in rules::of_pages(&tree, &walked, &report.norms) {
        report.add(finding);
    }
    let now = app.clock().now();
    let standings = standings(&app.db, &tree, &report.norms, now).await?;
    for standing in standings {
        standing.tell(&mut report);
    }
    Ok(report)
}
