//! A batch of rows becomes cases, answers and remarks in one transaction.

use std::collections::BTreeMap;

use platform::db::Fields;
use platform::{Fault, Time, Tx, fields};
use serde_json::json;
use structure::{AccountId, App};

use super::mapping::Unanswered;
use super::reading::Incoming;
use super::store::{ImportRecord, entry};
use crate::cases::receipt::{holder_mark, receipt, receipt_prefix};
use crate::cases::store::{draw_numbers, row};
use crate::cases::{CaseRecord, CaseState, Closure, FormKey, HolderSecret};
use crate::clocks::working_days_after;
use crate::correspondence::Voice;
use crate::ids::{CaseId, MessageId, ReplyId};
use crate::kinds::CaseKind;
use crate::replies::ReplyState;

/// The rows of the tables that a batch fills.
#[derive(Default)]
struct Tables {
    cases: Vec<Fields>,
    replies: Vec<Fields>,
    remarks: Vec<Fields>,
    sources: Vec<Fields>,
}

/// Writes a batch, and how far the import is.
pub(super) async fn land(
    app: &App,
    (import, kind): (&ImportRecord, &'static CaseKind),
    batch: &[Incoming],
) -> Result<i64, Fault> {
    let now = app.clock().now();
    let mut tx = app.db.begin().await?;
    let mut numbers = draw(&mut tx, kind, batch).await?;
    let mut tables = Tables::default();
    for one in batch {
        let prefix = receipt_prefix(kind.receipt_prefix, one.received);
        let number = numbers.entry(prefix.clone()).or_default();
        *number += 1;
        gather(app, (import, kind), (one, receipt(&prefix, *number)), &mut tables, now)?;
    }
    let answered = i64::try_from(tables.replies.len()).unwrap_or(0);
    tx.insert_all("cases", tables.cases).await?;
    tx.insert_all("replies", tables.replies).await?;
    tx.insert_all("case_messages", tables.remarks).await?;
    tx.insert_all("case_sources", tables.sources).await?;
    let count = i64::try_from(batch.len()).unwrap_or(0);
    let so_far = super::store::lock(&mut tx, import.id).await?;
    let so_far = so_far.map_or((0, 0), |record| (record.added, record.answered));
    let done = fields!["added" => so_far.0 + count, "answered" => so_far.1 + answered];
    tx.update("case_imports", import.id, done).await?;
    let rows = json!({
        "count": count, "first_row": batch.first().map(|one| one.row),
        "last_row": batch.last().map(|one| one.row),
    });
    let about = (import.id, import.file_name.as_str());
    let entry = entry(import.account_id, "case.imported", about, rows);
    tx.commit(entry.tags([crate::statistics_tag(kind.code)])).await
}

/// The numbers before those that a batch takes, by the day of its letters.
async fn draw(
    tx: &mut Tx,
    kind: &CaseKind,
    batch: &[Incoming],
) -> Result<BTreeMap<String, i64>, Fault> {
    let mut counts: BTreeMap<String, i64> = BTreeMap::new();
    for one in batch {
        *counts.entry(receipt_prefix(kind.receipt_prefix, one.received)).or_default() += 1;
    }
    for (prefix, count) in &mut counts {
        *count = draw_numbers(tx, prefix, *count).await? - *count;
    }
    Ok(counts)
}

fn gather(
    app: &App,
    (import, kind): (&ImportRecord, &'static CaseKind),
    (one, receipt): (&Incoming, String),
    tables: &mut Tables,
    now: Time,
) -> Result<(), Fault> {
    // Nobody holds a receipt of a letter that came another way: its secret is drawn and told to nobody.
    let key = FormKey::draw();
    let record = record_of(app, (import, kind), (one, receipt), &key, now)?;
    tables.cases.push(row(&record, &key.hash(&app.secret)?));
    if let Some((words, at)) = &one.reply {
        tables.replies.push(fields![
            "id" => ReplyId(app.db.next_id()), "case_id" => record.id, "number" => 1_i64,
            "unit_id" => one.unit, "body" => words.as_str(), "author_id" => import.account_id,
            "written_at" => *at, "state" => ReplyState::Delivered.word(),
            "reviewer_id" => None::<AccountId>, "reviewed_at" => *at, "comment" => "",
        ]);
    }
    tables.remarks.push(fields![
        "id" => MessageId(app.db.next_id()), "case_id" => record.id,
        "voice" => Voice::Remark.word(), "account_id" => import.account_id,
        "unit_id" => None::<i64>, "body" => remark(app, import, one),
        "form_key" => None::<String>, "written_at" => now,
    ]);
    tables.sources.push(fields![
        "id" => app.db.next_id(), "case_id" => record.id, "import_id" => import.id,
        "source" => import.source.as_str(), "number" => one.number.as_str(),
        "content" => one.content.as_str(),
    ]);
    Ok(())
}

/// Where it came from, and everything of its row that has no place of its own.
fn remark(app: &App, import: &ImportRecord, one: &Incoming) -> String {
    let from = web::Message::new("import-remark")
        .with("source", import.source.clone())
        .with("file", import.file_name.clone())
        .with("row", i64::from(one.row))
        .with("number", one.number.clone());
    let mut lines = vec![app.messages.text(&from)];
    if one.undated {
        lines.push(app.messages.t("import-remark-undated", &[]));
    }
    lines.extend(one.kept.iter().map(|(head, words)| format!("{head}：{words}")));
    lines.join("\n")
}

fn record_of(
    app: &App,
    (import, kind): (&ImportRecord, &'static CaseKind),
    (one, receipt): (&Incoming, String),
    key: &FormKey,
    now: Time,
) -> Result<CaseRecord, Fault> {
    let id = CaseId(app.db.next_id());
    let secret = HolderSecret::of_form(&app.secret, key)?;
    let days = (kind.clocks.accept_days, kind.clocks.answer_days);
    let answered_at = one.reply.as_ref().map(|(_, at)| *at);
    let archived = answered_at.is_none() && import.mapping.unanswered == Unanswered::Archived;
    let state = match (answered_at, archived) {
        (Some(_), _) => CaseState::Answered,
        (None, true) => CaseState::Closed,
        (None, false) => CaseState::Received,
    };
    // What waits here can't have been late here before it came.
    let begin = if state == CaseState::Received { now } else { one.received };
    let accept_due = working_days_after(begin, days.0);
    let answer_due = answered_at.map(|_| working_days_after(accept_due, days.1));
    Ok(CaseRecord {
        id,
        kind: kind.code.to_owned(),
        secret_hash: secret.hash(&app.secret, &receipt)?,
        receipt,
        site_id: import.site_id,
        unit_id: one.unit,
        theme: one.theme.to_owned(),
        title: one.title.clone(),
        body: one.body.clone(),
        holder: one.holder.seal(&app.secret, id)?,
        holder_mark: holder_mark(&app.secret, &one.holder.phone)?,
        wants_public: one.public,
        state,
        received_at: one.received,
        accept_due,
        accepted_at: None,
        answer_due,
        paused_at: None,
        extended_at: None,
        answered_at,
        closed_at: archived.then_some(now),
        closure_reason: archived.then(|| Closure::ARCHIVED.to_owned()),
        closure_words: if archived {
            app.messages.t("import-archived", &[])
        } else {
            String::new()
        },
        merged_into: None,
        escalation: 0,
        rating: None,
        rating_words: String::new(),
        rated_at: None,
        published_at: None,
        follow_up_due: None,
        erased_at: None,
        kept_why: None,
        changed_at: now,
    })
}
