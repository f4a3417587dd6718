//! Search: how quickly questions are answered, and whether the totals are true.

use std::time::Instant;

use rand::RngExt;

use crate::ground::{District, Ground, Size};
use crate::numbers::{Times, whole};
use crate::portal::Portal;
use crate::table::{Table, number, text};
use crate::trouble::{Outcome, trouble};
use crate::visiting::{api_search, hits, page_search, total};

/// Questions before measuring.
const WARM_UP: usize = 20;

/// Asks the large district.
pub async fn measure(ground: &mut Ground) -> Outcome<Vec<Table>> {
    let district = ground.district(Size::Large).await?;
    let questions = ground.options.questions;
    // Two-character words are what people ask most.
    let all =
        ground.corpus()?.cuttings(questions * 2 + WARM_UP, |rng| match rng.random_range(0..10) {
            0..4 => 2,
            _ => rng.random_range(3..9),
        });
    let portal = district.place.start("/").await?;
    for words in all.iter().take(WARM_UP) {
        portal.visitor().get(&page_search(words)).await;
    }
    let asked: Vec<&String> = all.iter().skip(WARM_UP).collect();
    let (by_api, by_page) = asked.split_at(asked.len() / 2);
    let mut table =
        Table::new("Search", &["what", "questions", "p50 ms", "p95 ms", "p99 ms", "without hits"]);
    if portal.visitor().get(&api_search("未央", 1)).await.status == 404 {
        table.note("this portal has no search API: totals are read from the page");
    } else {
        let mut addresses = by_api.iter().map(|words| api_search(words, 20));
        table.row(ask(&portal, "API", &mut addresses).await?);
    }
    let mut addresses = by_page.iter().map(|words| page_search(words));
    table.row(ask(&portal, "page", &mut addresses).await?);
    table.note(format!(
        "distinct cuttings of 2 to 8 characters from {} documents, one at a time, so none is cached",
        district.documents
    ));
    let truth = probe(ground, &district, &portal).await?;
    portal.stop().await?;
    Ok(vec![table, truth])
}

async fn ask(
    portal: &Portal,
    name: &str,
    addresses: &mut (dyn Iterator<Item = String> + Send),
) -> Outcome<Vec<crate::table::Cell>> {
    let visitor = portal.visitor();
    let (mut times, mut nothing) = (Times::default(), 0_usize);
    for address in addresses {
        let begin = Instant::now();
        let answer = visitor.get(&address).await;
        times.push(begin.elapsed());
        if answer.status != 200 {
            return trouble(format!("{address} answers {}", answer.status));
        }
        nothing += usize::from(hits(&answer) == Some(0));
    }
    Ok(vec![
        text(name),
        number(whole(times.count()), 0),
        number(times.percentile(50), 2),
        number(times.percentile(95), 2),
        number(times.percentile(99), 2),
        number(whole(nothing), 0),
    ])
}

/// Two-character words: what the search counts against what the texts hold.
async fn probe(ground: &mut Ground, district: &District, portal: &Portal) -> Outcome<Table> {
    let mut table = Table::new("Search totals against a plain count", &["words", "equal", "hits"]);
    let visitor = portal.visitor();
    let (mut equal, mut hits, mut asked) = (0_usize, 0_usize, 0_usize);
    for word in ground.probes()? {
        let counted = ground.corpus()?.count(district.documents, &word);
        let before = district.before.get(&word).copied().unwrap_or_default();
        let found =
            usize::try_from(total(&visitor, &word).await?.saturating_sub(before)).unwrap_or(0);
        asked += 1;
        hits += found;
        if found == counted {
            equal += 1;
        } else {
            table.note(format!("{word}: {found} found, {counted} counted"));
        }
    }
    table.row([number(whole(asked), 0), number(whole(equal), 0), number(whole(hits), 0)]);
    Ok(table)
}
