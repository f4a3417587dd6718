//! The follower that keeps the index of cases true to the journal.

use std::collections::BTreeSet;
use std::sync::Arc;

use futures::future::BoxFuture;
use platform::journal::{EntryRecord, Follower};
use platform::{Fault, FaultContext};
use search::{Change, Index, Record};
use serde_json::json;
use structure::{App, Tree};

use super::index::{ANSWERED, CaseIndex, PUBLISHED, WHOLE};
use super::store::{Indexed, indexed, indexed_after};
use crate::cases::CaseState;

/// Cases read at once when everything is indexed again.
pub(super) const CHUNK: i64 = 1_000;

/// See the file's first lines.
pub struct LikenessFollower {
    app: App,
    index: Arc<Index>,
    position: i64,
}

impl LikenessFollower {
    /// Follows from where the index stands; a new or wiped index is filled from the tables first.
    pub async fn start(app: &App) -> Result<Self, Fault> {
        let index = app.registers.get::<CaseIndex>()?.0.clone();
        let position = match index.position() {
            Some(position) => position,
            None => rebuild(app, &index).await?,
        };
        Ok(Self { app: app.clone(), index, position })
    }

    async fn take_in(&mut self, entries: &[EntryRecord]) -> Result<(), Fault> {
        let Some(last) = entries.last().map(|entry| entry.seq) else { return Ok(()) };
        let touched = entries.iter().filter(|entry| entry.subject_kind == "case");
        let touched: BTreeSet<i64> = touched.map(|entry| entry.subject_id).collect();
        if !touched.is_empty() {
            let ids: Vec<i64> = touched.into_iter().collect();
            let cases = indexed(&self.app.db, &ids).await?;
            let tree = self.app.tree();
            let changes: Vec<Change> = cases.iter().flat_map(|one| changes(one, &tree)).collect();
            let index = self.index.clone();
            tokio::task::spawn_blocking(move || index.apply(changes, last))
                .await
                .doing("index cases")?
                .doing("index cases")?;
        }
        self.position = last;
        Ok(())
    }
}

async fn rebuild(app: &App, index: &Arc<Index>) -> Result<i64, Fault> {
    // The position first: what is committed while we read is read again by the follower.
    let position = *app.db.journal_head().borrow();
    let tree = app.tree();
    let mut last = 0;
    loop {
        let cases = indexed_after(&app.db, last, CHUNK).await?;
        let Some(end) = cases.last().map(|one| one.id.0) else { break };
        last = end;
        let changes: Vec<Change> = cases.iter().flat_map(|one| changes(one, &tree)).collect();
        let index = index.clone();
        tokio::task::spawn_blocking(move || index.stage(changes))
            .await
            .doing("index cases")?
            .doing("index cases")?;
    }
    let committing = index.clone();
    tokio::task::spawn_blocking(move || committing.commit(position))
        .await
        .doing("commit the index of cases")?
        .doing("commit the index of cases")?;
    Ok(position)
}

/// What a case is to the index now. The public record has the case's number with the sign turned.
fn changes(one: &Indexed, tree: &Tree) -> [Change; 2] {
    let units = tree.units_above(one.unit_id).into_iter().map(|unit| unit.0).collect::<Vec<_>>();
    let record = |id: i64, kind: &str, title: &str, body: String| Record {
        id,
        kind: kind.to_owned(),
        site_ids: vec![one.site_id.0],
        unit_ids: units.clone(),
        title: title.to_owned(),
        body,
        published_at: one.received_at.0,
        year: one.received_at.year(),
        key: one.receipt.clone(),
        source: one.theme.clone(),
        ..Record::default()
    };
    let reply = one.reply.as_deref().unwrap_or_default();
    let mut whole = record(one.id.0, WHOLE, &one.title, format!("{}\n{reply}", one.body));
    let answered = one.reply.is_some() && one.state == CaseState::Answered;
    if answered {
        whole.validity = Some(ANSWERED.to_owned());
    }
    whole.extra = json!({
        "case_kind": one.kind, "unit": one.unit_id, "state": one.state, "holder": one.holder_mark,
        "answered": answered,
        "settled": one.accepted_at.is_some() && one.merged_into.is_none(),
        "merged": one.merged_into.is_some(), "asked": one.body, "reply": reply,
    });
    let shown = (one.state == CaseState::Answered)
        .then(|| {
            Some((
                one.public_title.as_ref()?,
                one.public_body.as_ref()?,
                one.public_reply.as_ref()?,
            ))
        })
        .flatten();
    let public = match shown {
        Some((title, body, reply)) => {
            let mut public = record(-one.id.0, PUBLISHED, title, format!("{body}\n{reply}"));
            public.summary = reply.chars().take(90).collect();
            public.extra = json!({ "case_kind": one.kind, "unit": one.unit_id, "reply": reply });
            Change::put(public)
        }
        None => Change::Remove(-one.id.0),
    };
    [Change::put(whole), public]
}

impl Follower for LikenessFollower {
    fn name(&self) -> &'static str {
        "likeness"
    }

    fn position(&self) -> i64 {
        self.position
    }

    fn read<'a>(&'a mut self, entries: &'a [EntryRecord]) -> BoxFuture<'a, Result<(), Fault>> {
        Box::pin(self.take_in(entries))
    }
}
