//! What is done with withholdings, each act one transaction.

use documents::documents::Document;
use platform::{Db, Fault};
use structure::AccountId;

use super::model::{Decision, Grounded, WithholdingId, WithholdingRefusal, WithholdingState};
use super::store::{entry, insert, lock, lock_document, save};

/// How an act ends that doesn't happen.
#[derive(Debug)]
pub enum Stopped {
    /// A rule.
    Refused(WithholdingRefusal),
    /// It isn't there.
    Missing,
    /// We failed.
    Fault(Fault),
}

impl From<Fault> for Stopped {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<WithholdingRefusal> for Stopped {
    fn from(why: WithholdingRefusal) -> Self {
        Self::Refused(why)
    }
}

/// Says that a document is not to be disclosed.
pub async fn propose(
    db: &Db,
    who: AccountId,
    document: &Document,
    what: &Grounded,
) -> Result<(WithholdingId, i64), Stopped> {
    if document.is_live() {
        return Err(WithholdingRefusal::Live.into());
    }
    if document.trashed_at.is_some() {
        return Err(WithholdingRefusal::Trashed.into());
    }
    let mut tx = db.begin().await?;
    if lock_document(&mut tx, document.id).await? {
        return Err(WithholdingRefusal::Already.into());
    }
    let id = insert(&mut tx, document, what, who).await?;
    let about = (id, document.title.as_str(), what.ground);
    Ok((id, tx.commit(entry(who, "withholding.proposed", about)).await?))
}

/// Decides on it.
pub(super) async fn decide(
    db: &Db,
    who: AccountId,
    (id, title): (WithholdingId, &str),
    (decision, words): (Decision, &str),
) -> Result<i64, Stopped> {
    let mut tx = db.begin().await?;
    let found = lock(&mut tx, id).await?.ok_or(Stopped::Missing)?;
    let decided = found.decided(who, (decision, words), db.clock().now())?;
    save(&mut tx, &decided).await?;
    let verb = match decided.state {
        WithholdingState::Confirmed => "withholding.confirmed",
        WithholdingState::Proposed | WithholdingState::Refused => "withholding.refused",
    };
    let about = (id, title, decided.ground.as_str());
    Ok(tx.commit(entry(who, verb, about)).await?)
}
