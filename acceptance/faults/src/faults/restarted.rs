//! Ended by `SIGTERM` and started again, as an upgrade does: whatever was under way is finished.

use std::time::{Duration, Instant};

use measuring::numbers::{Times, whole};
use measuring::table::number;
use measuring::trouble::Outcome;

use super::{Case, Done};
use crate::audit::Findings;
use crate::victim::Victim;

/// Its own columns.
pub const HEADS: [&str; 3] = ["restarts", "stop p50 ms", "stop most ms"];
/// Between a start and the next end.
const LIFE: Duration = Duration::from_secs(2);

/// Restarts and audits.
pub async fn cause(case: &Case<'_>) -> Outcome<(Done, Findings)> {
    case.place.start().await?.stop().await?;
    let until = case.until();
    case.while_people_write(until, restart_until(case, until)).await
}

async fn restart_until(case: &Case<'_>, until: Instant) -> Outcome<(Done, Victim)> {
    let mut victim = case.place.start().await?;
    let mut stops = Times::default();
    while Instant::now() < until {
        tokio::time::sleep(LIFE).await;
        let begin = Instant::now();
        victim.stop().await?;
        stops.push(begin.elapsed());
        victim = case.place.start().await?;
    }
    let figures = vec![
        number(whole(stops.count()), 0),
        number(stops.percentile(50), 0),
        number(stops.percentile(100), 0),
    ];
    Ok((Done { figures, wrong: Vec::new() }, victim))
}
