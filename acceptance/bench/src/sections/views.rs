//! The variants of a page (large, high contrast, traditional) beside the plain one: as fast, since each
//! is kept like the plain one.

use crate::ground::{Ground, Size, say};
use crate::numbers::median;
use crate::table::{Table, number, text};
use crate::trouble::Outcome;
use crate::visiting::first_article;
use crate::wrk::{Load, Shown, load};

/// What the cookie says; the plain page first.
const VIEWS: [&str; 5] = ["", "elder", "contrast", "traditional", "elder.contrast.traditional"];
/// Connections at once.
const CONNECTIONS: usize = 64;

/// Loads each variant in turn, round after round.
pub async fn measure(ground: &mut Ground) -> Outcome<Table> {
    let district = ground.district(Size::Small).await?;
    let portal = district.place.start("/").await?;
    let article = first_article(&portal.visitor(), &ground.options.column).await?;
    let url = format!("{}{article}", portal.public);
    let mut shown: [Vec<Shown>; VIEWS.len()] = Default::default();
    let seconds = ground.options.seconds;
    for round in 0..ground.options.rounds {
        say(&format!("views: round {} of {}", round + 1, ground.options.rounds));
        for (view, shown) in VIEWS.into_iter().zip(&mut shown) {
            let asked =
                Load { connections: CONNECTIONS, seconds, gzip: true, view, closing: false };
            shown.push(load(&url, asked).await?);
        }
    }
    portal.stop().await?;
    let middle = |shown: &[Shown], field: fn(&Shown) -> f64| {
        median(&shown.iter().map(field).collect::<Vec<_>>())
    };
    let plain = shown.first().map_or(0.0, |shown| middle(shown, |s| s.rate));
    let columns = ["view", "req/s", "p50 ms", "p99 ms", "of the plain page's rate", "errors"];
    let mut table = Table::new("Views of one article page", &columns);
    for (view, shown) in VIEWS.iter().zip(&shown) {
        let rate = middle(shown, |s| s.rate);
        table.row([
            text(if view.is_empty() { "plain" } else { view }),
            number(rate, 0),
            number(middle(shown, |s| s.p50), 2),
            number(middle(shown, |s| s.p99), 2),
            number(rate / plain, 2),
            text(shown.iter().map(|shown| shown.bad).sum::<u64>().to_string()),
        ]);
    }
    Ok(table)
}
