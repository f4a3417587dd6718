//! What a site's catalogue reaches: the columns that must be public; on a unit's own site the same
//! columns of the main site, narrowed to the units that keep the unit's site.

use std::collections::HashSet;

use structure::{ColumnId, SiteId, Tree, UnitId};
use web::Tag;

use super::entry::Entry;
use crate::disclosure_platform::{Section, root};

/// The reach of a site's catalogue.
#[derive(Debug)]
pub(crate) struct Reach {
    /// The site whose columns hold it: its own, or the main site.
    pub site: SiteId,
    /// Columns of the catalogue.
    pub columns: HashSet<ColumnId>,
    /// Units, on a unit's own site.
    pub units: Option<HashSet<UnitId>>,
    /// The columns that are offered first as categories.
    pub categories: Vec<ColumnId>,
}

impl Reach {
    /// The reach of a site.
    pub(crate) fn of(tree: &Tree, site: SiteId) -> Self {
        let own = root(tree, site).is_some();
        let holder = if own { site } else { tree.main_site().map_or(site, |main| main.id) };
        let keepers = || {
            let columns = tree.columns().iter().filter(|column| column.site_id == site);
            columns.map(|column| column.unit_id).collect()
        };
        let columns = root(tree, holder).map_or_else(HashSet::new, |root| {
            tree.subtree(root.id).into_iter().map(ColumnId).collect()
        });
        Self {
            site: holder,
            columns,
            units: (!own).then(keepers),
            categories: categories(tree, holder),
        }
    }

    /// Whether a document stands in it.
    pub(crate) fn holds(&self, entry: &Entry) -> bool {
        self.units.as_ref().is_none_or(|units| units.contains(&entry.unit))
            && entry.columns.iter().any(|column| self.columns.contains(column))
    }
}

/// The statutory categories first, then what else stands below the root.
fn categories(tree: &Tree, site: SiteId) -> Vec<ColumnId> {
    let statutory = Section::Statutory.column(tree, site).map(|column| column.id);
    let below = |parent| tree.children(site, parent).into_iter().map(|column| column.id);
    let first = statutory.into_iter().flat_map(|id| below(Some(id)));
    let others = root(tree, site).into_iter().flat_map(|root| below(Some(root.id)));
    first.chain(others.filter(|id| Some(*id) != statutory)).collect()
}

/// The tags of every list that the catalogue is made of.
pub(crate) fn list_tags(reach: &Reach) -> Vec<Tag> {
    reach.columns.iter().map(|column| Tag::of("list", *column)).collect()
}
