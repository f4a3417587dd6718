//! Puts the list together for whoever looks: what their rights reach, and nothing else.

use std::collections::HashSet;

use cases::clocks::working_days_after;
use documents::ids::DocumentId;
use documents::kinds::Kinds;
use platform::{Fault, Time};
use structure::columns::Column;
use structure::{ColumnId, Right, SiteId, Staff, Tree};

use super::model::{Item, Reason, belongs, days, formed_on};
use super::store::{self, Candidate};
use crate::catalogue::{Catalogue, Entries, Reach};
use crate::disclosure_platform::{Section, root};
use crate::withholdings::open_by_document;

/// Everything that should be public and is not, the latest first.
pub(super) async fn gather(staff: &Staff) -> Result<Vec<Item>, Fault> {
    let app = &staff.app;
    let tree = app.tree();
    let reaches: Vec<Reach> = tree
        .sites()
        .iter()
        .filter(|site| root(&tree, site.id).is_some())
        .map(|site| Reach::of(&tree, site.id))
        .collect();
    let catalogue: &Catalogue = app.registers.get()?;
    let entries = catalogue.entries(&app.db).await?;
    let mut items = not_live(staff, &reaches).await?;
    items.extend(unlisted(staff, &reaches, &entries).await?);
    for reach in &reaches {
        items.extend(empty(staff, &tree, reach.site, &entries).await?);
    }
    let now = app.clock().now();
    items.retain(|item| belongs(item, now));
    items.sort_by_key(|item| (item.due, item.reason, item.document.clone().map(|(id, _)| id.0)));
    Ok(items)
}

fn due(formed_on: chrono::NaiveDate) -> Time {
    working_days_after(Time::from_day(formed_on), days())
}

async fn not_live(staff: &Staff, reaches: &[Reach]) -> Result<Vec<Item>, Fault> {
    let db = &staff.app.db;
    let columns: HashSet<ColumnId> =
        reaches.iter().flat_map(|reach| reach.columns.iter().copied()).collect();
    let found = store::not_live(db, columns, &staff.scope(Right::ReadDocuments)).await?;
    let ids: Vec<DocumentId> = found.iter().map(|one| one.id).collect();
    let withheld = open_by_document(db, &ids).await?;
    let item = |one: Candidate| {
        let reason = Reason::of(one.state)?;
        // Its time was over, or it stands elsewhere now: then nothing is missing.
        let settled = one.outcome.as_deref() == Some("moved")
            || one.withdrawn_by.as_deref() == Some("system");
        if reason == Reason::Withdrawn && settled {
            return None;
        }
        let made_on = one.fields.get("made_on").map(String::as_str);
        let formed = formed_on(made_on, one.created_at, one.withdrawn_at);
        Some(Item {
            reason,
            withholding: withheld.get(&one.id).map(|one| one.state),
            document: Some((one.id, one.key)),
            title: one.title,
            kind: one.kind,
            unit: one.unit_id,
            column: one.column_id,
            formed_on: formed,
            due: due(formed),
        })
    };
    Ok(found.into_iter().filter_map(item).collect())
}

/// Live documents of kinds that get an index number, which no catalogue shows.
async fn unlisted(staff: &Staff, reaches: &[Reach], entries: &Entries) -> Result<Vec<Item>, Fault> {
    let kinds: &Kinds = staff.app.registers.get()?;
    let indexed = |code: &str| kinds.find(code).is_some_and(|kind| kind.index_class.is_some());
    let mine = entries.iter().filter(|entry| {
        indexed(&entry.kind)
            && staff.may(Right::ReadDocuments, entry.unit, entry.home)
            && !reaches.iter().any(|reach| reach.holds(entry))
    });
    let found: Vec<_> = mine.collect();
    let ids: Vec<DocumentId> = found.iter().map(|entry| entry.id).collect();
    let mut keys = store::keys(&staff.app.db, &ids).await?;
    Ok(found
        .into_iter()
        .map(|entry| {
            let formed = entry.made_on().unwrap_or_else(|| entry.published_at.day());
            Item {
                reason: Reason::Unlisted,
                document: keys.remove(&entry.id).map(|key| (entry.id, key)),
                title: entry.card.title.clone(),
                kind: entry.kind.clone(),
                unit: entry.unit,
                column: entry.home,
                formed_on: formed,
                due: due(formed),
                withholding: None,
            }
        })
        .collect())
}

/// Statutory categories of a site in which nothing stands.
async fn empty(
    staff: &Staff,
    tree: &Tree,
    site: SiteId,
    entries: &Entries,
) -> Result<Vec<Item>, Fault> {
    let Some(statutory) = Section::Statutory.column(tree, site) else { return Ok(Vec::new()) };
    let filled: HashSet<ColumnId> =
        entries.iter().flat_map(|entry| entry.columns.iter().copied()).collect();
    let below = tree.subtree(statutory.id).into_iter().map(ColumnId);
    let leaf = |column: &&Column| {
        tree.children(site, Some(column.id)).is_empty() && column.id != statutory.id
    };
    let bare: Vec<&Column> = below
        .filter(|id| !filled.contains(id))
        .filter_map(|id| tree.column(id))
        .filter(leaf)
        .filter(|column| column.is_open())
        .filter(|column| staff.may(Right::ReadDocuments, column.unit_id, column.id))
        .collect();
    let ids: Vec<ColumnId> = bare.iter().map(|column| column.id).collect();
    let since = store::columns_since(&staff.app.db, &ids).await?;
    let item = |column: &Column| {
        let formed = since.get(&column.id)?.day();
        Some(Item {
            reason: Reason::Empty,
            document: None,
            title: column.name.clone(),
            kind: String::new(),
            unit: column.unit_id,
            column: column.id,
            formed_on: formed,
            due: due(formed),
            withholding: None,
        })
    };
    Ok(bare.into_iter().filter_map(item).collect())
}
