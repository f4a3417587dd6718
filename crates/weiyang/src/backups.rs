//! `weiyang backup`, `verify`, `restore`.

use std::process::ExitCode;

use platform::{Fault, private_folder};
use protection::backups::{Destination, Key, Shelf, Source, check, note_taken, take};

use crate::cli::{Backup, ReadBackup};
use crate::commands::say;
use crate::log;
use crate::start::{Life, open_files, open_ground, schema, settings};

/// `weiyang backup FOLDER`
pub async fn backup(args: &Backup) -> Result<ExitCode, Fault> {
    let settings = settings(&args.place)?;
    let _log = log::start(&settings.log);
    let key = Key::in_file(args.key.as_deref())?;
    let (db, files, _) = open_ground(&settings, Life::HasBegun).await?;
    let source = Source { db: db.clone(), files, dir: settings.data.dir };
    let taken = take(&source, &Shelf::new(&args.folder), &key).await?;
    note_taken(&db, &taken, key.encrypts()).await?;
    say(&format!(
        "backup {}: {} rows up to journal entry {}, {} objects, {} of them new\nmanifest SM3 {}",
        taken.name, taken.rows, taken.journal_seq, taken.objects, taken.new_objects, taken.seal
    ));
    if !key.encrypts() {
        say("not encrypted: whoever reads it reads personal data (--key encrypts)");
    }
    for digest in &taken.damaged {
        say(&format!("MISSING: object {digest} is damaged or gone in the store"));
    }
    Ok(if taken.damaged.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// `weiyang verify FOLDER`
pub async fn verify(args: &ReadBackup) -> Result<ExitCode, Fault> {
    let shelf = Shelf::new(&args.folder);
    let key = Key::in_file(args.key.as_deref())?;
    let name = shelf.named(args.name.as_deref())?;
    let manifest = shelf.manifest(&name)?;
    let checked = check(&shelf, &manifest, &key)?;
    say(&format!(
        "backup {name} of {}: {} files, {} bytes compared; {} rows and {} objects read",
        manifest.made_at.rfc3339(),
        checked.files,
        checked.bytes,
        checked.rows,
        checked.objects
    ));
    if manifest.encrypted && !key.encrypts() {
        say("encrypted: name the file of its key with --key to read it as well");
    }
    for finding in &checked.findings {
        say(&format!("DAMAGED: {finding}"));
    }
    Ok(if checked.findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// `weiyang restore FOLDER`
pub async fn restore(args: &ReadBackup) -> Result<ExitCode, Fault> {
    let settings = settings(&args.place)?;
    let _log = log::start(&settings.log);
    let shelf = Shelf::new(&args.folder);
    let key = Key::in_file(args.key.as_deref())?;
    let name = shelf.named(args.name.as_deref())?;
    let manifest = shelf.manifest(&name)?;
    // Letters come back into it: for this account alone, whoever that is.
    private_folder(&settings.data.dir)?;
    let files = open_files(&settings)?;
    let (dir, database) = (settings.data.dir, settings.database);
    let to = Destination { dir, database, files, schema: schema() };
    let restored = protection::backups::restore(&shelf, &manifest, &key, to).await?;
    let clean = restored.journal.findings.is_empty();
    say(&format!(
        "restored {name}: {} rows, {} objects; {} journal entries verified, {}",
        restored.rows,
        restored.objects,
        restored.journal.entries,
        if clean { "every row is as it was written" } else { "ROWS DIFFER" }
    ));
    for finding in &restored.journal.findings {
        say(&format!("{finding:?}"));
    }
    Ok(if clean { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
