//! From grants to rights: subtrees become sets of ids. Pure; the structure is handed in.

use std::sync::Arc;

use super::model::Grant;
use crate::rights::{IdSet, ResolvedGrant};
use crate::tree::Tree;

/// A grant with its subtrees as sets of ids.
pub(super) fn resolve(grant: &Grant, tree: &Tree) -> ResolvedGrant {
    let only = |ids| IdSet::Only(Arc::new(ids));
    ResolvedGrant {
        role: grant.role,
        units: grant.unit_id.map_or(IdSet::All, |id| only(tree.unit_subtree(id))),
        columns: grant.column_id.map_or(IdSet::All, |id| only(tree.subtree(id))),
    }
}
