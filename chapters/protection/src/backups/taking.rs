//! A backup is made while the instance runs: first the tables as they are at one moment, then the
//! objects, which are written before the rows that name them and never change.

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use files::{Digest, FileStore};
use futures::TryStreamExt;
use platform::db::{Dialect, Row, Snapshot, Value};
use platform::{Actor, Db, Entry, Fault, FaultContext, private_folder};
use serde_json::json;

use super::manifest::{FORM, Manifest, Object, Part, Table};
use super::rows::TableWriter;
use super::sealing::Key;
use super::shelf::{NewBackup, Shelf, sync_dir};
use crate::anchor;
use crate::mirror::MIRROR_KEYS;

/// What is backed up.
#[derive(Clone, Debug)]
pub struct Source {
    /// The database.
    pub db: Db,
    /// The objects.
    pub files: FileStore,
    /// The data folder, with the secret and the anchors.
    pub dir: PathBuf,
}

/// A backup that was made.
#[derive(Clone, Debug)]
pub struct Taken {
    /// Its name.
    pub name: String,
    /// SM3 of its manifest: kept elsewhere, it proves that nothing was altered.
    pub seal: String,
    /// Rows.
    pub rows: u64,
    /// All objects.
    pub objects: usize,
    /// Objects that no earlier backup had.
    pub new_objects: usize,
    /// The journal's last number.
    pub journal_seq: i64,
    /// Objects that the store could not give whole; the backup lacks them.
    pub damaged: Vec<String>,
}

/// Makes a backup.
pub async fn take(source: &Source, shelf: &Shelf, key: &Key) -> Result<Taken, Fault> {
    let earlier = earlier_objects(shelf, key)?;
    // The moment of the tables is the moment of the backup.
    let mut snapshot = source.db.snapshot().await?;
    let made_at = source.db.clock().now();
    let new = shelf.begin(made_at)?;
    let read = tables(&mut snapshot, &new, key).await?;
    drop(snapshot);
    let secret = copy(&source.dir.join("secret.key"), &new, key)?;
    let if_there = |name: &str| {
        let path = source.dir.join(name);
        path.exists().then(|| copy(&path, &new, key)).transpose()
    };
    let (anchors, mirror_keys) = (if_there(anchor::FILE)?, if_there(MIRROR_KEYS)?);
    let stored = objects(&source.files, shelf, key, &earlier).await?;
    let manifest = Manifest {
        form: FORM,
        made_at,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        database: match source.db.dialect() {
            Dialect::Sqlite => "SQLite",
            Dialect::Postgres => "PostgreSQL",
        }
        .to_owned(),
        journal_seq: read.journal_seq,
        encrypted: key.encrypts(),
        migrations: read.migrations,
        tables: read.written,
        secret,
        anchors,
        mirror_keys,
        objects: stored.objects,
    };
    let name = new.name.clone();
    let seal = new.finish(&manifest)?;
    Ok(Taken {
        name,
        seal,
        rows: manifest.tables.iter().map(|table| table.rows).sum(),
        objects: manifest.objects.len(),
        new_objects: stored.new,
        journal_seq: manifest.journal_seq,
        damaged: stored.damaged,
    })
}

/// Objects that need not be copied again: those of the newest backup that is sealed alike.
fn earlier_objects(shelf: &Shelf, key: &Key) -> Result<HashMap<Digest, Part>, Fault> {
    for name in shelf.names()?.into_iter().rev() {
        let manifest = shelf.manifest(&name)?;
        if manifest.encrypted == key.encrypts() {
            let objects = manifest.objects.into_iter();
            return Ok(objects.map(|object| (object.digest, object.part)).collect());
        }
    }
    Ok(HashMap::new())
}

/// What the tables say.
#[derive(Default)]
struct Tables {
    written: Vec<Table>,
    migrations: Vec<String>,
    journal_seq: i64,
}

async fn tables(snapshot: &mut Snapshot, new: &NewBackup, key: &Key) -> Result<Tables, Fault> {
    let mut all = Tables::default();
    for name in snapshot.tables().await? {
        let file = format!("{name}.jsonl.gz{}", key.ending());
        let mut out = TableWriter::new(key.begin(&new.draft.join(&file))?);
        let (mut migrations, mut seq) = (Vec::new(), None);
        snapshot
            .rows(&name, |row| {
                match name.as_str() {
                    "migrations" => migrations.extend(text(&row, "name")),
                    "journal_head" => seq = number(&row, "seq"),
                    _ => {}
                }
                out.add(&row)
            })
            .await?;
        all.migrations.extend(migrations);
        all.journal_seq = seq.unwrap_or(all.journal_seq);
        let rows = out.rows;
        let sums = out.finish().doing(format!("write table {name}"))?;
        let part = Part { path: format!("{}/{file}", new.prefix), sums };
        all.written.push(Table { name, rows, part });
    }
    all.migrations.sort();
    Ok(all)
}

fn value<'a>(row: &'a Row, field: &str) -> Option<&'a Value> {
    row.fields.iter().find(|(name, _)| name == field).map(|(_, value)| value)
}

fn text(row: &Row, field: &str) -> Option<String> {
    match value(row, field)? {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    }
}

fn number(row: &Row, field: &str) -> Option<i64> {
    match value(row, field)? {
        Value::Int(number) => Some(*number),
        _ => None,
    }
}

/// Copies a small file of the data folder.
fn copy(path: &Path, new: &NewBackup, key: &Key) -> Result<Part, Fault> {
    let bytes = std::fs::read(path).doing(format!("read {}", path.display()))?;
    let name = path.file_name().doing("name a file")?.to_string_lossy();
    let name = format!("{name}{}", key.ending());
    let mut file = key.begin(&new.draft.join(&name))?;
    file.write_all(&bytes).doing(format!("write {name}"))?;
    let sums = file.finish().doing(format!("write {name}"))?;
    Ok(Part { path: format!("{}/{name}", new.prefix), sums })
}

/// What became of the objects.
#[derive(Default)]
struct Stored {
    objects: Vec<Object>,
    new: usize,
    damaged: Vec<String>,
}

async fn objects(
    files: &FileStore,
    shelf: &Shelf,
    key: &Key,
    earlier: &HashMap<Digest, Part>,
) -> Result<Stored, Fault> {
    let mut digests = files.list().await?;
    digests.sort();
    let mut stored = Stored::default();
    for digest in digests {
        let path = Shelf::object(&digest, key.ending());
        let place = shelf.place(&path)?;
        let known = earlier.get(&digest).filter(|part| is_there(&place, part));
        if let Some(part) = known {
            stored.objects.push(Object { digest, part: part.clone() });
            continue;
        }
        match object(files, &digest, &place, key).await? {
            Some(sums) => {
                stored.objects.push(Object { digest, part: Part { path, sums } });
                stored.new += 1;
            }
            None => stored.damaged.push(digest.to_string()),
        }
    }
    Ok(stored)
}

fn is_there(place: &Path, part: &Part) -> bool {
    std::fs::metadata(place).is_ok_and(|about| about.len() == part.sums.size)
}

/// Copies an object; `None` if the store no longer has it whole.
async fn object(
    files: &FileStore,
    digest: &Digest,
    place: &Path,
    key: &Key,
) -> Result<Option<crate::sums::Sums>, Fault> {
    let doing = || format!("copy object {digest}");
    let folder = place.parent().doing("know an object's folder")?;
    private_folder(folder)?;
    let draft = place.with_extension("part");
    let Some(size) = files.size(digest).await? else { return Ok(None) };
    let mut content = files.stream(digest, 0..size).await?;
    let mut file = key.begin(&draft)?;
    let mut plain = crate::sums::Summing::default();
    while let Some(piece) = content.try_next().await.doing(doing())? {
        plain.add(&piece);
        file.write_all(&piece).doing(doing())?;
    }
    let sums = file.finish().doing(doing())?;
    if plain.finish().sha256 != digest.as_str() {
        std::fs::remove_file(&draft).doing(doing())?;
        return Ok(None);
    }
    std::fs::rename(&draft, place).doing(doing())?;
    sync_dir(folder)?;
    Ok(Some(sums))
}

/// Has the journal say that a backup was made, so that somebody notices when none is. One that lacks
/// something doesn't count.
pub async fn note_taken(db: &Db, taken: &Taken, encrypted: bool) -> Result<(), Fault> {
    if !taken.damaged.is_empty() {
        return Ok(());
    }
    let detail = json!({
        "name": taken.name, "rows": taken.rows, "objects": taken.objects, "encrypted": encrypted,
        "seal": taken.seal,
    });
    let entry = Entry::new(Actor::System, "backup.taken", "backup", 1_i64).detail(detail);
    db.begin().await?.commit(entry).await.map(drop)
}
