//! The wire to PostgreSQL is cut and mended: pages that were read before are still there, letters
//! get a clear sentence and keep what was typed, and nothing acknowledged is lost.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use acceptance::{Browser, Relay};
use measuring::letters::filled;
use measuring::numbers::whole;
use measuring::table::number;
use measuring::trouble::{Doing, Outcome, trouble};
use rand::SeedableRng;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;

use super::{Case, Done};
use crate::audit::Findings;
use crate::victim::Victim;

/// Its own columns.
pub const HEADS: [&str; 4] = ["cuts", "pages read while away", "not 200", "letters refused well"];
/// How long the wire is cut, and whole.
const SPAN: Duration = Duration::from_secs(3);
/// Pages that are read while the database is away.
const PAGES: usize = 1_000;

/// Cuts, reads, writes, audits.
pub async fn cause(mut case: Case<'_>) -> Outcome<(Done, Findings)> {
    let url = case.place.database.clone().doing("know the database")?;
    let (relay, near) = Relay::before(&url).await.doing("open a relay")?;
    case.place.database = Some(near);
    let victim = case.place.start().await?;
    let until = case.until();
    case.while_people_write(until, cut_until(&case, &relay, victim, until)).await
}

async fn cut_until(
    case: &Case<'_>,
    relay: &Relay,
    victim: Victim,
    until: Instant,
) -> Outcome<(Done, Victim)> {
    let visitor = case.place.visitor(1 << 21);
    let form = visitor.open("/mailbox/new").await.form("/mailbox/new");
    let pages = known_pages(&visitor).await?;
    let mut random = StdRng::seed_from_u64(case.ground.seed);
    let (mut wrong, mut cuts, mut read, mut refused) = (Vec::new(), 0, 0, 0);
    while cuts == 0 || Instant::now() < until {
        relay.cut();
        cuts += 1;
        let mended = Instant::now() + SPAN;
        let mut order = pages.clone();
        order.shuffle(&mut random);
        for path in order.iter().cycle().take(if cuts == 1 { PAGES } else { 100 }) {
            let page = visitor.try_get(path).await.doing(format!("read {path}"))?;
            read += 1;
            if page.status != 200 {
                wrong.push(format!("{path} answers {} while the database is away", page.status));
            }
        }
        let letter = filled(form.clone(), "数据库不在时的来信");
        let answer = visitor.try_send(letter).await.doing("send a letter")?;
        if answer.status == 503 && answer.text.contains("数据库不在时的来信") {
            refused += 1;
        } else {
            let words: String = answer.words().chars().take(120).collect();
            wrong.push(format!("a letter is answered {}: {words}", answer.status));
        }
        tokio::time::sleep(mended.saturating_duration_since(Instant::now())).await;
        relay.mend();
        tokio::time::sleep(SPAN).await;
    }
    let bad = wrong.iter().filter(|one| one.contains("answers")).count();
    let figures = [cuts, read, bad, refused].map(|count| number(whole(count), 0)).to_vec();
    Ok((Done { figures, wrong }, victim))
}

/// Pages of the site, each read once, so that the product has seen them.
async fn known_pages(visitor: &Browser) -> Outcome<Vec<String>> {
    let mut waiting = vec!["/".to_owned(), "/site-map".to_owned()];
    let mut met: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut pages = Vec::new();
    while let Some(path) = waiting.pop() {
        let page = visitor.try_get(&path).await.doing(format!("read {path}"))?;
        let html = page.header("content-type").starts_with("text/html");
        if page.status != 200 || !html || page.header("cache-control").contains("no-store") {
            continue;
        }
        for link in page.attributes("a[href^='/']", "href") {
            let link = link.split('#').next().unwrap_or_default().to_owned();
            let door = ["/search", "/view/", "/api", "/mailbox", "/feeds", "/media"];
            // Anywhere: sub-sites have the same doors below their names, and a switch of the view makes
            // every page another one.
            let living = door.iter().any(|door| link.contains(door)) || link.contains('?');
            if !living && met.len() < PAGES && met.insert(link.clone()) {
                waiting.push(link);
            }
        }
        pages.push(path);
    }
    if pages.len() < 20 {
        return trouble(format!("only {} pages were found", pages.len()));
    }
    Ok(pages)
}
