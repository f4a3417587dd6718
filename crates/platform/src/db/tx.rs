//! A transaction. It can only be committed with a journal entry that says what was done; which rows
//! changed, and from what to what, it has noted itself.

use std::borrow::Cow;

use serde::de::DeserializeOwned;
use sqlx::{Postgres, Sqlite, Transaction};

use super::value::{Value, row_digest};
use super::{Backend, Db, Row, bind_postgres, bind_sqlite, connect, failed, row};
use crate::fault::{Fault, FaultContext};
use crate::journal::{Change, Entry, chain_onto};

/// Named values of a row, as [`crate::fields!`] makes them.
pub type Fields = Vec<(&'static str, Value)>;

/// Parameters of one statement. SQLite looks each `$n` up among all before it, so the cost grows with
/// the square: 9,000 parameters took 300 ms for 500 documents, 1,000 at a time take 30.
pub(crate) const PARAMS_AT_ONCE: usize = 1_000;

/// What may be committed without a journal entry: derived or passing state only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bookkeeping {
    /// The schema itself.
    Migrations,
    /// Claiming, finishing and retrying jobs.
    Jobs,
    /// A follower's position or a record of what it did.
    Followers,
    /// A session seen again, a failed sign-in counted.
    Sessions,
    /// Where each document of a bulk act stands; the acts themselves are journalled.
    BulkActs,
    /// What checks found in the night.
    Sweeps,
    /// What visitors looked for.
    SearchLog,
    /// What is typed and not saved yet, and who is typing it.
    Writing,
    /// A backup put back, with the journal it was written under.
    Restoring,
    /// How nodes and their work are, how the site answered, who was refused.
    Watch,
    /// What people were told of the journal, whether they have read it, how it was delivered.
    Notices,
}

/// An open transaction; dropped without commit, it is rolled back.
pub struct Tx {
    db: Db,
    open: Open,
    /// Row changes since the last noted entry.
    changes: Vec<Change>,
    /// Entries to be chained at commit.
    entries: Vec<Entry>,
}

enum Open {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Db {
    /// Begins a writing transaction. On SQLite it waits for its turn; there is one writer.
    pub async fn begin(&self) -> Result<Tx, Fault> {
        let open = match &self.inner().backend {
            Backend::Sqlite { writer, .. } => {
                let begun = writer.begin_with("BEGIN IMMEDIATE").await;
                Open::Sqlite(begun.map_err(|error| failed("BEGIN IMMEDIATE", error))?)
            }
            Backend::Postgres(pool) => {
                Open::Postgres(pool.begin().await.map_err(|error| failed("BEGIN", error))?)
            }
        };
        Ok(Tx { db: self.clone(), open, changes: Vec::new(), entries: Vec::new() })
    }
}

impl Tx {
    /// The database this transaction is on: for ids and the clock.
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// All rows of a query, within the transaction.
    pub async fn all<T: DeserializeOwned>(
        &mut self,
        sql: impl Into<Cow<'static, str>>,
        params: Vec<Value>,
    ) -> Result<Vec<T>, Fault> {
        self.rows(sql.into(), params).await?.into_iter().map(Row::parse).collect()
    }

    /// The first row of a query, if any.
    pub async fn opt<T: DeserializeOwned>(
        &mut self,
        sql: impl Into<Cow<'static, str>>,
        params: Vec<Value>,
    ) -> Result<Option<T>, Fault> {
        self.rows(sql.into(), params).await?.into_iter().next().map(Row::parse).transpose()
    }

    /// The single number a query gives. No row is 0.
    pub async fn count(
        &mut self,
        sql: impl Into<Cow<'static, str>>,
        params: Vec<Value>,
    ) -> Result<i64, Fault> {
        let rows = self.rows(sql.into(), params).await?;
        Ok(match rows.into_iter().next().and_then(|row| row.fields.into_iter().next()) {
            Some((_, Value::Int(count))) => count,
            _ => 0,
        })
    }

    async fn rows(
        &mut self,
        sql: Cow<'static, str>,
        params: Vec<Value>,
    ) -> Result<Vec<Row>, Fault> {
        let sql = self.db.dialect().translate(sql);
        let told = sql.clone();
        match &mut self.open {
            Open::Sqlite(tx) => {
                let rows = bind_sqlite(sql, params).fetch_all(&mut **tx).await;
                rows.map_err(|error| failed(&told, error))?.iter().map(row::from_sqlite).collect()
            }
            Open::Postgres(tx) => {
                let rows = bind_postgres(sql, params).fetch_all(&mut **tx).await;
                rows.map_err(|error| failed(&told, error))?.iter().map(row::from_postgres).collect()
            }
        }
    }

    /// Runs a statement on bookkeeping tables; says how many rows it touched. Journalled tables are
    /// written by [`Tx::insert`], [`Tx::update`] and [`Tx::remove`], which note the change.
    pub async fn exec(
        &mut self,
        sql: impl Into<Cow<'static, str>>,
        params: Vec<Value>,
    ) -> Result<u64, Fault> {
        let sql = self.db.dialect().translate(sql.into());
        let told = sql.clone();
        match &mut self.open {
            Open::Sqlite(tx) => {
                let done = bind_sqlite(sql, params).execute(&mut **tx).await;
                Ok(done.map_err(|error| failed(&told, error))?.rows_affected())
            }
            Open::Postgres(tx) => {
                let done = bind_postgres(sql, params).execute(&mut **tx).await;
                Ok(done.map_err(|error| failed(&told, error))?.rows_affected())
            }
        }
    }

    /// Inserts a row, which must carry its `id`.
    pub async fn insert(&mut self, table: &'static str, row: Fields) -> Result<(), Fault> {
        self.insert_all(table, vec![row]).await
    }

    /// Inserts rows of the same shape in as few statements as the databases allow.
    pub async fn insert_all(
        &mut self,
        table: &'static str,
        rows: Vec<Fields>,
    ) -> Result<(), Fault> {
        let Some(first) = rows.first() else { return Ok(()) };
        let names: Vec<&str> = first.iter().map(|(name, _)| *name).collect();
        let width = names.len();
        let at_once = (PARAMS_AT_ONCE / width.max(1)).max(1);
        let head = format!("INSERT INTO {table} ({}) VALUES ", names.join(", "));
        for chunk in rows.chunks(at_once) {
            let mut sql = head.clone();
            let mut params = Vec::with_capacity(chunk.len() * width);
            for (index, row) in chunk.iter().enumerate() {
                let marks: Vec<String> =
                    (1..=width).map(|field| format!("${}", index * width + field)).collect();
                sql.push_str(if index == 0 { "(" } else { ", (" });
                sql.push_str(&marks.join(", "));
                sql.push(')');
                params.extend(row.iter().map(|(_, value)| value.clone()));
                let digest = row_digest(row.iter().map(|(name, value)| (*name, value)));
                self.changes.push(Change::new(table, row_id(table, row)?, None, Some(digest)));
            }
            self.exec(sql, params).await?;
        }
        Ok(())
    }

    /// Changes fields of a row that must exist.
    pub async fn update(
        &mut self,
        table: &'static str,
        id: impl Into<Value>,
        fields: Fields,
    ) -> Result<(), Fault> {
        let id = id.into();
        let mut row = self.journalled_row(table, &id).await?;
        let before = row_digest(row.fields.iter().map(|(name, value)| (name.as_str(), value)));
        let sets: Vec<String> = fields
            .iter()
            .enumerate()
            .map(|(index, (name, _))| format!("{name} = ${}", index + 2))
            .collect();
        let mut params = vec![id.clone()];
        params.extend(fields.iter().map(|(_, value)| value.clone()));
        self.exec(format!("UPDATE {table} SET {} WHERE id = $1", sets.join(", ")), params).await?;
        for (name, value) in fields {
            if let Some(field) = row.fields.iter_mut().find(|(known, _)| known == name) {
                field.1 = value;
            }
        }
        let after = row_digest(row.fields.iter().map(|(name, value)| (name.as_str(), value)));
        self.changes.push(Change::new(table, int(&id)?, Some(before), Some(after)));
        Ok(())
    }

    /// Removes a row that must exist.
    pub async fn remove(&mut self, table: &'static str, id: impl Into<Value>) -> Result<(), Fault> {
        let id = id.into();
        let row = self.journalled_row(table, &id).await?;
        let before = row_digest(row.fields.iter().map(|(name, value)| (name.as_str(), value)));
        self.exec(format!("DELETE FROM {table} WHERE id = $1"), vec![id.clone()]).await?;
        self.changes.push(Change::new(table, int(&id)?, Some(before), None));
        Ok(())
    }

    async fn journalled_row(&mut self, table: &'static str, id: &Value) -> Result<Row, Fault> {
        let sql = format!("SELECT * FROM {table} WHERE id = $1 @lock");
        let rows = self.rows(sql.into(), vec![id.clone()]).await?;
        rows.into_iter().next().doing(format!("find row {id:?} of {table}"))
    }

    /// Notes what was done with the rows changed so far; a transaction may hold several entries.
    pub fn note(&mut self, mut entry: Entry) {
        entry.changes = std::mem::take(&mut self.changes);
        self.entries.push(entry);
    }

    /// Commits with the entry that says what was done. Gives the entry's sequence number.
    pub async fn commit(mut self, entry: Entry) -> Result<i64, Fault> {
        self.note(entry);
        self.commit_noted().await
    }

    /// Commits what [`Tx::note`] has gathered. Refuses changes that nobody noted.
    pub async fn commit_noted(mut self) -> Result<i64, Fault> {
        if !self.changes.is_empty() || self.entries.is_empty() {
            return Err(Fault::new("a transaction must note every change before it commits"));
        }
        let entries = std::mem::take(&mut self.entries);
        let seq = chain_onto(&mut self, entries).await?;
        if matches!(self.open, Open::Postgres(_)) {
            let sql = "SELECT pg_notify($1, $2)";
            self.exec(sql, crate::params![connect::WAKE_CHANNEL, seq.to_string()]).await?;
        }
        let db = self.db.clone();
        self.close().await?;
        db.tell_head(seq);
        Ok(seq)
    }

    /// Commits derived or passing state, which has no place in the journal.
    pub async fn commit_bookkeeping(self, _why: Bookkeeping) -> Result<(), Fault> {
        if !self.changes.is_empty() || !self.entries.is_empty() {
            return Err(Fault::new("journalled rows changed in a bookkeeping transaction"));
        }
        self.close().await
    }

    async fn close(self) -> Result<(), Fault> {
        match self.open {
            Open::Sqlite(tx) => tx.commit().await,
            Open::Postgres(tx) => tx.commit().await,
        }
        .map_err(|error| failed("COMMIT", error))
    }
}

fn row_id(table: &str, row: &Fields) -> Result<i64, Fault> {
    let id = row.iter().find(|(name, _)| *name == "id");
    id.map(|(_, value)| int(value)).doing(format!("find the id of a new row of {table}"))?
}

fn int(value: &Value) -> Result<i64, Fault> {
    match value {
        Value::Int(number) => Ok(*number),
        other => Err(Fault::new(format!("expected an id, found {other:?}"))),
    }
}

#[cfg(test)]
mod tests {
    use crate::db::testing::test_databases;
    use crate::db::{Bookkeeping, Schema};
    use crate::params;

    /// What SQLite does by itself when the disk is full at the moment of a commit.
    #[tokio::test]
    async fn a_transaction_that_the_database_has_ended_leaves_the_writer_free() {
        for test in test_databases(&Schema::ground()).await.unwrap() {
            for commits in [true, false] {
                let mut ended = test.db.begin().await.unwrap();
                ended.exec("ROLLBACK", params![]).await.unwrap();
                if commits {
                    // PostgreSQL only warns of it.
                    let _ = ended.commit_bookkeeping(Bookkeeping::Watch).await;
                } else {
                    drop(ended);
                }
                let next = test.db.begin().await.unwrap();
                next.commit_bookkeeping(Bookkeeping::Watch).await.unwrap();
            }
        }
    }
}
