//! What is measured, at which sizes.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};

/// Measures the built portal from outside. It prints figures and ratios and asserts none.
#[derive(Clone, Debug, Parser)]
#[command(name = "bench")]
pub struct Options {
    /// Only these sections; absent: all but `build`.
    #[arg(long, value_delimiter = ',', value_name = "SECTIONS")]
    pub only: Vec<Section>,
    /// The release binary; absent: `weiyang` beside this program.
    #[arg(long, value_name = "PATH")]
    pub binary: Option<PathBuf>,
    /// Documents of the large district.
    #[arg(long, default_value_t = 70_000)]
    pub documents: usize,
    /// Documents of the small district.
    #[arg(long, default_value_t = 1_000)]
    pub small: usize,
    /// Seed of the invented documents.
    #[arg(long, default_value_t = 20_261_123)]
    pub seed: u64,
    /// JSON Lines of public statutes, gzipped: long texts among the invented ones.
    #[arg(long, value_name = "FILE", default_value = "../shared/data/statutes.jsonl.gz")]
    pub statutes: PathBuf,
    /// A workbook of real letters for the section `letters`; absent: invented ones.
    #[arg(long, value_name = "FILE")]
    pub letters: Option<PathBuf>,
    /// The column of the main site that takes the documents; its units must have demo accounts.
    #[arg(long, default_value = "ggfw/jypx")]
    pub column: String,
    /// A PostgreSQL cluster to import into as well; absent: `WEIYANG_TEST_POSTGRES`.
    #[arg(long, value_name = "URL")]
    pub postgres: Option<String>,
    /// Rounds of serving, each with both servers in turn.
    #[arg(long, default_value_t = 3)]
    pub rounds: usize,
    /// Seconds of one load.
    #[arg(long, default_value_t = 8)]
    pub seconds: u64,
    /// Documents published at each size.
    #[arg(long, default_value_t = 20)]
    pub publications: usize,
    /// People who send letters at once.
    #[arg(long, default_value_t = 16)]
    pub writers: usize,
    /// Search questions.
    #[arg(long, default_value_t = 2_000)]
    pub questions: usize,
    /// Columns and grants of the list.
    #[arg(long, default_value_t = 1_400)]
    pub grants: usize,
    /// Sites of a city.
    #[arg(long, default_value_t = 300)]
    pub sites: usize,
    /// Minutes after which a section is given up.
    #[arg(long, default_value_t = 40)]
    pub minutes: u64,
    /// Write the figures as JSON.
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
    /// Print Markdown tables at the end.
    #[arg(long)]
    pub markdown: bool,
    /// Only write the invented documents to this file and stop.
    #[arg(long, value_name = "FILE")]
    pub write: Option<PathBuf>,
    /// Keep everything in this folder instead of a temporary one that is removed.
    #[arg(long, value_name = "DIR")]
    pub keep: Option<PathBuf>,
}

/// A part of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Section {
    /// Bulk import.
    Import,
    /// One page under load, beside nginx.
    Serve,
    /// The same over TLS.
    Tls,
    /// The variants of one page beside the plain one.
    Views,
    /// From the last signature to the fresh page.
    Publish,
    /// Search API and page.
    Search,
    /// Suggestions from letters that were answered.
    Letters,
    /// The console's list of documents with many grants.
    List,
    /// The static mirror, beside Hugo.
    Mirror,
    /// Hundreds of sites.
    Sites,
    /// Cold start and memory.
    Start,
    /// Checks before publication.
    Checks,
    /// Letters acknowledged durably, beside pgbench.
    Submissions,
    /// From an edit of a chapter to the running program.
    Build,
}

impl Section {
    /// What is run when nothing is chosen, in order.
    pub const USUAL: [Self; 13] = [
        Self::Import,
        Self::Serve,
        Self::Tls,
        Self::Views,
        Self::Publish,
        Self::Search,
        Self::Letters,
        Self::List,
        Self::Mirror,
        Self::Sites,
        Self::Start,
        Self::Checks,
        Self::Submissions,
    ];
}

impl Options {
    /// The sections to run, in the program's order.
    pub fn sections(&self) -> Vec<Section> {
        if self.only.is_empty() {
            return Section::USUAL.to_vec();
        }
        let all = Section::USUAL.into_iter().chain([Section::Build]);
        all.filter(|section| self.only.contains(section)).collect()
    }

    /// The PostgreSQL cluster, if there is one.
    #[expect(clippy::disallowed_methods, reason = "the test runner tells by the environment")]
    pub fn cluster(&self) -> Option<String> {
        let told = || std::env::var("WEIYANG_TEST_POSTGRES").ok();
        self.postgres.clone().or_else(told).filter(|url| !url.is_empty())
    }
}
