//! `weiyang import documents`: reads, cleans on all cores, writes in batches, indexes beside.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use documents::Context;
use documents::imports::{ImportTarget, Incoming, Landing, import_batch, read_line};
use documents::live::search_record;
use futures::{StreamExt, stream};
use indicatif::{ProgressBar, ProgressStyle};
use platform::{Actor, Fault, FaultContext, Time};
use search::{Change, Index};
use serde_json::json;
use structure::{App, Settings};
use tokio::sync::mpsc;
use tokio::task::{JoinHandle, spawn_blocking};

use crate::cli::ImportDocuments;
use crate::commands::say;
use crate::start::{Indexing, open_for_commands};

/// Lines of one batch, which is one transaction.
const BATCH: usize = 500;
/// Batches being cleaned at once.
const AHEAD: usize = 4;
/// The longest line that is read.
const MOST_BYTES: usize = 16 << 20;

/// Runs the command.
pub async fn run(settings: Settings, args: &ImportDocuments) -> Result<ExitCode, Fault> {
    let (app, indexing) = open_for_commands(settings).await?;
    if indexing == Indexing::Here {
        site::catch_up(&app).await?;
    }
    let target = target(&app, args)?;
    let rejects = args.rejects.clone().unwrap_or_else(|| beside(&args.file));
    let started = Instant::now();
    let mut work = Work::new(&app, target, indexing, &rejects)?;
    work.run(&args.file).await?;
    let tally = work.finish().await?;
    let seconds = started.elapsed().as_secs_f64();
    let lines = tally.added + tally.present + tally.refused;
    say(&format!(
        "added {}, already present {}, refused {}, doubtful {} (kept)\n{lines} lines in {seconds:.1} s, {:.0} documents/s",
        tally.added,
        tally.present,
        tally.refused,
        tally.doubtful,
        f64::from(u32::try_from(tally.added + tally.present).unwrap_or(u32::MAX))
            / seconds.max(0.001),
    ));
    if tally.refused + tally.doubtful > 0 {
        say(&format!("see {}", rejects.display()));
    }
    if indexing == Indexing::ByServer {
        say("a server runs on this folder; it indexes what is new within seconds");
    }
    Ok(ExitCode::SUCCESS)
}

fn target(app: &App, args: &ImportDocuments) -> Result<ImportTarget, Fault> {
    let tree = app.tree();
    let site = tree.site_by_code(&args.site);
    let site = site.doing(format!("find the site {}", args.site))?;
    let column = tree.column_by_path(site.id, args.column.trim_matches('/'));
    let column = column.doing(format!("find the column {}", args.column))?;
    let unit = match &args.unit {
        Some(code) => tree.unit_by_code(code).doing(format!("find the unit {code}"))?.id,
        None => column.unit_id,
    };
    let kind = args.kind.as_str();
    let kind = match kind {
        "article" => "articles",
        "notice" => "notices",
        "policy" => "policies",
        other => other,
    };
    let landing = Landing::Published;
    Ok(ImportTarget { column: column.id, unit, kind: kind.to_owned(), landing })
}

fn beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".rejects.jsonl");
    PathBuf::from(name)
}

#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    added: usize,
    present: usize,
    refused: usize,
    doubtful: usize,
}

/// A line with its number, read or refused.
type Line = (usize, Result<Incoming, String>, String);

struct Work {
    app: App,
    ctx: Context,
    target: ImportTarget,
    indexing: Indexing,
    rejects: File,
    tally: Tally,
    seq: Option<i64>,
    staging: Option<JoinHandle<Result<(), search::Error>>>,
}

impl Work {
    fn new(
        app: &App,
        target: ImportTarget,
        indexing: Indexing,
        rejects: &Path,
    ) -> Result<Self, Fault> {
        Ok(Self {
            app: app.clone(),
            ctx: Context::of(app)?,
            target,
            indexing,
            rejects: File::create(rejects).doing(format!("write {}", rejects.display()))?,
            tally: Tally::default(),
            seq: None,
            staging: None,
        })
    }

    async fn run(&mut self, file: &Path) -> Result<(), Fault> {
        let bytes = std::fs::metadata(file).doing(format!("read {}", file.display()))?.len();
        let progress = progress(bytes);
        let (send, receive) = mpsc::channel(AHEAD);
        let path = file.to_owned();
        let reader = spawn_blocking(move || read_batches(&path, &send));
        let now = self.app.clock().now();
        let batches = stream::unfold(receive, |mut receive| async {
            receive.recv().await.map(|batch| (batch, receive))
        });
        let mut cleaned = Box::pin(
            batches.map(|batch: Batch| spawn_blocking(move || clean(batch, now))).buffered(AHEAD),
        );
        while let Some(batch) = cleaned.next().await {
            let (lines, bytes) = batch.doing("read lines")?;
            self.write(lines).await?;
            progress.inc(bytes);
        }
        progress.finish_and_clear();
        reader.await.doing("read the file")?
    }

    async fn write(&mut self, lines: Vec<Line>) -> Result<(), Fault> {
        let mut good = Vec::with_capacity(lines.len());
        for (number, read, raw) in lines {
            match read {
                Ok(incoming) => {
                    if !incoming.doubts.is_empty() {
                        let doubts: Vec<String> =
                            incoming.doubts.iter().map(ToString::to_string).collect();
                        self.tally.doubtful += 1;
                        self.reject(&json!({ "line": number, "kept": true, "doubts": doubts }))?;
                    }
                    good.push(incoming);
                }
                Err(problem) => {
                    self.tally.refused += 1;
                    let text: String = raw.chars().take(200).collect();
                    self.reject(&json!({ "line": number, "problem": problem, "text": text }))?;
                }
            }
        }
        let done = import_batch(&self.ctx, &Actor::System, &self.target, good).await?;
        self.tally.added += done.added;
        self.tally.present += done.present;
        self.seq = done.seq.or(self.seq);
        if self.indexing == Indexing::Here && !done.live.is_empty() {
            let now = self.app.clock().now();
            let (tree, kinds) = (self.ctx.tree.clone(), self.ctx.kinds.clone());
            let index = self.app.search.clone();
            self.staged().await?;
            self.staging = Some(spawn_blocking(move || {
                let records =
                    done.live.iter().filter_map(|one| search_record(one, &tree, &kinds, now));
                index.stage(records.map(Change::put))
            }));
        }
        Ok(())
    }

    /// Waits until the last batch lies in the index's memory.
    async fn staged(&mut self) -> Result<(), Fault> {
        match self.staging.take() {
            Some(staging) => staging.await.doing("index documents")?.doing("index documents"),
            None => Ok(()),
        }
    }

    fn reject(&mut self, line: &serde_json::Value) -> Result<(), Fault> {
        writeln!(self.rejects, "{line}").doing("write the rejects file")
    }

    async fn finish(mut self) -> Result<Tally, Fault> {
        self.staged().await?;
        if let (Indexing::Here, Some(seq)) = (self.indexing, self.seq) {
            let index: Arc<Index> = self.app.search.clone();
            spawn_blocking(move || index.commit(seq))
                .await
                .doing("commit the index")?
                .doing("commit the index")?;
        }
        Ok(self.tally)
    }
}

/// Numbered lines as bytes, and how many bytes they took.
type Batch = (Vec<(usize, Vec<u8>)>, u64);

fn read_batches(path: &Path, send: &mpsc::Sender<Batch>) -> Result<(), Fault> {
    let doing = || format!("read {}", path.display());
    let mut reader = BufReader::with_capacity(1 << 20, File::open(path).doing(doing())?);
    let (mut batch, mut bytes, mut number) = (Vec::with_capacity(BATCH), 0, 0);
    loop {
        let mut line = Vec::new();
        let read = reader.read_until(b'\n', &mut line).doing(doing())?;
        bytes += u64::try_from(read).unwrap_or(0);
        number += 1;
        let blank = line.iter().all(u8::is_ascii_whitespace);
        if read > 0 && !blank {
            batch.push((number, line));
        }
        if batch.len() == BATCH || read == 0 {
            // Nobody listens any more: the writer has failed and says so.
            if send.blocking_send((std::mem::take(&mut batch), bytes)).is_err() || read == 0 {
                return Ok(());
            }
            bytes = 0;
        }
    }
}

fn clean((lines, bytes): Batch, now: Time) -> (Vec<Line>, u64) {
    let lines = lines.into_iter().map(|(number, line)| {
        if line.len() > MOST_BYTES {
            return (number, Err("the line is too long".to_owned()), String::new());
        }
        match String::from_utf8(line) {
            Ok(text) => {
                let text = text.trim_start_matches('\u{feff}').trim();
                let read = read_line(text, now).map_err(|problem| problem.to_string());
                let kept = if read.is_err() { text.to_owned() } else { String::new() };
                (number, read, kept)
            }
            Err(error) => {
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                (number, Err("not UTF-8".to_owned()), text)
            }
        }
    });
    (lines.collect(), bytes)
}

fn progress(bytes: u64) -> ProgressBar {
    let style = ProgressStyle::with_template(
        "{bar:40} {percent}% {bytes}/{total_bytes} {bytes_per_sec} eta {eta}",
    );
    ProgressBar::new(bytes).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
