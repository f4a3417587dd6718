//! What a grant is, and who may hold one.

use platform::Time;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::accounts::{Account, AccountState};
use crate::ids::{AccountId, ColumnId, GrantId, UnitId};
use crate::rights::Role;

/// Where a role is to hold. Absent means everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reach {
    /// The role.
    pub role: Role,
    /// A unit.
    pub unit_id: Option<UnitId>,
    /// A column.
    pub column_id: Option<ColumnId>,
    /// With the units and columns below, also those that come later.
    pub below: bool,
}

/// A role that an account holds.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Grant {
    /// Its id.
    pub id: GrantId,
    /// Who holds it.
    pub account_id: AccountId,
    /// The role.
    pub role: Role,
    /// A unit; absent: all.
    pub unit_id: Option<UnitId>,
    /// A column; absent: all.
    pub column_id: Option<ColumnId>,
    /// With the units and columns below, also those that come later.
    pub below: bool,
    /// Who gave it; absent: it came with the installation.
    pub granted_by: Option<AccountId>,
    /// When.
    pub granted_at: Time,
}

impl Grant {
    /// Where it holds.
    pub fn reach(&self) -> Reach {
        Reach {
            role: self.role,
            unit_id: self.unit_id,
            column_id: self.column_id,
            below: self.below,
        }
    }
}

/// Why a role can't be granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum GrantRefusal {
    /// 三权分立: an administrator touches no content.
    #[error("the account is an administrator")]
    Administrator,
    /// Nobody grants to himself.
    #[error("one's own account")]
    OwnAccount,
    /// A leaver gets nothing.
    #[error("the account is disabled")]
    Disabled,
    /// It is held already.
    #[error("the grant exists")]
    Exists,
    /// No such role, unit or column.
    #[error("role, unit or column is unknown")]
    Unknown,
}

/// Whether an account may be granted a role. `by` is absent for the installation itself.
pub fn may_grant(
    by: Option<AccountId>,
    account: &Account,
    held: &[Grant],
    reach: Reach,
) -> Result<(), GrantRefusal> {
    if by == Some(account.id) {
        Err(GrantRefusal::OwnAccount)
    } else if account.administrator.is_some() {
        Err(GrantRefusal::Administrator)
    } else if account.state == AccountState::Disabled {
        Err(GrantRefusal::Disabled)
    } else if held.iter().any(|grant| grant.reach() == reach) {
        Err(GrantRefusal::Exists)
    } else {
        Ok(())
    }
}
