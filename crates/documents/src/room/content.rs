//! A revision's content as staff see it.

use serde_json::{Value, json};
use structure::Staff;
use structure::Tree;

use crate::documents::Document;
use crate::kinds::rows::{self, Part, PartKind, Row};
use crate::kinds::{Choice, ChoiceLabel, Field, FieldKind, KindDeclaration};
use crate::revisions::{Attachment, Content};

/// Files with their addresses for staff below `base`.
pub(crate) fn attachments(content: &Content, base: &str) -> Vec<Value> {
    content
        .attachments
        .iter()
        .map(|file| {
            json!({
                "code": file.code, "name": file.name, "size": file.size,
                "media_type": file.media_type, "url": attachment_url(file, base),
            })
        })
        .collect()
}

/// The address of a file for staff below `base`.
pub(crate) fn attachment_url(file: &Attachment, base: &str) -> String {
    format!("{base}/files/{}.{}", file.code, file.extension)
}

/// The body with `asset:CODE` as addresses that staff may open.
pub(crate) fn body_with_previews(content: &Content, base: &str) -> String {
    text::html::with_assets(&content.body_html, |code| {
        content.attachment(code).map(|file| attachment_url(file, base))
    })
}

/// Everything about a revision but its body, as terms and texts.
pub(crate) fn metadata(
    staff: &Staff,
    tree: &Tree,
    (document, kind): (&Document, &KindDeclaration),
    content: &Content,
) -> Vec<Value> {
    let mut rows = Vec::new();
    let mut row = |term: String, text: String| {
        if !text.is_empty() {
            rows.push(json!({ "term": term, "text": text }));
        }
    };
    row(staff.t("document-field-summary"), content.summary.clone());
    row(staff.t("document-field-source"), content.source.clone());
    row(staff.t("document-field-source-url"), content.source_url.clone());
    row(staff.t("document-field-author"), content.author_name.clone());
    row(staff.t("document-field-tags"), content.tags.join("；"));
    for field in kind.fields {
        row(staff.t(field.label_key), field_text(staff, field, content));
    }
    let index = document.index_number.clone().unwrap_or_default();
    row(staff.t("document-index-number"), index);
    let place = tree.column(document.column_id).map(|column| super::about::place_of(tree, column));
    row(staff.t("document-field-column"), place.unwrap_or_default());
    let published = document.published_at.map(platform::Time::minute).unwrap_or_default();
    row(staff.t("document-field-published"), published);
    let expires = document.expires_at.map(platform::Time::minute).unwrap_or_default();
    row(staff.t("document-field-expires"), expires);
    rows
}

/// A declared field's value in words.
pub(crate) fn field_text(staff: &Staff, field: &Field, content: &Content) -> String {
    let Some(value) = content.field(field.name) else {
        return String::new();
    };
    match field.kind {
        FieldKind::Select(choices) => choice_text(staff, choices(), value),
        FieldKind::Choices(choices) => {
            let words = value.split(';').map(|one| choice_text(staff, choices(), one));
            words.collect::<Vec<_>>().join("、")
        }
        FieldKind::Rows(parts) => {
            let rows = rows::read(value);
            let lines = rows.iter().map(|row| row_text(staff, parts, row));
            lines.collect::<Vec<_>>().join("\n")
        }
        _ => value.to_owned(),
    }
}

/// The label of a choice.
pub(crate) fn choice_text(staff: &Staff, choices: &[Choice], value: &str) -> String {
    let choice = choices.iter().find(|choice| choice.value == value);
    match choice.map(|choice| &choice.label) {
        Some(ChoiceLabel::Key(key)) => staff.t(key),
        Some(ChoiceLabel::Words(words)) => words.clone(),
        None => value.to_owned(),
    }
}

/// A row's parts in words.
fn row_text(staff: &Staff, parts: &[Part], row: &Row) -> String {
    let tree = staff.app.tree();
    let words = parts.iter().filter_map(|part| {
        let value = row.get(part.name)?;
        Some(match part.kind {
            PartKind::Choice(choices) => choice_text(staff, choices(), value),
            PartKind::Column => {
                let id = value.parse().ok().map(structure::ColumnId);
                let column = id.and_then(|id| tree.column(id));
                column.map_or_else(|| value.clone(), |column| column.name.clone())
            }
            PartKind::Number(_) => format!("{} {value}", staff.t(part.label_key)),
            PartKind::Text | PartKind::LongText => value.clone(),
        })
    });
    words.collect::<Vec<_>>().join(" · ")
}
