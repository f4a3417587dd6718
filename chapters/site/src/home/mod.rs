//! The home page of a site or sub-site (articles 2, 12, 26): the newest layout in the site's column
//! with the template 首页版面; without one, what the columns that are marked for it bring.

pub mod public;
mod usual;

use documents::live::{self, LiveDocument};
use platform::Fault;
use structure::columns::{Column, ColumnTemplate};
use structure::visitor::Visitor;

pub(crate) use public::of_layout;

/// The template of a home page.
pub(crate) const TEMPLATE: &str = "home.html";

/// The column that holds the layouts of a site's home page.
pub(crate) fn column(visitor: &Visitor) -> Option<&Column> {
    let own = |one: &&Column| one.site_id == visitor.site_id;
    let mut columns = visitor.tree.columns().iter().filter(own);
    columns.find(|column| column.template == ColumnTemplate::Home)
}

/// The layout that is the site's home page now.
pub(crate) async fn layout(
    visitor: &Visitor,
    column: &Column,
) -> Result<Option<LiveDocument>, Fault> {
    let db = &visitor.app.db;
    match live::newest_of_kind(db, column.id, crate::layouts::LAYOUT.code).await? {
        Some(card) => live::live_document(db, card.id).await,
        None => Ok(None),
    }
}
