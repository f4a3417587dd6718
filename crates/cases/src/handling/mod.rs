//! Articles 18, 28: what is done with a case, by whom, in which state. Each act is one transaction:
//! the case is locked, found in its state as a type, moved on, written, journalled.

mod acts;
mod assists;
mod escalations;
mod holding;
mod moving;
mod revealing;
mod store;
mod telling;
mod waiting;

use platform::{Actor, Entry, Time, Tx};
use serde_json::{Value, json};
use structure::{AccountId, App, UnitId};

use crate::cases::CaseRecord;
use crate::cases::store::lock;
use crate::stopped::{Act, CaseRefusal};

pub use acts::{CaseAct, may, sees};
pub use assists::{Assist, answer_assist, ask_assist, assists_of};
pub(crate) use escalations::TEND;
pub use escalations::{ensure_hourly, escalate, remind};
pub use holding::{add, rate, withdraw};
pub use moving::{accept, close, merge, reopen, transfer};
pub use revealing::reveal;
pub use telling::tell_of;
pub use waiting::{ask, extend, follow_up, remark, resume};

#[cfg(test)]
mod tests;

/// Who of the office acts, and for which unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doer {
    /// The person.
    pub account: AccountId,
    /// Their unit.
    pub unit: UnitId,
}

impl Doer {
    pub(crate) fn actor(self) -> Actor {
        Actor::Account(self.account.0)
    }
}

/// A transaction on one case.
pub(crate) struct Hold {
    pub tx: Tx,
    pub record: CaseRecord,
    pub now: Time,
}

impl Hold {
    /// Locks the case of a receipt number.
    pub(crate) async fn of(app: &App, receipt: &str) -> Act<Self> {
        let mut tx = app.db.begin().await?;
        let record = lock(&mut tx, receipt).await?.ok_or(CaseRefusal::Missing)?;
        Ok(Self { tx, record, now: app.clock().now() })
    }

    /// Writes the case as it is now, and ends.
    pub(crate) async fn finish(
        mut self,
        record: &CaseRecord,
        (actor, verb, detail): (Actor, &'static str, Value),
    ) -> Act<i64> {
        crate::cases::store::save(&mut self.tx, record).await?;
        Ok(self.tx.commit(entry(actor, verb, record, detail)).await?)
    }
}

/// The journal's entry about a case: its receipt number, and nothing of who sent it.
pub(crate) fn entry(actor: Actor, verb: &'static str, record: &CaseRecord, detail: Value) -> Entry {
    let mut all = structure::staff::map(json!({ "title": record.receipt }));
    all.extend(structure::staff::map(detail));
    Entry::new(actor, verb, "case", record.id)
        .detail(Value::Object(all))
        .tags([crate::statistics_tag(&record.kind)])
}

/// Words that must be there.
pub(crate) fn words(text: &str) -> Act<String> {
    let text = text.trim();
    if text.is_empty() { Err(CaseRefusal::Words.into()) } else { Ok(text.to_owned()) }
}
