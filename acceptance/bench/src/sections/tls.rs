//! One article page over TLS, beside nginx with the same certificate: on connections that stay, and with a
//! handshake for each page.

use super::serve::fetch;
use crate::ground::{Ground, Size, say};
use crate::nginx::Nginx;
use crate::numbers::{median, whole};
use crate::portal::Certificate;
use crate::table::{Cell, Table, number, text};
use crate::trouble::Outcome;
use crate::visiting::first_article;
use crate::wrk::{Load, Shown, load};

/// Connections at once, and whether each has one page only.
const LOADS: [(usize, bool); 3] = [(64, false), (1_000, false), (64, true)];

/// Loads both servers in turn.
pub async fn measure(ground: &mut Ground) -> Outcome<Table> {
    let district = ground.district(Size::Small).await?;
    let portal = district.place.start("/").await?;
    let article = first_article(&portal.visitor(), &ground.options.column).await?;
    portal.stop().await?;
    let folder = ground.folder.join("nginx-tls");
    let own = Certificate::issue(&folder)?;
    let portal = district.place.start_over_tls(&own).await?;
    let ours = format!("{}{article}", portal.public);
    let (plain, heads) = fetch(&ours, None).await?;
    let (gzip, _) = fetch(&ours, Some("gzip")).await?;
    let nginx = Nginx::start(&folder, (&plain, &gzip), &heads, Some(&own)).await?;
    let mut table = Table::new(
        "Serve one article page over TLS",
        &[
            "connections",
            "ours/s",
            "p50 ms",
            "p99 ms",
            "nginx/s",
            "p50 ms",
            "p99 ms",
            "ours/nginx",
            "errors",
        ],
    );
    for (connections, closing) in LOADS {
        let (mut us, mut them) = (Vec::new(), Vec::new());
        for round in 0..ground.options.rounds {
            say(&format!("tls: {connections} connections, round {}", round + 1));
            let seconds = ground.options.seconds;
            let asked = Load { connections, seconds, gzip: true, view: "", closing };
            us.push(load(&ours, asked).await?);
            them.push(load(&nginx.url, asked).await?);
        }
        table.row(row((connections, closing), &us, &them));
    }
    nginx.stop().await?;
    portal.stop().await?;
    table.note("TLS 1.3, the same ECDSA certificate, the compressed page; ours goes first in each round; medians");
    Ok(table)
}

fn row((connections, closing): (usize, bool), us: &[Shown], them: &[Shown]) -> Vec<Cell> {
    let middle = |shown: &[Shown], field: fn(&Shown) -> f64| {
        median(&shown.iter().map(field).collect::<Vec<_>>())
    };
    let bad: u64 = us.iter().chain(them).map(|shown| shown.bad).sum();
    let rates = (middle(us, |s| s.rate), middle(them, |s| s.rate));
    let name = if closing { "a handshake for each page" } else { "that stay" };
    vec![
        text(format!("{} {name}", whole(connections))),
        number(rates.0, 0),
        number(middle(us, |s| s.p50), 2),
        number(middle(us, |s| s.p99), 2),
        number(rates.1, 0),
        number(middle(them, |s| s.p50), 2),
        number(middle(them, |s| s.p99), 2),
        number(rates.0 / rates.1, 2),
        text(bad.to_string()),
    ]
}
