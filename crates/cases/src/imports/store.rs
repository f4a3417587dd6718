//! The imports' SQL.

use std::collections::HashMap;

use platform::{Actor, Db, Entry, Fault, FaultContext, Time, Tx, fields, params};
use serde::Deserialize;
use serde_json::json;
use structure::{AccountId, SiteId};

use super::mapping::Mapping;
use crate::ids::CaseImportId;

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// The file is here; a person looks at it.
    Brought,
    /// Cases are being written.
    Running,
    /// All that could be read is here.
    Done,
}

impl ImportState {
    /// As stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Brought => "brought",
            Self::Running => "running",
            Self::Done => "done",
        }
    }

    /// The tone of its badge.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Brought => "warn",
            Self::Running => "progress",
            Self::Done => "good",
        }
    }
}

/// An import.
#[derive(Clone, Debug, Deserialize)]
pub struct ImportRecord {
    /// Its id.
    pub id: CaseImportId,
    /// The word of the kind of case.
    pub kind: String,
    /// The site that the cases belong to.
    pub site_id: SiteId,
    /// What the other system is called; with its numbers it makes a case known.
    pub source: String,
    /// What the file was called.
    pub file_name: String,
    /// The file.
    pub digest: String,
    /// [`Mapping`] as JSON.
    pub mapping: Mapping,
    /// Whether a person has confirmed it.
    pub confirmed: bool,
    /// Where it stands.
    pub state: ImportState,
    /// Who brought it.
    pub account_id: AccountId,
    /// When.
    pub created_at: Time,
    /// When the last row was dealt with.
    pub finished_at: Option<Time>,
    /// Rows that held anything.
    pub rows_read: i64,
    /// Cases that were made of them.
    pub added: i64,
    /// Of these answered.
    pub answered: i64,
    /// Rows that had come in before.
    pub present: i64,
    /// Rows that stood there twice.
    pub repeated: i64,
    /// Rows that can't be read.
    pub refused: i64,
}

const SELECT: &str = "SELECT id, kind, site_id, source, file_name, digest, mapping, confirmed, \
                      state, account_id, created_at, finished_at, rows_read, added, answered, \
                      present, repeated, refused FROM case_imports";

/// All, newest first.
pub async fn all(db: &Db) -> Result<Vec<ImportRecord>, Fault> {
    db.all(format!("{SELECT} ORDER BY id DESC LIMIT 200"), params![]).await
}

/// One.
pub async fn by_id(db: &Db, id: CaseImportId) -> Result<Option<ImportRecord>, Fault> {
    db.opt(format!("{SELECT} WHERE id = $1"), params![id]).await
}

/// One, locked.
pub async fn lock(tx: &mut Tx, id: CaseImportId) -> Result<Option<ImportRecord>, Fault> {
    tx.opt(format!("{SELECT} WHERE id = $1 @lock"), params![id]).await
}

/// A file that was brought.
pub struct NewImport {
    /// The word of the kind.
    pub kind: &'static str,
    /// The site.
    pub site: SiteId,
    /// The other system.
    pub source: String,
    /// The file's name.
    pub file_name: String,
    /// The file.
    pub digest: String,
    /// What its headings say.
    pub mapping: Mapping,
}

/// Writes a new one.
pub async fn insert(db: &Db, by: AccountId, new: &NewImport) -> Result<(CaseImportId, i64), Fault> {
    let id = CaseImportId(db.next_id());
    let mapping = serde_json::to_string(&new.mapping).doing("write a mapping")?;
    let row = fields![
        "id" => id, "kind" => new.kind, "site_id" => new.site, "source" => new.source.as_str(),
        "file_name" => new.file_name.as_str(), "digest" => new.digest.as_str(),
        "mapping" => mapping, "confirmed" => false, "state" => ImportState::Brought.word(),
        "account_id" => by, "created_at" => db.clock().now(), "finished_at" => None::<Time>,
        "rows_read" => 0_i64, "added" => 0_i64, "answered" => 0_i64, "present" => 0_i64,
        "repeated" => 0_i64, "refused" => 0_i64,
    ];
    let mut tx = db.begin().await?;
    tx.insert("case_imports", row).await?;
    let seq = tx.commit(entry(by, "case_import.brought", (id, &new.file_name), json!({}))).await?;
    Ok((id, seq))
}

/// The journal's entry about an import.
pub fn entry(
    by: AccountId,
    verb: &'static str,
    (id, name): (CaseImportId, &str),
    detail: serde_json::Value,
) -> Entry {
    let mut all = structure::staff::map(json!({ "title": name }));
    all.extend(structure::staff::map(detail));
    Entry::new(Actor::Account(by.0), verb, "case_import", id).detail(all.into())
}

/// A person's mapping.
pub async fn save_mapping(
    db: &Db,
    by: AccountId,
    (record, mapping): (&ImportRecord, &Mapping),
    confirmed: bool,
) -> Result<i64, Fault> {
    let text = serde_json::to_string(mapping).doing("write a mapping")?;
    let mut tx = db.begin().await?;
    tx.update("case_imports", record.id, fields!["mapping" => text, "confirmed" => confirmed])
        .await?;
    let about = (record.id, record.file_name.as_str());
    tx.commit(entry(by, "case_import.mapped", about, json!({ "sheet": mapping.sheet }))).await
}

/// The numbers of a source that are here, with the marks of their contents.
pub async fn known_numbers(db: &Db, source: &str) -> Result<HashMap<String, String>, Fault> {
    #[derive(Deserialize)]
    struct Known {
        number: String,
        content: String,
    }
    let sql = "SELECT number, content FROM case_sources WHERE source = $1";
    let rows: Vec<Known> = db.all(sql, params![source]).await?;
    Ok(rows.into_iter().map(|one| (one.number, one.content)).collect())
}
