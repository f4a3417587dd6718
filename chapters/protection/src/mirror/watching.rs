//! A mirror is kept true: to the journal, and to itself.

use std::collections::HashSet;
use std::time::Duration;

use platform::journal::entries_after;
use platform::{Fault, FaultContext};
use tokio_util::sync::CancellationToken;

use super::guarding::{Deviations, Guard};
use super::writing::{Mirror, Written};

/// How often all files are looked at; an alteration is put right well within a minute.
const ROUND: Duration = Duration::from_secs(15);
/// Before pages that could not be had are asked for again.
const PAUSE: Duration = Duration::from_secs(2);
/// Journal entries read at once.
const PIECE: i64 = 2_000;

/// Writes the whole mirror, then follows the journal and guards the files until told to stop.
/// `told` hears of everything that was written.
pub async fn watch(
    mirror: &mut Mirror,
    stop: CancellationToken,
    told: impl Fn(&Written, Option<&Deviations>),
) -> Result<(), Fault> {
    let before = mirror.receive().await?;
    told(&mirror.whole().await?, before.as_ref());
    let mut head = mirror.walker.app.db.journal_head();
    let mut guard = Guard::default();
    let mut round = tokio::time::interval(ROUND);
    loop {
        let late = !mirror.late.is_empty();
        let looked = tokio::select! {
            biased;
            () = stop.cancelled() => return Ok(()),
            changed = head.changed() => {
                changed.doing("hear the journal")?;
                None
            }
            looked = guard.looked() => Some(looked),
            // What could not be had the last time may be there now.
            _ = round.tick() => {
                unguarded(guard.begin(mirror));
                None
            }
            // Nothing is new: time for what is late.
            () = std::future::ready(()), if late => None,
        };
        match follow(mirror).await {
            Ok(Some(written)) => told(&written, None),
            Ok(None) => {}
            Err(fault) => tracing::warn!(cause = fault.chain(), "the mirror is late"),
        }
        match mirror.catch_up().await {
            Ok(Some(written)) => told(&written, None),
            Ok(None) => {}
            Err(fault) => {
                tracing::warn!(cause = fault.chain(), "the mirror is late");
                tokio::time::sleep(PAUSE).await;
            }
        }
        if let Some(suspects) = looked.and_then(unguarded)
            && let Some(found) = unguarded(guard.put_right(mirror, suspects).await)
            && let Some((written, found)) = found
        {
            told(&written, Some(&found));
        }
    }
}

/// A look that failed is told, and the next one is tried.
fn unguarded<T>(looked: Result<T, Fault>) -> Option<T> {
    looked.map_err(|fault| tracing::error!(cause = fault.chain(), "the mirror is not guarded")).ok()
}

/// Takes in what the journal has brought; `None` if nothing of it is shown.
async fn follow(mirror: &mut Mirror) -> Result<Option<Written>, Fault> {
    let app = mirror.walker.app.clone();
    let (mut tags, mut last) = (HashSet::new(), mirror.seq);
    loop {
        let entries = entries_after(&app.db, last, PIECE).await?;
        let Some(end) = entries.last().map(|entry| entry.seq) else { break };
        last = end;
        tags.extend(entries.into_iter().flat_map(|entry| entry.tags));
    }
    if tags.is_empty() {
        mirror.seq = last;
        return Ok(None);
    }
    // This node's own pages first: they are what is fetched.
    app.settled(last).await;
    mirror.refresh(&tags, last).await.map(Some)
}
