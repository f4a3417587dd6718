//! A small file system is filled to the last byte and emptied again, over and over: the one that holds
//! database, files and index; the one that holds the log; the one that holds PostgreSQL.

use std::time::{Duration, Instant};

use measuring::numbers::whole;
use measuring::table::{number, text};
use measuring::trouble::Outcome;

use super::{Case, Done, psql};
use crate::audit::Findings;
use crate::single::Single;
use crate::small_disk::SmallDisk;
use crate::victim::Victim;

/// Its own columns.
pub const HEADS: [&str; 4] =
    ["times full", "home page while full", "database started again", "alive at the end"];
/// Mebibytes for data, and for PostgreSQL: the letters of three minutes fit.
const ROOM: u32 = 2_048;
/// Mebibytes for what comes after.
const ROOM_AFTERWARDS: u32 = 4_096;
/// Mebibytes for a log.
const ROOM_FOR_LOGS: u32 = 4;
/// How long it is full, and has room.
const SPAN: Duration = Duration::from_secs(3);

/// The disk with database, files and index.
pub async fn data(case: &Case<'_>) -> Outcome<(Done, Findings)> {
    let disk = SmallDisk::mount(&case.place.folder, ROOM).await?;
    let found = filled(case, (&disk, None)).await;
    disk.unmount().await?;
    found
}

/// The disk with the log, in which every request is noted.
pub async fn log(mut case: Case<'_>) -> Outcome<(Done, Findings)> {
    let folder = case.place.folder.with_extension("logs");
    let disk = SmallDisk::mount(&folder, ROOM_FOR_LOGS).await?;
    case.place.log = folder.join("weiyang.log");
    case.place.settings.push(("WEIYANG_LOG__LEVEL".to_owned(), "info".to_owned()));
    let found = filled(&case, (&disk, None)).await;
    disk.unmount().await?;
    found
}

/// The disk with PostgreSQL, which may end of it; whoever runs it starts it again when there is room.
pub async fn database(mut case: Case<'_>) -> Outcome<(Done, Findings)> {
    let folder = case.place.folder.with_extension("postgres");
    let disk = SmallDisk::mount(&folder, ROOM).await?;
    let found = async {
        let server = Single::start(&folder).await?;
        psql(&server.address("postgres"), "CREATE DATABASE district").await?;
        case.place.database = Some(server.address("district"));
        let found = filled(&case, (&disk, Some(&server))).await;
        server.stop().await?;
        found
    };
    let found = found.await;
    disk.unmount().await?;
    found
}

async fn filled(case: &Case<'_>, disk: (&SmallDisk, Option<&Single>)) -> Outcome<(Done, Findings)> {
    let victim = case.place.start().await?;
    let until = case.until();
    case.while_people_write(until, fill_until(case, disk, victim, until)).await
}

async fn fill_until(
    case: &Case<'_>,
    (disk, server): (&SmallDisk, Option<&Single>),
    mut victim: Victim,
    until: Instant,
) -> Outcome<(Done, Victim)> {
    let visitor = case.place.visitor(1 << 21);
    let (mut times, mut shown, mut raised) = (0_usize, 0_usize, 0_usize);
    while times == 0 || Instant::now() < until {
        disk.fill();
        times += 1;
        let page = visitor.try_get("/").await;
        shown += usize::from(page.is_ok_and(|page| page.status == 200));
        tokio::time::sleep(SPAN).await;
        disk.empty()?;
        if let Some(server) = server {
            raised += usize::from(server.raise().await?);
        }
        tokio::time::sleep(SPAN).await;
    }
    disk.grow(ROOM_AFTERWARDS).await?;
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
        number(whole(raised), 0),
        text(if alive { "yes" } else { "NO" }),
    ];
    Ok((Done { figures, wrong }, victim))
}
