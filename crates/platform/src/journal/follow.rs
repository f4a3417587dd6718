//! Followers read the journal from their own cursor: page cache, search index, notices. Nothing else
//! couples the parts (house rule 10).

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use futures::future::BoxFuture;
use parking_lot::Mutex;
use tokio::sync::watch;

use super::entry::EntryRecord;
use super::read::entries_after;
use crate::clock::Time;
use crate::db::Db;
use crate::fault::Fault;

/// How many entries a follower is given at once.
const CHUNK: i64 = 2_000;

/// Something that keeps a copy true to the journal. It must bear reading an entry twice.
pub trait Follower: Send + 'static {
    /// Its name on the receipt and the operations screen.
    fn name(&self) -> &'static str;
    /// The sequence number it has already taken in.
    fn position(&self) -> i64;
    /// Takes in entries, in order.
    fn read<'a>(&'a mut self, entries: &'a [EntryRecord]) -> BoxFuture<'a, Result<(), Fault>>;
}

/// How far a follower has come, and when it got there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The last sequence number taken in.
    pub seq: i64,
    /// When.
    pub at: Time,
}

/// All followers of this node.
#[derive(Clone, Default)]
pub struct Followers(Arc<Mutex<BTreeMap<&'static str, watch::Receiver<Position>>>>);

impl Followers {
    /// Starts a follower; it runs until the program ends.
    pub fn start(&self, db: &Db, mut follower: impl Follower) {
        let start = Position { seq: follower.position(), at: db.clock().now() };
        let (tell, hear) = watch::channel(start);
        let name = follower.name();
        self.0.lock().insert(name, hear);
        let db = db.clone();
        tokio::spawn(async move {
            let mut head = db.journal_head();
            loop {
                match catch_up(&db, &mut follower, &tell).await {
                    Ok(()) => {
                        // The timeout is a safety net for a lost wake-up, not the way it works.
                        let _ = tokio::time::timeout(Duration::from_secs(5), head.changed()).await;
                    }
                    Err(fault) => {
                        tracing::error!(
                            follower = name,
                            cause = fault.chain(),
                            "follower stopped, trying again"
                        );
                        tokio::time::sleep(Duration::from_secs(1)).await;
                    }
                }
            }
        });
    }

    /// Where every follower stands.
    pub fn positions(&self) -> Vec<(&'static str, Position)> {
        self.0.lock().iter().map(|(name, position)| (*name, *position.borrow())).collect()
    }

    /// Waits until all followers of this node have passed `seq`; false if that takes too long.
    pub async fn reached(&self, seq: i64, patience: Duration) -> bool {
        let waiting: Vec<_> = self.0.lock().values().cloned().collect();
        let all = async {
            for mut position in waiting {
                if position.wait_for(|position| position.seq >= seq).await.is_err() {
                    return false;
                }
            }
            true
        };
        tokio::time::timeout(patience, all).await.unwrap_or(false)
    }
}

async fn catch_up(
    db: &Db,
    follower: &mut impl Follower,
    tell: &watch::Sender<Position>,
) -> Result<(), Fault> {
    loop {
        let entries = entries_after(db, follower.position(), CHUNK).await?;
        let Some(last) = entries.last().map(|entry| entry.seq) else { return Ok(()) };
        follower.read(&entries).await?;
        tell.send_replace(Position { seq: last, at: db.clock().now() });
    }
}
