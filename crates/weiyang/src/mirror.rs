//! `weiyang mirror FOLDER`, `weiyang mirror verify FOLDER`.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use platform::{Fault, FaultContext};
use protection::Pulse;
use protection::mirror::{Deviations, Mirror, MirrorKeys, PublicKeys, Walker, verify, watch};
use sd_notify::NotifyState;
use structure::{App, PagesFollower};
use tokio_util::sync::CancellationToken;

use crate::cli::{Mirror as Args, MirrorAct, Place};
use crate::commands::say;
use crate::log;
use crate::signals::{stop_on_signal, tell_systemd};
use crate::start::{found, open_beside_servers, public_pages, settings};

/// Of pages in memory: enough for those that are being fetched, whatever their size.
const FEW_MEGABYTES: usize = 32;

/// Writes, watches, verifies.
pub async fn run(args: &Args) -> Result<ExitCode, Fault> {
    match &args.act {
        Some(MirrorAct::Verify { folder, keys, place }) => proof(folder, keys.as_deref(), place),
        Some(MirrorAct::Keys(place)) => {
            let settings = settings(place)?;
            found(&settings)?;
            let keys = MirrorKeys::of_folder(&settings.data.dir)?.public();
            say(&serde_json::to_string_pretty(&keys).doing("print the public keys")?);
            Ok(ExitCode::SUCCESS)
        }
        None => write(args).await,
    }
}

async fn write(args: &Args) -> Result<ExitCode, Fault> {
    let mut settings = settings(&args.place)?;
    // Nobody downloads a page from here, and each is asked for once.
    settings.cache.compress = false;
    settings.cache.megabytes = FEW_MEGABYTES;
    let _log = log::start(&settings.log);
    let folder = args.folder.as_deref().doing("know the mirror's folder")?;
    found(&settings)?;
    let keys = MirrorKeys::of_folder(&settings.data.dir)?;
    let app = open_beside_servers(settings).await?;
    let head = *app.db.journal_head().borrow();
    app.followers.start(&app.db, PagesFollower::new(app.clone(), head));
    let walker = Walker { pages: public_pages(&app), app: app.clone() };
    let mut mirror = Mirror::new(walker, folder, keys);
    if args.watch { keep(&app, &mut mirror, folder).await } else { once(&mut mirror, head).await }
}

/// Writes the whole site, and is done.
async fn once(mirror: &mut Mirror, head: i64) -> Result<ExitCode, Fault> {
    let begun = Instant::now();
    if let Some(found) = mirror.receive().await? {
        say(&altered(&found));
    }
    let written = mirror.whole().await?;
    let seconds = begun.elapsed().as_secs_f64();
    say(&format!(
        "{} files, {} changed, {} removed, {seconds:.1} s; signed at journal entry {head}",
        written.files, written.changed, written.removed
    ));
    Ok(ExitCode::SUCCESS)
}

/// Writes the whole site and keeps it true until told to stop.
async fn keep(app: &App, mirror: &mut Mirror, folder: &Path) -> Result<ExitCode, Fault> {
    let stop = CancellationToken::new();
    tokio::spawn(stop_on_signal(stop.clone(), Duration::ZERO));
    let files = Arc::new(AtomicU64::new(0));
    let pulse = Pulse::of_mirror(app, folder.display().to_string(), files.clone())?;
    tell_systemd(NotifyState::Ready);
    let watching = watch(mirror, stop.clone(), |written, found| {
        files.store(written.files as u64, Ordering::Relaxed);
        if let Some(found) = found {
            say(&altered(found));
        }
        say(&format!(
            "{} files, {} changed, {} removed, {} late",
            written.files, written.changed, written.removed, written.late
        ));
    });
    tokio::select! {
        ended = watching => ended?,
        () = out_of_patience(&stop) => {}
    }
    pulse.leave().await;
    Ok(ExitCode::SUCCESS)
}

/// Some seconds after it was told to stop: writing the whole site takes longer than anybody waits. What is
/// broken off then is marked as unfinished and done again at the next start.
async fn out_of_patience(stop: &CancellationToken) {
    stop.cancelled().await;
    tokio::time::sleep(Duration::from_secs(5)).await;
    tracing::info!("the mirror is left unfinished; the next start goes on");
}

fn altered(found: &Deviations) -> String {
    format!(
        "ALTERED FROM OUTSIDE: {} altered, {} added, {} missing; put right",
        found.altered.len(),
        found.added.len(),
        found.missing.len()
    )
}

fn proof(folder: &Path, keys: Option<&Path>, place: &Place) -> Result<ExitCode, Fault> {
    let keys = if let Some(path) = keys {
        let doing = || format!("read the public keys in {}", path.display());
        let text = std::fs::read_to_string(path).doing(doing())?;
        serde_json::from_str::<PublicKeys>(&text).doing(doing())?
    } else {
        let settings = settings(place)?;
        found(&settings)?;
        MirrorKeys::of_folder(&settings.data.dir)?.public()
    };
    let proof = verify(folder, &keys)?;
    let at = proof.made_at.map(platform::Time::rfc3339).unwrap_or_default();
    say(&format!("{} files, signed {at}", proof.files));
    for finding in &proof.findings {
        say(&format!("WRONG: {finding}"));
    }
    Ok(if proof.findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
