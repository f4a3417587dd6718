//! A document as the catalogue's lists show it.

use documents::kinds::Kinds;
use platform::Fault;
use serde_json::{Value, json};
use structure::visitor::Visitor;

use super::entry::Entry;

/// The address of a document, as this site links to it.
pub(super) fn url(visitor: &Visitor, entry: &Entry) -> String {
    match visitor.tree.column(entry.home) {
        Some(column) => format!("{}/{}", visitor.column_url(column), entry.slug),
        None => visitor.url(""),
    }
}

/// 有效性 with its name and the word that styles it.
pub(super) fn validity(visitor: &Visitor, word: &str) -> Value {
    let code = if word == "in_force" { "valid" } else { word };
    json!({ "code": code, "name": validity_name(visitor, word) })
}

/// 有效性 in words.
pub(super) fn validity_name(visitor: &Visitor, word: &str) -> String {
    visitor.app.messages.t(&format!("validity-{}", word.replace('_', "-")), &[])
}

/// The name of a kind.
pub(super) fn kind_name(visitor: &Visitor, code: &str) -> Result<String, Fault> {
    let kinds: &Kinds = visitor.app.registers.get()?;
    let kind = kinds.find(code);
    Ok(kind.map_or_else(|| code.to_owned(), |kind| visitor.app.messages.t(kind.name_key, &[])))
}

/// A row.
pub(super) fn row(visitor: &Visitor, entry: &Entry) -> Result<Value, Fault> {
    let tree = &visitor.tree;
    let today = visitor.app.clock().now().day();
    let unit = tree.unit(entry.unit).map(
        |unit| json!({ "name": unit.name, "url": visitor.url(&format!("units/{}", unit.code)) }),
    );
    let column = tree.column(entry.home);
    Ok(json!({
        "title": entry.card.title,
        "url": entry.card.external_url.clone().unwrap_or_else(|| url(visitor, entry)),
        "external": entry.card.external_url.is_some(),
        "index_number": entry.index_number, "number": entry.card.number, "unit": unit,
        "column": column.map(|column| {
            json!({ "name": column.name, "url": visitor.column_url(column) })
        }),
        "made_on": entry.made_on().map(|day| day.to_string()),
        "published_at": entry.published_at,
        "validity": entry.validity(today).map(|one| validity(visitor, one.word())),
        "kind_name": kind_name(visitor, &entry.kind)?,
    }))
}
