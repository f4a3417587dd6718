//! When a node may be given visitors.

/// Entries a follower may lag behind and the node still counts as ready.
const LAG: i64 = 1_000;

/// What a node knows of itself.
#[derive(Clone, Copy, Debug)]
pub struct Condition {
    /// The program is about to stop.
    pub draining: bool,
    /// The database answers in time.
    pub database: bool,
    /// How far the slowest follower is behind; none while no follower has begun.
    pub lag: Option<i64>,
}

/// Why a node is not ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotReady {
    /// The program is about to stop.
    Draining,
    /// The database does not answer.
    Database,
    /// Pages and search are not filled yet.
    Starting,
    /// A follower is too far behind: visitors would see old pages.
    Behind,
}

impl NotReady {
    /// For the watcher's log.
    pub fn word(self) -> &'static str {
        match self {
            Self::Draining => "draining",
            Self::Database => "database",
            Self::Starting => "starting",
            Self::Behind => "behind",
        }
    }
}

impl Condition {
    /// Whether visitors may come.
    pub fn ready(self) -> Result<(), NotReady> {
        match self {
            Self { draining: true, .. } => Err(NotReady::Draining),
            Self { database: false, .. } => Err(NotReady::Database),
            Self { lag: None, .. } => Err(NotReady::Starting),
            Self { lag: Some(lag), .. } if lag > LAG => Err(NotReady::Behind),
            _ => Ok(()),
        }
    }
}
