//! From the last signature to the fresh page, with a hundred pages that depend on it in the cache.

use std::time::Instant;

use acceptance::Browser;

use crate::ground::{Ground, Size, say};
use crate::numbers::{Times, whole};
use crate::table::{Table, number, text};
use crate::trouble::{Outcome, trouble};
use crate::writing::Staff;

/// Pages in the cache that show lists of the column.
const DEPENDENT: usize = 100;
/// Looks at the column's page before giving up.
const LOOKS: usize = 2_000;

/// Publishes at both sizes.
pub async fn measure(ground: &mut Ground) -> Outcome<Table> {
    let mut table = Table::new(
        "From the last signature to the fresh page",
        &[
            "documents",
            "rounds",
            "first answer ms",
            "answer p50 ms",
            "answer p99 ms",
            "visible p50 ms",
            "visible p99 ms",
            "looks",
        ],
    );
    for size in [Size::Small, Size::Large] {
        let row = at(ground, size).await?;
        table.row(row);
    }
    table.note(format!(
        "{DEPENDENT} dependent pages are in the cache before each signature; visible: the column's \
         page, asked for after the answer, shows the title (its rendering included)"
    ));
    Ok(table)
}

async fn at(ground: &mut Ground, size: Size) -> Outcome<Vec<crate::table::Cell>> {
    let district = ground.district(size).await?;
    let column = ground.options.column.clone();
    let portal = district.place.start("/").await?;
    let visitor = portal.visitor();
    let staff = Staff::of(&portal, &column).await?;
    let (mut answers, mut fresh, mut looks) = (Times::default(), Times::default(), 0);
    for round in 0..ground.options.publications {
        let title = format!("新学期安排公告第{}号（{}份存稿时）", round + 1, district.documents);
        let waiting = staff.prepare(&title).await?;
        let (signer, form) = staff.last(&waiting).await?;
        warm(&visitor, &column).await?;
        let begin = Instant::now();
        let answer = signer.send(form).await;
        answers.push(begin.elapsed());
        if answer.status >= 400 {
            return trouble(format!("the last signature: {} {}", answer.status, answer.words()));
        }
        looks += seen(&visitor, &column, &waiting.title).await?;
        fresh.push(begin.elapsed());
    }
    say(&format!("publish: {} rounds done", answers.count()));
    portal.stop().await?;
    Ok(vec![
        text(whole(district.documents).to_string()),
        number(whole(answers.count()), 0),
        number(answers.first(), 1),
        number(answers.percentile(50), 1),
        number(answers.percentile(99), 1),
        number(fresh.percentile(50), 1),
        number(fresh.percentile(99), 1),
        text(format!("{looks}")),
    ])
}

/// Brings the pages that will be stale into the cache.
async fn warm(visitor: &Browser, column: &str) -> Outcome {
    let above = column.split('/').next().unwrap_or(column);
    let fixed = [
        "/".to_owned(),
        format!("/{above}"),
        "/units/jyj".to_owned(),
        "/feeds/all.rss".to_owned(),
        "/feeds/all.atom".to_owned(),
        format!("/feeds/{column}.rss"),
        format!("/feeds/{column}.atom"),
        format!("/feeds/{above}.rss"),
    ];
    let lists = (1..=DEPENDENT - fixed.len()).map(|page| format!("/{column}?page={page}"));
    let mut met = 0;
    for address in fixed.into_iter().chain(lists) {
        let status = visitor.get(&address).await.status;
        met += usize::from(status == 200);
    }
    if met < 8 { trouble(format!("only {met} dependent pages answer")) } else { Ok(()) }
}

/// Looks until the column's page shows the title; gives the number of looks.
async fn seen(visitor: &Browser, column: &str, title: &str) -> Outcome<usize> {
    let address = format!("/{column}");
    for look in 1..=LOOKS {
        if visitor.get(&address).await.text.contains(title) {
            return Ok(look);
        }
    }
    trouble(format!("{title} does not appear on {address}"))
}
