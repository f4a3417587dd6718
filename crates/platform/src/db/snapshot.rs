//! All tables as they were at one moment, read while others go on writing: for backups.

use futures::TryStreamExt;
use sqlx::{AssertSqlSafe, Postgres, Transaction};

use super::readers::Reader;
use super::{Backend, Db, Row, failed, row};
use crate::fault::Fault;

/// One moment of the database. Holds no lock that a writer waits for.
pub struct Snapshot {
    open: Open,
}

enum Open {
    /// Its transaction ends with it.
    Sqlite(Box<Reader>),
    Postgres(Transaction<'static, Postgres>),
}

/// Names of all tables: PostgreSQL's of the current schema.
const TABLES_POSTGRES: &str = "SELECT tablename::text AS name FROM pg_catalog.pg_tables
    WHERE schemaname = current_schema() ORDER BY tablename";
/// Names of all tables: SQLite's.
const TABLES_SQLITE: &str = "SELECT name FROM sqlite_master
    WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name";

impl Db {
    /// The database as it is now.
    pub async fn snapshot(&self) -> Result<Snapshot, Fault> {
        let open = match &self.inner().backend {
            Backend::Sqlite { readers, .. } => {
                const BEGIN: &str = "BEGIN DEFERRED";
                let begun = async {
                    let mut reader = readers.lend().await?;
                    sqlx::query(BEGIN).execute(&mut reader.connection).await?;
                    Ok(reader)
                };
                Open::Sqlite(Box::new(begun.await.map_err(|error| failed(BEGIN, error))?))
            }
            Backend::Postgres(pool) => {
                const BEGIN: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
                let begun = pool.begin_with(BEGIN).await;
                Open::Postgres(begun.map_err(|error| failed(BEGIN, error))?)
            }
        };
        let mut snapshot = Snapshot { open };
        // Both databases fix the moment with the first statement that reads.
        snapshot.each("SELECT seq FROM journal_head", |_| Ok(())).await?;
        Ok(snapshot)
    }
}

#[derive(serde::Deserialize)]
struct Named {
    name: String,
}

impl Snapshot {
    /// Names of all tables.
    pub async fn tables(&mut self) -> Result<Vec<String>, Fault> {
        let sql = match self.open {
            Open::Sqlite(_) => TABLES_SQLITE,
            Open::Postgres(_) => TABLES_POSTGRES,
        };
        let mut names = Vec::new();
        self.each(sql, |row| {
            names.push(row.parse::<Named>()?.name);
            Ok(())
        })
        .await?;
        Ok(names)
    }

    /// Gives every row of a table, one by one, however many there are.
    pub async fn rows(
        &mut self,
        table: &str,
        take: impl FnMut(Row) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.each(&format!("SELECT * FROM {table}"), take).await
    }

    async fn each(
        &mut self,
        sql: &str,
        mut take: impl FnMut(Row) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let query = || AssertSqlSafe(sql.to_owned());
        match &mut self.open {
            Open::Sqlite(reader) => {
                let mut rows = sqlx::query(query()).fetch(&mut reader.connection);
                while let Some(row) = rows.try_next().await.map_err(|error| failed(sql, error))? {
                    take(row::from_sqlite(&row)?)?;
                }
            }
            Open::Postgres(tx) => {
                let mut rows = sqlx::query(query()).fetch(&mut **tx);
                while let Some(row) = rows.try_next().await.map_err(|error| failed(sql, error))? {
                    take(row::from_postgres(&row)?)?;
                }
            }
        }
        Ok(())
    }
}
