//! List items as templates want them: one shape everywhere.

use documents::live::LiveItem;
use serde_json::{Value, json};
use structure::columns::Column;
use structure::sites::Site;
use structure::units::Unit;
use structure::visitor::Visitor;
use structure::{ColumnId, SiteId};
use web::{Pager, Refusal, Tag};

/// Items of one page of a list.
pub const PAGE_SIZE: i64 = 20;

/// Every page with a list of a column shows this tag.
pub fn list_tag(column: ColumnId) -> Tag {
    Tag::of("list", column)
}

/// The address of a document as it is shown in a column.
pub fn item_url(visitor: &Visitor, item: &LiveItem) -> String {
    match visitor.tree.column(item.column_id) {
        Some(column) => format!("{}/{}", visitor.column_url(column), item.slug),
        None => visitor.url(""),
    }
}

/// An item of a list.
pub fn item(visitor: &Visitor, item: &LiveItem) -> Value {
    let tree = &visitor.tree;
    let url = item_url(visitor, item);
    let unit = tree.unit(item.unit_id).map(|unit| unit_link(visitor, unit));
    let picture = item.card.picture.as_ref().map(|picture| {
        let file = format!("{url}/{}.{}", picture.code, picture.extension);
        json!({ "url": file, "alt": picture.alt })
    });
    let today = visitor.app.clock().now().day();
    json!({
        "title": item.card.title,
        "url": item.card.external_url.clone().unwrap_or_else(|| url.clone()),
        "external": item.card.external_url.is_some(),
        "published_at": item.published_at,
        "kind": item.kind,
        "column": tree.column(item.column_id).map(|column| link(visitor, column)),
        "unit": unit,
        "summary": item.card.summary,
        "picture": picture,
        "pinned": item.pinned,
        "number": item.card.number,
        "validity": item.card.validity_on(today).map(|one| validity_context(visitor, one.word())),
    })
}

/// Items of a list. Layouts are pages of their own and stand in no list.
pub fn items(visitor: &Visitor, all: &[LiveItem]) -> Vec<Value> {
    let listed = all.iter().filter(|one| one.kind != crate::layouts::LAYOUT.code);
    listed.map(|one| item(visitor, one)).collect()
}

/// 有效性 with the name that people read and the code that styles it.
pub fn validity_context(visitor: &Visitor, word: &str) -> Value {
    let code = match word {
        "in_force" => "valid",
        other => other,
    };
    json!({ "code": code, "name": validity_name(visitor, word) })
}

/// A column as a link with one more thing to say about it.
pub fn link_with(visitor: &Visitor, column: &Column, name: &str, value: Value) -> Value {
    let mut link = link(visitor, column);
    if let Some(fields) = link.as_object_mut() {
        fields.insert(name.to_owned(), value);
    }
    link
}

/// A column as a link.
pub fn link(visitor: &Visitor, column: &Column) -> Value {
    json!({ "name": column.name, "url": visitor.column_url(column) })
}

/// 有效性 in words.
pub fn validity_name(visitor: &Visitor, word: &str) -> String {
    visitor.app.messages.t(&format!("validity-{}", word.replace('_', "-")), &[])
}

/// A unit as a link.
pub fn unit_link(visitor: &Visitor, unit: &Unit) -> Value {
    json!({ "name": unit.name, "url": visitor.url(&format!("units/{}", unit.code)) })
}

/// The site's neighbours as links: for the home page and the site map.
pub fn site_links(visitor: &Visitor, shown: impl Fn(&Site) -> bool) -> Vec<Value> {
    let others =
        visitor.tree.sites().iter().filter(|site| site.id != visitor.site_id && shown(site));
    others
        .map(|site| {
            json!({
                "name": site.name, "url": visitor.link(&visitor.tree.url(site.id, "")),
                "description": site.description,
            })
        })
        .collect()
}

/// Tags of every column of a site: for pages that show the site's newest.
pub fn site_list_tags(visitor: &Visitor, site: SiteId) -> Vec<Tag> {
    let columns = visitor.tree.columns().iter();
    columns.filter(|column| column.site_id == site).map(|column| list_tag(column.id)).collect()
}

/// The pager of a list whose first page is at `url`.
pub fn pager_of(url: &str, page: i64, total: i64) -> Result<Pager, Refusal> {
    let number = |number: i64| u64::try_from(number).unwrap_or(0);
    Pager::new(number(page), number(total), PAGE_SIZE.unsigned_abs(), |page| {
        if page == 1 { url.to_owned() } else { format!("{url}?page={page}") }
    })
    .map_err(|refusal| refusal.link(url, "site-first-page"))
}
