//! What the knowledge base shows beside a case at the handlers' desk.

use std::sync::Arc;

use cases::cases::{CaseRecord, CaseState};
use cases::desk::Beside;
use documents::documents::Document;
use platform::Fault;
use serde_json::{Value, json};
use structure::{Right, Staff};

use super::proposing::column_for;
use super::store::made_of;
use super::wordings::wordings;
use crate::kind::LETTERS;

/// The hook.
pub fn beside() -> Beside {
    Beside(Arc::new(|staff, record| Box::pin(shown(staff, record))))
}

async fn shown(staff: Staff, record: CaseRecord) -> Result<Value, Fault> {
    if record.kind != LETTERS.code {
        return Ok(Value::Null);
    }
    let question = made_of(&staff.app.db, record.id).await?;
    let answered = record.state == CaseState::Answered;
    let may =
        answered && question.is_none() && column_for(&staff, &record, record.unit_id).is_some();
    let wordings =
        if record.state.is_open() { wordings(&staff.app, &record).await? } else { Vec::new() };
    Ok(json!({
        "wordings": wordings,
        "propose_url": may.then(|| format!("/cases/{}/knowledge", record.receipt)),
        "question": question.map(|one| link(&staff, &one)),
    }))
}

fn link(staff: &Staff, question: &Document) -> Value {
    let reads = staff.may(Right::ReadDocuments, question.unit_id, question.column_id);
    let live = question.live_revision_id.is_some();
    let key = if live { "document-state-published" } else { question.state.key() };
    json!({
        "title": question.title, "state_name": staff.t(key),
        "tone": if live { "good" } else { "progress" },
        "url": reads.then(|| format!("/documents/{}", question.key)),
    })
}
