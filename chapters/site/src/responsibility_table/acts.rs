//! What is done with a version, each act one transaction.

use platform::{Actor, Fault};
use structure::{AccountId, App};

use super::comparison::compare;
use super::model::{Version, VersionId, VersionRefusal};
use super::store::{self, TAG, entry, insert, issued, lock, next_number, save, waiting};
use super::table::lines;

/// How an act ends that doesn't happen.
#[derive(Debug)]
pub enum Stopped {
    /// A rule of versions.
    Refused(VersionRefusal),
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

impl From<VersionRefusal> for Stopped {
    fn from(why: VersionRefusal) -> Self {
        Self::Refused(why)
    }
}

/// What an act gives.
pub type Act<T> = Result<T, Stopped>;

/// Freezes the table as the columns say it now, for somebody else to sign.
pub async fn propose(
    app: &App,
    (actor, author): (Actor, Option<AccountId>),
    reason: &str,
) -> Act<(VersionId, i64)> {
    let now = lines(&app.tree(), &store::methods(&app.db).await?);
    let before = issued(&app.db).await?;
    if before.is_some_and(|before| compare(&before.lines, &now).is_empty()) {
        return Err(VersionRefusal::Same.into());
    }
    let mut tx = app.db.begin().await?;
    if waiting(&mut tx).await? > 0 {
        return Err(VersionRefusal::Waiting.into());
    }
    let id = insert(&mut tx, author, (&now, reason)).await?;
    let version = lock(&mut tx, id).await?.ok_or(Stopped::Missing)?;
    let seq = tx.commit(entry(actor, "responsibility_table.proposed", &version)).await?;
    Ok((id, seq))
}

/// What the second person decides.
#[derive(Clone, Copy, Debug)]
pub enum Decision<'a> {
    /// It is issued and published.
    Sign(&'a str),
    /// It goes back with words.
    SendBack(&'a str),
    /// Whoever proposed it takes it back.
    Withdraw,
}

/// Decides.
pub async fn decide(app: &App, who: AccountId, id: VersionId, how: Decision<'_>) -> Act<i64> {
    let mut tx = app.db.begin().await?;
    let proposed = lock(&mut tx, id).await?.ok_or(Stopped::Missing)?.proposed()?;
    let now = app.clock().now();
    let (version, verb): (Version, _) = match how {
        Decision::Sign(words) => {
            let number = next_number(&mut tx).await?;
            (proposed.sign((who, words), number, now)?, "responsibility_table.issued")
        }
        Decision::SendBack(words) => {
            (proposed.send_back((who, words), now)?, "responsibility_table.returned")
        }
        Decision::Withdraw => (proposed.withdraw(who, now), "responsibility_table.withdrawn"),
    };
    save(&mut tx, &version).await?;
    let entry = entry(Actor::Account(who.0), verb, &version).tags([TAG.to_owned()]);
    Ok(tx.commit(entry).await?)
}

/// Signs and publishes.
pub async fn sign(app: &App, who: AccountId, id: VersionId, words: &str) -> Act<i64> {
    decide(app, who, id, Decision::Sign(words)).await
}

/// The version that holds, if any was issued.
pub(super) async fn in_force(app: &App) -> Result<Option<Version>, Fault> {
    store::issued(&app.db).await
}
