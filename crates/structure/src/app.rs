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
use web::{Messages, PageCache, Themes};

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
    /// Public themes.
    pub themes: Arc<Themes>,
    /// Console templates.
    pub console: Arc<Themes>,
    /// This node's rendered pages.
    pub cache: Arc<PageCache>,
    /// What the last journal entries did to those pages.
    pub refreshes: Refreshes,
    /// Who reads the journal on this node.
    pub followers: Followers,
    /// Who works through the queue on this node.
    pub runner: Runner,
    /// What this instance encrypts and signs with.
    pub secret: Secret,
    /// The console's menu.
    pub menu: Vec<MenuItem>,
    /// Registers of higher floors, by type.
    pub registers: Registers,
    tree: RwLock<Arc<Tree>>,
    rights: RwLock<HashMap<AccountId, Arc<Rights>>>,
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
        let cache_bytes = self.settings.cache.megabytes.saturating_mul(1024 * 1024);
        let parts = Parts {
            themes: Arc::new(Themes::public(themes_dir, messages.clone())?),
            console: Arc::new(Themes::console(messages.clone())?),
            cache: Arc::new(PageCache::new(cache_bytes)),
            messages,
            refreshes: Refreshes::default(),
            followers: Followers::default(),
            runner,
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

    /// Rights of an account if they were resolved since they last changed.
    pub(crate) fn known_rights(&self, account: AccountId) -> Option<Arc<Rights>> {
        self.rights.read().get(&account).cloned()
    }

    pub(crate) fn remember_rights(&self, account: AccountId, rights: Arc<Rights>) {
        self.rights.write().insert(account, rights);
    }

    /// Somebody's rights changed: all are resolved again at their next request.
    pub fn forget_rights(&self) {
        self.rights.write().clear();
    }

    /// Waits until this node's pages and index show what was committed as `seq`.
    pub async fn settled(&self, seq: i64) -> bool {
        self.followers.reached(seq, std::time::Duration::from_secs(5)).await
    }
}
