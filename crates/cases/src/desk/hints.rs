//! What earlier cases say to whoever handles this one: cases that say the same, the unit that usually
//! has the like, wordings and answers that fit. Shown with their reasons; people decide.

use platform::Fault;
use serde::Deserialize;
use serde_json::{Value, json};
use structure::{Right, Staff};
use web::FormState;
use web::forms::form_values;

use super::parts::unit_name;
use crate::cases::CaseRecord;
use crate::handling::{CaseAct, may};
use crate::likeness::{Alike, UnitGuess, answered_like, guess_unit, like, twins};
use crate::reply_templates::offered;

/// Cases that say the same, shown.
const TWINS: usize = 6;
/// Reasons of a guess, shown.
const REASONS: usize = 4;
/// Earlier answers, shown.
const ANSWERS: usize = 4;

/// What a link of the page asks to fill in; without scripts it is one click too.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Filling {
    wording: String,
    template: String,
    unit: String,
    into: String,
}

/// The hints beside a case.
pub(super) struct Hints {
    pub twins: Vec<Value>,
    pub guess: Value,
    pub wordings: Vec<Value>,
    pub templates: Vec<Value>,
}

impl Hints {
    /// Of a case that is open; an ended one needs none.
    pub(super) async fn of(
        staff: &Staff,
        record: &CaseRecord,
        beside: &Value,
    ) -> Result<Self, Fault> {
        if !record.state.is_open() {
            return Ok(Self {
                twins: Vec::new(),
                guess: Value::Null,
                wordings: Vec::new(),
                templates: Vec::new(),
            });
        }
        let scope = staff.scope(Right::ReadCases);
        let alike = like(&staff.app, record).await?;
        let same = twins(&alike, &scope);
        let url = format!("/cases/{}", record.receipt);
        let twins = same.iter().take(TWINS).map(|one| twin(&url, one)).collect();
        let mut wordings: Vec<Value> = agreed(&url, beside);
        for one in answered_like(&staff.app, record, (&scope, ANSWERS)).await? {
            let id = format!("case-{}", one.receipt);
            wordings.push(json!({
                "use_url": use_url(&url, &id), "id": id, "kind": "answer", "title": one.title,
                "text": one.reply, "share": one.share, "url": format!("/cases/{}", one.receipt),
            }));
        }
        let guess = guess_unit(&alike).map_or(Value::Null, |guess| shown(staff, record, &guess));
        let templates = if may(&staff.rights, record, CaseAct::Propose) {
            offered(staff, record).await?
        } else {
            Vec::new()
        };
        Ok(Self { twins, guess, wordings, templates })
    }

    /// The forms as a link of the page asks them to be filled, and the act they belong to.
    pub(super) fn filled(&self, filling: &Filling) -> (FormState, Option<CaseAct>) {
        let wanted =
            |one: &&Value| one.get("id").and_then(Value::as_str) == Some(&*filling.wording);
        if let Some(one) = self.wordings.iter().find(wanted) {
            let text = one.get("text").and_then(Value::as_str).unwrap_or_default();
            return (FormState::of(form_values([("reply", text)])), Some(CaseAct::Propose));
        }
        let wanted =
            |one: &&Value| one.get("id").and_then(Value::as_str) == Some(&*filling.template);
        if let Some(one) = self.templates.iter().find(wanted) {
            let text = one.get("text").and_then(Value::as_str).unwrap_or_default();
            let values = form_values([("reply", text), ("template", &filling.template)]);
            return (FormState::of(values), Some(CaseAct::Propose));
        }
        if !filling.unit.is_empty() {
            let values = form_values([("transfer_unit", &filling.unit)]);
            return (FormState::of(values), Some(CaseAct::Transfer));
        }
        if !filling.into.is_empty() {
            return (
                FormState::of(form_values([("merge_into", &filling.into)])),
                Some(CaseAct::Merge),
            );
        }
        (FormState::default(), None)
    }
}

fn use_url(url: &str, id: &str) -> String {
    format!("{url}?wording={id}#case-acts")
}

/// The wordings that a chapter above has for the case: the agreed one if there is one, otherwise the
/// published answer.
fn agreed(url: &str, beside: &Value) -> Vec<Value> {
    let all = beside.get("wordings").and_then(Value::as_array).cloned().unwrap_or_default();
    all.into_iter()
        .map(|mut one| {
            let id = one.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
            let agreed = one.get("agreed").and_then(Value::as_str).map(str::to_owned);
            if let Some(fields) = one.as_object_mut() {
                let kind = if agreed.is_some() { "wording" } else { "question" };
                fields.insert("kind".to_owned(), kind.into());
                fields.insert("use_url".to_owned(), use_url(url, &id).into());
            }
            one
        })
        .collect()
}

fn twin(url: &str, one: &Alike) -> Value {
    json!({
        "title": one.title, "receipt": one.receipt, "url": format!("/cases/{}", one.receipt),
        "overlap": one.overlap, "same_writer": one.same_writer,
        // Another's case would be shown to a stranger: only one person's are merged.
        "merge_url": one.same_writer.then(|| format!("{url}?into={}#case-acts", one.receipt)),
    })
}

fn shown(staff: &Staff, record: &CaseRecord, guess: &UnitGuess) -> Value {
    let tree = staff.app.tree();
    let code = tree.unit(guess.unit).map(|unit| unit.code.clone()).unwrap_or_default();
    let reads = staff.rights.covers_unit(Right::ReadCases, guess.unit);
    let reasons: Vec<Value> = guess
        .reasons
        .iter()
        .take(REASONS)
        .filter(|_| reads)
        .map(|one| {
            json!({ "title": one.title, "share": one.share, "url": format!("/cases/{}", one.receipt) })
        })
        .collect();
    json!({
        "unit_name": unit_name(&staff.app, guess.unit), "here": guess.unit == record.unit_id,
        "confidence": guess.confidence, "votes": guess.votes, "voters": guess.voters,
        "reasons": reasons, "use_url": format!("/cases/{}?unit={code}#case-acts", record.receipt),
    })
}

/// How many cases say the same as one, within the reader's reach: for the inbox.
pub(super) async fn count_twins(staff: &Staff, record: &CaseRecord) -> Result<usize, Fault> {
    if !record.state.is_open() {
        return Ok(0);
    }
    let alike = like(&staff.app, record).await?;
    Ok(twins(&alike, &staff.scope(Right::ReadCases)).len())
}
