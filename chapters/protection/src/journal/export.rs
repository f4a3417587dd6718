//! The journal as CSV, without a row cap, safe to open in a spreadsheet.

use axum::body::Body;
use axum::response::Response;
use http::header;
use platform::journal::{EntryFilter, EntryRecord, find_entries};
use platform::{Fault, FaultContext};
use structure::Staff;
use web::Answer;
use web::extract::Query;

use super::console::Asked;
use super::words::{Names, subject, verb};

/// Entries read at once.
const CHUNK: i64 = 5_000;

/// `GET /journal/export`
pub async fn csv(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    let mut filter: EntryFilter = asked.filter(&staff).await?;
    let names = Names::load(&staff.app.db).await?;
    // The mark that makes spreadsheets read UTF-8.
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let heads = ["seq", "at", "actor", "verb", "subject", "detail", "hash"];
    let heads = heads.map(|head| staff.t(&format!("journal-column-{head}")));
    writer.write_record(heads).doing("write the export")?;
    loop {
        let entries = find_entries(&staff.app.db, &filter, CHUNK).await?;
        let Some(last) = entries.last() else { break };
        filter.before_seq = Some(last.seq);
        for entry in &entries {
            writer.write_record(row(&staff, &names, entry)).doing("write the export")?;
        }
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| Fault::caused("write the export", error.into_error()))?;
    let response = Response::builder()
        .header(header::CONTENT_TYPE, "text/csv; charset=utf-8")
        .header(header::CONTENT_DISPOSITION, "attachment; filename=\"journal.csv\"")
        .header(header::CACHE_CONTROL, "no-store")
        .body(Body::from(bytes));
    Ok(response.doing("answer the export")?)
}

fn row(staff: &Staff, names: &Names, entry: &EntryRecord) -> [String; 7] {
    [
        entry.seq.to_string(),
        entry.at.second(),
        names.actor(staff, entry),
        verb(staff, entry),
        subject(entry),
        entry.detail.to_string(),
        entry.hash.clone(),
    ]
    .map(|cell| harmless(&cell))
}

/// A spreadsheet would compute a cell that begins like a formula.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn formulas_become_text() {
        assert_eq!(harmless("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(harmless("关于供暖"), "关于供暖");
    }
}
