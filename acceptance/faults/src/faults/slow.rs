//! A thousand visitors who send their heads, their bodies or take their answers a byte at a time.

use std::time::{Duration, Instant};

use measuring::numbers::{Times, whole};
use measuring::table::number;
use measuring::trouble::Outcome;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::{Case, Done};
use crate::audit::Findings;
use crate::victim::{Place, Victim};

/// Its own columns.
pub const HEADS: [&str; 4] = ["slow visitors", "sent away", "page p50 ms", "page p99 ms"];
/// Of each kind.
const EACH: usize = 334;
/// Between two bytes.
const PAUSE: Duration = Duration::from_millis(900);

/// Lets them come and audits.
pub async fn cause(case: &Case<'_>) -> Outcome<(Done, Findings)> {
    let victim = case.place.start().await?;
    let until = case.until();
    case.while_people_write(until, beset(case, victim, until)).await
}

async fn beset(case: &Case<'_>, victim: Victim, until: Instant) -> Outcome<(Done, Victim)> {
    let mut slow = Vec::new();
    for _ in 0..EACH {
        slow.push(tokio::spawn(slow_sender(case.place.public, HEAD, until)));
        slow.push(tokio::spawn(slow_sender(case.place.public, BODY, until)));
        slow.push(tokio::spawn(slow_reader(case.place.public, until)));
    }
    let (times, missed) = visits(&case.place, until).await;
    let mut away = 0;
    let count = slow.len();
    for one in slow {
        away += usize::from(one.await.unwrap_or(false));
    }
    let mut wrong = Vec::new();
    if missed > 0 {
        wrong.push(format!("{missed} ordinary visitors got no page"));
    }
    let figures = vec![
        number(whole(count), 0),
        number(whole(away), 0),
        number(times.percentile(50), 1),
        number(times.percentile(99), 1),
    ];
    Ok((Done { figures, wrong }, victim))
}

/// An ordinary visitor meanwhile: how long pages took, and how many did not come.
pub async fn visits(place: &Place, until: Instant) -> (Times, usize) {
    let (mut times, mut missed) = (Times::default(), 0);
    let visitor = place.visitor(1 << 21);
    while Instant::now() < until {
        let begin = Instant::now();
        match visitor.try_get("/").await {
            Ok(page) if page.status == 200 => times.push(begin.elapsed()),
            _ => missed += 1,
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    (times, missed)
}

/// A head that never ends.
const HEAD: &str = "GET / HTTP/1.1\r\nhost: a\r\nx-slow: ";
/// A body that never ends.
const BODY: &str = "POST /mailbox/new HTTP/1.1\r\nhost: a\r\ncontent-length: 100000\r\n\
     content-type: application/x-www-form-urlencoded\r\n\r\ntitle=";

/// Whether the product ended the connection.
async fn slow_sender(port: u16, begin: &'static str, until: Instant) -> bool {
    let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)).await else { return true };
    if stream.write_all(begin.as_bytes()).await.is_err() {
        return true;
    }
    while Instant::now() < until {
        let mut answer = [0; 512];
        if let Ok(Ok(0) | Err(_)) = tokio::time::timeout(PAUSE, stream.read(&mut answer)).await {
            return true;
        }
        if stream.write_all(b"a").await.is_err() {
            return true;
        }
    }
    false
}

/// Asks for pages and hardly takes them. Whether the product ended the connection.
async fn slow_reader(port: u16, until: Instant) -> bool {
    let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)).await else { return true };
    let asked = "GET /site-map HTTP/1.1\r\nhost: a\r\n\r\n".repeat(200);
    if stream.write_all(asked.as_bytes()).await.is_err() {
        return true;
    }
    while Instant::now() < until {
        let mut answer = [0; 1];
        if let Ok(0) | Err(_) = stream.read(&mut answer).await {
            return true;
        }
        tokio::time::sleep(PAUSE).await;
    }
    false
}
