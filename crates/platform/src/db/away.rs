//! When a database's error means "not now": the database is away, changes over to its standby, or two
//! transactions met. The same again a little later may work; everything else is our own mistake.

/// SQLSTATE codes of PostgreSQL that pass.
const PASSING: &[&str] = &[
    "25006", // read-only: a standby that is not promoted yet
    "25P03", // idle in a transaction for too long: the connection is gone
    "25P04", // the transaction took too long
    "40000", // rolled back by the server
    "40001", // could not serialize; on a standby: in conflict with recovery
    "40003", // the connection broke while it was told to commit
    "40P01", // deadlock
    "55P03", // a lock was not to be had in time
    "57014", // cancelled, by hand or by a limit of time
    "57P01", // ended by the administrator: the server stops
    "57P02", // ended because another backend crashed
    "57P03", // starting up, shutting down, in recovery
    "57P05", // the session was idle for too long
];

/// Classes of them: the connection failed; connections, memory or disk are used up.
const PASSING_CLASSES: &[&str] = &["08", "53"];

/// Primary codes of SQLite that pass: busy, locked, the disk fails, the disk is full, can't open.
const PASSING_SQLITE: &[u32] = &[5, 6, 10, 13, 14];

/// Whether the database was away, or busy with others.
pub(super) fn is_away(error: &sqlx::Error) -> bool {
    use sqlx::Error::{
        BeginFailed, Database, Io, PoolClosed, PoolTimedOut, Protocol, Tls, WorkerCrashed,
    };
    match error {
        // A server that goes while it is greeted says half a word.
        Protocol(_) | Io(_) | Tls(_) | PoolTimedOut | PoolClosed | WorkerCrashed | BeginFailed => {
            true
        }
        Database(told) => told.code().is_some_and(|code| passes(&code)),
        _ => false,
    }
}

/// A code of SQLite is a number of at most four digits; a SQLSTATE always has five characters.
fn passes(code: &str) -> bool {
    if code.len() == 5 {
        let class = code.get(..2).unwrap_or_default();
        return PASSING.contains(&code) || PASSING_CLASSES.contains(&class);
    }
    // The lowest byte is the primary code: 517 is "busy, because the snapshot is old".
    code.parse::<u32>().is_ok_and(|code| PASSING_SQLITE.contains(&(code & 0xff)))
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use sqlx::error::{DatabaseError, ErrorKind};

    use super::*;

    /// What a server said.
    #[derive(Debug)]
    struct Said(&'static str);

    impl std::fmt::Display for Said {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str(self.0)
        }
    }

    impl std::error::Error for Said {}

    impl DatabaseError for Said {
        fn message(&self) -> &str {
            self.0
        }

        fn code(&self) -> Option<Cow<'_, str>> {
            (!self.0.is_empty()).then_some(Cow::Borrowed(self.0))
        }

        fn as_error(&self) -> &(dyn std::error::Error + Send + Sync + 'static) {
            self
        }

        fn as_error_mut(&mut self) -> &mut (dyn std::error::Error + Send + Sync + 'static) {
            self
        }

        fn into_error(self: Box<Self>) -> Box<dyn std::error::Error + Send + Sync + 'static> {
            self
        }

        fn kind(&self) -> ErrorKind {
            ErrorKind::Other
        }
    }

    fn said(code: &'static str) -> bool {
        is_away(&sqlx::Error::Database(Box::new(Said(code))))
    }

    #[test]
    fn a_failover_is_away_whatever_it_says() {
        for code in ["57P01", "57P02", "57P03", "25006", "40001", "40P01", "40003", "53300"] {
            assert!(said(code), "{code}");
        }
        for code in ["08000", "08001", "08003", "08006", "08007", "08P01", "55P03", "57014"] {
            assert!(said(code), "{code}");
        }
        let broken = std::io::Error::from(std::io::ErrorKind::ConnectionReset);
        for error in [
            sqlx::Error::Io(broken),
            sqlx::Error::PoolTimedOut,
            sqlx::Error::PoolClosed,
            sqlx::Error::WorkerCrashed,
            sqlx::Error::BeginFailed,
        ] {
            assert!(is_away(&error), "{error}");
        }
    }

    #[test]
    fn our_own_mistakes_are_not_away() {
        // unique, foreign key, syntax, no such table, no such database, wrong password, internal
        for code in ["23505", "23503", "42601", "42P01", "3D000", "57P04", "28P01", "XX000", ""] {
            assert!(!said(code), "{code}");
        }
        assert!(!is_away(&sqlx::Error::RowNotFound));
        assert!(!is_away(&sqlx::Error::ColumnNotFound("seq".to_owned())));
    }

    #[test]
    fn sqlite_is_busy_in_many_words() {
        // busy, locked, busy while it recovers, busy with an old snapshot, locked by shared cache
        // and a disk that is full or fails while it is written
        for code in ["5", "6", "14", "261", "517", "262", "13", "10", "778"] {
            assert!(said(code), "{code}");
        }
        // constraint, unique, not a database, misuse
        for code in ["19", "2067", "1555", "26", "21"] {
            assert!(!said(code), "{code}");
        }
    }
}
