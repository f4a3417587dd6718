//! What is broken, for how long, from which seed.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};

/// Breaks the built portal while people write to it, and audits every letter it acknowledged.
#[derive(Clone, Debug, Parser)]
#[command(name = "faults")]
pub struct Options {
    /// Only these faults; absent: all.
    #[arg(long, value_delimiter = ',', value_name = "FAULTS")]
    pub only: Vec<Fault>,
    /// Only these databases; absent: SQLite, and PostgreSQL where there is a cluster.
    #[arg(long, value_delimiter = ',', value_name = "DATABASES")]
    pub on: Vec<Database>,
    /// The binary to break; absent: `weiyang` beside this program.
    #[arg(long, value_name = "PATH")]
    pub binary: Option<PathBuf>,
    /// The binary of an older version, which `upgrade` replaces; absent: it is left out.
    #[arg(long, value_name = "PATH")]
    pub older: Option<PathBuf>,
    /// Seed of everything drawn: attachments, moments of death, who gives up.
    #[arg(long)]
    pub seed: Option<u64>,
    /// Seconds of one fault.
    #[arg(long, default_value_t = 180)]
    pub seconds: u64,
    /// People who write at once.
    #[arg(long, default_value_t = 16)]
    pub clients: usize,
    /// Bytes of a letter's attachment.
    #[arg(long, default_value_t = 200_000)]
    pub attachment: usize,
    /// A PostgreSQL cluster; absent: `WEIYANG_TEST_POSTGRES`.
    #[arg(long, value_name = "URL")]
    pub postgres: Option<String>,
    /// Print Markdown tables at the end.
    #[arg(long)]
    pub markdown: bool,
    /// Keep everything in this folder instead of a temporary one that is removed.
    #[arg(long, value_name = "DIR")]
    pub keep: Option<PathBuf>,
}

/// A fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Fault {
    /// `kill -9` about once a second.
    Killed,
    /// Ended in order and started again.
    Restarted,
    /// The database is cut off.
    Away,
    /// The primary database is lost, and a node.
    Failover,
    /// Two nodes are restarted in turn.
    Rolling,
    /// Two nodes of an older version are replaced.
    Upgrade,
    /// The disk with data is full.
    Full,
    /// The disk with the log is full.
    FullLog,
    /// The disk with PostgreSQL is full.
    FullDatabase,
    /// Slow visitors.
    Slow,
    /// Huge uploads, bombs, thousands of connections.
    Greedy,
    /// The clock jumps.
    Clock,
    /// The search index is broken.
    Index,
    /// Everything is lost and put back.
    Restore,
}

/// Which database stands below.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Database {
    /// The embedded one.
    Sqlite,
    /// A database of its own in the cluster.
    Postgres,
}

impl Fault {
    /// All faults, in order.
    pub const ALL: [Self; 14] = [
        Self::Killed,
        Self::Restarted,
        Self::Away,
        Self::Failover,
        Self::Rolling,
        Self::Upgrade,
        Self::Full,
        Self::FullLog,
        Self::FullDatabase,
        Self::Slow,
        Self::Greedy,
        Self::Clock,
        Self::Index,
        Self::Restore,
    ];

    /// Whether it can only happen to a database that is a server of its own.
    pub fn is_of_servers(self) -> bool {
        matches!(
            self,
            Self::Away | Self::Failover | Self::Rolling | Self::Upgrade | Self::FullDatabase
        )
    }
}

impl Database {
    /// As people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

impl Options {
    /// The faults to cause.
    pub fn faults(&self) -> Vec<Fault> {
        let wanted = |fault: &Fault| self.only.is_empty() || self.only.contains(fault);
        let there = |fault: &Fault| *fault != Fault::Upgrade || self.older.is_some();
        Fault::ALL.into_iter().filter(wanted).filter(there).collect()
    }

    /// The databases to cause them on.
    pub fn databases(&self) -> Vec<Database> {
        let wanted = |database: &Database| self.on.is_empty() || self.on.contains(database);
        let there = |database: &Database| *database == Database::Sqlite || self.cluster().is_some();
        let all = [Database::Sqlite, Database::Postgres].into_iter();
        all.filter(wanted).filter(there).collect()
    }

    /// The PostgreSQL cluster, if there is one.
    #[expect(clippy::disallowed_methods, reason = "the test runner tells by the environment")]
    pub fn cluster(&self) -> Option<String> {
        let told = || std::env::var("WEIYANG_TEST_POSTGRES").ok();
        self.postgres.clone().or_else(told).filter(|url| !url.is_empty())
    }
}
