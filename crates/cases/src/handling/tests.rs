//! Rights: only the unit's own people act, and each only what their role holds.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;
use structure::rights::{IdSet, ResolvedGrant};
use structure::{Right, Rights, Role, UnitId};

use super::{CaseAct, may};
use crate::cases::tests::record;
use crate::cases::{CaseRecord, CaseState};

fn rights(role: Role, unit: i64) -> Rights {
    let units = IdSet::Only(Arc::new(BTreeSet::from([unit])));
    Rights::of_grants(vec![ResolvedGrant { role, units, columns: IdSet::All }])
}

fn in_state(state: CaseState) -> CaseRecord {
    record(state)
}

proptest! {
    #[test]
    fn nobody_acts_on_a_case_of_another_unit(
        role in 0_usize..Role::ALL.len(), act in 0_usize..17, state in 0_usize..6, unit in 0_i64..20,
    ) {
        let record = in_state(CaseState::ALL[state]);
        let (role, act) = (Role::ALL[role], CaseAct::ALL[act]);
        let record = CaseRecord { follow_up_due: Some(record.received_at), ..record };
        let allowed = may(&rights(role, unit), &record, act);
        let holds = act.rights().iter().any(|right| role.rights().contains(right));
        prop_assert_eq!(allowed, holds && unit == record.unit_id.0 && act.fits(record.state));
    }
}

#[test]
fn whoever_writes_answers_holds_no_right_to_review_them() {
    for role in Role::ALL {
        let rights = role.rights();
        let both = rights.contains(&Right::HandleCases) && rights.contains(&Right::ReviewReplies);
        assert!(!both, "{role:?}");
    }
    assert!(!rights(Role::Editor, 7).covers_unit(Right::ReadCases, UnitId(7)));
}
