//! From grants to rights: subtrees become sets of ids. Pure; the structure is handed in.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::model::Grant;
use crate::ids::{ColumnId, UnitId};
use crate::rights::{IdSet, ResolvedGrant};
use crate::tree::Tree;

/// A grant with its subtrees as sets of ids.
pub(super) fn resolve(grant: &Grant, tree: &Tree) -> ResolvedGrant {
    let only = |ids| IdSet::Only(Arc::new(ids));
    let units = |id: UnitId| {
        if grant.below { tree.unit_subtree(id) } else { BTreeSet::from([id.0]) }
    };
    let columns = |id: ColumnId| {
        if grant.below { tree.subtree(id) } else { BTreeSet::from([id.0]) }
    };
    ResolvedGrant {
        role: grant.role,
        units: grant.unit_id.map_or(IdSet::All, |id| only(units(id))),
        columns: grant.column_id.map_or(IdSet::All, |id| only(columns(id))),
    }
}
