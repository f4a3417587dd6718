//! Other programs: started with many file descriptors, watched, stopped.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Output, Stdio};
use std::time::Duration;

use tokio::process::{Child, Command};

use crate::trouble::{Doing, Outcome, trouble};

/// Descriptors wanted; a shell raises the limit, since Rust without `unsafe` cannot.
const RAISE: &str = "ulimit -n 65536 2>/dev/null || ulimit -n $(ulimit -Hn); exec \"$@\"";

/// A program that may open thousands of connections; it dies with whoever started it.
pub fn roomy(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", RAISE, "sh"]).arg(program).kill_on_drop(true).stdin(Stdio::null());
    command
}

/// Runs a program to its end; its words are an error if it fails.
pub async fn run(command: &mut Command, what: &str) -> Outcome<Output> {
    let output = command.kill_on_drop(true).output().await.doing(what)?;
    if output.status.success() {
        return Ok(output);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let tail: Vec<&str> = said.lines().rev().take(4).collect();
    let tail: Vec<&str> = tail.into_iter().rev().collect();
    trouble(format!("{what}: {} {}", output.status, tail.join(" / ")))
}

/// What a program printed.
pub fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Asks a program to end and waits; after forty seconds it is ended.
pub async fn stop(mut child: Child) -> Outcome {
    if let Some(id) = child.id() {
        let mut kill = Command::new("kill");
        kill.args(["-TERM", &id.to_string()]);
        run(&mut kill, "ask a program to end").await?;
    }
    match tokio::time::timeout(Duration::from_secs(40), child.wait()).await {
        Ok(status) => status.map(drop).doing("wait for a program to end"),
        Err(_) => child.kill().await.doing("end a program"),
    }
}

/// Memory of a process, in bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Memory {
    /// All that is resident now, mapped files included.
    pub resident: u64,
    /// Its own part of that: what is not mapped from files.
    pub own: u64,
    /// The most that ever was resident.
    pub most: u64,
}

/// Memory of a process.
pub fn memory(id: u32) -> Outcome<Memory> {
    let path = format!("/proc/{id}/status");
    let status = std::fs::read_to_string(&path).doing(format!("read {path}"))?;
    let field = |name: &str| -> Outcome<u64> {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        let kibibytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
        kibibytes.map(|count| count << 10).doing(format!("find {name}"))
    };
    Ok(Memory { resident: field("VmRSS:")?, own: field("RssAnon:")?, most: field("VmHWM:")? })
}

/// Bytes on disk of everything whose first name below `folder` passes.
pub fn size_of(folder: &Path, wanted: &dyn Fn(&str) -> bool) -> u64 {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return 0;
    };
    let sizes = entries.flatten().filter(|entry| wanted(&entry.file_name().to_string_lossy()));
    sizes
        .map(|entry| match entry.metadata() {
            Ok(about) if about.is_dir() => size_of(&entry.path(), &|_| true),
            Ok(about) => about.len(),
            Err(_) => 0,
        })
        .sum()
}

/// A port nobody listens on.
pub fn free_port() -> Outcome<u16> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").doing("find a free port")?;
    Ok(listener.local_addr().doing("find a free port")?.port())
}
