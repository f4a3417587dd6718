//! Checks: how quickly a text is checked, and how often published prose is blocked for nothing.

use std::time::Instant;

use crate::corpus::statutes;
use crate::ground::{Ground, Size};
use crate::numbers::{Times, whole};
use crate::table::{Table, number, text};
use crate::trouble::{Outcome, trouble};

/// Characters of the text whose time the issue names.
const LONG: usize = 10_000;
/// Times that it is checked.
const ROUNDS: usize = 40;
/// Statutes' pieces that are checked, spread over all.
const PIECES: usize = 2_000;

/// Asks the portal office's page for trying the rules.
pub async fn measure(ground: &mut Ground) -> Outcome<Table> {
    let pieces = statutes::pieces(&ground.options.statutes)?;
    if pieces.is_empty() {
        return trouble("there are no statutes to check");
    }
    let portal = ground.district(Size::Small).await?.place.start("/").await?;
    let office = portal.staff("menhu.zongbian").await;
    let form = office.open("/check-trial").await.form("/check-trial");
    let all: String = pieces.iter().take(40).flatten().map(String::as_str).collect();
    let long: String = all.chars().take(LONG).collect();
    let mut times = Times::default();
    for _ in 0..ROUNDS {
        let begin = Instant::now();
        office.submit(form.clone().set("text", &long)).await;
        times.push(begin.elapsed());
    }
    let (mut checked, mut blocked, mut reasons) = (0_usize, 0_usize, 0_usize);
    let mut table = Table::new("Checks", &["what", "number", "p50 ms", "p95 ms"]);
    for piece in pieces.iter().step_by((pieces.len() / PIECES).max(1)) {
        let page = office.submit(form.clone().set("text", piece.join("\n"))).await;
        checked += 1;
        let hits = page.texts(".hit");
        let has = |level: &str| hits.iter().any(|hit| hit.starts_with(level));
        blocked += usize::from(has("必须改正"));
        reasons += usize::from(has("须说明理由"));
        for hit in hits.iter().filter(|hit| !hit.starts_with("建议")).take(1) {
            if table.notes.len() < 12 {
                table.note(hit.chars().take(90).collect::<String>());
            }
        }
    }
    table.row([
        text("10,000 characters, page and all"),
        number(whole(ROUNDS), 0),
        number(times.percentile(50), 1),
        number(times.percentile(95), 1),
    ]);
    for (what, count) in [
        ("pieces of statutes", checked),
        ("of them blocked", blocked),
        ("asked for a reason", reasons),
    ] {
        table.row([text(what), number(whole(count), 0), text(""), text("")]);
    }
    portal.stop().await?;
    Ok(table)
}
