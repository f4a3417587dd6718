//! Two nodes of an older version behind nginx are replaced by nodes of this one while people write: the
//! first new node migrates under the old one, and both versions work on one database for a while.

use std::time::{Duration, Instant};

use measuring::numbers::{Times, whole};
use measuring::table::number;
use measuring::trouble::{Doing, Outcome};

use super::slow::visits;
use super::{Case, Done};
use crate::audit::Findings;
use crate::two_nodes::TwoNodes;
use crate::victim::{Place, Victim};

/// Its own columns.
pub const HEADS: [&str; 5] =
    ["both old s", "side by side s", "both new s", "start p50 ms", "pages not 200"];
/// Between a start and the end of the other: nginx looks again at a node that was away after two seconds.
const LIFE: Duration = Duration::from_secs(3);

/// Replaces one after the other and audits.
pub async fn cause(mut case: Case<'_>) -> Outcome<(Done, Findings)> {
    let older = case.ground.options.older.clone().doing("name the older binary (--older)")?;
    let newer = std::mem::replace(&mut case.place.binary, older);
    let (mut nodes, victims) = TwoNodes::start(&mut case.place).await?;
    case.place.binary.clone_from(&newer);
    let until = case.until();
    let replacing = replace(&case, &mut nodes.places, victims, &newer, until);
    let found = case.while_people_write(until, replacing).await;
    nodes.stop().await?;
    found
}

async fn replace(
    case: &Case<'_>,
    places: &mut [Place; 2],
    [first, second]: [Victim; 2],
    newer: &std::path::Path,
    until: Instant,
) -> Outcome<(Done, Victim)> {
    let third = until.saturating_duration_since(Instant::now()) / 3;
    let replacing = async {
        let [one, other] = places;
        let (mut times, begin) = (Times::default(), Instant::now());
        tokio::time::sleep(third).await;
        second.stop().await?;
        newer.clone_into(&mut other.binary);
        let second = started(other, &mut times).await?;
        let mixed = Instant::now();
        // In between, the old version starts again on what the new one has migrated.
        tokio::time::sleep(third / 2).await;
        first.stop().await?;
        let first = started(one, &mut times).await?;
        tokio::time::sleep(third / 2).await;
        first.stop().await?;
        newer.clone_into(&mut one.binary);
        let first = started(one, &mut times).await?;
        let new = Instant::now();
        tokio::time::sleep(until.saturating_duration_since(Instant::now())).await;
        // The audit asks the first node alone.
        second.stop().await?;
        tokio::time::sleep(LIFE).await;
        Ok(([mixed - begin, new - mixed, new.elapsed()], times, first))
    };
    let (replaced, (read, missed)) = tokio::join!(replacing, visits(&case.place, until));
    let (spans, times, first) = replaced?;
    let mut wrong = Vec::new();
    if missed > 0 {
        let all = read.count() + missed;
        wrong.push(format!("{missed} of {all} visitors got no page while nodes were replaced"));
    }
    let spans = spans.map(|span| number(span.as_secs_f64(), 0));
    let own = [number(times.percentile(50), 0), number(whole(missed), 0)];
    Ok((Done { figures: spans.into_iter().chain(own).collect(), wrong }, first))
}

async fn started(place: &Place, times: &mut Times) -> Outcome<Victim> {
    let victim = place.start().await?;
    times.push(victim.started_in);
    // nginx finds it before the other one goes.
    tokio::time::sleep(LIFE).await;
    Ok(victim)
}
