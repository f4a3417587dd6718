//! An import runs: batch by batch, and goes on where it stopped if it is stopped.

use files::Digest;
use platform::jobs::{Job, Priority};
use platform::{Fault, FaultContext, fields};
use serde_json::{Value, json};
use structure::{AccountId, App};

use super::landing::land;
use super::reading::{Sheet, sheets};
use super::report::{Report, trial};
use super::store::{ImportRecord, ImportState, NewImport, by_id, entry, insert, lock};
use crate::ids::CaseImportId;
use crate::kinds::CaseKinds;

/// Rows of one transaction.
const BATCH: usize = 200;

/// A file's sheets once more, as they were brought.
pub(super) async fn sheets_of(app: &App, record: &ImportRecord) -> Result<Vec<Sheet>, Fault> {
    let digest = Digest::parse(&record.digest).doing("read a file's digest")?;
    let bytes = app.files.get(&digest).await?.doing(format!("find file {digest}"))?;
    sheets(bytes).await?.doing("read a workbook again")
}

/// What an import that stands would do now.
pub(super) async fn trial_of(
    app: &App,
    (record, sheets): (&ImportRecord, &[Sheet]),
) -> Result<Report, Fault> {
    let kind = app.registers.get::<CaseKinds>()?.get(&record.kind)?;
    trial(app, kind, &record.source, (sheets, &record.mapping)).await
}

/// A person has confirmed: the job begins.
pub(super) async fn begin(app: &App, by: AccountId, record: &ImportRecord) -> Result<i64, Fault> {
    let mut tx = app.db.begin().await?;
    tx.update("case_imports", record.id, fields!["state" => ImportState::Running.word()]).await?;
    let job = Job::new(super::JOB, Priority::Person, json!({ "import": record.id }));
    tx.enqueue(job.unique(format!("{}-{}", super::JOB, record.id))).await?;
    let about = (record.id, record.file_name.as_str());
    tx.commit(entry(by, "case_import.begun", about, json!({}))).await
}

/// The job's work.
pub(super) async fn job(app: &App, payload: &Value) -> Result<(), Fault> {
    let id = payload.get("import").and_then(Value::as_i64).doing("read which import runs")?;
    run(app, CaseImportId(id)).await.map(|_| ())
}

/// Brings a file for a command: kept, and ready to run.
pub async fn bring(app: &App, by: AccountId, new: &NewImport) -> Result<ImportRecord, Fault> {
    let (id, _) = insert(&app.db, by, new).await?;
    by_id(&app.db, id).await?.doing("find the import just brought")
}

/// What an import did.
pub struct Brought {
    /// What it was when it ended.
    pub record: ImportRecord,
    /// What it read.
    pub report: Report,
}

/// Writes everything that can be read and isn't here yet.
pub async fn run(app: &App, id: CaseImportId) -> Result<Brought, Fault> {
    let record = by_id(&app.db, id).await?.doing("find the import that runs")?;
    let kind = app.registers.get::<CaseKinds>()?.get(&record.kind)?;
    let sheets = sheets_of(app, &record).await?;
    let report = trial_of(app, (&record, &sheets)).await?;
    for batch in report.good.chunks(BATCH) {
        land(app, (&record, kind), batch).await?;
    }
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let mut tx = app.db.begin().await?;
    let now = app.clock().now();
    lock(&mut tx, id).await?;
    let done = fields![
        "state" => ImportState::Done.word(), "finished_at" => now,
        "rows_read" => count(report.rows),
        // What this import itself wrote before it was stopped is not what others had brought.
        "present" => (count(report.present) - record.added).max(0),
        "repeated" => count(report.repeated.len()), "refused" => count(report.refused.len()),
    ];
    tx.update("case_imports", id, done).await?;
    let about = (record.id, record.file_name.as_str());
    let detail = json!({ "rows": report.rows, "refused": report.refused.len() });
    tx.commit(entry(record.account_id, "case_import.finished", about, detail)).await?;
    let record = by_id(&app.db, id).await?.doing("find the import that ran")?;
    Ok(Brought { record, report })
}
