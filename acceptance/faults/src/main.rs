//! Breaks the built portal from outside while people use it, and audits afterwards that nothing it
//! had acknowledged was lost, doubled or torn. Everything drawn comes from the printed seed.
//!
//! `make faults`, or `cargo run --release -p faults -- --only killed --seconds 15`.

mod audit;
mod faults;
mod ledger;
mod options;
mod pair;
mod postgres;
mod proxy;
mod single;
mod small_disk;
mod two_nodes;
mod victim;
mod writer;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use measuring::trouble::{Doing, Outcome, trouble};

use crate::faults::Ground;
use crate::options::Options;

#[tokio::main]
async fn main() -> ExitCode {
    // Whoever is second finds a provider installed, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let ended = tokio::select! {
        ended = run(Options::parse()) => ended,
        _ = tokio::signal::ctrl_c() => trouble("stopped"),
    };
    match ended {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            print("something was lost, doubled or torn, or a fault could not be caused: see above");
            ExitCode::FAILURE
        }
        Err(why) => {
            print(&why.to_string());
            ExitCode::FAILURE
        }
    }
}

async fn run(options: Options) -> Outcome<bool> {
    let temporary = tempfile::Builder::new().prefix("weiyang-faults.").tempdir();
    let temporary = temporary.doing("make a temporary folder")?;
    let folder = options.keep.clone().unwrap_or_else(|| temporary.path().to_owned());
    let seed = options.seed.unwrap_or_else(|| rand::random_range(1..1_000_000));
    let binary = match &options.binary {
        Some(binary) => binary.clone(),
        None => {
            std::env::current_exe().doing("know this program's place")?.with_file_name("weiyang")
        }
    };
    let binary = binary.canonicalize().doing(format!("find {}", binary.display()))?;
    print(&format!("seed {seed}; {}", binary.display()));
    let faults = options.faults();
    let markdown = options.markdown;
    let ground = Ground { options, seed, binary, folder };
    let mut all_good = true;
    for fault in faults {
        let (table, good) = Box::pin(ground.cause(fault)).await;
        print(&table.plain());
        if markdown {
            print(&table.markdown());
        }
        all_good &= good;
    }
    Ok(all_good)
}

/// Prints; a closed pipe is nobody's fault.
fn print(words: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{words}");
}
