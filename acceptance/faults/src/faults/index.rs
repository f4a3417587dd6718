//! The search index is a copy: overwritten with nonsense or deleted, it is filled again.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use measuring::numbers::{Times, whole};
use measuring::table::number;
use measuring::trouble::{Doing, Outcome};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use super::{Case, Done};
use crate::audit::Findings;
use crate::victim::{Place, Victim};

/// Its own columns.
pub const HEADS: [&str; 3] = ["corrupted or deleted", "hits before", "hits again after s"];
/// What is looked for.
const QUESTION: &str = "/api/v1/search?q=%E6%9C%AA%E5%A4%AE&page=1&page_size=1";
/// The index must be whole again by then.
const PATIENCE: Duration = Duration::from_mins(2);

/// Breaks the index four times and audits.
pub async fn cause(case: &Case<'_>) -> Outcome<(Done, Findings)> {
    let victim = case.place.start().await?;
    let until = case.until();
    case.while_people_write(until, break_index(case, victim)).await
}

async fn break_index(case: &Case<'_>, mut victim: Victim) -> Outcome<(Done, Victim)> {
    let place = &case.place;
    let mut random = StdRng::seed_from_u64(case.ground.seed);
    let (mut wrong, mut healed) = (Vec::new(), Times::default());
    let before = settled_hits(place).await?;
    let ways = [Way::Corrupt, Way::Delete, Way::Cut, Way::DeleteSome];
    for way in ways {
        victim.kill().await?;
        hurt(&place.folder.join("index"), way, &mut random)?;
        let begin = Instant::now();
        victim = place.start().await?;
        match wait_for(place, before).await {
            Some(_) => healed.push(begin.elapsed()),
            None => wrong.push(format!("{way:?}: the index did not come back")),
        }
    }
    let figures = vec![
        number(whole(ways.len()), 0),
        number(f64::from(u32::try_from(before).unwrap_or(u32::MAX)), 0),
        number(healed.percentile(100) / 1_000.0, 1),
    ];
    Ok((Done { figures, wrong }, victim))
}

/// What is done to the index.
#[derive(Clone, Copy, Debug)]
enum Way {
    Corrupt,
    Delete,
    Cut,
    DeleteSome,
}

fn hurt(folder: &Path, way: Way, random: &mut StdRng) -> Outcome {
    if matches!(way, Way::Delete) {
        return std::fs::remove_dir_all(folder).doing("delete the index");
    }
    for (number, path) in files(folder)?.into_iter().enumerate() {
        let size = std::fs::metadata(&path).map_or(0, |about| about.len());
        let done = match way {
            Way::Corrupt | Way::Delete => {
                let mut nonsense = vec![0; usize::try_from(size).unwrap_or(0)];
                random.fill_bytes(&mut nonsense);
                std::fs::write(&path, nonsense)
            }
            Way::Cut => std::fs::File::options()
                .write(true)
                .open(&path)
                .and_then(|file| file.set_len(size / 2)),
            Way::DeleteSome if number % 2 == 0 => std::fs::remove_file(&path),
            Way::DeleteSome => Ok(()),
        };
        done.doing(format!("hurt {}", path.display()))?;
    }
    Ok(())
}

fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).doing("list the index")? {
        let path = entry.doing("list the index")?.path();
        if path.is_dir() { found.extend(files(&path)?) } else { found.push(path) }
    }
    found.sort();
    Ok(found)
}

async fn hits(place: &Place) -> Option<u64> {
    let answer = place.visitor(1 << 21).try_get(QUESTION).await.ok()?;
    serde_json::from_str::<serde_json::Value>(&answer.text).ok()?.get("total")?.as_u64()
}

/// The hits when their number doesn't grow any more.
async fn settled_hits(place: &Place) -> Outcome<u64> {
    let mut last = None;
    for _ in 0..60 {
        tokio::time::sleep(Duration::from_secs(1)).await;
        let now = hits(place).await;
        if now.is_some_and(|now| now > 0) && now == last {
            break;
        }
        last = now;
    }
    last.filter(|hits| *hits > 0).doing("find anything by the search")
}

async fn wait_for(place: &Place, wanted: u64) -> Option<u64> {
    let until = Instant::now() + PATIENCE;
    while Instant::now() < until {
        if let Some(found) = hits(place).await.filter(|found| *found >= wanted) {
            return Some(found);
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    None
}
