//! What an account may do where, as sets of ids that go into the query.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use platform::db::{Value, id_list};

use super::model::{Administrator, Right, Role};
use crate::ids::{ColumnId, UnitId};

/// Everything, or these ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IdSet {
    /// No restriction.
    All,
    /// Only these.
    Only(Arc<BTreeSet<i64>>),
}

impl IdSet {
    /// Whether the id is in the set.
    pub fn contains(&self, id: i64) -> bool {
        match self {
            Self::All => true,
            Self::Only(ids) => ids.contains(&id),
        }
    }
}

/// Units × columns: one rectangle of a scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopePart {
    /// Content units.
    pub units: IdSet,
    /// Columns.
    pub columns: IdSet,
}

/// Where a right holds: the union of its parts. Empty: nowhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The rectangles.
    pub parts: Vec<ScopePart>,
}

impl Scope {
    /// Whether a document of this unit in this column is inside.
    pub fn covers(&self, unit: UnitId, column: ColumnId) -> bool {
        self.parts.iter().any(|part| part.units.contains(unit.0) && part.columns.contains(column.0))
    }

    /// Whether the right holds for what belongs to a unit and to no column: letters, applications.
    pub fn covers_unit(&self, unit: UnitId) -> bool {
        self.parts.iter().any(|part| part.units.contains(unit.0))
    }

    /// The same as a condition on one column of a query; parameters are appended.
    pub fn unit_condition(&self, unit: &str, params: &mut Vec<Value>) -> String {
        let mut any = Vec::new();
        for part in &self.parts {
            match &part.units {
                IdSet::All => return "1 = 1".to_owned(),
                IdSet::Only(ids) => {
                    params.push(id_list(ids.iter().copied()));
                    any.push(format!("{unit} @in(${})", params.len()));
                }
            }
        }
        if any.is_empty() { "1 = 0".to_owned() } else { format!("({})", any.join(" OR ")) }
    }

    /// Whether the right holds anywhere at all.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The scope as a condition on two columns of a query; parameters are appended.
    pub fn condition(&self, unit: &str, column: &str, params: &mut Vec<Value>) -> String {
        let mut one = |set: &IdSet, name: &str| match set {
            IdSet::All => "1 = 1".to_owned(),
            IdSet::Only(ids) => {
                params.push(id_list(ids.iter().copied()));
                format!("{name} @in(${})", params.len())
            }
        };
        let parts: Vec<String> = self
            .parts
            .iter()
            .map(|part| format!("({} AND {})", one(&part.units, unit), one(&part.columns, column)))
            .collect();
        if parts.is_empty() { "1 = 0".to_owned() } else { format!("({})", parts.join(" OR ")) }
    }
}

/// A grant with its subtrees already resolved to ids.
pub struct ResolvedGrant {
    /// The role.
    pub role: Role,
    /// Units it reaches.
    pub units: IdSet,
    /// Columns it reaches.
    pub columns: IdSet,
}

/// All rights of an account, by right.
#[derive(Clone, Debug, Default)]
pub struct Rights {
    scopes: BTreeMap<Right, Scope>,
}

impl Rights {
    /// Rights of one of the three administrators: theirs alone, everywhere.
    pub fn of_administrator(administrator: Administrator) -> Self {
        let everywhere =
            Scope { parts: vec![ScopePart { units: IdSet::All, columns: IdSet::All }] };
        Self {
            scopes: administrator
                .rights()
                .iter()
                .map(|right| (*right, everywhere.clone()))
                .collect(),
        }
    }

    /// Rights that grants add up to. Parts over the same units are merged, so 1,400 grants on
    /// single columns become one part.
    pub fn of_grants(grants: Vec<ResolvedGrant>) -> Self {
        let mut rights = Self::default();
        for grant in grants {
            for right in grant.role.rights() {
                rights.scopes.entry(*right).or_default().add(&grant.units, &grant.columns);
            }
        }
        rights
    }

    /// Where the right holds.
    pub fn scope(&self, right: Right) -> Scope {
        self.scopes.get(&right).cloned().unwrap_or_default()
    }

    /// Whether the right holds anywhere.
    pub fn anywhere(&self, right: Right) -> bool {
        self.scopes.get(&right).is_some_and(|scope| !scope.is_empty())
    }

    /// Whether the right holds for what belongs to a unit and to no column.
    pub fn covers_unit(&self, right: Right, unit: UnitId) -> bool {
        self.scopes.get(&right).is_some_and(|scope| scope.covers_unit(unit))
    }

    /// Whether the right holds for a document of this unit in this column.
    pub fn covers(&self, right: Right, unit: UnitId, column: ColumnId) -> bool {
        self.scopes.get(&right).is_some_and(|scope| scope.covers(unit, column))
    }
}

impl Scope {
    fn add(&mut self, units: &IdSet, columns: &IdSet) {
        if let Some(part) = self.parts.iter_mut().find(|part| part.units == *units) {
            part.columns = union(&part.columns, columns);
        } else {
            self.parts.push(ScopePart { units: units.clone(), columns: columns.clone() });
        }
    }
}

fn union(one: &IdSet, other: &IdSet) -> IdSet {
    match (one, other) {
        (IdSet::Only(one), IdSet::Only(other)) if other.is_subset(one) => IdSet::Only(one.clone()),
        (IdSet::Only(one), IdSet::Only(other)) => {
            IdSet::Only(Arc::new(one.union(other).copied().collect()))
        }
        _ => IdSet::All,
    }
}
