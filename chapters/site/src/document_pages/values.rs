//! The fields that a kind declares, by name and in words, for templates and programs that arrange
//! them themselves (article 24): answers with their labels, rows with their parts, files and
//! documents that a value names.

use std::collections::{BTreeMap, BTreeSet};

use documents::documents::by_key;
use documents::kinds::rows::{Part, PartKind, read};
use documents::kinds::{Choice, ChoiceLabel, Content, Field, FieldKind, KindDeclaration};
use documents::live::{LiveDocument, LiveItem};
use platform::Fault;
use serde_json::{Map, Value, json};
use structure::visitor::Visitor;
use web::Tag;

use crate::lists::item;

/// Puts every declared field into a document's context as `values`, and marks the files that a field
/// names, so that they are not listed twice. Gives the tags of the documents that are named.
pub async fn with_values(
    visitor: &Visitor,
    document: &mut Value,
    (live, kind): (&LiveDocument, &KindDeclaration),
) -> Result<Vec<Tag>, Fault> {
    let content = &live.revision.content;
    let files = document.get("attachments").cloned().unwrap_or_default();
    let mut named = BTreeSet::new();
    let (mut values, mut tags) = (Map::new(), Vec::new());
    for field in kind.fields {
        let mut value = shown(visitor, field, content, &files, &mut named);
        if matches!(field.kind, FieldKind::DocumentLink) {
            let (documents, shown) = documents_of(visitor, content.field(field.name)).await?;
            value.insert("documents".to_owned(), documents);
            tags.extend(shown);
        }
        values.insert(field.name.to_owned(), Value::Object(value));
    }
    if let Some(map) = document.as_object_mut() {
        map.insert("values".to_owned(), Value::Object(values));
    }
    for file in document.get_mut("attachments").and_then(Value::as_array_mut).into_iter().flatten()
    {
        let name = file.get("name").and_then(Value::as_str).unwrap_or_default();
        let is_named = named.contains(name);
        if let Some(file) = file.as_object_mut() {
            file.insert("named".to_owned(), is_named.into());
        }
    }
    Ok(tags)
}

fn shown(
    visitor: &Visitor,
    field: &Field,
    content: &Content,
    files: &Value,
    named: &mut BTreeSet<String>,
) -> Map<String, Value> {
    let value = content.field(field.name).unwrap_or_default();
    let rows: Vec<Value> = match field.kind {
        FieldKind::Rows(parts) => read(value)
            .iter()
            .map(|row| {
                let part = |part: &Part| {
                    let value = row.get(part.name).map_or("", String::as_str);
                    let said = part_words(visitor, part, value);
                    (
                        part.name.to_owned(),
                        answer(visitor, part.label_key, value, said, files, named),
                    )
                };
                Value::Object(parts.iter().map(part).collect())
            })
            .collect(),
        _ => Vec::new(),
    };
    let said = words(visitor, field, value);
    let mut shown = match answer(visitor, field.label_key, value, said, files, named) {
        Value::Object(map) => map,
        _ => Map::new(),
    };
    let codes: Vec<&str> = value.split(';').filter(|code| !code.is_empty()).collect();
    shown.insert("codes".to_owned(), json!(codes));
    shown.insert("rows".to_owned(), rows.into());
    shown
}

/// A value with its label, its words and the file of that name.
fn answer(
    visitor: &Visitor,
    label: &str,
    value: &str,
    said: String,
    files: &Value,
    named: &mut BTreeSet<String>,
) -> Value {
    let mut all = files.as_array().into_iter().flatten();
    let file = all.find(|file| file.get("name").and_then(Value::as_str) == Some(value));
    if file.is_some() {
        named.insert(value.to_owned());
    }
    let label = visitor.app.messages.t(label, &[]);
    json!({ "label": label, "value": value, "words": said, "file": file })
}

async fn documents_of(visitor: &Visitor, keys: Option<&str>) -> Result<(Value, Vec<Tag>), Fault> {
    let (mut found, mut tags) = (Vec::new(), Vec::new());
    for key in keys.unwrap_or_default().split(';').filter(|key| !key.is_empty()) {
        let Some(document) = by_key(&visitor.app.db, key).await? else { continue };
        tags.push(Tag::of("document", document.id));
        found.extend(LiveItem::of(&document).map(|one| item(visitor, &one)));
    }
    Ok((found.into(), tags))
}

/// A field's value as people read it; rows have no words of their own.
pub fn words(visitor: &Visitor, field: &Field, value: &str) -> String {
    match field.kind {
        FieldKind::Select(choices) | FieldKind::Choices(choices) => {
            let all = value.split(';').filter_map(|one| label(visitor, choices(), one));
            all.collect::<Vec<_>>().join("、")
        }
        FieldKind::Rows(_) => String::new(),
        _ => value.to_owned(),
    }
}

fn part_words(visitor: &Visitor, part: &Part, value: &str) -> String {
    match part.kind {
        PartKind::Choice(choices) => label(visitor, choices(), value).unwrap_or_default(),
        _ => value.to_owned(),
    }
}

fn label(visitor: &Visitor, choices: &[Choice], value: &str) -> Option<String> {
    let choice = choices.iter().find(|choice| choice.value == value)?;
    Some(match &choice.label {
        ChoiceLabel::Key(key) => visitor.app.messages.t(key, &[]),
        ChoiceLabel::Words(words) => words.clone(),
    })
}

/// The rows of a field in words, as programs read them.
pub fn rows_in_words(
    visitor: &Visitor,
    field: &Field,
    value: &str,
) -> Vec<BTreeMap<String, String>> {
    let FieldKind::Rows(parts) = field.kind else { return Vec::new() };
    let row = |row: BTreeMap<String, String>| {
        let part = |(name, value): (String, String)| {
            let part = parts.iter().find(|part| part.name == name)?;
            let said = part_words(visitor, part, &value);
            Some((name, said))
        };
        row.into_iter().filter_map(part).collect()
    };
    read(value).into_iter().map(row).collect()
}
