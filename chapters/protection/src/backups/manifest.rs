//! What a backup consists of.

use platform::Time;
use serde::{Deserialize, Serialize};

use crate::sums::Sums;

/// The only form there is so far.
pub(super) const FORM: u32 = 1;

/// What a backup consists of, with the digests of everything as it lies in the folder.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The form of the backup.
    pub form: u32,
    /// The moment the tables show.
    pub made_at: Time,
    /// The program that wrote it.
    pub program: String,
    /// The database it was read from; it can be put back into either.
    pub database: String,
    /// The journal's last number in it.
    pub journal_seq: i64,
    /// Whether everything but this list is encrypted.
    pub encrypted: bool,
    /// Migrations that had run.
    pub migrations: Vec<String>,
    /// Tables.
    pub tables: Vec<Table>,
    /// The instance's secret, without which personal data can't be read.
    pub secret: Part,
    /// Heads of the journal that were written down outside the database.
    pub anchors: Option<Part>,
    /// The keys that sign the static mirror, if there is one; backups of earlier versions have none.
    #[serde(default)]
    pub mirror_keys: Option<Part>,
    /// Attachments, pictures, films.
    pub objects: Vec<Object>,
}

/// One table.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// How many rows it has.
    pub rows: u64,
    /// The file.
    pub part: Part,
}

/// One object of the file store.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Object {
    /// Its name in the store: SHA-256 of its content.
    pub digest: files::Digest,
    /// The file, in the folder that all backups share.
    pub part: Part,
}

/// A file of a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Where it lies, seen from the folder of all backups.
    pub path: String,
    /// Size and digests as it lies there.
    #[serde(flatten)]
    pub sums: Sums,
}
