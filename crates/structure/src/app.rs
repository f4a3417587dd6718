//! The program's parts, built once and shared by every request.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::Arc;

use files::FileStore;
use parking_lot::RwLock;
use platform::jobs::Runner;
use platform::journal::Followers;
use platform::{Clock, Db, Fault};
use search::Index;
use web::assets::Assets;
use web::headers::{PUBLIC_CSP, SecurityHeaders};
use web::page_cache::PageCacheLimits;
use web::themes::Themes;
use web::{Messages, PageCache};

use crate::chapter::{Chapter, MenuItem};
use crate::ids::AccountId;
use crate::pages_follower::Refreshes;
use crate::rights::Rights;
use crate::secret::Secret;
use crate::settings::Settings;
use crate::tree::Tree;

/// Everything a request may need. Cloning shares it.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// The parts themselves.
pub struct Parts {
    /// Settings, read once.
    pub settings: Settings,
    /// The database.
    pub db: Db,
    /// Attachments and pictures.
    pub files: FileStore,
    /// This node's copy of the search index.
    pub search: Arc<Index>,
    /// Interface texts.
    pub messages: Arc<Messages>,
    /// Public themes and console templates.
    pub themes: Arc<Themes>,
    /// Style sheets, scripts and pictures of themes and console.
    pub assets: Arc<Assets>,
    /// This node's rendered pages.
    pub cache: PageCache,
    /// What the last journal entries did to those pages.
    pub refreshes: Refreshes,
    /// Who reads the journal on this node.
    pub followers: Followers,
    /// Who works through the queue on this node.
    pub runner: Runner,
    /// What this instance encrypts and signs with.
    pub secret: Secret,
    /// Since when this node runs.
    pub started_at: platform::Time,
    /// The console's menu.
    pub menu: Vec<MenuItem>,
    /// Registers of higher floors, by type.
    pub registers: Registers,
    tree: RwLock<Arc<Tree>>,
    rights: RwLock<KnownRights>,
}

/// Resolved rights, and how often all of them were forgotten: rights that were read before that
/// may not be remembered after it.
#[derive(Default)]
struct KnownRights {
    epoch: u64,
    of: HashMap<AccountId, Arc<Rights>>,
}

/// Registers that higher floors bring, found by their type (kinds of documents).
#[derive(Default)]
pub struct Registers(HashMap<TypeId, Box<dyn Any + Send + Sync>>);

impl Registers {
    /// The same registers with one more.
    #[must_use]
    pub fn with<T: Any + Send + Sync>(mut self, register: T) -> Self {
        self.0.insert(TypeId::of::<T>(), Box::new(register));
        self
    }

    /// The register of a type.
    pub fn get<T: Any + Send + Sync>(&self) -> Result<&T, Fault> {
        self.0
            .get(&TypeId::of::<T>())
            .and_then(|register| register.downcast_ref())
            .ok_or_else(|| Fault::new(format!("no register of {}", std::any::type_name::<T>())))
    }
}

/// What an [`App`] is built from.
pub struct AppBuilder {
    /// See [`Parts`].
    pub settings: Settings,
    /// See [`Parts`].
    pub db: Db,
    /// See [`Parts`].
    pub files: FileStore,
    /// See [`Parts`].
    pub search: Index,
    /// See [`Parts`].
    pub secret: Secret,
    /// See [`Parts`].
    pub registers: Registers,
    /// All nouns of the program.
    pub chapter: Chapter,
}

impl AppBuilder {
    /// Builds the program's parts; nothing runs yet but the journal's wake-up.
    pub async fn build(self) -> Result<App, Fault> {
        let messages = Arc::new(Messages::embedded()?);
        let tree = RwLock::new(Arc::new(Tree::load(&self.db).await?));
        let later: Arc<std::sync::OnceLock<App>> = Arc::default();
        let kinds = self.chapter.jobs.iter().map(|(name, work)| {
            let (work, later) = (work.clone(), later.clone());
            let kind: platform::jobs::JobKind = Arc::new(move |payload| match later.get() {
                Some(app) => work(app.clone(), payload),
                None => Box::pin(async { Err(Fault::new("the program is still starting")) }),
            });
            (*name, kind)
        });
        let runner = Runner::new(self.db.clone(), kinds.collect::<Vec<_>>());
        let themes_dir = self.settings.data.themes.clone();
        let assets = Arc::new(Assets::load(themes_dir.as_deref()));
        let pages = self.settings.cache.megabytes << 20;
        let limits =
            PageCacheLimits { pages, aside: pages / 4, compress: self.settings.cache.compress };
        let parts = Parts {
            themes: Arc::new(Themes::new(messages.clone(), assets.clone(), themes_dir)),
            assets,
            cache: PageCache::with_headers(
                limits,
                self.db.clock().clone(),
                SecurityHeaders::new(PUBLIC_CSP),
            ),
            messages,
            refreshes: Refreshes::default(),
            followers: Followers::default(),
            runner,
            started_at: self.db.clock().now(),
            menu: self.chapter.menu.clone(),
            settings: self.settings,
            db: self.db,
            files: self.files,
            search: Arc::new(self.search),
            secret: self.secret,
            registers: self.registers,
            tree,
            rights: RwLock::default(),
        };
        let app = App(Arc::new(parts));
        // Jobs need the program, and the program holds the jobs: tied here, once.
        let _ = later.set(app.clone());
        Ok(app)
    }
}

impl std::ops::Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl App {
    /// The only source of the present.
    pub fn clock(&self) -> &Clock {
        self.db.clock()
    }

    /// Units, sites and columns as they are now.
    pub fn tree(&self) -> Arc<Tree> {
        self.tree.read().clone()
    }

    /// Reads units, sites and columns again.
    pub async fn reload_tree(&self) -> Result<(), Fault> {
        let tree = Arc::new(Tree::load(&self.db).await?);
        *self.tree.write() = tree;
        self.forget_rights();
        Ok(())
    }

    /// Rights of an account if they were resolved since they last changed; otherwise the epoch with
    /// which they may be remembered.
    pub(crate) fn known_rights(&self, account: AccountId) -> Result<Arc<Rights>, u64> {
        let known = self.rights.read();
        known.of.get(&account).cloned().ok_or(known.epoch)
    }

    /// Remembers rights, unless rights have changed since `epoch`.
    pub(crate) fn remember_rights(&self, epoch: u64, account: AccountId, rights: Arc<Rights>) {
        let mut known = self.rights.write();
        if known.epoch == epoch {
            known.of.insert(account, rights);
        }
    }

    /// Somebody's rights changed: all are resolved again at their next request.
    pub fn forget_rights(&self) {
        let mut known = self.rights.write();
        known.epoch += 1;
        known.of.clear();
    }

    /// Waits until this node's pages and index show what was committed as `seq`.
    pub async fn settled(&self, seq: i64) -> bool {
        self.followers.reached(seq, std::time::Duration::from_secs(5)).await
    }
}
