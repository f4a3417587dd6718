//! Hundreds of sites in one instance, as a city has them: each with a host and columns of its own, set up
//! through the console by those who do it in a real office.

use std::time::{Duration, Instant};

use acceptance::{APPROVER, Browser, PROPOSER};
use tokio::process::Command;

use crate::ground::{Ground, say};
use crate::numbers::{Times, mebibytes, whole};
use crate::portal::{Place, Portal};
use crate::process::run;
use crate::table::{Cell, Table, number};
use crate::trouble::{Doing, Outcome, trouble};

/// Columns of each site.
const COLUMNS: usize = 10;
/// Sites whose home pages are opened.
const LOOKS: usize = 60;
/// Changes of a site.
const CHANGES: usize = 5;
/// Until new pages are compressed, which keeps both cores busy.
const CALM: Duration = Duration::from_secs(6);

/// Measures with no site of its own, with a third of them, with all.
pub async fn measure(ground: &mut Ground) -> Outcome<Table> {
    let place = Place {
        binary: ground.binary.clone(),
        folder: ground.folder.join("sites"),
        database: None,
    };
    let mut table = Table::new(
        "Sites with hosts of their own",
        &[
            "sites",
            "columns",
            "addresses after ms",
            "own part MiB",
            "home page p50 ms",
            "p95 ms",
            "again p50 ms",
            "site changed p50 ms",
            "mirror files",
            "mirror s",
        ],
    );
    let all = ground.options.sites;
    let mut there = 0;
    for wanted in [0, all / 3, all] {
        let begin = Instant::now();
        let portal = place.start("/").await?;
        for site in there..wanted {
            found(&portal, site).await?;
        }
        portal.stop().await?;
        there = wanted;
        say(&format!("sites: {there} stand after {:.0} s", begin.elapsed().as_secs_f64()));
        table.row(look(ground, &place, there).await?);
    }
    table.note(format!(
        "beside the demo's own; {COLUMNS} columns each, without documents; home pages of {LOOKS} sites that nobody \
         had asked since the start, then once more when new pages were compressed; a site changed: from sending the form until the answer, when \
         every page of the portal follows the new tree"
    ));
    Ok(table)
}

fn host(site: usize) -> String {
    format!("s{site:03}.weiyang.test")
}

/// Founds a site and gives it its columns by one proposal.
async fn found(portal: &Portal, site: usize) -> Outcome {
    let office = portal.staff(PROPOSER).await;
    let (code, name) = (format!("s{site:03}"), format!("第{site}街道"));
    let form = office.open("/sites/new").await.form_with("site_id_code");
    let form = form.set("name", &name).set("short_name", &name).set("code", &code);
    let form = form.set("domain", host(site)).set("site_id_code", format!("61011{site:05}"));
    accepted(&office.send(form).await)?;
    let proposal = office.begin_proposal(&code, &format!("{name}的栏目")).await;
    let form = office.open(&format!("{proposal}/changes/add")).await.form_with("column_type");
    let form = form.set("description", "发布街道的工作进展。").set("keywords", "街道;动态");
    let form = form.set("column_type", "其他").set("unit", "fgw");
    for column in 1..=COLUMNS {
        let form = form.clone().set("path", format!("lm{column}"));
        accepted(&office.send(form.set("name", format!("栏目{column}"))).await)?;
    }
    office.hand_in(&proposal).await;
    accepted(&portal.staff(APPROVER).await.agree(&proposal).await)
}

fn accepted(answer: &acceptance::Page) -> Outcome {
    if answer.status < 400 {
        return Ok(());
    }
    trouble(format!("{} {}", answer.status, answer.words()))
}

async fn look(ground: &Ground, place: &Place, sites: usize) -> Outcome<Vec<Cell>> {
    let portal = place.start("/").await?;
    let hosts: Vec<String> = match sites {
        0 => vec!["www.weiyang.gov.cn".to_owned()],
        _ => (0..sites).step_by(sites.div_ceil(LOOKS)).map(host).collect(),
    };
    let visitor = portal.visitor();
    let first = homes(&visitor, &hosts).await?;
    // The first start after sites were founded enters them into the register of identities, which
    // drops every page once: the second look may find them gone.
    homes(&visitor, &hosts).await?;
    tokio::time::sleep(CALM).await;
    let again = homes(&visitor, &hosts).await?;
    let memory = portal.memory()?;
    let mut changed = Times::default();
    for turn in 1..=CHANGES {
        changed.push(change(&portal, sites, turn).await?);
    }
    let started_in = portal.started_in;
    portal.stop().await?;
    let mirror = ground.folder.join(format!("mirror-of-{sites}"));
    let begin = Instant::now();
    let mut command = Command::new(&ground.binary);
    command.arg("mirror").arg(&mirror).args(place.arguments());
    run(&mut command, "write the mirror").await?;
    let took = begin.elapsed();
    let files = crate::hugo::files(&mirror.join("site"));
    Ok(vec![
        number(whole(sites), 0),
        number(whole(sites * COLUMNS), 0),
        number(started_in.as_secs_f64() * 1_000.0, 0),
        number(mebibytes(memory.own), 0),
        number(first.percentile(50), 1),
        number(first.percentile(95), 1),
        number(again.percentile(50), 1),
        number(changed.percentile(50), 0),
        number(whole(files), 0),
        number(took.as_secs_f64(), 1),
    ])
}

async fn homes(visitor: &Browser, hosts: &[String]) -> Outcome<Times> {
    let mut times = Times::default();
    for host in hosts {
        let begin = Instant::now();
        let page = visitor.get_with("/", &[("host", host), ("accept", "text/html")]).await;
        times.push(begin.elapsed());
        if page.status != 200 {
            return trouble(format!("{host} answers {}", page.status));
        }
    }
    Ok(times)
}

/// Gives a site another description.
async fn change(portal: &Portal, sites: usize, turn: usize) -> Outcome<Duration> {
    let office = portal.staff(PROPOSER).await;
    let code = if sites == 0 { "main".to_owned() } else { format!("s{:03}", sites / 2) };
    let page = office.open(&format!("/sites/{code}")).await;
    let form = page.form_with("short_name").set("description", format!("街道的门户（{turn}）。"));
    let begin = Instant::now();
    accepted(&office.send(form).await).doing("change a site")?;
    Ok(begin.elapsed())
}
