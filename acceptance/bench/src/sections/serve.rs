//! One article page under load, beside nginx serving the same bytes.

use std::collections::BTreeMap;

use reqwest::header::{ACCEPT_ENCODING, CONTENT_ENCODING, HeaderMap};

use crate::ground::{Ground, Size, say};
use crate::nginx::Nginx;
use crate::numbers::median;
use crate::portal::easily_convinced;
use crate::table::{Table, number, text};
use crate::trouble::{Doing, Outcome, trouble};
use crate::visiting::first_article;
use crate::wrk::{Load, Shown, load};

/// Connections at once.
const CONNECTIONS: [usize; 2] = [64, 1_000];
/// Seconds before measuring.
const WARM_UP: u64 = 2;

const OURS: usize = 0;
const NGINX: usize = 1;

/// What every round showed, by encoding, connections and server.
type Rounds = BTreeMap<(bool, usize, usize), Vec<Shown>>;

/// Loads both servers in turn, the first of a round being the second of the next.
pub async fn measure(ground: &mut Ground) -> Outcome<Table> {
    let district = ground.district(Size::Small).await?;
    let portal = district.place.start("/").await?;
    let article = first_article(&portal.visitor(), &ground.options.column).await?;
    let ours = format!("{}{article}", portal.public);
    let (plain, plain_heads) = fetch(&ours, None).await?;
    let (gzip, gzip_heads) = fetch(&ours, Some("gzip")).await?;
    let bodies = (&*plain, &*gzip);
    let nginx = Nginx::start(&ground.folder.join("nginx"), bodies, &plain_heads, None).await?;
    let (theirs, theirs_heads) = fetch(&nginx.url, None).await?;
    if theirs != plain {
        return trouble("nginx serves other bytes");
    }
    let rounds = all(ground, [&ours, &nginx.url]).await?;
    let memory = portal.memory()?;
    nginx.stop().await?;
    portal.stop().await?;
    let mut table = table_of(&rounds);
    table.note(format!(
        "the same body from both: {} bytes plain, {} bytes gzip; the same security headers: head \
         ours {} and {} bytes, nginx {}",
        plain.len(),
        gzip.len(),
        size(&plain_heads),
        size(&gzip_heads),
        size(&theirs_heads)
    ));
    table.note(format!(
        "medians of {} rounds of {} s, order alternating, no access log on either side; wrk, server and whatever else runs share \
         this machine's cores",
        ground.options.rounds, ground.options.seconds
    ));
    table.note(format!(
        "our memory after the load: {:.0} MiB, at most {:.0}",
        crate::numbers::mebibytes(memory.resident),
        crate::numbers::mebibytes(memory.most)
    ));
    Ok(table)
}

async fn all(ground: &Ground, urls: [&str; 2]) -> Outcome<Rounds> {
    let mut rounds = Rounds::new();
    for round in 0..ground.options.rounds {
        say(&format!("serve: round {} of {}", round + 1, ground.options.rounds));
        for gzip in [false, true] {
            for connections in CONNECTIONS {
                let order = if round % 2 == 0 { [OURS, NGINX] } else { [NGINX, OURS] };
                for server in order {
                    let url = urls.get(server).doing("choose a server")?;
                    let seconds = ground.options.seconds;
                    let asked = Load { connections, seconds, gzip, view: "", closing: false };
                    load(url, Load { seconds: WARM_UP.min(seconds), ..asked }).await?;
                    let shown = load(url, asked).await?;
                    rounds.entry((gzip, connections, server)).or_default().push(shown);
                }
            }
        }
    }
    Ok(rounds)
}

fn table_of(rounds: &Rounds) -> Table {
    let mut table = Table::new(
        "Serve one article page",
        &[
            "encoding",
            "connections",
            "ours req/s",
            "p50 ms",
            "p99 ms",
            "nginx req/s",
            "nginx p50 ms",
            "nginx p99 ms",
            "ours/nginx",
            "errors",
        ],
    );
    for gzip in [false, true] {
        for connections in CONNECTIONS {
            let of = |server, field: fn(&Shown) -> f64| {
                let shown = rounds.get(&(gzip, connections, server)).map_or(&[][..], Vec::as_slice);
                median(&shown.iter().map(field).collect::<Vec<_>>())
            };
            let both = [OURS, NGINX].into_iter();
            let bad = both.filter_map(|server| rounds.get(&(gzip, connections, server)));
            let bad: u64 = bad.flatten().map(|shown| shown.bad).sum();
            let (ours, theirs) = (of(OURS, |s| s.rate), of(NGINX, |s| s.rate));
            table.row([
                text(if gzip { "gzip" } else { "identity" }),
                number(crate::numbers::whole(connections), 0),
                number(ours, 0),
                number(of(OURS, |s| s.p50), 2),
                number(of(OURS, |s| s.p99), 2),
                number(theirs, 0),
                number(of(NGINX, |s| s.p50), 2),
                number(of(NGINX, |s| s.p99), 2),
                number(ours / theirs, 2),
                text(bad.to_string()),
            ]);
        }
    }
    table
}

/// About how many bytes a head has.
fn size(heads: &HeaderMap) -> usize {
    let lines = heads.iter().map(|(name, value)| name.as_str().len() + value.len() + 4);
    lines.sum::<usize>() + "HTTP/1.1 200 OK\r\n\r\n".len()
}

/// A body as it is sent, and its head.
pub(super) async fn fetch(url: &str, encoding: Option<&str>) -> Outcome<(Vec<u8>, HeaderMap)> {
    let mut request = easily_convinced()?.get(url);
    if let Some(encoding) = encoding {
        request = request.header(ACCEPT_ENCODING, encoding);
    }
    let answer = request.send().await.doing(format!("open {url}"))?;
    if !answer.status().is_success() {
        return trouble(format!("{url} answers {}", answer.status()));
    }
    let given = answer.headers().get(CONTENT_ENCODING).and_then(|value| value.to_str().ok());
    if given != encoding {
        return trouble(format!("{url}: asked for {encoding:?}, got {given:?}"));
    }
    let head = answer.headers().clone();
    let body = answer.bytes().await.doing(format!("read {url}"))?;
    Ok((body.to_vec(), head))
}
