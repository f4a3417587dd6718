//! The grants' SQL.

use platform::{Actor, Db, Entry, Fault, FaultContext, fields, params};
use serde_json::json;

use super::model::{Grant, GrantRefusal, Reach, may_grant};
use super::resolve::resolve;
use crate::accounts::{account_in, account_of};
use crate::ids::{AccountId, GrantId};
use crate::rights::ResolvedGrant;
use crate::tree::Tree;

const GRANT: &str =
    "SELECT id, account_id, role, unit_id, column_id, below, granted_by, granted_at FROM grants";

/// What an account holds, in the order in which it was given.
pub async fn grants_of(db: &Db, account: AccountId) -> Result<Vec<Grant>, Fault> {
    db.all(format!("{GRANT} WHERE account_id = $1 ORDER BY id"), params![account]).await
}

/// What an account holds, with the subtrees as sets of ids.
pub async fn resolved(
    db: &Db,
    tree: &Tree,
    account: AccountId,
) -> Result<Vec<ResolvedGrant>, Fault> {
    Ok(grants_of(db, account).await?.iter().map(|grant| resolve(grant, tree)).collect())
}

/// All grants, for the register.
pub async fn all_grants(db: &Db) -> Result<Vec<Grant>, Fault> {
    db.all(format!("{GRANT} ORDER BY account_id, id"), params![]).await
}

/// A grant by its id.
pub async fn grant(db: &Db, id: GrantId) -> Result<Option<Grant>, Fault> {
    db.opt(format!("{GRANT} WHERE id = $1"), params![id]).await
}

/// Grants a role. Gives its id and the journal's sequence number.
pub async fn add_grant(
    db: &Db,
    actor: Actor,
    account: AccountId,
    reach: Reach,
) -> Result<Result<(GrantId, i64), GrantRefusal>, Fault> {
    let by = account_of(&actor);
    let mut tx = db.begin().await?;
    // Locked: the account can't become an administrator in the meantime.
    let holder = account_in(&mut tx, account).await?.doing("find who gets the grant")?;
    let held: Vec<Grant> =
        tx.all(format!("{GRANT} WHERE account_id = $1"), params![account]).await?;
    if let Err(refusal) = may_grant(by, &holder, &held, reach) {
        return Ok(Err(refusal));
    }
    let id = GrantId(db.next_id());
    let row = fields![
        "id" => id, "account_id" => account, "role" => reach.role.word(),
        "unit_id" => reach.unit_id, "column_id" => reach.column_id, "below" => reach.below,
        "granted_by" => by, "granted_at" => db.clock().now(),
    ];
    tx.insert("grants", row).await?;
    let seq = tx.commit(entry(actor, "grant.added", id, account, reach)).await?;
    Ok(Ok((id, seq)))
}

/// Takes a grant away. Nobody does it to himself, so that it is always two who know.
pub async fn remove_grant(
    db: &Db,
    actor: Actor,
    grant: &Grant,
) -> Result<Result<i64, GrantRefusal>, Fault> {
    if account_of(&actor) == Some(grant.account_id) {
        return Ok(Err(GrantRefusal::OwnAccount));
    }
    let mut tx = db.begin().await?;
    tx.remove("grants", grant.id).await?;
    let entry = entry(actor, "grant.removed", grant.id, grant.account_id, grant.reach());
    Ok(Ok(tx.commit(entry).await?))
}

fn entry(actor: Actor, verb: &'static str, id: GrantId, account: AccountId, reach: Reach) -> Entry {
    Entry::new(actor, verb, "grant", id).detail(json!({
        "account": account, "role": reach.role.word(), "unit": reach.unit_id,
        "column": reach.column_id, "below": reach.below,
    }))
}
