//! The file system that holds database, files, index and log is filled to the last byte and emptied
//! again. Needs the right to mount a small one.

use std::path::Path;
use std::time::{Duration, Instant};

use measuring::numbers::whole;
use measuring::process::run;
use measuring::table::{number, text};
use measuring::trouble::{Doing, Outcome};
use tokio::process::Command;

use super::{Case, Done};
use crate::audit::Findings;
use crate::victim::Victim;

/// Its own columns.
pub const HEADS: [&str; 3] = ["times full", "home page while full", "alive at the end"];
/// Size of the file system in mebibytes.
const ROOM: u32 = 512;
/// How long it is full, and has room.
const SPAN: Duration = Duration::from_secs(3);

/// Fills, empties, audits.
pub async fn cause(case: &Case<'_>) -> Outcome<(Done, Findings)> {
    let folder = &case.place.folder;
    std::fs::create_dir_all(folder).doing("make the data folder")?;
    let mut mount = Command::new("mount");
    mount.args(["-t", "tmpfs", "-o", &format!("size={ROOM}m"), "tmpfs"]).arg(folder);
    run(&mut mount, "mount a small file system").await?;
    let outcome = on_small_disk(case).await;
    run(Command::new("umount").arg("-l").arg(folder), "unmount it").await?;
    outcome
}

async fn on_small_disk(case: &Case<'_>) -> Outcome<(Done, Findings)> {
    let victim = case.place.start().await?;
    let until = case.until();
    case.while_people_write(until, fill_until(case, victim, until)).await
}

async fn fill_until(
    case: &Case<'_>,
    mut victim: Victim,
    until: Instant,
) -> Outcome<(Done, Victim)> {
    let visitor = case.place.visitor(1 << 21);
    let filler = case.place.folder.join("filler");
    let (mut times, mut shown) = (0_usize, 0_usize);
    while times == 0 || Instant::now() < until {
        fill(&filler);
        times += 1;
        let page = visitor.try_get("/").await;
        shown += usize::from(page.is_ok_and(|page| page.status == 200));
        tokio::time::sleep(SPAN).await;
        std::fs::remove_file(&filler).doing("make room")?;
        tokio::time::sleep(SPAN).await;
    }
    let alive = victim.is_alive();
    let mut wrong = Vec::new();
    if !alive {
        wrong.push(format!("the product ended: {}", case.place.last_words()));
        victim = case.place.start().await?;
    }
    if shown < times {
        wrong.push(format!("the home page was shown {shown} of {times} times"));
    }
    let figures = vec![
        number(whole(times), 0),
        number(whole(shown), 0),
        text(if alive { "yes" } else { "NO" }),
    ];
    Ok((Done { figures, wrong }, victim))
}

/// Writes until nothing fits any more.
fn fill(path: &Path) {
    use std::io::Write;
    let Ok(mut file) = std::fs::File::create(path) else { return };
    for size in [1 << 20, 1 << 12, 1] {
        let piece = vec![0; size];
        while file.write_all(&piece).is_ok() {}
    }
}
