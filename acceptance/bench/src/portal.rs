//! The product, running on a data folder of ours.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use acceptance::Browser;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Child;

use crate::process::{Memory, memory, roomy, stop};
use crate::trouble::{Doing, Outcome, trouble};

/// The password of every demo account.
pub const PASSWORD: &str = "Weiyang-2026";

/// A start takes no longer; the first one also writes the district.
const LONGEST_START: Duration = Duration::from_mins(5);

/// Where an instance's data lies.
#[derive(Clone, Debug)]
pub struct Place {
    /// The binary.
    pub binary: PathBuf,
    /// The data folder.
    pub folder: PathBuf,
    /// `postgres://…`; absent: SQLite.
    pub database: Option<String>,
}

/// A certificate that nobody but a measurement believes.
pub struct Certificate {
    /// Its file.
    pub chain: PathBuf,
    /// Its key's file.
    pub key: PathBuf,
}

impl Certificate {
    /// Issues one into a folder.
    pub fn issue(folder: &Path) -> Outcome<Self> {
        let own = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]);
        let own = own.doing("issue a certificate")?;
        std::fs::create_dir_all(folder).doing("make the certificate's folder")?;
        let (chain, key) = (folder.join("chain.pem"), folder.join("key.pem"));
        std::fs::write(&chain, own.cert.pem()).doing("write the certificate")?;
        std::fs::write(&key, own.signing_key.serialize_pem()).doing("write the key")?;
        Ok(Self { chain, key })
    }
}

/// A client that believes every certificate, and takes bodies as they are sent.
pub fn easily_convinced() -> Outcome<reqwest::Client> {
    let client = reqwest::Client::builder().gzip(false).tls_danger_accept_invalid_certs(true);
    client.build().doing("make a client")
}

/// A running instance. It dies with this value.
pub struct Portal {
    /// `http://…` for visitors.
    pub public: String,
    /// `http://…` for staff.
    pub console: String,
    /// From the start of the process to the addresses.
    pub started_in: Duration,
    /// From the start of the process to the first answered page.
    pub answered_in: Duration,
    id: u32,
    child: Child,
}

impl Place {
    /// Arguments that name this place.
    pub fn arguments(&self) -> Vec<String> {
        let mut arguments = vec!["--data".to_owned(), self.folder.display().to_string()];
        if let Some(url) = &self.database {
            arguments.extend(["--database".to_owned(), url.clone()]);
        }
        arguments
    }

    /// Starts the demo district here and waits until its page at `first` answers.
    pub async fn start(&self, first: &str) -> Outcome<Portal> {
        self.start_with(first, None).await
    }

    /// The same, its visitors' listener over TLS.
    pub async fn start_over_tls(&self, own: &Certificate) -> Outcome<Portal> {
        self.start_with("/", Some(own)).await
    }

    async fn start_with(&self, first: &str, own: Option<&Certificate>) -> Outcome<Portal> {
        std::fs::create_dir_all(&self.folder).doing("make the data folder")?;
        let begin = Instant::now();
        let mut child = self.spawn(own)?;
        let told = tokio::time::timeout(LONGEST_START, addresses(&mut child)).await;
        let told = told.doing("wait for the portal's addresses")?;
        let Some((public, console)) = told else {
            return trouble(format!("the portal did not start: {}", self.last_words()));
        };
        let started_in = begin.elapsed();
        let url = format!("{public}{first}");
        let answer = easily_convinced()?.get(&url).send().await;
        let answer = answer.doing(format!("open {url}"))?;
        let status = answer.status();
        answer.bytes().await.doing(format!("read {url}"))?;
        if !status.is_success() {
            return trouble(format!("{url} answers {status}"));
        }
        let answered_in = begin.elapsed();
        let id = child.id().doing("know the portal's process")?;
        Ok(Portal { public, console, started_in, answered_in, id, child })
    }

    fn spawn(&self, own: Option<&Certificate>) -> Outcome<Child> {
        let log = std::fs::File::options().create(true).append(true).open(self.log());
        let mut command = roomy(&self.binary);
        command
            .args(["demo", "--public", "127.0.0.1:0", "--console", "127.0.0.1:0"])
            .args(self.arguments())
            // nginx writes no access log either.
            .env("WEIYANG_LOG__LEVEL", "info,access=off")
            // Sections that write letters come as a trusted proxy does, for many households.
            .env("WEIYANG_PUBLIC__TRUSTED_PROXIES", "[\"127.0.0.1/32\"]")
            // The storage is measured, not the reckoning of a sender's machine.
            .env("WEIYANG_CHALLENGES__AFTER", "1000000")
            .stdout(Stdio::piped())
            .stderr(log.doing("open the log")?);
        if let Some(own) = own {
            command.env("WEIYANG_PUBLIC__TLS__CERTIFICATE", &own.chain);
            command.env("WEIYANG_PUBLIC__TLS__KEY", &own.key);
        }
        command.spawn().doing(format!("start {}", self.binary.display()))
    }

    fn log(&self) -> PathBuf {
        self.folder.with_extension("log")
    }

    fn last_words(&self) -> String {
        let log = std::fs::read_to_string(self.log()).unwrap_or_default();
        let lines: Vec<&str> = log.lines().rev().take(3).collect();
        lines.join(" / ")
    }
}

/// The two addresses the portal prints.
async fn addresses(child: &mut Child) -> Option<(String, String)> {
    let mut lines = BufReader::new(child.stdout.take()?).lines();
    let mut found: Vec<String> = Vec::new();
    while let Ok(Some(line)) = lines.next_line().await {
        let url = line.split_whitespace().find(|word| word.starts_with("http"));
        found.extend(url.map(|url| url.trim_end_matches('/').to_owned()));
        if let [public, console] = found.as_slice() {
            let both = (public.clone(), console.clone());
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return Some(both);
        }
    }
    None
}

impl Portal {
    /// Its memory.
    pub fn memory(&self) -> Outcome<Memory> {
        memory(self.id)
    }

    /// A visitor.
    pub fn visitor(&self) -> Browser {
        Browser::new(&self.public)
    }

    /// A signed-in member of staff.
    pub async fn staff(&self, login: &str) -> Browser {
        let browser = Browser::new(&self.console);
        browser.sign_in(login, PASSWORD).await;
        browser
    }

    /// Stops it in order.
    pub async fn stop(self) -> Outcome {
        stop(self.child).await
    }
}

/// The binary to measure: the one named, or the one beside this program.
pub fn binary(named: Option<&Path>) -> Outcome<PathBuf> {
    let beside = || {
        let own = std::env::current_exe().doing("know this program's place")?;
        Ok(own.with_file_name("weiyang"))
    };
    let binary = named.map_or_else(beside, |named| Ok(named.to_owned()))?;
    if binary.is_file() {
        return binary.canonicalize().doing("know the binary's place");
    }
    trouble(format!(
        "{} is not there: cargo build --release -p weiyang, or name it with --binary",
        binary.display()
    ))
}
