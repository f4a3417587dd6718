//! What the sections share: options, documents, prepared districts.

use std::collections::HashMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use tokio::process::Command;

use crate::corpus::{Corpus, Written};
use crate::options::Options;
use crate::portal::Place;
use crate::process::{printed, run};
use crate::trouble::{Doing, Outcome};
use crate::visiting::total;

/// Words whose hits are counted on both sides.
const PROBES: usize = 50;

/// Which of the two districts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Size {
    /// A thousand documents.
    Small,
    /// As many as a real district has.
    Large,
}

/// One run of the importer.
#[derive(Clone, Debug)]
pub struct Run {
    /// How long it took.
    pub took: Duration,
    /// What it printed, in one line.
    pub said: String,
}

/// A district with documents, not running.
#[derive(Clone, Debug)]
pub struct District {
    /// Where it lies.
    pub place: Place,
    /// How many documents were to be imported.
    pub documents: usize,
    /// The imported file.
    pub written: Written,
    /// The import.
    pub import: Run,
    /// Hits of the probe words before the import: the demo's own documents.
    pub before: HashMap<String, u64>,
}

/// The run's common ground.
pub struct Ground {
    /// What was asked.
    pub options: Options,
    /// The binary to measure.
    pub binary: PathBuf,
    /// A folder that is removed at the end.
    pub folder: PathBuf,
    corpus: Option<Corpus>,
    districts: HashMap<Size, District>,
}

impl Ground {
    /// Empty ground.
    pub fn new(options: Options, binary: PathBuf, folder: PathBuf) -> Self {
        Self { options, binary, folder, corpus: None, districts: HashMap::new() }
    }

    /// The invented documents, drawn when first asked for.
    pub fn corpus(&mut self) -> Outcome<&Corpus> {
        if self.corpus.is_none() {
            let (count, seed) =
                (self.options.documents.max(self.options.small).max(500), self.options.seed);
            say(&format!("drawing {count} documents, seed {seed}"));
            if !self.options.statutes.is_file() {
                say(&format!(
                    "no statutes at {}: short texts only",
                    self.options.statutes.display()
                ));
            }
            self.corpus = Some(Corpus::draw(count, seed, &self.options.statutes)?);
        }
        self.corpus.as_ref().doing("keep the documents")
    }

    /// How many documents a district of this size gets.
    pub fn count(&self, size: Size) -> usize {
        match size {
            Size::Small => self.options.small,
            Size::Large => self.options.documents,
        }
    }

    /// The words whose hits are counted on both sides.
    pub fn probes(&mut self) -> Outcome<Vec<String>> {
        Ok(self.corpus()?.cuttings(PROBES, |_| 2))
    }

    /// A district of this size on SQLite, prepared when first asked for.
    pub async fn district(&mut self, size: Size) -> Outcome<District> {
        if let Some(district) = self.districts.get(&size) {
            return Ok(district.clone());
        }
        let name = if size == Size::Small { "small" } else { "large" };
        let folder = self.folder.join(name);
        let place = Place { binary: self.binary.clone(), folder, database: None };
        let district = self.prepare(place, self.count(size)).await?;
        self.districts.insert(size, district.clone());
        Ok(district)
    }

    /// Founds a district and imports so many documents.
    pub async fn prepare(&mut self, place: Place, documents: usize) -> Outcome<District> {
        let kind = if place.database.is_some() { "PostgreSQL" } else { "SQLite" };
        say(&format!("a district with {documents} documents on {kind}"));
        let probes = self.probes()?;
        let portal = place.start("/").await?;
        let mut before = HashMap::new();
        for word in probes {
            let hits = total(&portal.visitor(), &word).await?;
            before.insert(word, hits);
        }
        portal.stop().await?;
        let file = self.file(documents);
        let written = self.corpus()?.write(documents, &file)?;
        let import = if documents == 0 {
            Run { took: Duration::ZERO, said: "nothing to import".to_owned() }
        } else {
            self.import(&place, &self.options.column, &file).await?
        };
        Ok(District { place, documents, written, import, before })
    }

    /// The file with so many documents.
    pub fn file(&self, documents: usize) -> PathBuf {
        self.folder.join(format!("documents-{documents}.jsonl"))
    }

    /// Runs the importer once.
    pub async fn import(
        &self,
        place: &Place,
        column: &str,
        file: &std::path::Path,
    ) -> Outcome<Run> {
        let begin = Instant::now();
        let mut command = Command::new(&place.binary);
        command.args(["import", "documents"]).arg(file).args(["--column", column]);
        let output = run(command.args(place.arguments()), "import documents").await?;
        let took = begin.elapsed();
        let lines = printed(&output);
        let said: Vec<&str> =
            lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let last: Vec<&str> = said.iter().rev().take(4).rev().copied().collect();
        Ok(Run { took, said: last.join("; ") })
    }
}

/// Tells what is going on, beside the figures.
pub fn say(text: &str) {
    eprintln!("bench: {text}");
}
