//! Names of people, and who holds a right over a document.

use std::collections::HashMap;

use platform::{Db, Fault};
use structure::accounts::{AccountState, all_accounts};
use structure::grants::{Grant, all_grants};
use structure::{AccountId, Right, Tree, UnitId};

use crate::comments::Named;
use crate::documents::Document;

/// Names by account.
pub struct People(HashMap<AccountId, (String, Option<UnitId>, AccountState)>);

impl People {
    /// Everybody.
    pub async fn load(db: &Db) -> Result<Self, Fault> {
        let accounts = all_accounts(db).await?;
        let named = accounts.into_iter().map(|one| (one.id, (one.name, one.unit_id, one.state)));
        Ok(Self(named.collect()))
    }

    /// A name; empty for nobody.
    pub fn name(&self, id: Option<AccountId>) -> String {
        id.and_then(|id| self.0.get(&id)).map(|(name, ..)| name.clone()).unwrap_or_default()
    }

    /// The unit somebody belongs to.
    pub fn unit(&self, id: AccountId) -> Option<UnitId> {
        self.0.get(&id).and_then(|(_, unit, _)| *unit)
    }

    fn is_active(&self, id: AccountId) -> bool {
        self.0.get(&id).is_some_and(|(.., state)| *state == AccountState::Active)
    }
}

/// Everybody active who holds a right over a document, each once.
pub(crate) async fn holders(
    db: &Db,
    (tree, people): (&Tree, &People),
    document: &Document,
) -> Result<Vec<(Right, AccountId)>, Fault> {
    let units = tree.units_above(document.unit_id);
    let columns: Vec<_> =
        tree.path_to(document.column_id).into_iter().map(|column| column.id).collect();
    let covers = |grant: &Grant| {
        let unit = grant
            .unit_id
            .is_none_or(|unit| unit == document.unit_id || (grant.below && units.contains(&unit)));
        let column = grant.column_id.is_none_or(|column| {
            column == document.column_id || (grant.below && columns.contains(&column))
        });
        unit && column
    };
    let mut found = Vec::new();
    for grant in all_grants(db).await? {
        if covers(&grant) && people.is_active(grant.account_id) {
            found.extend(grant.role.rights().iter().map(|right| (*right, grant.account_id)));
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Everybody who holds a right over a document, by the names that a comment may call them.
pub(crate) async fn named_holders(
    db: &Db,
    tree: &Tree,
    document: &Document,
) -> Result<Vec<Named>, Fault> {
    let people = People::load(db).await?;
    let able = holders(db, (tree, &people), document).await?;
    let named = all_accounts(db).await?.into_iter().map(|account| Named {
        id: account.id,
        name: account.name,
        login: account.login,
    });
    Ok(named.filter(|one| able.iter().any(|(_, id)| *id == one.id)).collect())
}
