//! Forgetting who sent a case, each in a transaction of its own; then their files.

use files::Digest;
use platform::{Actor, Fault, Tx, fields};
use serde_json::json;
use structure::App;

use super::store::{due, rows_of, words_of};
use crate::cases::{CaseRecord, Holder};
use crate::correspondence::files_of;
use crate::handling::{Hold, entry};
use crate::ids::CaseId;
use crate::kinds::{CaseKind, CaseKinds};
use crate::publications::masked_text;
use crate::stopped::Stopped;

/// Cases looked at together.
const CHUNK: i64 = 200;

/// The job's work: every ended case whose years are over. A clock that jumped ends no years.
pub(super) async fn erase_due(app: &App) -> Result<(), Fault> {
    let Some(now) = app.clock().believed() else { return Ok(()) };
    for kind in app.registers.get::<CaseKinds>()?.all() {
        let before = app.settings.retention.ends_before(kind.code, now);
        loop {
            let found = due(&app.db, (kind.code, before), CHUNK).await?;
            for record in &found {
                erase(app, kind, &record.receipt).await?;
            }
            if found.is_empty() {
                break;
            }
        }
    }
    Ok(())
}

/// Forgets one, unless somebody has taken it up again or keeps it since.
async fn erase(app: &App, kind: &CaseKind, receipt: &str) -> Result<(), Fault> {
    let mut hold = match Hold::of(app, receipt).await {
        Ok(hold) => hold,
        Err(Stopped::Fault(fault)) => return Err(fault),
        Err(Stopped::Refused(_)) => return Ok(()),
    };
    let record = hold.record.clone();
    if record.state.is_open() || record.kept_why.is_some() || record.erased_at.is_some() {
        return Ok(());
    }
    let holder = Holder::open(&app.secret, record.id, &record.holder)?;
    mask(&mut hold.tx, &record, &holder).await?;
    let nobody = Holder::default().seal(&app.secret, record.id)?;
    let row = fields![
        "title" => masked_text(&record.title, &holder), "body" => masked_text(&record.body, &holder),
        "rating_words" => masked_text(&record.rating_words, &holder),
        "closure_words" => masked_text(&record.closure_words, &holder),
        "holder" => nobody, "holder_mark" => "", "secret_hash" => "", "erased_at" => hold.now,
        // Whoever is not known any more can't be asked.
        "follow_up_due" => None::<i64>,
    ];
    hold.tx.update("cases", record.id, row).await?;
    let files = files_of(&app.db, record.id).await?;
    for table in kind.holder_tables.iter().chain(&["case_files"]) {
        remove_rows(&mut hold.tx, table, record.id).await?;
    }
    // Before the rows are gone: if we fail between, the next night finds the case and ends it. No
    // other row has these objects, for each is sealed by itself.
    for digest in files.iter().filter_map(|file| Digest::parse(&file.digest)) {
        app.files.remove(&digest).await?;
    }
    let detail = json!({ "files": files.len() });
    let seq = hold.tx.commit(entry(Actor::System, "case.erased", &record, detail)).await?;
    app.settled(seq).await;
    Ok(())
}

/// What was said keeps its sense; names and numbers go.
async fn mask(tx: &mut Tx, record: &CaseRecord, holder: &Holder) -> Result<(), Fault> {
    for said in words_of(tx, record.id).await? {
        let masked = masked_text(&said.text, holder);
        if masked != said.text {
            tx.update(said.table, said.id, vec![(said.column, masked.into())]).await?;
        }
    }
    Ok(())
}

async fn remove_rows(tx: &mut Tx, table: &'static str, case: CaseId) -> Result<(), Fault> {
    for id in rows_of(tx, table, case).await? {
        tx.remove(table, id).await?;
    }
    Ok(())
}
