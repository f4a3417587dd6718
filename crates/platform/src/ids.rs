//! Ids are made in the application, ordered by time and never shown to the public.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::clock::Clock;

/// Milliseconds of 2020-01-01T00:00:00Z since 1970: the beginning of our ids.
const EPOCH_MS: i64 = 1_577_836_800_000;

/// Makes 63-bit ids: 41 bits of milliseconds since 2020, 10 bits of node, 12 bits of sequence.
/// Two nodes that drew the same number can at worst meet a primary-key error, never mix rows.
#[derive(Debug)]
pub struct IdSource {
    clock: Clock,
    node: u64,
    /// The last id handed out, without its node bits.
    last: AtomicU64,
}

impl IdSource {
    /// A source with a node number drawn at random.
    pub fn new(clock: Clock) -> Self {
        Self { clock, node: rand::random_range(0..1024), last: AtomicU64::new(0) }
    }

    /// The next id: greater than every one before it from this source.
    pub fn next(&self) -> i64 {
        let ms = u64::try_from((self.clock.now().0 / 1000).saturating_sub(EPOCH_MS)).unwrap_or(0);
        let floor = ms << 12;
        let step = |last: u64| Some(floor.max(last + 1));
        let last = match self.last.fetch_update(Ordering::Relaxed, Ordering::Relaxed, step) {
            Ok(last) | Err(last) => floor.max(last + 1),
        };
        let id = ((last >> 12) << 22) | (self.node << 12) | (last & 0xfff);
        i64::try_from(id & (i64::MAX.unsigned_abs())).unwrap_or(i64::MAX)
    }
}

/// Characters of public codes: no vowels (no accidental words), nothing that looks like another.
const CODE_ALPHABET: &[u8] = b"23456789bcdfghjkmnpqrstvwxz";

/// A random public code of `length` characters: addresses, receipt secrets, session marks.
pub fn random_code(length: usize) -> String {
    (0..length)
        .filter_map(|_| CODE_ALPHABET.get(rand::random_range(0..CODE_ALPHABET.len())))
        .map(|byte| char::from(*byte))
        .collect()
}

/// Declares id newtypes: `id_types! { /// A unit. UnitId }`.
#[macro_export]
macro_rules! id_types {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}", self.0)
            }
        }

        impl From<$name> for $crate::db::Value {
            fn from(id: $name) -> Self {
                Self::Int(id.0)
            }
        }

        impl $crate::db::Stored for $name {
            const KIND: $crate::db::Kind = $crate::db::Kind::Int;
        }

        impl From<$name> for i64 {
            fn from(id: $name) -> i64 {
                id.0
            }
        }
    )+};
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_grow_and_do_not_repeat() {
        let source = IdSource::new(Clock::default());
        let ids: Vec<i64> = (0..20_000).map(|_| source.next()).collect();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(ids[0] > 0);
    }
}
