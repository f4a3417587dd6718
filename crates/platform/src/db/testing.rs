//! Throw-away databases for tests: SQLite in a temporary folder, and PostgreSQL where
//! `WEIYANG_TEST_POSTGRES` names a cluster (`scripts/throwaway-postgres`).

use super::{Backend, DatabaseSettings, Db, Schema};
use crate::clock::Clock;
use crate::fault::{Fault, FaultContext};
use crate::ids::random_code;
use crate::journal::JournalKey;

/// A database that is gone when this is dropped.
pub struct TestDatabase {
    /// The database.
    pub db: Db,
    _folder: tempfile::TempDir,
}

/// One database of each kind that this machine offers, with all tables.
pub async fn test_databases(schema: &Schema) -> Result<Vec<TestDatabase>, Fault> {
    let mut databases = vec![open(DatabaseSettings::default(), schema).await?];
    if let Some(cluster) = cluster() {
        let name = format!("t_{}", random_code(12));
        create(&cluster, &name).await?;
        let (head, _) = cluster.rsplit_once('/').doing("read WEIYANG_TEST_POSTGRES")?;
        let settings = DatabaseSettings { url: Some(format!("{head}/{name}")), connections: 6 };
        databases.push(open(settings, schema).await?);
    }
    Ok(databases)
}

#[expect(clippy::disallowed_methods, reason = "tests are told of the cluster by the environment")]
fn cluster() -> Option<String> {
    std::env::var("WEIYANG_TEST_POSTGRES").ok().filter(|url| !url.is_empty())
}

#[expect(clippy::disallowed_types, reason = "this folder is where databases are named")]
async fn create(cluster: &str, name: &str) -> Result<(), Fault> {
    let pool = sqlx::PgPool::connect(cluster).await.doing("reach the test cluster")?;
    let sql = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"));
    sqlx::query(sql).execute(&pool).await.doing("create a test database")?;
    pool.close().await;
    Ok(())
}

async fn open(settings: DatabaseSettings, schema: &Schema) -> Result<TestDatabase, Fault> {
    let folder = tempfile::tempdir().doing("make a temporary folder")?;
    let key = JournalKey::new(vec![7; 32])?;
    let db = Db::open(&settings, folder.path(), schema.clone(), Clock::default(), key).await?;
    Ok(TestDatabase { db, _folder: folder })
}

impl Db {
    /// Runs a statement behind the journal's back, as an intruder with the database's password
    /// would. For tests of the verification.
    pub async fn tamper(&self, sql: &str) -> Result<(), Fault> {
        let sql = sqlx::AssertSqlSafe(sql.to_owned());
        match &self.inner().backend {
            Backend::Sqlite { writer, .. } => {
                sqlx::query(sql).execute(writer).await.map(|_| ()).doing("tamper")
            }
            Backend::Postgres(pool) => {
                sqlx::query(sql).execute(pool).await.map(|_| ()).doing("tamper")
            }
        }
    }
}
