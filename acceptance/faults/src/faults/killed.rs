//! `kill -9` about once a second while people send letters with attachments.

use std::time::{Duration, Instant};

use measuring::numbers::{percentile, whole};
use measuring::table::number;
use measuring::trouble::Outcome;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::{Case, Done};
use crate::audit::Findings;
use crate::victim::Victim;

/// Its own columns.
pub const HEADS: [&str; 2] = ["kills", "start ms"];
/// Milliseconds that the product lives after it has said that people may come.
const LIFE: std::ops::Range<u64> = 500..1_500;

/// Kills and audits.
pub async fn cause(case: &Case<'_>) -> Outcome<(Done, Findings)> {
    case.place.start().await?.stop().await?;
    let until = case.until();
    case.while_people_write(until, kill_until(case, until)).await
}

async fn kill_until(case: &Case<'_>, until: Instant) -> Outcome<(Done, Victim)> {
    let mut random = StdRng::seed_from_u64(case.ground.seed);
    let mut starts = Vec::new();
    while Instant::now() < until {
        let victim = case.place.start().await?;
        starts.push(victim.started_in.as_secs_f64() * 1_000.0);
        tokio::time::sleep(Duration::from_millis(random.random_range(LIFE))).await;
        victim.kill().await?;
    }
    let figures = vec![number(whole(starts.len()), 0), number(percentile(&starts, 50), 0)];
    Ok((Done { figures, wrong: Vec::new() }, case.place.start().await?))
}
