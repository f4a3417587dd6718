//! Migrations: each crate brings its own, they are merged by their time stamps and run once.

use sm3::{Digest, Sm3};

use super::{Backend, Db};
use crate::fault::{Fault, FaultContext};

/// One migration: a time-stamped name and its statements, in PostgreSQL's words.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// `20261123090000_units`: sorts by time.
    pub name: &'static str,
    /// The statements, separated by `;`.
    pub sql: &'static str,
}

/// Declares migrations from files: `migrations!["20261123090000_units"]`.
#[macro_export]
macro_rules! migrations {
    ($($name:literal),+ $(,)?) => {
        &[$($crate::db::Migration {
            name: $name,
            sql: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/", $name, ".sql")),
        }),+]
    };
}

/// All tables of the product: migrations, and which tables are bookkeeping.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    /// Every crate's migrations, in any order.
    pub migrations: Vec<Migration>,
    /// Tables that hold derived or passing state (sessions, jobs, cursors): not journalled and not
    /// part of the audit. Every other table is.
    pub bookkeeping: Vec<&'static str>,
}

impl Schema {
    /// Adds a crate's part.
    #[must_use]
    pub fn with(mut self, migrations: &[Migration], bookkeeping: &[&'static str]) -> Self {
        self.migrations.extend_from_slice(migrations);
        self.bookkeeping.extend_from_slice(bookkeeping);
        self
    }

    /// The platform's own tables.
    pub fn ground() -> Self {
        Self::default().with(
            migrations!["20261101000000_ground", "20261123130000_journal_by_actor"],
            &["migrations", "journal_entries", "journal_head", "jobs", "anchors"],
        )
    }
}

const CREATE_REGISTER: &str = "CREATE TABLE IF NOT EXISTS migrations (
    name TEXT PRIMARY KEY, digest TEXT NOT NULL, ran_at BIGINT NOT NULL)";

impl Db {
    /// Runs what is missing, in one transaction; refuses a migration that was changed after it ran.
    pub(super) async fn migrate(&self) -> Result<(), Fault> {
        let mut migrations = self.inner().schema.migrations.clone();
        migrations.sort_by_key(|migration| migration.name);
        let mut tx = self.begin().await?;
        if matches!(self.inner().backend, Backend::Postgres(_)) {
            // Two nodes that start together must not migrate together.
            tx.exec("SELECT pg_advisory_xact_lock(7381920)", vec![]).await?;
        }
        tx.exec(self.dialect().translate_migration(CREATE_REGISTER), vec![]).await?;
        for migration in migrations {
            let digest = hex::encode(Sm3::digest(migration.sql));
            let ran: Option<Ran> = tx
                .opt(
                    "SELECT digest FROM migrations WHERE name = $1",
                    crate::params![migration.name],
                )
                .await?;
            match ran {
                Some(ran) if ran.digest == digest => continue,
                Some(_) => {
                    return Err(Fault::new(format!(
                        "migration {} was changed after it ran on this database",
                        migration.name
                    )));
                }
                None => {}
            }
            let bare = without_comments(migration.sql);
            for statement in self.dialect().translate_migration(&bare).split(';') {
                if !statement.trim().is_empty() {
                    tx.exec(statement.to_owned(), vec![]).await.doing(migration.name)?;
                }
            }
            let now = self.clock().now();
            tx.exec(
                "INSERT INTO migrations (name, digest, ran_at) VALUES ($1, $2, $3)",
                crate::params![migration.name, digest, now],
            )
            .await?;
        }
        tx.commit_bookkeeping(super::Bookkeeping::Migrations).await
    }
}

impl Db {
    /// Refuses a database of another version: one on which not every migration of this program has run,
    /// or one that a newer program has brought up to date, of which this one would leave things out.
    pub(super) async fn refuse_another_version(&self) -> Result<(), Fault> {
        let ran = self.migrations_ran().await.doing(BEHIND)?;
        let own: Vec<&str> = self.inner().schema.migrations.iter().map(|one| one.name).collect();
        if let Some(name) = own.iter().find(|name| ran.iter().all(|ran| ran != *name)) {
            return Err(Fault::new(format!("{BEHIND}: {name} is missing")));
        }
        match unknown(&own, &ran) {
            Some(name) => Err(Fault::new(format!("{AHEAD}: {name} is not known here"))),
            None => Ok(()),
        }
    }

    /// Says in the log that a newer version has been here. This one goes on: while nodes are replaced one
    /// after the other, both versions work, and a node of the old one may have to start again.
    pub(super) async fn tell_of_newer_version(&self) -> Result<(), Fault> {
        let ran = self.migrations_ran().await?;
        let own: Vec<&str> = self.inner().schema.migrations.iter().map(|one| one.name).collect();
        if let Some(name) = unknown(&own, &ran) {
            tracing::warn!(
                migration = name,
                "a newer version has brought this database up to date"
            );
        }
        Ok(())
    }

    async fn migrations_ran(&self) -> Result<Vec<String>, Fault> {
        #[derive(serde::Deserialize)]
        struct Row {
            name: String,
        }
        // An empty database has no such table.
        let rows: Vec<Row> = self.all("SELECT name FROM migrations ORDER BY name", vec![]).await?;
        Ok(rows.into_iter().map(|row| row.name).collect())
    }
}

/// A migration that ran and that this program doesn't know.
fn unknown<'a>(own: &[&str], ran: &'a [String]) -> Option<&'a str> {
    ran.iter().map(String::as_str).find(|name| !own.contains(name))
}

/// What to do about a database that is older than the program.
const BEHIND: &str = "use a database that is older than this program, or empty \
                      (`weiyang serve` brings it up to date at its start)";
/// What to do about a database that is newer than the program.
const AHEAD: &str =
    "use a database that is newer than this program (take the program of the nodes)";

/// The statements without `--` lines, which may hold semicolons.
fn without_comments(sql: &str) -> String {
    sql.lines().filter(|line| !line.trim_start().starts_with("--")).collect::<Vec<_>>().join("\n")
}

#[derive(serde::Deserialize)]
struct Ran {
    digest: String,
}
