//! Uploads without end, files that unpack to gigabytes, and as many connections as a limit allows.

use std::io::Write;
use std::time::{Duration, Instant};

use measuring::letters::filled;
use measuring::numbers::whole;
use measuring::process::{Memory, memory};
use measuring::table::number;
use measuring::trouble::{Doing, Outcome};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::slow::visits;
use super::{Case, Done};
use crate::audit::Findings;
use crate::victim::{Place, Victim};

/// Its own columns.
pub const HEADS: [&str; 5] =
    ["connections", "GB taken of 2", "bomb answered ms", "most memory MB", "page p99 ms"];
/// Connections that are opened and kept.
const CONNECTIONS: usize = 10_000;
/// So many are allowed, so that there is room beside them.
const ALLOWED: &str = "12000";
/// Bytes of the huge upload.
const HUGE: u64 = 2 << 30;
/// Nobody waits longer for the answer to a bomb.
const LONGEST_ANSWER: Duration = Duration::from_secs(10);
/// The product needs no more, whatever is thrown at it.
const MOST_MEMORY: u64 = 1 << 30;

/// Does it all and audits.
pub async fn cause(mut case: Case<'_>) -> Outcome<(Done, Findings)> {
    let allowed = ("WEIYANG_PUBLIC__MAX_CONNECTIONS".to_owned(), ALLOWED.to_owned());
    case.place.settings.push(allowed);
    let victim = case.place.start().await?;
    let until = case.until();
    case.while_people_write(until, besiege(&case, victim, until)).await
}

async fn besiege(case: &Case<'_>, victim: Victim, until: Instant) -> Outcome<(Done, Victim)> {
    let place = &case.place;
    let mut wrong = Vec::new();
    let taken = huge_upload(place.public).await?;
    if taken > 200 << 20 {
        wrong.push(format!("{taken} bytes of a huge upload were taken"));
    }
    let begin = Instant::now();
    let status = bomb(place).await?;
    let answered = begin.elapsed();
    if status >= 500 || answered > LONGEST_ANSWER {
        wrong.push(format!("a bomb is answered {status} after {answered:.1?}"));
    }
    let mut open = Vec::new();
    for _ in 0..CONNECTIONS {
        let connecting = TcpStream::connect(("127.0.0.1", place.public));
        match tokio::time::timeout(Duration::from_secs(2), connecting).await {
            Ok(Ok(stream)) => open.push(stream),
            _ => break,
        }
    }
    if open.len() < CONNECTIONS {
        wrong.push(format!("only {} connections could be opened", open.len()));
    }
    let (times, missed) = visits(place, until).await;
    if missed > 0 {
        wrong.push(format!("{missed} ordinary visitors got no page"));
    }
    let Memory { most, .. } = memory(victim.id()?)?;
    if most > MOST_MEMORY {
        wrong.push(format!("the product took {most} bytes of memory"));
    }
    let figures = vec![
        number(whole(open.len()), 0),
        number(megabytes(taken) / 1_000.0, 2),
        number(answered.as_secs_f64() * 1_000.0, 0),
        number(megabytes(most), 0),
        number(times.percentile(99), 1),
    ];
    Ok((Done { figures, wrong }, victim))
}

fn megabytes(bytes: u64) -> f64 {
    f64::from(u32::try_from(bytes / 1_000_000).unwrap_or(u32::MAX))
}

/// Sends two gigabytes as fast as they are taken; how many were.
async fn huge_upload(port: u16) -> Outcome<u64> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.doing("connect")?;
    let head = format!(
        "POST /mailbox/new HTTP/1.1\r\nhost: a\r\ncontent-length: {HUGE}\r\ncontent-type: \
         multipart/form-data; boundary=b\r\n\r\n--b\r\ncontent-disposition: form-data; \
         name=\"files\"; filename=\"a.txt\"\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await.doing("begin a huge upload")?;
    let piece = vec![b'a'; 1 << 20];
    let (mut taken, begin) = (0, Instant::now());
    while taken < HUGE && begin.elapsed() < Duration::from_secs(30) {
        let mut answer = [0; 1024];
        let writing = stream.write_all(&piece);
        let written = tokio::time::timeout(Duration::from_secs(5), writing).await;
        if !matches!(written, Ok(Ok(()))) {
            break;
        }
        taken += piece.len() as u64;
        let heard = stream.read(&mut answer);
        if tokio::time::timeout(Duration::from_millis(1), heard).await.is_ok() {
            break;
        }
    }
    Ok(taken)
}

/// Sends an office file that unpacks to a gigabyte; the answer's state.
async fn bomb(place: &Place) -> Outcome<u16> {
    let visitor = place.visitor(1 << 20);
    let form = visitor.try_get("/mailbox/new").await.doing("open the form")?.form("/mailbox/new");
    let form = filled(form, "附上一张很大的表").file("files", "表格.xlsx", packed()?);
    Ok(visitor.try_send(form).await.doing("send a bomb")?.status)
}

/// A sheet of a gigabyte of blanks.
fn packed() -> Outcome<Vec<u8>> {
    let mut file = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for name in ["[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"] {
        file.start_file(name, options).doing("pack a bomb")?;
        file.write_all(b"<?xml version=\"1.0\"?>").doing("pack a bomb")?;
    }
    let piece = vec![b' '; 1 << 20];
    for _ in 0..1024 {
        file.write_all(&piece).doing("pack a bomb")?;
    }
    Ok(file.finish().doing("pack a bomb")?.into_inner())
}
