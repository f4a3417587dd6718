//! The journal as CSV: no row cap, read and sent piece by piece, safe to open in a spreadsheet.

use axum::body::Body;
use axum::response::Response;
use futures::stream::{once, try_unfold};
use futures::{StreamExt, future};
use http::header;
use platform::journal::EntryRecord;
use platform::{Fault, FaultContext};
use structure::{App, Staff};
use web::Answer;
use web::extract::Query;

use super::csv_cell::harmless;
use super::filters::Asked;
use super::model::Search;
use super::names::Names;
use super::store::{note_export, walk as read};
use super::words::{Words, network_address};

/// Entries read at once.
const CHUNK: i64 = 2_000;
const COLUMNS: [&str; 12] = [
    "seq",
    "at",
    "actor",
    "actor-id",
    "address",
    "verb",
    "verb-code",
    "subject",
    "record",
    "detail",
    "previous",
    "hash",
];

/// An export under way.
struct Walk {
    app: App,
    names: Names,
    search: Search,
    after: i64,
    until: i64,
}

/// `GET /journal/export`
pub async fn csv(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    let names = Names::load(&staff.app.db).await?;
    let search = asked.search(&staff, &names).await?;
    // The journal says who took it out; the export ends with that very entry.
    let until = note_export(&staff.app.db, staff.actor(), asked.restrictions()).await?;
    let heads = COLUMNS.map(|column| staff.t(&format!("journal-column-{column}")));
    // The mark that makes spreadsheets read UTF-8.
    let head = ["\u{feff}".as_bytes().to_vec(), lines([heads])?].concat();
    let walk = Walk { app: staff.app.clone(), names, search, after: 0, until };
    let chunks = once(future::ok(head)).chain(try_unfold(walk, next));
    let name = format!("journal-{}.csv", staff.app.clock().now().date());
    let response = Response::builder()
        .header(header::CONTENT_TYPE, "text/csv; charset=utf-8")
        .header(header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""))
        .header(header::CACHE_CONTROL, "no-store")
        .body(Body::from_stream(chunks));
    Ok(response.doing("answer with the journal's export")?)
}

/// The next piece. A failure breaks the transfer off, so that nobody takes half for the whole.
async fn next(mut walk: Walk) -> Result<Option<(Vec<u8>, Walk)>, Fault> {
    let stretch = (walk.after, walk.until);
    let entries = match read(&walk.app.db, &walk.search, stretch, CHUNK).await {
        Ok(entries) => entries,
        Err(fault) => {
            tracing::error!(cause = fault.chain(), "the journal's export broke off");
            return Err(fault);
        }
    };
    let Some(last) = entries.last() else { return Ok(None) };
    walk.after = last.seq;
    let tree = walk.app.tree();
    let words = Words { messages: &walk.app.messages, names: &walk.names, tree: &tree };
    let bytes = lines(entries.iter().map(|entry| cells(&words, entry)))?;
    Ok(Some((bytes, walk)))
}

fn lines(rows: impl IntoIterator<Item = [String; 12]>) -> Result<Vec<u8>, Fault> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        let row = row.iter().map(|cell| harmless(cell).into_owned());
        writer.write_record(row).doing("write the journal's export")?;
    }
    writer.into_inner().doing("write the journal's export")
}

fn cells(words: &Words<'_>, entry: &EntryRecord) -> [String; 12] {
    let detail = if entry.detail.is_null() { String::new() } else { entry.detail.to_string() };
    [
        entry.seq.to_string(),
        entry.at.second(),
        words.actor(entry),
        entry.actor.clone(),
        network_address(entry).unwrap_or_default().to_owned(),
        words.verb(&entry.verb),
        entry.verb.clone(),
        words.subject(entry),
        format!("{}:{}", entry.subject_kind, entry.subject_id),
        detail,
        entry.previous.clone(),
        entry.hash.clone(),
    ]
}
