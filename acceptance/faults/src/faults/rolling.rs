//! Two nodes behind nginx are restarted in turn under load, as an upgrade does: nobody may notice.

use std::time::{Duration, Instant};

use measuring::numbers::{Times, whole};
use measuring::table::number;
use measuring::trouble::Outcome;

use super::slow::visits;
use super::{Case, Done};
use crate::audit::Findings;
use crate::two_nodes::TwoNodes;
use crate::victim::{Place, Victim};

/// Its own columns.
pub const HEADS: [&str; 4] = ["restarts", "restart p50 ms", "pages read", "not 200"];
/// At least so many.
const RESTARTS: usize = 20;
/// Between a start and the end of the other: nginx looks again at a node that was away after two seconds.
const LIFE: Duration = Duration::from_secs(3);

/// Restarts in turn and audits.
pub async fn cause(mut case: Case<'_>) -> Outcome<(Done, Findings)> {
    let (nodes, victims) = TwoNodes::start(&mut case.place).await?;
    let until = case.until();
    let found = case.while_people_write(until, roll_until(&case, &nodes.places, victims, until));
    let found = found.await;
    nodes.stop().await?;
    found
}

async fn roll_until(
    case: &Case<'_>,
    places: &[Place; 2],
    victims: [Victim; 2],
    until: Instant,
) -> Outcome<(Done, Victim)> {
    let rolling = async {
        let [mut next, mut other] = victims;
        let (mut times, mut turn) = (Times::default(), places.iter().cycle());
        // An even number of turns, so that the first node is the next again.
        while times.count() < RESTARTS || times.count() % 2 == 1 || Instant::now() < until {
            let Some(place) = turn.next() else { break };
            tokio::time::sleep(LIFE).await;
            let begin = Instant::now();
            next.stop().await?;
            let started = place.start().await?;
            times.push(begin.elapsed());
            (next, other) = (other, started);
        }
        // The audit asks the first node alone.
        other.stop().await?;
        tokio::time::sleep(LIFE).await;
        Ok((times, next))
    };
    let (rolled, (read, missed)) = tokio::join!(rolling, visits(&case.place, until));
    let (times, first) = rolled?;
    let mut wrong = Vec::new();
    if missed > 0 {
        wrong.push(format!("{missed} visitors got no page while nodes were restarted"));
    }
    let figures = vec![
        number(whole(times.count()), 0),
        number(times.percentile(50), 0),
        number(whole(read.count() + missed), 0),
        number(whole(missed), 0),
    ];
    Ok((Done { figures, wrong }, first))
}
