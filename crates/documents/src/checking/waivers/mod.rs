//! Waivers 说明 (article 19): why something that a check found stands as it is. They hold on to what was found, so a
//! later revision with the same words needs no second reason.

mod store;

use platform::Time;
use serde::{Deserialize, Serialize};
use structure::AccountId;

use crate::ids::{DocumentId, WaiverId};

pub use store::waivers_of;
pub(super) use store::{add, same_title};

/// A reason that was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// Its id.
    pub id: WaiverId,
    /// The document.
    pub document_id: DocumentId,
    /// What it is about: see [`checks::Hit`].
    pub fingerprint: String,
    /// The rule, by its word.
    pub rule: String,
    /// What stands there, masked where it is personal.
    pub found: String,
    /// Why it may.
    pub reason: String,
    /// Who said so.
    pub waived_by: Option<AccountId>,
    /// When.
    pub waived_at: Time,
}
