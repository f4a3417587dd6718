//! Which public pages a change of a document makes stale.

use std::collections::BTreeSet;

use platform::{Fault, Tx};

use crate::documents::Document;
use crate::live;
use crate::publications::links;

/// The tag of a document's own page.
pub fn document_tag(id: crate::ids::DocumentId) -> String {
    format!("document:{id}")
}

/// The tag of a column's list.
pub fn list_tag(column: structure::ColumnId) -> String {
    format!("list:{column}")
}

/// The tag of places that show a column's newest documents.
pub fn newest_tag(column: structure::ColumnId) -> String {
    format!("newest:{column}")
}

/// The tag of a unit's list.
pub fn unit_list_tag(unit: structure::UnitId) -> String {
    format!("unit-list:{unit}")
}

/// The tag of places that show every document of a kind.
pub fn kind_tag(kind: &str) -> String {
    format!("kind:{kind}")
}

/// Every tag that a change of this document touches: its page, the lists of its columns and its
/// unit, its neighbours in the home column, and the documents it replaces or is replaced by.
/// A document that never went out touches nothing.
pub async fn public_tags(tx: &mut Tx, document: &Document) -> Result<Vec<String>, Fault> {
    if document.first_published_at.is_none() && document.live_revision_id.is_none() {
        return Ok(Vec::new());
    }
    let mut tags = BTreeSet::from([document_tag(document.id), unit_list_tag(document.unit_id)]);
    tags.insert(kind_tag(&document.kind));
    let placements = crate::placements::store::of_document_in_tx(tx, document.id).await?;
    for placement in &placements {
        tags.insert(list_tag(placement.column_id));
        tags.insert(newest_tag(placement.column_id));
    }
    if let Some(home) = placements.iter().find(|placement| placement.home) {
        for neighbour in live::store::neighbour_ids(tx, home).await? {
            tags.insert(document_tag(neighbour));
        }
    }
    for linked in links::linked_ids(tx, document.id).await? {
        tags.insert(document_tag(linked));
    }
    Ok(tags.into_iter().collect())
}
