//! 会办: another unit is asked for its part; the answer stays with the unit that has the case.

use platform::{Db, Fault, Time, fields};
use serde::Deserialize;
use serde_json::json;
use structure::{AccountId, App, UnitId};

use super::{Doer, Hold, entry, store, words};
use crate::cases::AnyCase;
use crate::ids::{AssistId, CaseId};
use crate::stopped::{Act, CaseRefusal};

/// A unit's part.
#[derive(Clone, Debug, Deserialize)]
pub struct Assist {
    /// Its id.
    pub id: AssistId,
    /// The case.
    pub case_id: CaseId,
    /// Who is asked.
    pub unit_id: UnitId,
    /// What.
    pub question: String,
    /// By whom.
    pub asked_by: AccountId,
    /// When.
    pub asked_at: Time,
    /// What they say; empty until they do.
    pub answer: String,
    /// Who said it.
    pub answered_by: Option<AccountId>,
    /// When.
    pub answered_at: Option<Time>,
}

/// All parts of a case, oldest first.
pub async fn assists_of(db: &Db, case: CaseId) -> Result<Vec<Assist>, Fault> {
    store::assists_of(db, case).await
}

/// Asks a unit for its part.
pub async fn ask_assist(
    app: &App,
    doer: Doer,
    receipt: &str,
    (unit, question): (UnitId, &str),
) -> Act<i64> {
    let question = words(question)?;
    let mut hold = Hold::of(app, receipt).await?;
    let AnyCase::Accepted(case) = AnyCase::of(hold.record.clone()) else {
        return Err(CaseRefusal::State.into());
    };
    if unit == case.record.unit_id {
        return Err(CaseRefusal::SameUnit.into());
    }
    let row = fields![
        "id" => AssistId(app.db.next_id()), "case_id" => case.record.id, "unit_id" => unit,
        "question" => question, "asked_by" => doer.account, "asked_at" => hold.now,
        "answer" => "", "answered_by" => None::<AccountId>, "answered_at" => None::<Time>,
    ];
    hold.tx.insert("case_assists", row).await?;
    let entry = entry(doer.actor(), "case.assist_asked", &case.record, json!({ "unit": unit }));
    Ok(hold.tx.commit(entry).await?)
}

/// The unit gives its part.
pub async fn answer_assist(
    app: &App,
    doer: Doer,
    receipt: &str,
    (id, answer): (AssistId, &str),
) -> Act<i64> {
    let answer = words(answer)?;
    let mut hold = Hold::of(app, receipt).await?;
    let assist = store::assist_in(&mut hold.tx, id).await?;
    let assist = assist.filter(|one| one.case_id == hold.record.id);
    let assist = assist.ok_or(CaseRefusal::Missing)?;
    if assist.answered_at.is_some() || !hold.record.state.is_open() {
        return Err(CaseRefusal::State.into());
    }
    let row = fields![
        "answer" => answer, "answered_by" => doer.account, "answered_at" => hold.now,
    ];
    hold.tx.update("case_assists", id, row).await?;
    let detail = json!({ "unit": assist.unit_id });
    let entry = entry(doer.actor(), "case.assist_answered", &hold.record, detail);
    Ok(hold.tx.commit(entry).await?)
}
