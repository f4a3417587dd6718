//! What is done to the product, a file each.

mod away;
mod clock;
mod failover;
mod full;
mod greedy;
mod index;
mod killed;
mod restarted;
mod restore;
mod rolling;
mod slow;
mod upgrade;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use measuring::numbers::whole;
use measuring::process::run;
use measuring::table::{Cell, Table, number, text};
use measuring::trouble::{Doing, Outcome, trouble};
use tokio::process::Command;

use crate::audit::{Findings, audit};
use crate::options::{Database, Fault, Options};
use crate::victim::{Place, Victim};
use crate::writer::Writers;

/// Seconds in which letters that are under way at the end may still be acknowledged.
const GRACE: Duration = Duration::from_secs(20);
/// What the ledger says, in every table.
const LEDGER: [&str; 9] = [
    "letters",
    "acknowledged",
    "after retries",
    "given up",
    "of these there",
    "lost",
    "doubled",
    "torn",
    "journal",
];

/// What every fault starts from.
pub struct Ground {
    /// What was asked.
    pub options: Options,
    /// The seed that was given or drawn.
    pub seed: u64,
    /// The binary to break.
    pub binary: PathBuf,
    /// A folder that is removed at the end.
    pub folder: PathBuf,
}

/// One fault on one database.
pub struct Case<'a> {
    /// What everything starts from.
    pub ground: &'a Ground,
    /// Where the product lives.
    pub place: Place,
}

/// What a fault did: a figure for each column of its own, and what did not go as it should.
#[derive(Debug, Default)]
pub struct Done {
    /// Figures.
    pub figures: Vec<Cell>,
    /// What went wrong, a sentence each.
    pub wrong: Vec<String>,
}

impl Fault {
    /// Its title and its own columns.
    fn table(self, options: &Options) -> Table {
        let (title, own): (&str, &[&'static str]) = match self {
            Self::Killed => ("Killed (kill -9) about every second", &killed::HEADS),
            Self::Restarted => ("Restarted in order, again and again", &restarted::HEADS),
            Self::Away => ("The database is cut off and comes back", &away::HEADS),
            Self::Failover => {
                ("Two nodes; the primary is lost, its standby takes over", &failover::HEADS)
            }
            Self::Rolling => ("Two nodes behind nginx, restarted in turn", &rolling::HEADS),
            Self::Upgrade => {
                ("Two nodes behind nginx, replaced by a newer version", &upgrade::HEADS)
            }
            Self::Full => ("The disk is full and has room again", &full::HEADS),
            Self::FullLog => ("The disk with the log is full and has room again", &full::HEADS),
            Self::FullDatabase => ("PostgreSQL's disk is full and has room again", &full::HEADS),
            Self::Slow => ("Slow heads, slow bodies, slow readers", &slow::HEADS),
            Self::Greedy => ("Huge uploads, bombs, thousands of connections", &greedy::HEADS),
            Self::Clock => ("The clock jumps years ahead and back", &clock::HEADS),
            Self::Index => ("The search index is corrupted, then deleted", &index::HEADS),
            Self::Restore => {
                ("Backups while people write, then everything lost and put back", &restore::HEADS)
            }
        };
        let title = format!(
            "{title}; {} people write for {} s, attachments of {} bytes",
            options.clients, options.seconds, options.attachment
        );
        let heads = [["database"].as_slice(), own, LEDGER.as_slice()].concat();
        Table::new(title, &heads)
    }
}

impl Ground {
    /// Causes one fault on each database. Whether everything went as it should.
    pub async fn cause(&self, fault: Fault) -> (Table, bool) {
        let mut table = fault.table(&self.options);
        let mut good = true;
        for database in self.options.databases() {
            if fault.is_of_servers() && database == Database::Sqlite {
                table.note("SQLite is part of the program: nothing of this can happen to it");
                continue;
            }
            match self.on(fault, database).await {
                Ok((done, found)) => good &= report(&mut table, database, done, &found),
                Err(why) => {
                    good = false;
                    table.note(format!("{}: {why}", database.name()));
                }
            }
        }
        (table, good)
    }

    async fn on(&self, fault: Fault, database: Database) -> Outcome<(Done, Findings)> {
        let name = format!("faults_{}_{}", std::process::id(), fault as u8);
        let cluster = self.options.cluster().filter(|_| database == Database::Postgres);
        let mut url = None;
        if let Some(cluster) = &cluster {
            psql(cluster, &format!("CREATE DATABASE {name}")).await?;
            let (base, _) = cluster.rsplit_once('/').doing("read the cluster's address")?;
            url = Some(format!("{base}/{name}"));
        }
        let folder = self.folder.join(format!("{fault:?}-{database:?}").to_lowercase());
        let place = Place::new(self.binary.clone(), folder, url)?;
        let case = Case { ground: self, place };
        let outcome = match fault {
            Fault::Killed => killed::cause(&case).await,
            Fault::Restarted => restarted::cause(&case).await,
            Fault::Away => away::cause(case).await,
            Fault::Failover => failover::cause(case).await,
            Fault::Rolling => rolling::cause(case).await,
            Fault::Upgrade => Box::pin(upgrade::cause(case)).await,
            Fault::Full => full::data(&case).await,
            Fault::FullLog => full::log(case).await,
            Fault::FullDatabase => full::database(case).await,
            Fault::Slow => slow::cause(&case).await,
            Fault::Greedy => greedy::cause(case).await,
            Fault::Clock => clock::cause(case).await,
            Fault::Index => index::cause(&case).await,
            Fault::Restore => restore::cause(&case).await,
        };
        if let Some(cluster) = &cluster {
            psql(cluster, &format!("DROP DATABASE {name} WITH (FORCE)")).await?;
        }
        outcome
    }
}

fn report(table: &mut Table, database: Database, done: Done, found: &Findings) -> bool {
    let count = |count: usize| number(whole(count), 0);
    let ledger = [
        count(found.letters),
        count(found.acknowledged),
        count(found.again),
        count(found.unacknowledged),
        count(found.arrived),
        count(found.lost.len()),
        count(found.doubled.len()),
        count(found.torn.len()),
        text(if found.journal_clean { "clean" } else { "BROKEN" }),
    ];
    let good = found.good() && done.wrong.is_empty() && found.acknowledged > 0;
    let name = database.name();
    let cells = std::iter::once(text(name)).chain(done.figures).chain(ledger);
    table.row(cells.collect::<Vec<_>>());
    for (status, times) in &found.refusals {
        table.note(format!("{name}: letters were answered {status} {times} times and sent again"));
    }
    if found.repeated > 0 {
        table.note(format!("{name}: {} looks after the end had to be repeated", found.repeated));
    }
    let lists = [
        ("WRONG", &done.wrong),
        ("LOST", &found.lost),
        ("DOUBLED", &found.doubled),
        ("TORN", &found.torn),
        ("IN NO LEDGER", &found.strange),
    ];
    for (word, list) in lists {
        for one in list.iter().take(5) {
            table.note(format!("{name}, {word}: {one}"));
        }
    }
    good
}

impl Case<'_> {
    /// The moment at which people stop writing.
    fn until(&self) -> Instant {
        Instant::now() + Duration::from_secs(self.ground.options.seconds)
    }

    /// People write until the moment while something is done, which leaves the product running; then
    /// everything is audited.
    async fn while_people_write(
        &self,
        until: Instant,
        mischief: impl Future<Output = Outcome<(Done, Victim)>>,
    ) -> Outcome<(Done, Findings)> {
        let (done, writers) = self.written_while(until, mischief).await?;
        self.audited(&writers, done).await
    }

    /// People write until the moment while something is done.
    async fn written_while<T>(
        &self,
        until: Instant,
        mischief: impl Future<Output = Outcome<T>>,
    ) -> Outcome<(T, Writers)> {
        let (place, seed) = (&self.place, self.ground.seed);
        let writers = Writers::new(place.clone(), seed, self.ground.options.attachment);
        let (own, people) = (writers.clone(), self.ground.options.clients);
        let writing = tokio::spawn(async move { own.write(people, until, GRACE).await });
        match mischief.await {
            Ok(done) => {
                writing.await.doing("wait for the writers")?;
                Ok((done, writers))
            }
            Err(why) => {
                writing.abort();
                trouble(format!("{why} (log: {})", place.last_words()))
            }
        }
    }

    /// What became of what they wrote; the product ends.
    async fn audited(
        &self,
        writers: &Writers,
        (done, victim): (Done, Victim),
    ) -> Outcome<(Done, Findings)> {
        let stem = format!("（{}）", self.ground.seed);
        let found = audit(&self.place, &writers.ledger.letters(), &stem).await?;
        victim.stop().await?;
        Ok((done, found))
    }
}

async fn psql(cluster: &str, statement: &str) -> Outcome {
    let mut command = Command::new("psql");
    command.args([cluster, "-q", "-c", statement]);
    run(&mut command, statement).await.map(drop)
}
