//! Opening the database: pools, pragmas, and the wake-up that crosses nodes.

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde::Deserialize;
use sqlx::Connection;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgListener, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous,
};
use tokio::sync::watch;

use super::far_pages::Places;
use super::kept::Kept;
use super::readers::Readers;
use super::{Backend, Db, Inner, Schema};
use crate::clock::{Clock, Time};
use crate::fault::{Fault, FaultContext};
use crate::ids::IdSource;
use crate::journal::JournalKey;
use crate::settings::unusable;

/// The channel on which nodes tell each other that the journal grew.
pub(super) const WAKE_CHANNEL: &str = "weiyang_journal";

/// Section `[database]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DatabaseSettings {
    /// `postgres://user:password@host/name`; absent: SQLite in the data folder.
    pub url: Option<String>,
    /// Connections to PostgreSQL, or readers of SQLite.
    pub connections: u32,
}

impl Default for DatabaseSettings {
    fn default() -> Self {
        Self { url: None, connections: 16 }
    }
}

impl Db {
    /// Opens the database, runs the migrations that are missing, and begins to follow the journal.
    pub async fn open(
        settings: &DatabaseSettings,
        data_dir: &Path,
        schema: Schema,
        clock: Clock,
        journal_key: JournalKey,
    ) -> Result<Self, Fault> {
        let db = Self::reach(settings, data_dir, schema, clock, journal_key).await?;
        db.migrate().await?;
        db.tell_of_newer_version().await?;
        db.follow().await
    }

    /// Opens the database as it is, for a command beside the nodes: it migrates nothing under them, and
    /// refuses a database of another version.
    pub async fn open_as_it_is(
        settings: &DatabaseSettings,
        data_dir: &Path,
        schema: Schema,
        clock: Clock,
        journal_key: JournalKey,
    ) -> Result<Self, Fault> {
        let db = Self::reach(settings, data_dir, schema, clock, journal_key).await?;
        db.refuse_another_version().await?;
        db.follow().await
    }

    async fn reach(
        settings: &DatabaseSettings,
        data_dir: &Path,
        schema: Schema,
        clock: Clock,
        journal_key: JournalKey,
    ) -> Result<Self, Fault> {
        let backend = Self::connect(settings, data_dir).await?;
        let (journal_head, _) = watch::channel(0);
        let ids = IdSource::new(clock.clone());
        let (kept_counts, places) = (Kept::default(), Kept::<Places>::default());
        let inner =
            Inner { backend, clock, ids, journal_key, journal_head, schema, kept_counts, places };
        Ok(Self(Arc::new(inner)))
    }

    /// Begins to follow the journal.
    async fn follow(self) -> Result<Self, Fault> {
        self.hear_head().await?;
        self.hear_last_entry().await?;
        match self.0.backend {
            Backend::Postgres(_) => tokio::spawn(listen(self.clone())),
            Backend::Sqlite { .. } => tokio::spawn(look(self.clone())),
        };
        Ok(self)
    }

    pub(super) async fn connect(
        settings: &DatabaseSettings,
        data_dir: &Path,
    ) -> Result<Backend, Fault> {
        match &settings.url {
            Some(url) => open_postgres(url, settings.connections).await,
            None => open_sqlite(Self::sqlite_file(data_dir), settings.connections).await,
        }
    }

    /// Where SQLite lies.
    pub(super) fn sqlite_file(data_dir: &Path) -> PathBuf {
        data_dir.join("weiyang.db")
    }

    /// Reads the journal's head and tells those who follow it.
    pub(super) async fn hear_head(&self) -> Result<(), Fault> {
        let seq = self.count("SELECT seq FROM journal_head", vec![]).await?;
        self.tell_head(seq);
        Ok(())
    }

    /// Tells the clock when the journal was written last, by whatever clock that was.
    async fn hear_last_entry(&self) -> Result<(), Fault> {
        let sql = "SELECT at FROM journal_entries ORDER BY seq DESC LIMIT 1";
        let last: Option<LastEntry> = self.opt(sql, vec![]).await?;
        if let Some(last) = last {
            self.clock().hear(last.at);
        }
        Ok(())
    }

    /// Tells this node's followers of a new head; never backwards.
    pub(crate) fn tell_head(&self, seq: i64) {
        self.0.journal_head.send_if_modified(|head| {
            let grown = seq > *head;
            if grown {
                *head = seq;
            }
            grown
        });
    }
}

#[derive(Deserialize)]
struct LastEntry {
    at: Time,
}

async fn open_sqlite(path: PathBuf, readers: u32) -> Result<Backend, Fault> {
    let options = SqliteConnectOptions::new()
        .filename(&path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10))
        .statement_cache_capacity(512)
        .pragma("cache_size", "-65536")
        .pragma("mmap_size", "268435456")
        .pragma("temp_store", "memory");
    let doing = format!("open the database {}", path.display());
    let writer = SqlitePoolOptions::new()
        .max_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .before_acquire(|connection, _| Box::pin(is_free(connection)))
        .connect_with(options.clone())
        .await
        .doing(doing.as_str())?;
    let readers = Box::new(Readers::open(options, readers.max(2)).await.doing(doing)?);
    Ok(Backend::Sqlite { writer, readers })
}

/// Whether a connection has left its last transaction. A full disk ends a transaction by itself; then there is nothing
/// to roll back, the driver counts on as if it were open and refuses every further one. Such a connection is closed,
/// and the pool opens another.
async fn is_free(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    Ok(!connection.is_in_transaction())
}

/// How the address of a PostgreSQL database begins.
const POSTGRES: [&str; 2] = ["postgres://", "postgresql://"];
const ADDRESS: &str = "it is written postgres://user:password@host/name";

/// How long a database that doesn't answer yet is waited for at the start.
const PATIENCE: Duration = Duration::from_secs(30);

async fn open_postgres(url: &str, connections: u32) -> Result<Backend, Fault> {
    let refused = |why: &str| unusable("read the database address", format!("{ADDRESS}{why}"));
    if !POSTGRES.iter().any(|scheme| url.starts_with(scheme)) {
        return Err(refused(""));
    }
    let options = PgConnectOptions::from_str(url).map_err(|why| refused(&format!(": {why}")))?;
    let open = async || {
        PgPoolOptions::new()
            .max_connections(connections.max(4))
            .acquire_timeout(Duration::from_secs(5))
            .connect_with(options.clone())
            .await
    };
    // The database may start later than the portal, or be busy.
    let begun = Instant::now();
    let pool = loop {
        match open().await {
            Err(sqlx::Error::PoolTimedOut) if begun.elapsed() < PATIENCE => {}
            // The pool only knows that it has waited; the database, or the network, says why.
            Err(sqlx::Error::PoolTimedOut) => {
                let why = PgConnection::connect_with(&options).await.err();
                let why = why.unwrap_or(sqlx::Error::PoolTimedOut);
                return Err(Fault::caused("connect to PostgreSQL", why));
            }
            opened => break opened.doing("connect to PostgreSQL")?,
        }
    };
    Ok(Backend::Postgres(pool))
}

/// Sees what another program on this machine, such as an import, commits to the same file.
async fn look(db: Db) {
    loop {
        tokio::time::sleep(Duration::from_millis(500)).await;
        if let Err(fault) = db.hear_head().await {
            tracing::warn!(cause = fault.chain(), "database away");
        }
    }
}

/// Hears other nodes' commits; when the connection breaks, polls and connects again.
async fn listen(db: Db) {
    loop {
        if let Err(fault) = listen_once(&db).await {
            tracing::warn!(cause = fault.chain(), "journal wake-up lost, connecting again");
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
        if let Err(fault) = db.hear_head().await {
            tracing::warn!(cause = fault.chain(), "database away");
        }
    }
}

async fn listen_once(db: &Db) -> Result<(), Fault> {
    let Backend::Postgres(pool) = &db.0.backend else { return Ok(()) };
    let mut listener = PgListener::connect_with(pool).await.doing("listen to PostgreSQL")?;
    listener.listen(WAKE_CHANNEL).await.doing("listen to the journal")?;
    db.hear_head().await?;
    loop {
        let notice = listener.recv().await.doing("hear the journal")?;
        if let Ok(seq) = notice.payload().parse() {
            db.tell_head(seq);
        }
    }
}
