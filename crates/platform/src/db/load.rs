//! All tables filled at once, in a database that was empty: for restoring a backup.

use std::collections::HashMap;
use std::path::Path;

use super::connect::DatabaseSettings;
use super::{Backend, Db, Dialect, Kind, PARAMS_AT_ONCE, Row, Schema, Tx, Value};
use crate::clock::Clock;
use crate::db::Bookkeeping;
use crate::fault::{Fault, FaultContext};
use crate::journal::JournalKey;

/// Foreign keys of the current schema, as PostgreSQL names them.
const FOREIGN_KEYS: &str = "SELECT conrelid::regclass::text AS table_name, conname::text AS name
    FROM pg_catalog.pg_constraint WHERE contype = 'f' AND connamespace =
        (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = current_schema())";

/// Fields of a table, as PostgreSQL describes them.
const FIELDS: &str = "SELECT column_name::text AS name, data_type::text AS kind
    FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1";

/// A filling that becomes visible as a whole, or not at all.
pub struct Load {
    tx: Tx,
    foreign_keys: Vec<ForeignKey>,
    kinds: HashMap<String, Vec<(String, Kind)>>,
}

#[derive(serde::Deserialize)]
struct Field {
    name: String,
    kind: String,
}

#[derive(serde::Deserialize)]
struct ForeignKey {
    table_name: String,
    name: String,
}

impl Db {
    /// Opens a database that has no table yet and makes those of the schema; `None` if it has any.
    pub async fn open_empty(
        settings: &DatabaseSettings,
        data_dir: &Path,
        schema: Schema,
        clock: Clock,
        journal_key: JournalKey,
    ) -> Result<Option<Self>, Fault> {
        if !Self::is_empty(settings, data_dir).await? {
            return Ok(None);
        }
        Self::open(settings, data_dir, schema, clock, journal_key).await.map(Some)
    }

    /// Begins to fill the tables. What the migrations have put there makes room.
    pub async fn load(&self) -> Result<Load, Fault> {
        let tx = self.begin().await?;
        let mut load = Load { tx, foreign_keys: Vec::new(), kinds: HashMap::new() };
        load.postpone_foreign_keys().await?;
        Ok(load)
    }
}

impl Load {
    /// Rows refer to each other in circles; who refers to what is checked at the end.
    async fn postpone_foreign_keys(&mut self) -> Result<(), Fault> {
        if self.tx.db().dialect() == Dialect::Sqlite {
            return self.tx.exec("PRAGMA defer_foreign_keys = ON", vec![]).await.map(drop);
        }
        self.foreign_keys = self.tx.all(FOREIGN_KEYS, vec![]).await?;
        self.alter_foreign_keys("DEFERRABLE INITIALLY DEFERRED").await
    }

    async fn alter_foreign_keys(&mut self, to: &str) -> Result<(), Fault> {
        for ForeignKey { table_name, name } in &self.foreign_keys {
            let sql = format!("ALTER TABLE {table_name} ALTER CONSTRAINT {name} {to}");
            self.tx.exec(sql, vec![]).await?;
        }
        Ok(())
    }

    /// Empties a table: migrations fill some.
    pub async fn clear(&mut self, table: &str) -> Result<(), Fault> {
        self.tx.exec(format!("DELETE FROM {}", known(table)?), vec![]).await.map(drop)
    }

    /// PostgreSQL wants to know the type of an absence, which SQLite doesn't tell.
    async fn kinds(&mut self, table: &str) -> Result<Vec<(String, Kind)>, Fault> {
        if self.tx.db().dialect() == Dialect::Sqlite {
            return Ok(Vec::new());
        }
        if let Some(known) = self.kinds.get(table) {
            return Ok(known.clone());
        }
        let fields: Vec<Field> = self.tx.all(FIELDS, crate::params![table]).await?;
        let kind = |field: Field| {
            let kind = match field.kind.as_str() {
                "bigint" => Kind::Int,
                "bytea" => Kind::Bytes,
                _ => Kind::Text,
            };
            (field.name, kind)
        };
        let kinds: Vec<_> = fields.into_iter().map(kind).collect();
        self.kinds.insert(table.to_owned(), kinds.clone());
        Ok(kinds)
    }

    /// Puts rows into a table, as they were read.
    pub async fn rows(&mut self, table: &str, rows: Vec<Row>) -> Result<(), Fault> {
        let Some(first) = rows.first() else { return Ok(()) };
        let mut names = Vec::new();
        for (name, _) in &first.fields {
            names.push(known(name)?.to_owned());
        }
        let known_kinds = self.kinds(table).await?;
        let kinds: Vec<Kind> = names
            .iter()
            .map(|name| known_kinds.iter().find(|(known, _)| known == name))
            .map(|found| found.map_or(Kind::Text, |(_, kind)| *kind))
            .collect();
        let width = names.len().max(1);
        let head = format!("INSERT INTO {} ({}) VALUES ", known(table)?, names.join(", "));
        let mut rows = rows.into_iter().peekable();
        while rows.peek().is_some() {
            let mut marks: Vec<String> = Vec::new();
            let mut params: Vec<Value> = Vec::new();
            for row in rows.by_ref().take((PARAMS_AT_ONCE / width).max(1)) {
                if !row.fields.iter().map(|(name, _)| name).eq(&names) {
                    return Err(Fault::new(format!("rows of {table} have different fields")));
                }
                let places = (1..=width).map(|field| format!("${}", params.len() + field));
                marks.push(format!("({})", places.collect::<Vec<_>>().join(", ")));
                let values = row.fields.into_iter().zip(&kinds);
                params.extend(values.map(|((_, value), kind)| match value {
                    Value::Null(_) => Value::Null(*kind),
                    value => value,
                }));
            }
            self.tx.exec(format!("{head}{}", marks.join(", ")), params).await?;
        }
        Ok(())
    }

    /// Makes it visible, if every row that is referred to is there.
    pub async fn finish(mut self) -> Result<(), Fault> {
        if self.tx.db().dialect() == Dialect::Postgres {
            self.tx.exec("SET CONSTRAINTS ALL IMMEDIATE", vec![]).await?;
            self.alter_foreign_keys("NOT DEFERRABLE").await?;
        }
        let db = self.tx.db().clone();
        self.tx.commit_bookkeeping(Bookkeeping::Restoring).await?;
        db.hear_head().await
    }
}

/// A name of ours: nothing else can be part of a statement.
fn known(name: &str) -> Result<&str, Fault> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    let good = !name.is_empty() && name.bytes().all(plain);
    good.then_some(name).doing(format!("take {name:?} as the name of a table or field"))
}

impl Db {
    /// Whether there is no table yet.
    pub async fn is_empty(settings: &DatabaseSettings, data_dir: &Path) -> Result<bool, Fault> {
        if settings.url.is_none() && !Self::sqlite_file(data_dir).exists() {
            return Ok(true);
        }
        let backend = Self::connect(settings, data_dir).await?;
        let tables = match &backend {
            Backend::Sqlite { readers, .. } => {
                let sql = "SELECT COUNT(*) FROM sqlite_master";
                let mut reader = readers.lend().await.doing("look for tables")?;
                sqlx::query_scalar::<_, i64>(sql).fetch_one(&mut reader.connection).await
            }
            Backend::Postgres(pool) => {
                let sql = "SELECT COUNT(*) FROM pg_catalog.pg_tables
                    WHERE schemaname = current_schema()";
                sqlx::query_scalar::<_, i64>(sql).fetch_one(pool).await
            }
        };
        Ok(tables.doing("look for tables")? == 0)
    }
}
