//! Starting: settings, database, files, index, followers, jobs. What people reach is in `listeners`.

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use cases::likeness::CaseIndex;
use documents::checking::{FileWords, FixedPaths};
use documents::kinds::Kinds;
use files::{FileSettings, FileStore};
use futures::future::BoxFuture;
use platform::db::Schema;
use platform::settings::unusable;
use platform::{Clock, Db, Fault, FaultContext, private_folder};
use search::{Index, IndexSettings};
use structure::{
    App, AppBuilder, Chapter, PagesFollower, Registers, Secret, Settings, public_router,
};

use crate::cli::Place;
use crate::usable;

/// How many jobs run at once on a node.
const WORKERS: usize = 3;

/// Every noun of the program.
pub fn chapters() -> Chapter {
    duties::desk::chapter()
        .and(documents::chapter())
        .and(duties::chapter())
        .and(checks::chapter())
        .and(structure::chapter())
        .and(notices::chapter())
        .and(media::chapter())
        .and(site::chapter())
        .and(disclosure::chapter())
        .and(cases::chapter())
        .and(services::chapter())
        .and(interaction::chapter())
        .and(supervision::chapter())
        .and(protection::chapter())
}

/// Every table of the program.
pub fn schema() -> Schema {
    let ground = structure::schema(Schema::ground());
    let registers = media::schema(notices::schema(checks::schema(challenges::schema(ground))));
    let engines = cases::schema(documents::schema(registers));
    let chapters = supervision::schema(site::schema(duties::schema(engines)));
    protection::schema(disclosure::schema(interaction::schema(chapters)))
}

/// Settings from the file and the environment, with what the command line says on top.
pub fn settings(place: &Place) -> Result<Settings, Fault> {
    let mut settings: Settings = platform::settings::read(place.settings.as_deref())?;
    if let Some(dir) = &place.data {
        settings.data.dir.clone_from(dir);
    }
    if let Some(address) = &place.public {
        settings.public.address.clone_from(address);
    }
    if let Some(address) = &place.console {
        settings.console.address.clone_from(address);
    }
    if let Some(url) = &place.database {
        settings.database.url = Some(url.clone());
    }
    for (listener, usual) in
        [(&mut settings.public, "127.0.0.1:8080"), (&mut settings.console, "127.0.0.1:8081")]
    {
        if listener.address.is_empty() {
            usual.clone_into(&mut listener.address);
        }
    }
    usable::try_all(&settings)?;
    Ok(settings)
}

/// Who keeps the folder's search index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Indexing {
    /// This command.
    Here,
    /// A server that runs on the same folder; it follows the journal.
    ByServer,
}

/// Whether a portal may come into being where none is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    /// A server founds it, and brings its database up to date.
    MayBegin,
    /// A command finds it: a folder that was mistyped is no portal.
    HasBegun,
}

/// What is looked up by words: documents, and cases.
struct Indexes {
    documents: Index,
    cases: CaseIndex,
}

impl Indexes {
    async fn with(documents: Index, settings: &Settings) -> Result<Self, Fault> {
        let cases = CaseIndex::open(&settings.data.dir.join("case-index")).await?;
        Ok(Self { documents, cases })
    }
}

/// Opens everything for a server.
pub async fn open(settings: Settings) -> Result<App, Fault> {
    let index =
        open_index(settings.data.dir.join("index")).await?.doing("open the search index")?;
    let indexes = Indexes::with(index, &settings).await?;
    // Much is kept across its steps: on the heap, so that callers stay small.
    Box::pin(open_with(settings, indexes, Life::MayBegin)).await
}

/// Opens everything for a command, which leaves the index to a server if one has it.
pub async fn open_for_commands(settings: Settings) -> Result<(App, Indexing), Fault> {
    found(&settings)?;
    let (index, indexing) = match open_index(settings.data.dir.join("index")).await? {
        Err(search::Error::Busy(_)) => {
            (Index::in_memory().doing("open an index in memory")?, Indexing::ByServer)
        }
        index => (index.doing("open the search index")?, Indexing::Here),
    };
    let indexes = Indexes::with(index, &settings).await?;
    Ok((Box::pin(open_with(settings, indexes, Life::HasBegun)).await?, indexing))
}

/// Opens everything for a program that runs on beside the nodes and looks nothing up: it leaves the indexes
/// alone even while no server has them, because one that comes later must find them free.
pub async fn open_beside_servers(settings: Settings) -> Result<App, Fault> {
    found(&settings)?;
    let documents = Index::in_memory().doing("open an index in memory")?;
    let indexes = Indexes { documents, cases: CaseIndex::in_memory()? };
    Box::pin(open_with(settings, indexes, Life::HasBegun)).await
}

/// Refuses a data folder in which no portal has ever been.
pub fn found(settings: &Settings) -> Result<(), Fault> {
    let dir = &settings.data.dir;
    if Secret::is_in(dir) {
        return Ok(());
    }
    let said = "name its folder with --data, or its settings with --settings";
    Err(Fault::new(format!("find a portal in {}: {said}", dir.display())))
}

/// Database, objects and secret: all that lasts.
pub async fn open_ground(
    settings: &Settings,
    life: Life,
) -> Result<(Db, FileStore, Secret), Fault> {
    let dir = &settings.data.dir;
    if life == Life::HasBegun {
        found(settings)?;
    }
    private_folder(dir)?;
    let secret = Secret::of_folder(dir)?;
    let (clock, key) = (Clock::default(), secret.journal_key()?);
    let db = match life {
        Life::MayBegin => Db::open(&settings.database, dir, schema(), clock, key).await?,
        Life::HasBegun => Db::open_as_it_is(&settings.database, dir, schema(), clock, key).await?,
    };
    Ok((db, open_files(settings)?, secret))
}

/// The object store of the settings.
pub fn open_files(settings: &Settings) -> Result<FileStore, Fault> {
    let folder = FileSettings::Folder { path: settings.data.dir.join("files") };
    FileStore::open(settings.files.as_ref().unwrap_or(&folder))
}

async fn open_with(settings: Settings, indexes: Indexes, life: Life) -> Result<App, Fault> {
    let (db, files, secret) = open_ground(&settings, life).await?;
    let Indexes { documents: search, cases: likeness } = indexes;
    let declared = site::kinds().into_iter().chain(disclosure::kinds()).chain(services::kinds());
    let kinds = Kinds::new(declared.chain(interaction::document_kinds()))?;
    let registers = Registers::default()
        .with(kinds)
        .with(site::document_pages::preview())
        .with(site::share_cards::ShareCards::open(&settings.cards))
        .with(case_kinds(&settings)?)
        .with(case_asides())
        .with(interaction::beside())
        .with(api_parts())
        .with(likeness)
        .with(supervision::VisitorPages(public_pages))
        .with(notices::bell())
        .with(unit_work())
        .with(disclosure::catalogue::Catalogue::default())
        .with(site::banners::banners())
        .with(web::tls::Certificates::default())
        .with(FileWords::default())
        .with(FixedPaths::of(&chapters().public));
    cases::clocks::ensure_first(&db).await?;
    cases::escalation_steps::ensure_first(&db).await?;
    let builder =
        AppBuilder { settings, db, files, search, secret, registers, chapter: chapters() };
    let app = builder.build().await?;
    structure::banners::Banners::reload(&app).await?;
    Ok(app)
}

/// Every kind of case. A setting for a kind that is none is refused like any unknown key.
fn case_kinds(settings: &Settings) -> Result<cases::CaseKinds, Fault> {
    let corrections = supervision::correction_reports::corrections()?;
    let kinds = cases::CaseKinds::new(interaction::kinds().into_iter().chain([corrections]))?;
    for code in settings.retention.kinds.keys() {
        let known = kinds.all().iter().map(|kind| kind.code).collect::<Vec<_>>().join(", ");
        let why =
            || unusable(format!("[retention.kinds] {code}"), format!("the kinds are {known}"));
        kinds.find(code).ok_or_else(why)?;
    }
    Ok(kinds)
}

/// What chapters beside the site's say of their interfaces.
pub fn api_parts() -> site::ApiParts {
    site::ApiParts(vec![interaction::openapi()])
}

/// What chapters show beside cases of their kinds.
fn case_asides() -> cases::desk::CaseAsides {
    use supervision::correction_reports::{CORRECTIONS, aside};
    let aside: cases::desk::AsideFn = aside;
    cases::desk::CaseAsides(vec![(CORRECTIONS.code, aside)])
}

/// What chapters expect of a unit, for hand-overs.
fn unit_work() -> duties::handovers::UnitWork {
    use duties::handovers::{Piece, UnitWork, Work};
    const MOST: i64 = 200;
    let findings =
        |app: App, unit: structure::UnitId| -> BoxFuture<'static, Result<Vec<Piece>, Fault>> {
            Box::pin(async move {
                let found = supervision::inspections::open_of_unit(&app.db, unit, MOST).await?;
                let code = app.tree().unit(unit).map(|unit| unit.code.clone()).unwrap_or_default();
                let piece = |one: supervision::inspections::TrackedFinding| {
                    let url = format!("/inspections/{}?unit={code}", one.found_in);
                    Piece::of_unit(Work::Finding, url, format!("{} {}", one.page, one.what))
                };
                Ok(found.into_iter().map(piece).collect())
            })
        };
    UnitWork(vec![Arc::new(findings)])
}

async fn open_index(dir: PathBuf) -> Result<search::Result<Index>, Fault> {
    let opened = tokio::task::spawn_blocking(move || Index::open(dir, &IndexSettings::default()));
    opened.await.doing("open the search index")
}

/// Starts what reads the journal and works through the queue.
pub async fn start_followers(app: &App) -> Result<(), Fault> {
    // Nobody's first search or publication should wait for the dictionary.
    tokio::task::spawn_blocking(search::warm_up);
    let head = *app.db.journal_head().borrow();
    app.followers.start(&app.db, PagesFollower::new(app.clone(), head));
    let calendar = cases::clocks::CalendarFollower::new(app.db.clone(), head);
    app.followers.start(&app.db, calendar);
    app.followers.start(&app.db, site::SearchFollower::start(app).await?);
    app.followers.start(&app.db, cases::likeness::LikenessFollower::start(app).await?);
    app.followers.start(&app.db, duties::telling::NoticesFollower::start(app).await?);
    app.followers.start(&app.db, interaction::WritersFollower::start(app).await?);
    app.runner.start(WORKERS);
    notices::ensure_hourly(app).await?;
    cases::ensure_hourly(app).await?;
    supervision::ensure_hourly(app).await?;
    site::ensure_daily(app).await?;
    duties::telling::ensure_hourly(app).await?;
    duties::staff_filings::ensure_hourly(app).await?;
    checks::word_lists::ensure_first(&app.db).await?;
    site::site_identities::adopt(app).await?;
    site::site_identities::ensure_hourly(app).await?;
    crate::schedule::start(app.db.clone(), app.settings.inspection);
    protection::ensure_nightly(app).await
}

/// What visitors are answered, without the edge that counts and records them.
pub fn public_pages(app: &App) -> Router {
    let pages = public_router(app, chapters().public, site::fallback());
    with_assets(app, Router::new()).fallback_service(pages)
}

/// The style sheets, scripts and pictures that pages name.
pub fn with_assets(app: &App, router: Router) -> Router {
    let assets = axum::routing::get(web::assets::serve).with_state(app.assets.clone());
    router.route("/assets/{*path}", assets)
}
