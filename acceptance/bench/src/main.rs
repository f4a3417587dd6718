//! Measures the built portal from outside and prints figures and ratios; it asserts no times.
//!
//! `make bench`, or `cargo run --release -p bench -- --only serve --documents 1000`.

mod bare;
mod corpus;
mod ground;
mod hugo;
mod nginx;
mod options;
mod portal;
mod sections;
mod visiting;
mod writing;
mod wrk;

use std::io::Write;
use std::panic::AssertUnwindSafe;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;
use futures::FutureExt;
use measuring::{letters, numbers, process, table, trouble};
use tokio::signal::unix::{SignalKind, signal};

use crate::ground::{Ground, say};
use crate::options::{Options, Section};
use crate::table::Table;
use crate::trouble::{Doing, Outcome, trouble};

#[tokio::main]
async fn main() -> ExitCode {
    // Whoever is second finds a provider installed, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    // A step that fails ends its section with one sentence, not with a stack.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        say(&format!("a step failed at {}", place.unwrap_or_default()));
    }));
    let options = Options::parse();
    let ended = tokio::select! {
        ended = run(options) => ended,
        () = told_to_stop() => trouble("stopped"),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            say(&trouble.to_string());
            ExitCode::FAILURE
        }
    }
}

/// Whoever stops the run also wants its servers and its folder gone.
async fn told_to_stop() {
    let terminate = async {
        match signal(SignalKind::terminate()) {
            Ok(mut told) => told.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate => {}
    }
}

async fn run(options: Options) -> Outcome {
    let temporary = tempfile::Builder::new().prefix("weiyang-bench.").tempdir();
    let temporary = temporary.doing("make a temporary folder")?;
    let folder = options.keep.clone().unwrap_or_else(|| temporary.path().to_owned());
    std::fs::create_dir_all(&folder).doing("make the folder")?;
    let folder = folder.canonicalize().doing("know the folder's place")?;
    if let Some(file) = options.write.clone() {
        let count = options.documents;
        let written = Ground::new(options, file.clone(), folder).corpus()?.write(count, &file)?;
        print(&format!("{written:?}"));
        return Ok(());
    }
    let binary = if options.sections() == [Section::Build] {
        std::path::PathBuf::new()
    } else {
        portal::binary(options.binary.as_deref())?
    };
    let mut ground = Ground::new(options.clone(), binary, folder);
    print(&about(&ground));
    let mut tables = Vec::new();
    let mut failed = 0;
    for section in options.sections() {
        match one(section, &mut ground).await {
            Ok(more) => {
                for table in &more {
                    print(&table.plain());
                }
                tables.extend(more);
            }
            Err(trouble) => {
                failed += 1;
                print(&format!("\n{section:?} could not be measured: {trouble}"));
            }
        }
    }
    deliver(&options, &tables)?;
    if failed == 0 { Ok(()) } else { trouble(format!("{failed} sections could not be measured")) }
}

/// One section, within its time; a step that fails ends only this section.
async fn one(section: Section, ground: &mut Ground) -> Outcome<Vec<Table>> {
    say(&format!("{section:?}"));
    let begin = Instant::now();
    let limit = Duration::from_secs(ground.options.minutes * 60);
    let measured = AssertUnwindSafe(sections::measure(section, ground)).catch_unwind();
    let tables = match tokio::time::timeout(limit, measured).await {
        Err(_) => return trouble("it took too long"),
        Ok(Err(panic)) => {
            let said = panic.downcast_ref::<String>().cloned();
            return trouble(said.unwrap_or_else(|| "a step failed, see above".to_owned()));
        }
        Ok(Ok(measured)) => measured?,
    };
    say(&format!("{section:?} took {:.0} s", begin.elapsed().as_secs_f64()));
    Ok(tables)
}

/// What is measured, and on what.
fn about(ground: &Ground) -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name"));
    let model = model.map_or("", |rest| rest.trim_start_matches([' ', '\t', ':']));
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    format!("{cores} cores, {model}; seed {}; {}", ground.options.seed, ground.binary.display())
}

fn deliver(options: &Options, tables: &[Table]) -> Outcome {
    if options.markdown {
        for table in tables {
            print(&format!("\n{}", table.markdown()));
        }
    }
    if let Some(file) = &options.json {
        let tables: Vec<_> = tables.iter().map(Table::json).collect();
        let all = serde_json::json!({ "seed": options.seed, "tables": tables });
        let all = serde_json::to_string_pretty(&all).doing("write the figures")?;
        std::fs::write(file, all).doing(format!("write {}", file.display()))?;
    }
    Ok(())
}

/// Prints; a closed pipe is nobody's fault.
fn print(words: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{words}");
}
