//! Two nodes behind nginx over a primary with a synchronous standby: the primary is lost and the standby
//! takes its place; later a node is lost and comes back. Whoever writes sends again.

use std::time::{Duration, Instant};

use measuring::letters::{filled, receipt};
use measuring::process::free_port;
use measuring::table::number;
use measuring::trouble::{Doing, Outcome, trouble};

use super::{Case, Done, psql};
use crate::audit::Findings;
use crate::pair::Pair;
use crate::proxy::Proxy;
use crate::relay::Relay;
use crate::victim::{Place, Victim};

/// Its own columns.
pub const HEADS: [&str; 1] = ["letters again after s"];
/// How long somebody takes to see that a machine is gone.
const SEEN: Duration = Duration::from_secs(3);
/// Letters must be taken again within this.
const AGAIN: Duration = Duration::from_mins(1);

/// What the fault needs beside the first node.
struct Stage {
    pair: Pair,
    wire: Relay,
    second: Place,
}

/// Loses, promotes, audits.
pub async fn cause(mut case: Case<'_>) -> Outcome<(Done, Findings)> {
    let pair = Pair::start().await?;
    let cluster = format!("postgres://weiyang@127.0.0.1:{}/postgres", pair.primary);
    psql(&cluster, "CREATE DATABASE district").await?;
    let wire = Relay::to(format!("127.0.0.1:{}", pair.primary)).await?;
    // Whoever moves the address of the database moves this wire.
    let database = format!("postgres://weiyang@127.0.0.1:{}/district", wire.port);
    case.place.database = Some(database);
    let shared = case.place.folder.with_extension("shared");
    let files = [
        ("WEIYANG_FILES__STORE".to_owned(), "folder".to_owned()),
        ("WEIYANG_FILES__PATH".to_owned(), shared.display().to_string()),
    ];
    case.place.settings.extend(files);
    let first = case.place.start().await?;
    let second = Place {
        folder: case.place.folder.with_extension("second"),
        public: free_port()?,
        console: free_port()?,
        ..case.place.clone()
    };
    std::fs::create_dir_all(&second.folder).doing("make the second node's folder")?;
    let secret = |place: &Place| place.folder.join("secret.key");
    std::fs::copy(secret(&case.place), secret(&second)).doing("give both nodes one secret")?;
    let nodes = (first, second.start().await?);
    let (ports, port) = ([case.place.public, second.public], free_port()?);
    let folder = case.place.folder.with_extension("nginx");
    let proxy = Proxy::start(&folder, port, &ports).await?;
    // From here on visitors come through the proxy.
    case.place.public = port;
    let until = case.until();
    let stage = Stage { pair, wire, second };
    let found = case.while_people_write(until, lose_until(&case, &stage, nodes, until)).await;
    proxy.stop().await?;
    found
}

async fn lose_until(
    case: &Case<'_>,
    stage: &Stage,
    (first, second): (Victim, Victim),
    until: Instant,
) -> Outcome<(Done, Victim)> {
    let third = until.saturating_duration_since(Instant::now()) / 3;
    tokio::time::sleep(third).await;
    stage.pair.lose_primary().await?;
    let lost = Instant::now();
    stage.wire.cut();
    tokio::time::sleep(SEEN).await;
    stage.pair.promote().await?;
    stage.wire.turn(format!("127.0.0.1:{}", stage.pair.standby));
    let again = taken_again(case, lost).await?;
    tokio::time::sleep((lost + third).saturating_duration_since(Instant::now())).await;
    second.kill().await?;
    tokio::time::sleep(SEEN).await;
    let second = stage.second.start().await?;
    tokio::time::sleep(until.saturating_duration_since(Instant::now())).await;
    // The audit asks the first node alone.
    second.stop().await?;
    let figures = vec![number(again.as_secs_f64(), 1)];
    Ok((Done { figures, wrong: Vec::new() }, first))
}

/// How long it took from the loss until a letter was acknowledged.
async fn taken_again(case: &Case<'_>, lost: Instant) -> Outcome<Duration> {
    let visitor = case.place.visitor(1 << 21);
    while lost.elapsed() < AGAIN {
        tokio::time::sleep(Duration::from_millis(200)).await;
        let Ok(page) = visitor.try_get("/mailbox/new").await else { continue };
        if page.status != 200 {
            continue;
        }
        let letter = filled(page.form("/mailbox/new"), "主库换过以后的来信");
        let answer = visitor.try_send(letter).await;
        if answer.is_ok_and(|page| receipt(&page).is_some()) {
            return Ok(lost.elapsed());
        }
    }
    trouble("no letter was taken within a minute after the standby was promoted")
}
