//! Letters that are acknowledged only when they outlive a power cut, on both databases, beside what
//! pgbench commits on the same cluster.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use acceptance::{Browser, Form};
use tokio::process::Command;

use crate::ground::Ground;
use crate::letters::{filled, household, receipt};
use crate::numbers::{Times, whole};
use crate::portal::{Place, Portal};
use crate::process::{printed, run};
use crate::table::{Table, number, text};
use crate::trouble::{Doing, Outcome, trouble};

/// Bytes of an attachment, where there is one.
const ATTACHED: usize = 200_000;
/// Nobody waits longer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Submits for a while with and without an attachment, on each database.
pub async fn measure(ground: &mut Ground) -> Outcome<Table> {
    let title = format!("Durable submissions: {} people", ground.options.writers);
    let heads = ["what", "database", "per second", "p50 ms", "p99 ms", "of pgbench"];
    let mut table = Table::new(title, &heads);
    let folder = ground.folder.join("submissions-sqlite");
    let place = Place { binary: ground.binary.clone(), folder, database: None };
    on(ground, &mut table, "SQLite", &place, None).await?;
    let Some(cluster) = ground.options.cluster() else {
        table.note("PostgreSQL left out: neither --postgres nor WEIYANG_TEST_POSTGRES");
        return Ok(table);
    };
    if ask(&cluster, "SHOW fsync").await? != "on" {
        table.note("PostgreSQL left out: its fsync is off (WEIYANG_TEST_POSTGRES_FSYNC=on)");
        return Ok(table);
    }
    let name = format!("submissions_{}", std::process::id());
    ask(&cluster, &format!("CREATE DATABASE {name}")).await?;
    let (base, _) = cluster.rsplit_once('/').doing("read the cluster's address")?;
    let url = format!("{base}/{name}");
    let outcome = on_postgres(ground, &mut table, &url).await;
    ask(&cluster, &format!("DROP DATABASE {name} WITH (FORCE)")).await?;
    outcome.map(|()| table)
}

async fn on_postgres(ground: &Ground, table: &mut Table, url: &str) -> Outcome {
    let transactions = pgbench(ground, url).await?;
    table.row([
        text("TPC-B transaction"),
        text("pgbench"),
        number(transactions, 0),
        text(""),
        text(""),
        number(1.0, 2),
    ]);
    let folder = ground.folder.join("submissions-postgres");
    let place = Place { binary: ground.binary.clone(), folder, database: Some(url.to_owned()) };
    on(ground, table, "PostgreSQL", &place, Some(transactions)).await
}

async fn on(
    ground: &Ground,
    table: &mut Table,
    name: &str,
    place: &Place,
    pgbench: Option<f64>,
) -> Outcome {
    let portal = place.start("/").await?;
    for (what, bytes) in [("letter", 0), ("letter with 200 kB", ATTACHED)] {
        let begin = Instant::now();
        let times = load(ground, &portal, bytes).await?;
        let rate = whole(times.count()) / begin.elapsed().as_secs_f64();
        table.row([
            text(what),
            text(name),
            number(rate, 0),
            number(times.percentile(50), 1),
            number(times.percentile(99), 1),
            pgbench.map_or_else(|| text(""), |other| number(rate / other.max(0.1), 2)),
        ]);
    }
    portal.stop().await
}

/// So many people send one letter after the other; how long each acknowledgement took.
async fn load(ground: &Ground, portal: &Portal, bytes: usize) -> Outcome<Times> {
    static NUMBERS: AtomicU64 = AtomicU64::new(0);
    let until = Instant::now() + Duration::from_secs(ground.options.seconds);
    let content = Arc::new(vec![b'w'; bytes.saturating_sub(20)]);
    let mut people = Vec::new();
    for _ in 0..ground.options.writers {
        let (base, content) = (portal.public.clone(), content.clone());
        people.push(tokio::spawn(async move {
            let mut took = Vec::new();
            let blank = Browser::new(&base).open("/mailbox/new").await.form("/mailbox/new");
            while Instant::now() < until {
                let number = NUMBERS.fetch_add(1, Ordering::Relaxed);
                took.push(one(&base, &blank, number, &content).await?);
            }
            Ok(took)
        }));
    }
    let mut times = Times::default();
    for one in people {
        let took: Outcome<Vec<Duration>> = one.await.doing("wait for a writer")?;
        took?.into_iter().for_each(|one| times.push(one));
    }
    Ok(times)
}

/// One letter; how long its acknowledgement took.
async fn one(base: &str, blank: &Form, number: u64, content: &[u8]) -> Outcome<Duration> {
    let visitor = Browser::behind_proxy(base, &household(number), PATIENCE);
    // A form's key may be anybody's invention: it only has to be new.
    let form = filled(blank.clone(), &format!("第{number}号来信"));
    let mut form = form.set("key", format!("bench{number:021}"));
    if !content.is_empty() {
        let bytes = [format!("{number:020}").as_bytes(), content].concat();
        form = form.file("files", "现场记录.txt", bytes);
    }
    let begin = Instant::now();
    let answer = visitor.try_send(form).await.doing("send a letter")?;
    let took = begin.elapsed();
    match receipt(&answer) {
        Some(_) if answer.status == 200 => Ok(took),
        _ => trouble(format!("a letter was answered {}: {}", answer.status, answer.words())),
    }
}

/// What pgbench commits a second with as many clients on the same database.
async fn pgbench(ground: &Ground, url: &str) -> Outcome<f64> {
    run(Command::new("pgbench").args(["-i", "-q", "-s", "10", url]), "fill pgbench").await?;
    let clients = ground.options.writers.to_string();
    let seconds = ground.options.seconds.to_string();
    let mut command = Command::new("pgbench");
    command.args(["-c", &clients, "-j", "2", "-T", &seconds, url]);
    let output = printed(&run(&mut command, "run pgbench").await?);
    let line = output.lines().find_map(|line| line.strip_prefix("tps = "));
    let rate = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    rate.doing("read what pgbench says")
}

async fn ask(url: &str, statement: &str) -> Outcome<String> {
    let mut command = Command::new("psql");
    command.args([url, "-q", "-At", "-c", statement]);
    Ok(printed(&run(&mut command, statement).await?).trim().to_owned())
}
