//! Bulk import: how fast, how large, and that a second run changes nothing.

use tokio::process::Command;

use crate::ground::{District, Ground, Size};
use crate::numbers::{mebibytes, whole};
use crate::portal::Place;
use crate::process::{printed, run, size_of};
use crate::table::{Table, number, text};
use crate::trouble::{Doing, Outcome};

/// Imports on SQLite and, where there is a cluster, on PostgreSQL.
pub async fn measure(ground: &mut Ground) -> Outcome<Vec<Table>> {
    let mut table = Table::new(
        "Import",
        &[
            "database",
            "documents",
            "seconds",
            "documents/s",
            "second run s",
            "database MiB",
            "index MiB",
        ],
    );
    let district = ground.district(Size::Large).await?;
    add(ground, &mut table, "SQLite", &district).await?;
    if let Some(cluster) = ground.options.cluster() {
        let name = format!("bench_{}", std::process::id());
        let mut create = Command::new("psql");
        create.args([&cluster, "-q", "-c", &format!("CREATE DATABASE {name}")]);
        run(&mut create, "create a database").await?;
        let outcome = on_postgres(ground, &mut table, &cluster, &name).await;
        let mut drop = Command::new("psql");
        drop.args([&cluster, "-q", "-c", &format!("DROP DATABASE {name} WITH (FORCE)")]);
        run(&mut drop, "drop the database").await?;
        outcome?;
    } else {
        table.note("PostgreSQL left out: neither --postgres nor WEIYANG_TEST_POSTGRES");
    }
    Ok(vec![table])
}

async fn on_postgres(ground: &mut Ground, table: &mut Table, cluster: &str, name: &str) -> Outcome {
    let (base, _) = cluster.rsplit_once('/').doing("read the cluster's address")?;
    let folder = ground.folder.join("postgres");
    let database = Some(format!("{base}/{name}"));
    let place = Place { binary: ground.binary.clone(), folder, database };
    let district = ground.prepare(place, ground.options.documents).await?;
    add(ground, table, "PostgreSQL", &district).await
}

async fn add(ground: &Ground, table: &mut Table, name: &str, district: &District) -> Outcome {
    let place = &district.place;
    let file = ground.file(district.documents);
    let again = ground.import(place, &ground.options.column, &file).await?;
    let database = match &place.database {
        Some(url) => postgres_size(url).await?,
        None => size_of(&place.folder, &|name| name.contains(".db") || name.contains("sqlite")),
    };
    let index = size_of(&place.folder, &|name| name == "index");
    let seconds = district.import.took.as_secs_f64();
    table.row([
        text(name),
        number(whole(district.written.good), 0),
        number(seconds, 1),
        number(whole(district.written.good) / seconds, 0),
        number(again.took.as_secs_f64(), 1),
        number(mebibytes(database), 0),
        number(mebibytes(index), 0),
    ]);
    table.note(format!(
        "{name}: {} good and {} broken lines, {:.0} MiB of JSON",
        district.written.good,
        district.written.broken,
        mebibytes(district.written.bytes)
    ));
    table.note(format!("{name}, first run: {}", district.import.said));
    table.note(format!("{name}, second run: {}", again.said));
    Ok(())
}

async fn postgres_size(url: &str) -> Outcome<u64> {
    let mut ask = Command::new("psql");
    ask.args([url, "-At", "-c", "SELECT pg_database_size(current_database())"]);
    let output = run(&mut ask, "ask for the database's size").await?;
    printed(&output).trim().parse().doing("read the database's size")
}
