//! The product on a place of ours: always on the same two ports, started, killed, started again.

use std::path::PathBuf;
use std::process::{Output, Stdio};
use std::time::{Duration, Instant};

use acceptance::{Browser, DEMO_PASSWORD};
use measuring::letters;
use measuring::process::{free_port, roomy, run, stop};
use measuring::trouble::{Doing, Outcome, trouble};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// A start takes no longer; the first one also writes the district.
const LONGEST_START: Duration = Duration::from_mins(5);
/// Nobody waits longer for an answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where the product lives while it is being broken.
#[derive(Clone, Debug)]
pub struct Place {
    /// The binary.
    pub binary: PathBuf,
    /// The data folder.
    pub folder: PathBuf,
    /// `postgres://…`; absent: SQLite.
    pub database: Option<String>,
    /// Port for visitors.
    pub public: u16,
    /// Port for staff.
    pub console: u16,
    /// Where the log is written.
    pub log: PathBuf,
    /// More settings, as the environment gives them.
    pub settings: Vec<(String, String)>,
}

/// A running product. It dies with this value.
pub struct Victim {
    child: Child,
    /// From the start of the process until it says that people may come.
    pub started_in: Duration,
}

impl Place {
    /// A place on two free ports. The run comes as a trusted proxy, so that its letters are those
    /// of many households and the limits of one household stay as they are.
    pub fn new(binary: PathBuf, folder: PathBuf, database: Option<String>) -> Outcome<Self> {
        let (public, console) = (free_port()?, free_port()?);
        let proxies = ("WEIYANG_PUBLIC__TRUSTED_PROXIES", "[\"127.0.0.1/32\"]");
        // Nor is anybody asked to reckon: it is the storage that is broken here.
        let challenges = ("WEIYANG_CHALLENGES__AFTER", "1000000");
        let settings = [proxies, challenges, ("WEIYANG_LOG__LEVEL", "warn,access=off")];
        let settings = settings.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        let log = folder.with_extension("log");
        Ok(Self { binary, folder, database, public, console, log, settings })
    }

    /// Starts the product and waits until people may come.
    pub async fn start(&self) -> Outcome<Victim> {
        std::fs::create_dir_all(&self.folder).doing("make the data folder")?;
        let begin = Instant::now();
        let mut child = self.spawn()?;
        let ready = tokio::time::timeout(LONGEST_START, ready(&mut child)).await;
        if ready.doing("wait for the portal")? {
            return Ok(Victim { child, started_in: begin.elapsed() });
        }
        trouble(format!("the portal did not start: {}", self.last_words()))
    }

    fn spawn(&self) -> Outcome<Child> {
        let log = std::fs::File::options().create(true).append(true).open(&self.log);
        let mut command = roomy(&self.binary);
        command
            .args(["demo", "--public", &format!("127.0.0.1:{}", self.public)])
            .args(["--console", &format!("127.0.0.1:{}", self.console)])
            .args(self.arguments())
            .envs(self.settings.iter().cloned())
            .stdout(Stdio::piped())
            .stderr(log.doing("open the log")?);
        command.spawn().doing(format!("start {}", self.binary.display()))
    }

    fn arguments(&self) -> Vec<String> {
        let mut arguments = vec!["--data".to_owned(), self.folder.display().to_string()];
        if let Some(url) = &self.database {
            arguments.extend(["--database".to_owned(), url.clone()]);
        }
        arguments
    }

    /// The last lines of the log.
    pub fn last_words(&self) -> String {
        let log = std::fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = log.lines().rev().take(3).collect();
        lines.join(" / ")
    }

    /// Runs a command of the product here, whether it succeeds or not.
    pub async fn command(&self, words: &[&str]) -> Outcome<Output> {
        let own = self.arguments();
        let all: Vec<&str> = words.iter().copied().chain(own.iter().map(String::as_str)).collect();
        self.bare_command(&all).await
    }

    /// The same without being told where the product lives.
    pub async fn bare_command(&self, words: &[&str]) -> Outcome<Output> {
        let mut command = Command::new(&self.binary);
        command.args(words).envs(self.settings.iter().cloned());
        command.kill_on_drop(true).output().await.doing("run a command")
    }

    /// Whoever writes from so many different households, by number.
    pub fn visitor(&self, household: u64) -> Browser {
        let base = format!("http://127.0.0.1:{}", self.public);
        Browser::behind_proxy(&base, &letters::household(household), PATIENCE)
    }

    /// A signed-in member of staff.
    pub async fn staff(&self, login: &str) -> Browser {
        let browser = Browser::new(&format!("http://127.0.0.1:{}", self.console));
        browser.sign_in(login, DEMO_PASSWORD).await;
        browser
    }
}

async fn ready(child: &mut Child) -> bool {
    let Some(output) = child.stdout.take() else { return false };
    let mut lines = BufReader::new(output).lines();
    let mut addresses = 0;
    while let Ok(Some(line)) = lines.next_line().await {
        addresses += usize::from(line.contains("http://"));
        if addresses == 2 {
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return true;
        }
    }
    false
}

impl Victim {
    /// Its process.
    pub fn id(&self) -> Outcome<u32> {
        self.child.id().doing("know the portal's process")
    }

    /// Whether it still runs.
    pub fn is_alive(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// As a power cut would.
    pub async fn kill(mut self) -> Outcome {
        let id = self.id()?;
        run(Command::new("kill").args(["-KILL", &id.to_string()]), "kill the portal").await?;
        self.child.wait().await.map(drop).doing("wait for the killed portal")
    }

    /// As an operator would.
    pub async fn stop(self) -> Outcome {
        stop(self.child).await
    }
}
