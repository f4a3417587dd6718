//! Two nodes behind nginx over a primary with a synchronous standby: the primary is lost and the standby
//! takes its place; later a node is lost and comes back. Whoever writes sends again.

use std::time::{Duration, Instant};

use acceptance::Relay;
use measuring::letters::{filled, receipt};
use measuring::table::number;
use measuring::trouble::{Doing, Outcome, trouble};

use super::{Case, Done, psql};
use crate::audit::Findings;
use crate::pair::Pair;
use crate::two_nodes::TwoNodes;
use crate::victim::{Place, Victim};

/// Its own columns.
pub const HEADS: [&str; 1] = ["letters again after s"];
/// How long somebody takes to see that a machine is gone.
const SEEN: Duration = Duration::from_secs(3);
/// Letters must be taken again within this.
const AGAIN: Duration = Duration::from_mins(1);

/// Loses, promotes, audits.
pub async fn cause(mut case: Case<'_>) -> Outcome<(Done, Findings)> {
    let pair = Pair::start().await?;
    let cluster = format!("postgres://weiyang@127.0.0.1:{}/postgres", pair.primary);
    psql(&cluster, "CREATE DATABASE district").await?;
    let wire = Relay::to(format!("127.0.0.1:{}", pair.primary)).await.doing("open a relay")?;
    // Whoever moves the address of the database moves this wire.
    case.place.database = Some(format!("postgres://weiyang@127.0.0.1:{}/district", wire.port));
    let (nodes, victims) = TwoNodes::start(&mut case.place).await?;
    let until = case.until();
    let losing = lose_until(&case, (&pair, &wire, &nodes.places[1]), victims, until);
    let found = case.while_people_write(until, losing).await;
    nodes.stop().await?;
    found
}

async fn lose_until(
    case: &Case<'_>,
    (pair, wire, second_place): (&Pair, &Relay, &Place),
    [first, second]: [Victim; 2],
    until: Instant,
) -> Outcome<(Done, Victim)> {
    let third = until.saturating_duration_since(Instant::now()) / 3;
    tokio::time::sleep(third).await;
    pair.lose_primary().await?;
    let lost = Instant::now();
    wire.cut();
    tokio::time::sleep(SEEN).await;
    pair.promote().await?;
    wire.turn(format!("127.0.0.1:{}", pair.standby));
    let again = taken_again(case, lost).await?;
    tokio::time::sleep((lost + third).saturating_duration_since(Instant::now())).await;
    second.kill().await?;
    tokio::time::sleep(SEEN).await;
    let second = second_place.start().await?;
    tokio::time::sleep(until.saturating_duration_since(Instant::now())).await;
    // The audit asks the first node alone.
    second.stop().await?;
    let figures = vec![number(again.as_secs_f64(), 1)];
    Ok((Done { figures, wrong: Vec::new() }, first))
}

/// How long it took from the loss until a letter was acknowledged.
async fn taken_again(case: &Case<'_>, lost: Instant) -> Outcome<Duration> {
    let visitor = case.place.visitor(1 << 21);
    while lost.elapsed() < AGAIN {
        tokio::time::sleep(Duration::from_millis(200)).await;
        let Ok(page) = visitor.try_get("/mailbox/new").await else { continue };
        if page.status != 200 {
            continue;
        }
        let letter = filled(page.form("/mailbox/new"), "主库换过以后的来信");
        let answer = visitor.try_send(letter).await;
        if answer.is_ok_and(|page| receipt(&page).is_some()) {
            return Ok(lost.elapsed());
        }
    }
    trouble("no letter was taken within a minute after the standby was promoted")
}
