//! Who holds a right over a document: the people who are told that something waits for them.

use platform::Fault;

use crate::accounts::{AccountState, all_accounts};
use crate::app::App;
use crate::console_door::rights_of;
use crate::ids::{AccountId, ColumnId, UnitId};
use crate::rights::Right;

/// Every account in use that holds the right for a document of this unit in this column.
pub async fn holders(
    app: &App,
    right: Right,
    unit: UnitId,
    column: ColumnId,
) -> Result<Vec<AccountId>, Fault> {
    let mut found = Vec::new();
    for account in all_accounts(&app.db).await? {
        if account.state == AccountState::Active
            && rights_of(app, &account).await?.covers(right, unit, column)
        {
            found.push(account.id);
        }
    }
    Ok(found)
}

/// Every account in use that holds the right anywhere.
pub async fn holders_anywhere(app: &App, right: Right) -> Result<Vec<AccountId>, Fault> {
    let mut found = Vec::new();
    for account in all_accounts(&app.db).await? {
        if account.state == AccountState::Active && rights_of(app, &account).await?.anywhere(right)
        {
            found.push(account.id);
        }
    }
    Ok(found)
}

/// Every account in use that holds the right for what belongs to a unit and to no column.
pub async fn holders_of_unit(
    app: &App,
    right: Right,
    unit: UnitId,
) -> Result<Vec<AccountId>, Fault> {
    let mut found = Vec::new();
    for account in all_accounts(&app.db).await? {
        if account.state == AccountState::Active
            && rights_of(app, &account).await?.covers_unit(right, unit)
        {
            found.push(account.id);
        }
    }
    Ok(found)
}
