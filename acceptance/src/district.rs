//! A running demo district, one per kind of database, shared by all tests of the binary; a second
//! pair whose clock may be moved; and districts of one's own for tests that stop or break them.

use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, AtomicU64, AtomicUsize, Ordering};

use tokio::process::Command;
use tokio::sync::{Mutex, MutexGuard, OnceCell};

use crate::browser::Browser;
use crate::ground::Ground;
use crate::made::made;
use crate::mailbox::{Hook, Mailbox};
use crate::relay::Relay;
use crate::server::Server;

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
    pub server: Server,
    /// Seconds by which its clock is ahead of the machine's.
    ahead: AtomicI64,
}

static SHARED: [OnceCell<District>; 2] = [OnceCell::const_new(), OnceCell::const_new()];
static TIMED: [OnceCell<District>; 2] = [OnceCell::const_new(), OnceCell::const_new()];
static CLOCKS: [Mutex<()>; 2] = [Mutex::const_new(()), Mutex::const_new(())];
pub(crate) static NUMBER: AtomicU64 = AtomicU64::new(1);
static STORIES: AtomicUsize = AtomicUsize::new(0);

/// Runs a story on SQLite, then on PostgreSQL where `WEIYANG_TEST_POSTGRES` names a cluster.
pub fn on_both<F, Fut>(story: F)
where
    F: Fn(&'static District) -> Fut,
    Fut: Future<Output = ()>,
{
    let _running = Running::begin();
    runtime().block_on(async {
        for store in [Store::Sqlite, Store::Postgres] {
            if let Some(district) = District::shared(store).await {
                story(district).await;
                district.assert_no_fault();
            }
        }
    });
}

/// The same for stories that move the clock: one at a time, in districts of their own.
pub fn on_both_in_time<F, Fut>(story: F)
where
    F: Fn(&'static District) -> Fut,
    Fut: Future<Output = ()>,
{
    let _running = Running::begin();
    runtime().block_on(async {
        for store in [Store::Sqlite, Store::Postgres] {
            if let Some((district, _clock)) = District::timed(store).await {
                story(district).await;
                district.assert_no_fault();
            }
        }
    });
}

/// The same, each time in a new district.
pub fn on_both_alone<F, Fut>(story: F)
where
    F: Fn(District) -> Fut,
    Fut: Future<Output = ()>,
{
    on_both_set(&[], story);
}

/// The same, with settings from the environment: `WEIYANG_SIGN_IN__…`.
pub fn on_both_set<F, Fut>(settings: &[(&str, &str)], story: F)
where
    F: Fn(District) -> Fut,
    Fut: Future<Output = ()>,
{
    let _running = Running::begin();
    runtime().block_on(async {
        for store in [Store::Sqlite, Store::Postgres] {
            if let Some(district) = District::own_with(store, settings).await {
                story(district).await;
            }
        }
    });
}

/// Runs a story on PostgreSQL behind a wire that can be cut.
pub fn on_a_wire<F, Fut>(story: F)
where
    F: Fn(District, Relay) -> Fut,
    Fut: Future<Output = ()>,
{
    let _running = Running::begin();
    runtime().block_on(async {
        let Some(mut ground) = made(Store::Postgres).await else { return };
        let (relay, near) = Relay::before(ground.database.as_deref().unwrap()).await.unwrap();
        ground.database = Some(near);
        story(District::on(ground, &[]).await, relay).await;
    });
}

/// The same, with a mail server and a place for webhooks beside it.
pub fn on_both_with_mail<F, Fut>(story: F)
where
    F: Fn(District, Mailbox, Hook) -> Fut,
    Fut: Future<Output = ()>,
{
    let _running = Running::begin();
    runtime().block_on(async {
        for store in [Store::Sqlite, Store::Postgres] {
            let (mailbox, hook) = (Mailbox::open().await, Hook::open().await);
            let (port, url) =
                (mailbox.port.to_string(), format!("http://127.0.0.1:{}/", hook.port));
            let settings = [
                ("WEIYANG_MAIL__HOST", "127.0.0.1"),
                ("WEIYANG_MAIL__PORT", port.as_str()),
                ("WEIYANG_MAIL__SECURITY", "plain"),
                ("WEIYANG_MAIL__FROM", "未央区政府门户 <noreply@weiyang.test>"),
                ("WEIYANG_WEBHOOK__URL", url.as_str()),
                ("WEIYANG_WEBHOOK__SECRET", HOOK_SECRET),
                ("WEIYANG_CONSOLE__BASE_URL", "https://console.weiyang.test"),
            ];
            if let Some(district) = District::own_with(store, &settings).await {
                story(district, mailbox, hook).await;
            }
        }
    });
}

/// The same, with a mail server and a gateway for text messages beside it, and settings on top.
pub fn on_both_with_gateway<F, Fut>(more: &[(&str, &str)], story: F)
where
    F: Fn(District, Mailbox, Hook) -> Fut,
    Fut: Future<Output = ()>,
{
    let _running = Running::begin();
    runtime().block_on(async {
        for store in [Store::Sqlite, Store::Postgres] {
            let (mailbox, gateway) = (Mailbox::open().await, Hook::open().await);
            let (port, url) =
                (mailbox.port.to_string(), format!("http://127.0.0.1:{}/", gateway.port));
            let mut settings = vec![
                ("WEIYANG_MAIL__HOST", "127.0.0.1"),
                ("WEIYANG_MAIL__PORT", port.as_str()),
                ("WEIYANG_MAIL__SECURITY", "plain"),
                ("WEIYANG_MAIL__FROM", "未央区政府门户 <noreply@weiyang.test>"),
                ("WEIYANG_SMS__URL", url.as_str()),
                ("WEIYANG_SMS__PHONE_FIELD", "data.mobile"),
                ("WEIYANG_SMS__TEXT_FIELD", "data.content"),
                ("WEIYANG_SMS__FIELDS__SIGN", "未央区政府"),
                ("WEIYANG_SMS__HEADERS__AUTHORIZATION", "Bearer of the tests"),
            ];
            settings.extend_from_slice(more);
            if let Some(district) = District::own_with(store, &settings).await {
                story(district, mailbox, gateway).await;
            }
        }
    });
}

/// What webhooks of those districts are signed with.
pub const HOOK_SECRET: &str = "a secret of the tests";

/// Waits until no other story runs: for what must hold when all is over.
pub async fn after_all_stories() {
    let wait = std::time::Duration::from_millis(500);
    tokio::time::sleep(wait).await;
    while STORIES.load(Ordering::SeqCst) > 1 {
        tokio::time::sleep(wait).await;
    }
}

struct Running;

impl Running {
    fn begin() -> Self {
        STORIES.fetch_add(1, Ordering::SeqCst);
        Self
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        STORIES.fetch_sub(1, Ordering::SeqCst);
    }
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
        Self::one_of(&SHARED, store).await
    }

    /// The district whose clock may be moved, with the right to move it.
    pub async fn timed(store: Store) -> Option<(&'static Self, MutexGuard<'static, ()>)> {
        let clock = CLOCKS[store as usize].lock().await;
        Some((Self::one_of(&TIMED, store).await?, clock))
    }

    async fn one_of(cells: &'static [OnceCell<Self>; 2], store: Store) -> Option<&'static Self> {
        cluster_of(store)?;
        let start = async || Self::start(store, &[]).await.unwrap();
        Some(cells[store as usize].get_or_init(start).await)
    }

    /// A district of one's own, for tests that stop or break it.
    pub async fn own(store: Store) -> Option<Self> {
        Self::own_with(store, &[]).await
    }

    /// One's own with settings from the environment: `WEIYANG_SIGN_IN__…`.
    pub async fn own_with(store: Store, settings: &[(&str, &str)]) -> Option<Self> {
        Self::start(store, settings).await
    }

    async fn start(store: Store, settings: &[(&str, &str)]) -> Option<Self> {
        Some(Self::on(made(store).await?, settings).await)
    }

    /// Starts what stands on this ground, or founds a district.
    pub(crate) async fn on(ground: Ground, settings: &[(&str, &str)]) -> Self {
        let Ground { store, folder, database } = ground;
        let settings: Vec<(String, String)> = settings
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let server = Server::start(folder.path(), database.as_deref(), &settings).await;
        let (public, console) = (server.public.clone(), server.console.clone());
        Self { store, public, console, folder, database, server, ahead: AtomicI64::new(0) }
    }

    /// Starts it again on the same data, after it was stopped or killed.
    pub async fn again(self) -> Self {
        let Self { store, folder, database, .. } = self;
        let server = Server::start(folder.path(), database.as_deref(), &[]).await;
        let (public, console) = (server.public.clone(), server.console.clone());
        Self { store, public, console, folder, database, server, ahead: AtomicI64::new(0) }
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
        assert_eq!(answer.status, 204, "the test clock did not answer: {}", answer.text);
        self.ahead.fetch_add(seconds, Ordering::Relaxed);
    }

    /// Seconds since 1970 on the district's clock.
    #[expect(clippy::disallowed_methods, reason = "the district's clock is the machine's, moved")]
    pub fn now(&self) -> i64 {
        chrono::Utc::now().timestamp() + self.ahead.load(Ordering::Relaxed)
    }

    /// The wall clock in the district so many minutes from now, as forms want it.
    pub fn in_minutes(&self, minutes: i64) -> String {
        let local = self.now() + minutes * 60 + 8 * 3_600;
        let local = chrono::DateTime::from_timestamp(local, 0).unwrap();
        local.format("%Y-%m-%dT%H:%M").to_string()
    }

    /// Runs every job that is due.
    pub async fn run_jobs(&self) {
        let answer = self.stranger().post_form("/test/jobs", &[("all", "1".to_owned())]).await;
        assert_eq!(answer.status, 204, "the test job runner did not answer: {}", answer.text);
    }

    /// Lets time pass and does what is due then.
    pub async fn pass_seconds(&self, seconds: i64) {
        self.advance_seconds(seconds).await;
        self.run_jobs().await;
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

    /// What the server has written to its log.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    /// No request may have failed for a reason of ours.
    pub fn assert_no_fault(&self) {
        let log = self.log();
        let faults: Vec<&str> = log
            .lines()
            .filter(|line| line.contains("ERROR") || line.contains("panicked"))
            .collect();
        assert!(faults.is_empty(), "{:?} has faults in its log: {faults:#?}", self.store);
    }
}

/// The password of every demo account.
pub const DEMO_PASSWORD: &str = "Weiyang-2026";

/// `None`: the machine doesn't offer this database. `Some(None)`: it needs no cluster.
pub(crate) fn cluster_of(store: Store) -> Option<Option<String>> {
    match store {
        Store::Sqlite => Some(None),
        Store::Postgres => cluster().map(Some),
    }
}
