//! Backups are taken one after another while people write. Then everything is lost, and the last one is
//! put back on a bare machine.

use std::path::Path;
use std::time::{Duration, Instant};

use measuring::numbers::{Times, whole};
use measuring::table::number;
use measuring::trouble::{Doing, Outcome, trouble};

use super::{Case, Done, psql};
use crate::audit::Findings;

/// Its own columns.
pub const HEADS: [&str; 4] =
    ["backups while people wrote", "backup p50 ms", "last backup ms", "restored in ms"];

/// Backs up, loses everything, restores, audits.
pub async fn cause(case: &Case<'_>) -> Outcome<(Done, Findings)> {
    let (shelf, key) =
        (case.place.folder.with_extension("backups"), case.place.folder.with_extension("key"));
    command(case, &["backup-key", &shown(&key)], Place::Nowhere).await?;
    let victim = case.place.start().await?;
    let until = case.until();
    let backing = async {
        let mut times = Times::default();
        while Instant::now() < until {
            times.push(backup(case, &shelf, &key).await?);
        }
        Ok(times)
    };
    let (times, writers) = case.written_while(until, backing).await?;
    let last = backup(case, &shelf, &key).await?;
    victim.stop().await?;
    lose_everything(case).await?;
    let begin = Instant::now();
    command(case, &["restore", &shown(&shelf), "--key", &shown(&key)], Place::Own).await?;
    let restored = begin.elapsed();
    let victim = case.place.start().await?;
    let figures = vec![
        number(whole(times.count()), 0),
        number(times.percentile(50), 0),
        number(last.as_secs_f64() * 1_000.0, 0),
        number(restored.as_secs_f64() * 1_000.0, 0),
    ];
    case.audited(&writers, (Done { figures, wrong: Vec::new() }, victim)).await
}

async fn backup(case: &Case<'_>, shelf: &Path, key: &Path) -> Outcome<Duration> {
    let begin = Instant::now();
    command(case, &["backup", &shown(shelf), "--key", &shown(key)], Place::Own).await?;
    let took = begin.elapsed();
    // A backup is named by its second.
    tokio::time::sleep(Duration::from_secs(1).saturating_sub(took)).await;
    Ok(took)
}

/// The data folder and the database are gone.
async fn lose_everything(case: &Case<'_>) -> Outcome {
    std::fs::remove_dir_all(&case.place.folder).doing("lose the data folder")?;
    if let Some(url) = &case.place.database {
        let (base, name) = url.rsplit_once('/').doing("read the database's address")?;
        let cluster = format!("{base}/postgres");
        psql(&cluster, &format!("DROP DATABASE {name} WITH (FORCE)")).await?;
        psql(&cluster, &format!("CREATE DATABASE {name}")).await?;
    }
    Ok(())
}

/// Whether a command is told where the product lives.
enum Place {
    Own,
    Nowhere,
}

async fn command(case: &Case<'_>, words: &[&str], place: Place) -> Outcome {
    let output = match place {
        Place::Own => case.place.command(words).await?,
        Place::Nowhere => case.place.bare_command(words).await?,
    };
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    trouble(format!("weiyang {}: {}", words.join(" "), said.lines().last().unwrap_or_default()))
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
