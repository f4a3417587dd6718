//! The portal's process. It lives exactly as long as the test process: a shell beside it waits for
//! the end of its own input and then stops the portal, so that no run leaves one behind.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

use crate::district::binary;

/// What the shell does: start, say the number, wait for the end of input, stop. It lets go of its own
/// output, so that a portal that ends at once is seen at once.
const KEEPER: &str = r#""$@" & child=$!; echo "process $child"; exec >&-; cat > /dev/null; kill -9 "$child" 2>/dev/null; wait "$child""#;

/// A running portal.
pub struct Server {
    pub public: String,
    pub console: String,
    pub process: u32,
    _keeper: Child,
    _alive: ChildStdin,
}

impl Server {
    /// Starts `weiyang demo` on free ports and waits until it says where it answers.
    pub async fn start(
        folder: &Path,
        database: Option<&str>,
        settings: &[(String, String)],
    ) -> Self {
        let log = folder.join("log");
        let log = std::fs::File::options().create(true).append(true).open(log).unwrap();
        let mut command = Command::new("sh");
        command.args(["-c", KEEPER, "keeper"]).arg(binary());
        command.args(["demo", "--public", "127.0.0.1:0", "--console", "127.0.0.1:0", "--data"]);
        command.arg(folder);
        if let Some(database) = database {
            command.args(["--database", database]);
        }
        // A story that moves the clock would walk the whole site; those about inspections ask for it.
        command.env("WEIYANG_INSPECTION__NIGHTLY", "false");
        // Stories that provoke locks, refusals and faults would alarm; those about alerts ask for them.
        command.env("WEIYANG_ALERTS__EVERY_SECONDS", "0");
        command.env("WEIYANG_AVAILABILITY__EVERY_SECONDS", "0");
        command.envs(settings.iter().cloned());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(log);
        let mut keeper = command.spawn().unwrap();
        let alive = keeper.stdin.take().unwrap();
        let mut lines = BufReader::new(keeper.stdout.take().unwrap()).lines();
        let found = tokio::time::timeout(Duration::from_secs(120), addresses(&mut lines)).await;
        let told = || std::fs::read_to_string(folder.join("log")).unwrap_or_default();
        let (process, public, console) = found
            .ok()
            .flatten()
            .unwrap_or_else(|| panic!("the district did not start: {}", told()));
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Self { public, console, process, _keeper: keeper, _alive: alive }
    }

    /// As a power cut would.
    pub async fn kill(&self) {
        self.signal("-KILL").await;
    }

    /// As an operator would; waits until it has gone.
    pub async fn stop(&self) {
        self.signal("-TERM").await;
        for _ in 0..300 {
            let status = Command::new("kill")
                .args(["-0", &self.process.to_string()])
                .stderr(Stdio::null())
                .status();
            if !status.await.unwrap().success() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("the portal did not stop");
    }

    /// As a program does that has put new certificates into their place.
    pub async fn reload(&self) {
        self.signal("-HUP").await;
    }

    async fn signal(&self, signal: &str) {
        let process = self.process.to_string();
        Command::new("kill").args([signal, &process]).status().await.unwrap();
    }
}

/// The process's number and both addresses, from what it prints.
async fn addresses(lines: &mut Lines<BufReader<ChildStdout>>) -> Option<(u32, String, String)> {
    let mut process = None;
    let mut urls = Vec::new();
    while let Some(line) = lines.next_line().await.unwrap() {
        if let Some(number) = line.strip_prefix("process ") {
            process = number.parse().ok();
        }
        let is_url = |word: &&str| word.starts_with("http://") || word.starts_with("https://");
        let found = line.split_whitespace().filter(is_url);
        urls.extend(found.map(|url| url.trim_end_matches('/').to_owned()));
        if urls.len() == 2 {
            let console = urls.pop()?;
            return Some((process?, urls.pop()?, console));
        }
    }
    None
}
