//! A running demo district, one per kind of database, shared by all tests of the binary.

use std::path::PathBuf;
use std::process::Stdio;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::OnceCell;

use crate::browser::Browser;

/// Which database stands below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    Sqlite,
    Postgres,
}

/// The built portal, running.
pub struct District {
    pub store: Store,
    pub public: String,
    pub console: String,
    pub folder: tempfile::TempDir,
    pub database: Option<String>,
    _process: Child,
}

static SQLITE: OnceCell<District> = OnceCell::const_new();
static POSTGRES: OnceCell<District> = OnceCell::const_new();
static NUMBER: AtomicU64 = AtomicU64::new(1);

/// Runs a story on SQLite, then on PostgreSQL where `WEIYANG_TEST_POSTGRES` names a cluster.
pub fn on_both<F, Fut>(story: F)
where
    F: Fn(&'static District) -> Fut,
    Fut: Future<Output = ()>,
{
    runtime().block_on(async {
        for store in [Store::Sqlite, Store::Postgres] {
            if let Some(district) = District::shared(store).await {
                story(district).await;
            }
        }
    });
}

/// One runtime for all tests: the shared districts' pipes live on it.
fn runtime() -> &'static tokio::runtime::Runtime {
    static RUNTIME: std::sync::OnceLock<tokio::runtime::Runtime> = std::sync::OnceLock::new();
    RUNTIME.get_or_init(|| {
        let _ = rustls::crypto::ring::default_provider().install_default();
        tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap()
    })
}

/// The binary under test: `WEIYANG_BIN`, or the debug build beside this test.
#[expect(clippy::disallowed_methods, reason = "the test runner tells by the environment")]
pub fn binary() -> PathBuf {
    std::env::var("WEIYANG_BIN").map_or_else(
        |_| {
            let test = std::env::current_exe().unwrap();
            test.parent().unwrap().parent().unwrap().join("weiyang")
        },
        PathBuf::from,
    )
}

#[expect(clippy::disallowed_methods, reason = "the test runner tells by the environment")]
fn cluster() -> Option<String> {
    std::env::var("WEIYANG_TEST_POSTGRES").ok().filter(|url| !url.is_empty())
}

impl District {
    /// The shared district on this database; `None` if the machine doesn't offer it.
    pub async fn shared(store: Store) -> Option<&'static Self> {
        match store {
            Store::Sqlite => Some(SQLITE.get_or_init(|| Self::start(store, None)).await),
            Store::Postgres => {
                let cluster = cluster()?;
                let start = || Self::start(store, Some(cluster));
                Some(POSTGRES.get_or_init(start).await)
            }
        }
    }

    /// A district of one's own, for tests that stop or break it.
    pub async fn own(store: Store) -> Option<Self> {
        match store {
            Store::Sqlite => Some(Self::start(store, None).await),
            Store::Postgres => Some(Self::start(store, Some(cluster()?)).await),
        }
    }

    async fn start(store: Store, cluster: Option<String>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = match cluster {
            Some(cluster) => Some(new_database(&cluster).await),
            None => None,
        };
        let (process, public, console) = launch(folder.path(), database.as_deref()).await;
        Self { store, public, console, folder, database, _process: process }
    }

    /// A word that no other test uses.
    pub fn unique(&self, stem: &str) -> String {
        format!("{stem}{}", NUMBER.fetch_add(1, Ordering::Relaxed))
    }

    /// A visitor with an empty cookie jar.
    pub fn visitor(&self) -> Browser {
        Browser::new(&self.public)
    }

    /// Somebody before the console's door.
    pub fn stranger(&self) -> Browser {
        Browser::new(&self.console)
    }

    /// A signed-in member of staff, by login.
    pub async fn staff(&self, login: &str) -> Browser {
        let browser = self.stranger();
        browser.sign_in(login, DEMO_PASSWORD).await;
        browser
    }

    /// Lets time pass.
    pub async fn advance_seconds(&self, seconds: i64) {
        let form = [("seconds", seconds.to_string())];
        let answer = self.stranger().post_form("/test/clock", &form).await;
        assert_eq!(answer.status, 204, "the test clock did not answer");
    }

    /// Runs every job that is due.
    pub async fn run_jobs(&self) {
        let answer = self.stranger().post_form("/test/jobs", &[("all", "1".to_owned())]).await;
        assert_eq!(answer.status, 204, "the test job runner did not answer: {}", answer.text);
    }

    /// Runs a command of the binary on this district's data.
    pub async fn command(&self, arguments: &[&str]) -> std::process::Output {
        let mut command = Command::new(binary());
        command.args(arguments).arg("--data").arg(self.folder.path());
        if let Some(database) = &self.database {
            command.args(["--database", database]);
        }
        command.output().await.unwrap()
    }
}

/// The password of every demo account.
pub const DEMO_PASSWORD: &str = "Weiyang-2026";

async fn new_database(cluster: &str) -> String {
    let name = format!("a_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    let made = Command::new("psql")
        .args([cluster, "-q", "-c", &format!("CREATE DATABASE {name}")])
        .status()
        .await
        .unwrap();
    assert!(made.success());
    format!("{}/{name}", cluster.rsplit_once('/').unwrap().0)
}

/// Starts `weiyang demo` on free ports and waits until it says where it answers.
pub async fn launch(folder: &std::path::Path, database: Option<&str>) -> (Child, String, String) {
    let mut command = Command::new(binary());
    command
        .args(["demo", "--public", "127.0.0.1:0", "--console", "127.0.0.1:0", "--data"])
        .arg(folder)
        .stdout(Stdio::piped())
        .kill_on_drop(true);
    if let Some(database) = database {
        command.args(["--database", database]);
    }
    let log = std::fs::File::options().create(true).append(true).open(folder.join("log")).unwrap();
    let mut process = command.stderr(log).spawn().expect("build the binary first");
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let (mut public, mut console) = (None, None);
    let found = tokio::time::timeout(Duration::from_secs(120), async {
        while let Some(line) = lines.next_line().await.unwrap() {
            if let Some(url) = line.split_whitespace().find(|word| word.starts_with("http://")) {
                let slot = if public.is_none() { &mut public } else { &mut console };
                *slot = Some(url.trim_end_matches('/').to_owned());
            }
            if console.is_some() {
                break;
            }
        }
    });
    found.await.expect("the district did not start in two minutes");
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    let log = || std::fs::read_to_string(folder.join("log")).unwrap_or_default();
    (process, public.unwrap_or_else(|| panic!("no address: {}", log())), console.unwrap_or_else(|| panic!("no address: {}", log())))
}
