//! Two databases behind one small executor: the same `$1` statements run on SQLite and PostgreSQL.
//! Nothing outside this folder names a database (ADR 2).

mod away;
mod connect;
mod dialect;
mod far_pages;
mod kept;
mod load;
mod migrate;
mod readers;
mod row;
mod snapshot;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod tx;
mod value;

use std::borrow::Cow;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use sqlx::postgres::PgArguments;
use sqlx::query::Query;
use sqlx::sqlite::SqliteArguments;
use sqlx::{AssertSqlSafe, Postgres, Sqlite};
use tokio::sync::watch;

use away::is_away;
pub use connect::DatabaseSettings;
pub use dialect::Dialect;
pub use far_pages::SortedList;
pub use load::Load;
pub use migrate::{Migration, Schema};
pub use row::Row;
pub use snapshot::Snapshot;
pub(crate) use tx::PARAMS_AT_ONCE;
pub use tx::{Bookkeeping, Fields, Tx};
pub use value::{Kind, Stored, Value, id_list, json_text, row_digest};

use far_pages::Places;
use kept::Kept;
use readers::Readers;

use crate::clock::Clock;
use crate::fault::Fault;
use crate::ids::IdSource;
use crate::journal::JournalKey;

/// The database. Cloning shares the pools.
#[derive(Clone)]
pub struct Db(Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) backend: Backend,
    pub(crate) clock: Clock,
    pub(crate) ids: IdSource,
    pub(crate) journal_key: JournalKey,
    /// The newest journal sequence this node has heard of.
    pub(crate) journal_head: watch::Sender<i64>,
    pub(crate) schema: Schema,
    pub(crate) kept_counts: Kept<i64>,
    pub(crate) places: Kept<Places>,
}

#[expect(clippy::disallowed_types, reason = "this folder is where databases are named")]
pub(crate) enum Backend {
    Sqlite { writer: sqlx::SqlitePool, readers: Box<Readers> },
    Postgres(sqlx::PgPool),
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Db({:?})", self.dialect())
    }
}

impl Db {
    /// Which database this is.
    pub fn dialect(&self) -> Dialect {
        match self.0.backend {
            Backend::Sqlite { .. } => Dialect::Sqlite,
            Backend::Postgres(_) => Dialect::Postgres,
        }
    }

    /// The clock that stamps the journal.
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// A new id, greater than all before.
    pub fn next_id(&self) -> i64 {
        self.0.ids.next()
    }

    /// Follows the journal's head: changes when this or another node has committed.
    pub fn journal_head(&self) -> watch::Receiver<i64> {
        self.0.journal_head.subscribe()
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.0
    }

    /// All rows of a query.
    pub async fn all<T: DeserializeOwned>(
        &self,
        sql: impl Into<Cow<'static, str>>,
        params: Vec<Value>,
    ) -> Result<Vec<T>, Fault> {
        self.rows(sql.into(), params).await?.into_iter().map(Row::parse).collect()
    }

    /// The first row of a query, if any.
    pub async fn opt<T: DeserializeOwned>(
        &self,
        sql: impl Into<Cow<'static, str>>,
        params: Vec<Value>,
    ) -> Result<Option<T>, Fault> {
        self.rows(sql.into(), params).await?.into_iter().next().map(Row::parse).transpose()
    }

    /// The single number a query gives: counts, sums. No row is 0.
    pub async fn count(
        &self,
        sql: impl Into<Cow<'static, str>>,
        params: Vec<Value>,
    ) -> Result<i64, Fault> {
        let rows = self.rows(sql.into(), params).await?;
        Ok(match rows.into_iter().next().and_then(|row| row.fields.into_iter().next()) {
            Some((_, Value::Int(count))) => count,
            _ => 0,
        })
    }

    /// Rows as they are, for callers that don't know the shape (verification, export).
    pub async fn rows(
        &self,
        sql: Cow<'static, str>,
        params: Vec<Value>,
    ) -> Result<Vec<Row>, Fault> {
        let sql = self.dialect().translate(sql);
        let told = sql.clone();
        match &self.0.backend {
            Backend::Sqlite { readers, .. } => {
                let asked = async {
                    let mut reader = readers.lend().await?;
                    let rows = bind_sqlite(sql, params).fetch_all(&mut reader.connection).await?;
                    readers.take_back(reader);
                    Ok(rows)
                };
                let rows = asked.await.map_err(|error| failed(&told, error))?;
                rows.iter().map(row::from_sqlite).collect()
            }
            Backend::Postgres(pool) => {
                let rows = bind_postgres(sql, params).fetch_all(pool).await;
                rows.map_err(|error| failed(&told, error))?.iter().map(row::from_postgres).collect()
            }
        }
    }

    /// Bytes that the database takes on its disk.
    pub async fn bytes(&self) -> Result<i64, Fault> {
        let sql = match self.dialect() {
            Dialect::Sqlite => {
                "SELECT page_count * page_size AS bytes FROM pragma_page_count(), \
                 pragma_page_size()"
            }
            Dialect::Postgres => "SELECT pg_database_size(current_database()) AS bytes",
        };
        self.count(sql, vec![]).await
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), Fault> {
        self.count("SELECT COUNT(*) FROM journal_head", vec![]).await.map(|_| ())
    }
}

fn bind_sqlite(
    sql: Cow<'static, str>,
    params: Vec<Value>,
) -> Query<'static, Sqlite, SqliteArguments> {
    params.into_iter().fold(
        sqlx::query(AssertSqlSafe(sql.into_owned())),
        |query, value| match value {
            Value::Int(number) => query.bind(number),
            Value::Text(text) => query.bind(text),
            Value::Bytes(bytes) => query.bind(bytes),
            Value::Null(_) => query.bind(None::<String>),
        },
    )
}

fn bind_postgres(
    sql: Cow<'static, str>,
    params: Vec<Value>,
) -> Query<'static, Postgres, PgArguments> {
    let kept = stays_prepared(&sql);
    params.into_iter().fold(
        sqlx::query(AssertSqlSafe(sql.into_owned())).persistent(kept),
        |query, value| match value {
            Value::Int(number) => query.bind(number),
            Value::Text(text) => query.bind(text),
            Value::Bytes(bytes) => query.bind(bytes),
            Value::Null(Kind::Int) => query.bind(None::<i64>),
            Value::Null(Kind::Text) => query.bind(None::<String>),
            Value::Null(Kind::Bytes) => query.bind(None::<Vec<u8>>),
        },
    )
}

/// Whether a statement may stay prepared on its connection. PostgreSQL refuses to run one again that asks
/// for all columns when a newer version of the portal has added one since ("cached plan must not change
/// result type"); nodes of the version before go on working while the others are replaced.
fn stays_prepared(sql: &str) -> bool {
    !sql.contains("SELECT *")
}

/// A database error as a fault that names the statement; passing when the database is away.
fn failed(sql: &str, error: sqlx::Error) -> Fault {
    let away = is_away(&error);
    let head: String =
        sql.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(160).collect();
    let fault = Fault::caused(format!("run `{head}`"), error);
    if away { fault.passing() } else { fault }
}
