//! `SQLite`'s readers: connections to the file, each lent for one question.
//!
//! The driver's pool asks a connection before and after every question whether it is still there. That is right over a
//! network and dear here, where each of these asks wakes a thread and waits for it: a page asks half a dozen questions.

use std::sync::Arc;
use std::time::Duration;

use parking_lot::Mutex;
use sqlx::Connection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How long a question waits for a reader.
const PATIENCE: Duration = Duration::from_secs(30);

/// The readers of a file.
pub(crate) struct Readers {
    options: SqliteConnectOptions,
    /// Those that nobody has; the one that came back last is lent first, its pages are in memory.
    idle: Mutex<Vec<SqliteConnection>>,
    places: Arc<Semaphore>,
}

/// A reader that is lent. Whoever drops it instead of giving it back, because the question failed or nobody
/// waits for the answer any more, closes it.
pub(crate) struct Reader {
    /// The connection.
    pub connection: SqliteConnection,
    place: OwnedSemaphorePermit,
}

impl Readers {
    /// Readers of a file, `most` at once; one is opened to see that the file can be read.
    pub async fn open(options: SqliteConnectOptions, most: u32) -> Result<Self, sqlx::Error> {
        let first = SqliteConnection::connect_with(&options).await?;
        let places = usize::try_from(most).unwrap_or(Semaphore::MAX_PERMITS);
        let (idle, places) = (Mutex::new(vec![first]), Arc::new(Semaphore::new(places)));
        Ok(Self { options, idle, places })
    }

    /// A reader, as soon as there is one.
    pub async fn lend(&self) -> Result<Reader, sqlx::Error> {
        let place = self.places.clone().acquire_owned();
        let Ok(Ok(place)) = tokio::time::timeout(PATIENCE, place).await else {
            return Err(sqlx::Error::PoolTimedOut);
        };
        let idle = self.idle.lock().pop();
        let connection = match idle {
            Some(connection) => connection,
            None => SqliteConnection::connect_with(&self.options).await?,
        };
        Ok(Reader { connection, place })
    }

    /// Takes a reader back that has answered.
    pub fn take_back(&self, reader: Reader) {
        let Reader { connection, place } = reader;
        self.idle.lock().push(connection);
        // Whoever gets the place finds the reader.
        drop(place);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    async fn readers(most: u32) -> (Readers, tempfile::TempDir) {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("a.db");
        let options = SqliteConnectOptions::new().filename(file).create_if_missing(true);
        (Readers::open(options, most).await.unwrap(), dir)
    }

    async fn ask(reader: &mut Reader) -> i64 {
        sqlx::query_scalar("SELECT 7").fetch_one(&mut reader.connection).await.unwrap()
    }

    #[tokio::test]
    async fn never_more_are_lent_than_there_are_and_everybody_gets_one() {
        let (readers, _dir) = readers(3).await;
        let (readers, out) = (Arc::new(readers), Arc::new(AtomicUsize::new(0)));
        let asking = (0..40).map(|_| {
            let (readers, out) = (readers.clone(), out.clone());
            tokio::spawn(async move {
                let mut reader = readers.lend().await.unwrap();
                assert!(out.fetch_add(1, Ordering::SeqCst) < 3);
                assert_eq!(ask(&mut reader).await, 7);
                out.fetch_sub(1, Ordering::SeqCst);
                readers.take_back(reader);
            })
        });
        for asked in asking.collect::<Vec<_>>() {
            asked.await.unwrap();
        }
        assert!((1..=3).contains(&readers.idle.lock().len()));
    }

    #[tokio::test]
    async fn one_that_is_not_given_back_makes_room_for_another() {
        let (readers, _dir) = readers(1).await;
        let first = readers.lend().await.unwrap();
        let soon = Duration::from_millis(50);
        assert!(tokio::time::timeout(soon, readers.lend()).await.is_err());
        drop(first);
        assert!(readers.idle.lock().is_empty());
        assert_eq!(ask(&mut readers.lend().await.unwrap()).await, 7);
    }
}
