//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// 未央: the open government portal.
#[derive(Debug, Parser)]
#[command(name = "weiyang", version, about)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the portal by the settings file.
    Serve(Place),
    /// Serve an invented district; the same folder goes on where it stopped.
    Demo(Place),
    /// Bring content in bulk.
    #[command(subcommand)]
    Import(Import),
    /// Look after the journal.
    #[command(subcommand)]
    Audit(Audit),
    /// Walk the public site as a visitor and price what is wrong by the national norms.
    Inspect(Inspect),
    /// Ask every letter again: how often its own answer is among ten suggestions, and how often a
    /// letter that comes twice is known.
    Suggestions(Place),
    /// Write down everything the instance has, while it runs.
    Backup(Backup),
    /// Check that a backup is whole, and with its key that it can be read.
    Verify(ReadBackup),
    /// Put a backup back into an empty place, on either database.
    Restore(ReadBackup),
    /// Draw a key for encrypted backups.
    BackupKey {
        /// The new file that keeps it; a copy belongs where the backups are not.
        file: PathBuf,
    },
    /// Write the whole public site as files with a signed manifest, and keep them true.
    #[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
    Mirror(Mirror),
    /// Look after themes.
    #[command(subcommand)]
    Themes(ThemeWork),
    /// Print every console and public route with the right it needs, as JSON.
    Routes,
    /// Print the OpenAPI document.
    Openapi,
    /// Check texts and templates: every message file parses, every template renders its samples.
    Selfcheck(Place),
}

/// Theme commands.
#[derive(Debug, Subcommand)]
pub enum ThemeWork {
    /// Say everything that is wrong with a theme's folder: files, templates, colours.
    Check(CheckTheme),
}

/// Which theme.
#[derive(Debug, Args)]
pub struct CheckTheme {
    /// The theme's folder.
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
}

/// Where the instance lives and answers.
#[derive(Clone, Debug, Default, Args)]
pub struct Place {
    /// The settings file (see weiyang.example.toml).
    #[arg(long, value_name = "FILE")]
    pub settings: Option<PathBuf>,
    /// The data folder.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// `host:port` for visitors.
    #[arg(long, value_name = "ADDR")]
    pub public: Option<String>,
    /// `host:port` for staff.
    #[arg(long, value_name = "ADDR")]
    pub console: Option<String>,
    /// `postgres://…` instead of the embedded database.
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
}

/// Bulk imports.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// Documents, one JSON object a line: id, title, body_html, published_at, source, author, tags.
    /// Run again, it changes nothing; interrupted, it goes on.
    Documents(ImportDocuments),
    /// Letters of another system from a workbook. Without `--mapping` nothing is written: what the
    /// headings say and a trial run are printed.
    Letters(ImportLetters),
}

/// Which letters, and how they are read.
#[derive(Debug, Args)]
pub struct ImportLetters {
    /// The workbook (.xlsx).
    pub file: PathBuf,
    /// A JSON file as this command prints it without one, looked through by a person.
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    /// The login of whoever answers for the import.
    #[arg(long)]
    pub by: String,
    /// What the other system is called; the same number of the same source comes in once.
    #[arg(long)]
    pub source: String,
    /// The unit of letters for which the list names none that is here.
    #[arg(long, value_name = "CODE")]
    pub unit: Option<String>,
    /// The site's code.
    #[arg(long, default_value = "main")]
    pub site: String,
    /// Only a trial run.
    #[arg(long)]
    pub dry_run: bool,
    /// Where rows go that are not brought in, with their reasons; absent: FILE.rejects.xlsx.
    #[arg(long)]
    pub rejects: Option<PathBuf>,
    /// Where the instance lives.
    #[command(flatten)]
    pub place: Place,
}

/// What to import, and where to.
#[derive(Debug, Args)]
pub struct ImportDocuments {
    /// The JSON Lines file.
    pub file: PathBuf,
    /// The column's path.
    #[arg(long)]
    pub column: String,
    /// The site's code.
    #[arg(long, default_value = "main")]
    pub site: String,
    /// The content unit's code; absent: the column's.
    #[arg(long)]
    pub unit: Option<String>,
    /// The kind of document.
    #[arg(long, default_value = "article")]
    pub kind: String,
    /// Where bad lines go, with their numbers and reasons; absent: FILE.rejects.jsonl.
    #[arg(long)]
    pub rejects: Option<PathBuf>,
    /// Where the instance lives.
    #[command(flatten)]
    pub place: Place,
}

/// How to inspect.
#[derive(Debug, Args)]
pub struct Inspect {
    /// The norms' values; absent: those that the program brings.
    #[arg(long, value_name = "FILE")]
    pub norms: Option<PathBuf>,
    /// Findings of one rule that are printed.
    #[arg(long, default_value_t = 20)]
    pub most: usize,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// Where the instance lives.
    #[command(flatten)]
    pub place: Place,
}

/// Journal commands.
#[derive(Debug, Subcommand)]
pub enum Audit {
    /// Walk the hash chain and compare every row; names what was altered.
    Verify(Place),
}

/// Where a backup goes.
#[derive(Debug, Args)]
pub struct Backup {
    /// The folder of backups; what earlier ones hold is not copied again.
    pub folder: PathBuf,
    /// Encrypt with the key in this file (`weiyang backup-key FILE` draws one).
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    /// Where the instance lives.
    #[command(flatten)]
    pub place: Place,
}

/// Which backup is read.
#[derive(Debug, Args)]
pub struct ReadBackup {
    /// The folder of backups.
    pub folder: PathBuf,
    /// Its name; absent: the newest.
    #[arg(long)]
    pub name: Option<String>,
    /// The file with the key of an encrypted backup.
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    /// Where the instance lives, or shall live.
    #[command(flatten)]
    pub place: Place,
}

/// The static mirror.
#[derive(Debug, Args)]
pub struct Mirror {
    /// What else to do with a mirror.
    #[command(subcommand)]
    pub act: Option<MirrorAct>,
    /// The mirror's folder; web servers show the folder `site` in it.
    #[arg(required = true)]
    pub folder: Option<PathBuf>,
    /// Stay: write what is published, put right what others alter.
    #[arg(long)]
    pub watch: bool,
    /// Where the instance lives.
    #[command(flatten)]
    pub place: Place,
}

/// What else to do with a mirror.
#[derive(Debug, Subcommand)]
pub enum MirrorAct {
    /// Check signatures and every file.
    Verify {
        /// The mirror's folder.
        folder: PathBuf,
        /// Public keys as `weiyang mirror keys` prints them; absent: the instance's own.
        #[arg(long, value_name = "FILE")]
        keys: Option<PathBuf>,
        /// Where the instance lives.
        #[command(flatten)]
        place: Place,
    },
    /// Print the public keys, for whoever checks the mirror elsewhere.
    Keys(Place),
}
