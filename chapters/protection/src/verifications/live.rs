//! Verifying while people work: what is committed between the walk and the comparison is not an
//! alteration.

use platform::journal::{Verification, entries_after, verify};
use platform::{Db, Fault};

use super::model::Meanwhile;

const CHUNK: i64 = 2_000;

/// Walks the chain and compares every row; findings that come from writes meanwhile are left out.
pub async fn verify_live(db: &Db, anchor: Option<(i64, String)>) -> Result<Verification, Fault> {
    let mut outcome = verify(db, anchor).await?;
    if !outcome.findings.is_empty() {
        let meanwhile = since(db, outcome.head.0).await?;
        outcome.findings.retain(|finding| !meanwhile.explains(finding));
    }
    Ok(outcome)
}

async fn since(db: &Db, seq: i64) -> Result<Meanwhile, Fault> {
    let mut meanwhile = Meanwhile { head: seq, ..Meanwhile::default() };
    let mut last = seq;
    loop {
        let entries = entries_after(db, last, CHUNK).await?;
        let Some(end) = entries.last().map(|entry| entry.seq) else { return Ok(meanwhile) };
        last = end;
        for entry in entries {
            if entry.seq == meanwhile.head + 1 {
                meanwhile.head = entry.seq;
            }
            meanwhile.rows.extend(entry.changes.into_iter().map(|change| (change.0, change.1)));
        }
    }
}
