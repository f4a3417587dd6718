//! The three administrators are separated, and scopes add up.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::*;
use crate::ids::{ColumnId, UnitId};

fn only(ids: &[i64]) -> IdSet {
    IdSet::Only(Arc::new(ids.iter().copied().collect()))
}

#[test]
fn administrators_share_no_right_and_hold_no_content_right() {
    let content: BTreeSet<Right> =
        Role::ALL.iter().flat_map(|role| role.rights()).copied().collect();
    for (index, one) in Administrator::ALL.iter().enumerate() {
        for right in one.rights() {
            assert!(!content.contains(right), "{one:?} holds the content right {right:?}");
            for other in &Administrator::ALL[index + 1..] {
                assert!(!other.rights().contains(right), "{one:?} and {other:?} share {right:?}");
            }
        }
    }
}

#[test]
fn every_right_belongs_to_somebody() {
    for right in Right::ALL {
        let held = Role::ALL.iter().any(|role| role.rights().contains(right))
            || Administrator::ALL.iter().any(|admin| admin.rights().contains(right));
        assert!(held, "nobody holds {right:?}");
    }
}

#[test]
fn many_grants_over_one_unit_become_one_part() {
    let grants = (0..1_400)
        .map(|column| ResolvedGrant {
            role: Role::Editor,
            units: only(&[7]),
            columns: only(&[column]),
        })
        .collect();
    let rights = Rights::of_grants(grants);
    let scope = rights.scope(Right::WriteDocuments);
    assert_eq!(scope.parts.len(), 1);
    assert!(rights.covers(Right::WriteDocuments, UnitId(7), ColumnId(1_399)));
    assert!(!rights.covers(Right::WriteDocuments, UnitId(8), ColumnId(1)));
    assert!(!rights.covers(Right::ReviewFirst, UnitId(7), ColumnId(1)));
}

proptest::proptest! {
    #[test]
    fn a_scope_covers_exactly_what_some_grant_covers(
        grants in proptest::collection::vec((0_i64..4, 0_i64..6, proptest::bool::ANY), 0..8),
        unit in 0_i64..4,
        column in 0_i64..6,
    ) {
        let expected = grants.iter().any(|(u, c, all)| *u == unit && (*all || *c == column));
        let resolved = grants.iter().map(|(u, c, all)| ResolvedGrant {
            role: Role::Editor,
            units: only(&[*u]),
            columns: if *all { IdSet::All } else { only(&[*c]) },
        }).collect();
        let rights = Rights::of_grants(resolved);
        proptest::prop_assert_eq!(
            rights.covers(Right::WriteDocuments, UnitId(unit), ColumnId(column)), expected);
    }
}
