//! A case comes in: exactly once for each form, however often it is sent.

use platform::db::{Fields, Value};
use platform::{Actor, Fault, Time};
use serde_json::json;
use structure::{App, SiteId, UnitId};

use super::holder::Holder;
use super::model::CaseRecord;
use super::receipt::{FormKey, HolderSecret, holder_mark, receipt, receipt_prefix};
use super::state::CaseState;
use super::store::{draw_number, insert, of_form};
use crate::clocks::working_days_after;
use crate::correspondence::{KeptFile, insert_files};
use crate::handling::entry;
use crate::ids::CaseId;
use crate::kinds::CaseKind;

/// What somebody sends.
#[derive(Clone)]
pub struct OpenForm {
    /// What kind of case it is.
    pub kind: &'static CaseKind,
    /// On which site.
    pub site: SiteId,
    /// Who must answer first.
    pub unit: UnitId,
    /// What it is about.
    pub theme: String,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: String,
    /// Who sends it.
    pub holder: Holder,
    /// Whether it may be published, masked.
    pub wants_public: bool,
    /// Its files, kept already.
    pub files: Vec<KeptFile>,
    /// The form.
    pub key: FormKey,
}

/// What the sender is given.
pub struct Opened {
    /// The case.
    pub record: CaseRecord,
    /// What proves it is theirs.
    pub secret: HolderSecret,
    /// The journal's number; none if the form had been sent before.
    pub seq: Option<i64>,
}

/// Opens a case, or finds the one that this form has opened.
pub async fn open(app: &App, form: OpenForm) -> Result<Opened, Fault> {
    open_with(app, form, Vec::new()).await
}

/// The same with rows of the chapter's own tables, which are given the case's id as `case_id`.
pub async fn open_with(
    app: &App,
    form: OpenForm,
    rows: Vec<(&'static str, Fields)>,
) -> Result<Opened, Fault> {
    open_for(app, Actor::Visitor, form, rows).await
}

/// The same by somebody else than the holder: a system that speaks for people.
pub(crate) async fn open_for(
    app: &App,
    actor: Actor,
    form: OpenForm,
    rows: Vec<(&'static str, Fields)>,
) -> Result<Opened, Fault> {
    let now = app.clock().now();
    let secret = HolderSecret::of_form(&app.secret, &form.key)?;
    let form_key = form.key.hash(&app.secret)?;
    let mut tx = app.db.begin().await?;
    let prefix = receipt_prefix(form.kind.receipt_prefix, now);
    let number = draw_number(&mut tx, &prefix).await?;
    if let Some(record) = of_form(&mut tx, &form_key).await? {
        return Ok(Opened { record, secret, seq: None });
    }
    let record = record_of(app, &form, (&secret, receipt(&prefix, number)), now)?;
    insert(&mut tx, &record, &form_key).await?;
    insert_files(&mut tx, record.id, None, &form.files).await?;
    for (table, mut row) in rows {
        row.push(("case_id", Value::from(record.id)));
        tx.insert(table, row).await?;
    }
    let entry = entry(actor, "case.opened", &record, json!({ "unit": record.unit_id }));
    let seq = tx.commit(entry).await?;
    Ok(Opened { record, secret, seq: Some(seq) })
}

fn record_of(
    app: &App,
    form: &OpenForm,
    (secret, receipt): (&HolderSecret, String),
    now: Time,
) -> Result<CaseRecord, Fault> {
    let id = CaseId(app.db.next_id());
    let days = form.kind.clocks.accept_days;
    let days = if form.kind.is_grave(&form.theme) { 0 } else { days };
    Ok(CaseRecord {
        id,
        kind: form.kind.code.to_owned(),
        secret_hash: secret.hash(&app.secret, &receipt)?,
        receipt,
        site_id: form.site,
        unit_id: form.unit,
        theme: form.theme.clone(),
        title: form.title.clone(),
        body: form.body.clone(),
        holder: form.holder.seal(&app.secret, id)?,
        holder_mark: holder_mark(&app.secret, &form.holder.phone)?,
        wants_public: form.wants_public,
        state: CaseState::Received,
        received_at: now,
        accept_due: working_days_after(now, days),
        accepted_at: None,
        answer_due: None,
        paused_at: None,
        extended_at: None,
        answered_at: None,
        closed_at: None,
        closure_reason: None,
        closure_words: String::new(),
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
