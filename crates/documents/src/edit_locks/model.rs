//! Who holds a document for writing, and who else is there.

use platform::Time;
use serde::{Deserialize, Serialize};
use structure::AccountId;

use crate::ids::{DocumentId, EditLockId, PresenceId};

/// Seconds that a lock and a presence last without a sign of their person. Pages send one every ten;
/// browsers let pages in the background wake up once a minute.
const LASTS: i64 = 90;

/// A lock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditLock {
    /// Its id.
    pub id: EditLockId,
    /// The document.
    pub document_id: DocumentId,
    /// Who writes.
    pub account_id: AccountId,
    /// Since when.
    pub taken_at: Time,
    /// When their page last gave a sign.
    pub seen_at: Time,
}

/// Somebody who has the document open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// Its id.
    pub id: PresenceId,
    /// The document.
    pub document_id: DocumentId,
    /// Who.
    pub account_id: AccountId,
    /// Since when.
    pub opened_at: Time,
    /// When their page last gave a sign.
    pub seen_at: Time,
    /// When they last typed.
    pub typed_at: Option<Time>,
}

/// How a document is held, seen from one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holding {
    /// Nobody writes.
    Free,
    /// This person writes.
    Mine,
    /// Somebody else writes.
    Theirs(AccountId),
}

/// Whether whoever gave this sign is still there.
pub fn is_here(seen_at: Time, now: Time) -> bool {
    now.apart(seen_at) < LASTS
}

/// How a document is held. A lock whose holder gave no sign for a while has lapsed.
pub fn holding(lock: Option<&EditLock>, who: AccountId, now: Time) -> Holding {
    match lock.filter(|lock| is_here(lock.seen_at, now)) {
        None => Holding::Free,
        Some(lock) if lock.account_id == who => Holding::Mine,
        Some(lock) => Holding::Theirs(lock.account_id),
    }
}

/// The lock after a sign of a person's page: renewed if it is theirs, taken if it is free and they
/// want it, otherwise as it was. Gives the holder and since when.
pub fn beat_of(
    lock: Option<&EditLock>,
    (who, wants): (AccountId, bool),
    now: Time,
) -> Option<(AccountId, Time)> {
    match holding(lock, who, now) {
        Holding::Free => wants.then_some((who, now)),
        Holding::Mine | Holding::Theirs(_) => lock.map(|lock| (lock.account_id, lock.taken_at)),
    }
}
