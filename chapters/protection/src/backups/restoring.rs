//! A backup is put back, into an empty place only.

use std::io::{Read, Write};
use std::path::PathBuf;

use bytes::Bytes;
use files::{FileStore, UploadError};
use futures::stream;
use platform::db::{DatabaseSettings, Schema};
use platform::journal::Verification;
use platform::{Clock, Db, Fault, FaultContext, private_folder};
use structure::Secret;

use super::checking::check;
use super::manifest::{Manifest, Part};
use super::rows::TableReader;
use super::sealing::Key;
use super::shelf::Shelf;
use crate::anchor::{self, last_anchor};
use crate::mirror::MIRROR_KEYS;
use crate::verify_live;

/// Rows written at once.
const PIECE: usize = 500;
/// Bytes of an object held at once.
const CHUNK: usize = 256 << 10;

/// Where a backup is put.
pub struct Destination {
    /// The data folder; it must be empty.
    pub dir: PathBuf,
    /// The database; it must have no table.
    pub database: DatabaseSettings,
    /// The object store; it must have no object.
    pub files: FileStore,
    /// The program's tables.
    pub schema: Schema,
}

/// What was put back.
#[derive(Clone, Debug)]
pub struct Restored {
    /// Rows.
    pub rows: u64,
    /// Objects.
    pub objects: usize,
    /// The journal and every row, verified after restoring.
    pub journal: Verification,
}

/// Checks a backup whole, and puts it back.
pub async fn restore(
    shelf: &Shelf,
    manifest: &Manifest,
    key: &Key,
    to: Destination,
) -> Result<Restored, Fault> {
    if manifest.encrypted && !key.encrypts() {
        return Err(Fault::new("the backup is encrypted: name the file of its key with --key"));
    }
    let checked = check(shelf, manifest, key)?;
    if let Some(first) = checked.findings.first() {
        return Err(Fault::new(format!("the backup is damaged, nothing was restored: {first}")));
    }
    must_be_empty(&to).await?;
    let schema = schema_of(&to.schema, manifest)?;
    let back = Back { shelf, manifest, key };
    back.small(&manifest.secret, &to, "secret.key")?;
    if let Some(anchors) = &manifest.anchors {
        back.small(anchors, &to, anchor::FILE)?;
    }
    if let Some(keys) = &manifest.mirror_keys {
        back.small(keys, &to, MIRROR_KEYS)?;
    }
    let chain = Secret::of_folder(&to.dir)?.journal_key()?;
    let db = Db::open_empty(&to.database, &to.dir, schema, Clock::default(), chain).await?;
    let db = db.doing("find the database empty")?;
    let rows = back.tables(&db).await?;
    let objects = back.objects(&to.files).await?;
    let journal = verify_live(&db, last_anchor(&to.dir)).await?;
    Ok(Restored { rows, objects, journal })
}

async fn must_be_empty(to: &Destination) -> Result<(), Fault> {
    let refuse = |what: String| {
        Err(Fault::new(format!("{what}: a backup is restored into an empty place only")))
    };
    private_folder(&to.dir)?;
    for name in ["secret.key", "weiyang.db", anchor::FILE, MIRROR_KEYS] {
        if to.dir.join(name).exists() {
            return refuse(format!("{} has a {name}", to.dir.display()));
        }
    }
    if !Db::is_empty(&to.database, &to.dir).await? {
        return refuse("the database has tables".to_owned());
    }
    if !to.files.list().await?.is_empty() {
        return refuse("the file store has objects".to_owned());
    }
    Ok(())
}

/// The tables as they were when the backup was made; what is newer is made at the next start.
fn schema_of(schema: &Schema, manifest: &Manifest) -> Result<Schema, Fault> {
    let mut then = schema.clone();
    then.migrations.retain(|one| manifest.migrations.iter().any(|name| name == one.name));
    if then.migrations.len() == manifest.migrations.len() {
        return Ok(then);
    }
    Err(Fault::new("the backup was made by a newer program: restore it with that one"))
}

/// A backup on its way back.
struct Back<'a> {
    shelf: &'a Shelf,
    manifest: &'a Manifest,
    key: &'a Key,
}

impl Back<'_> {
    fn content(&self, part: &Part) -> Result<Box<dyn Read + Send>, Fault> {
        self.key.read(&self.shelf.place(&part.path)?, self.manifest.encrypted)
    }

    /// A small file of the data folder, readable only to its owner.
    fn small(&self, part: &Part, to: &Destination, name: &str) -> Result<(), Fault> {
        let path = to.dir.join(name);
        let doing = || format!("write {}", path.display());
        let mut bytes = Vec::new();
        self.content(part)?.read_to_end(&mut bytes).doing(doing())?;
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path).doing(doing())?;
        file.write_all(&bytes).doing(doing())?;
        file.sync_all().doing(doing())
    }

    /// All tables, in one transaction.
    async fn tables(&self, db: &Db) -> Result<u64, Fault> {
        let mut load = db.load().await?;
        let mut rows = 0;
        // Opening the database has written its own register of migrations.
        let tables = self.manifest.tables.iter().filter(|table| table.name != "migrations");
        for table in tables {
            load.clear(&table.name).await?;
            let mut reader = TableReader::new(self.content(&table.part)?)?;
            loop {
                let piece = reader.next(PIECE)?;
                if piece.is_empty() {
                    break;
                }
                rows += piece.len() as u64;
                load.rows(&table.name, piece).await?;
            }
        }
        load.finish().await?;
        Ok(rows)
    }

    async fn objects(&self, files: &FileStore) -> Result<usize, Fault> {
        for object in &self.manifest.objects {
            let pieces = stream::iter(Pieces(self.content(&object.part)?));
            let put = files.put_stream(pieces, u64::MAX).await;
            let (digest, _) = put.map_err(|error| match error {
                UploadError::Fault(fault) => fault,
                other => Fault::caused(format!("restore object {}", object.digest), other),
            })?;
            if digest != object.digest {
                return Err(Fault::new(format!("object {} came back as {digest}", object.digest)));
            }
        }
        Ok(self.manifest.objects.len())
    }
}

/// A content, piece by piece.
struct Pieces(Box<dyn Read + Send>);

impl Iterator for Pieces {
    type Item = std::io::Result<Bytes>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut piece = vec![0; CHUNK];
        match self.0.read(&mut piece) {
            Ok(0) => None,
            Ok(count) => {
                piece.truncate(count);
                Some(Ok(Bytes::from(piece)))
            }
            Err(error) => Some(Err(error)),
        }
    }
}
