//! Fields of several rows in the writing form: each part of each row is a field of its own, and two
//! empty rows stand below, so that it works without a script.

use crate::kinds::rows::{self, Part, PartKind, Row};
use serde_json::{Value, json};
use structure::Staff;
use web::FormData;

use crate::kinds::{Field, FieldKind};
use crate::room::choice_text;

/// Empty rows below those that are filled.
const EMPTY: usize = 2;

/// The field's value as the form brings it.
pub(super) fn typed(field: &Field, data: &FormData) -> String {
    let whole = data.get(field.name);
    match field.kind {
        FieldKind::Rows(parts) if whole.is_empty() => gathered(field, parts, data),
        FieldKind::Choices(_) => data.all(field.name).collect::<Vec<_>>().join(";"),
        _ => whole.to_owned(),
    }
}

fn gathered(field: &Field, parts: &[Part], data: &FormData) -> String {
    rows::gather(parts, |part| {
        data.all(&format!("{}.{part}", field.name)).map(str::to_owned).collect()
    })
}

/// The field on its way to the form.
pub(super) fn shown(staff: &Staff, (field, parts): (&Field, &[Part]), data: &FormData) -> Value {
    let filled = rows::read(&typed(field, data));
    let blank = std::iter::repeat_n(Row::new(), EMPTY);
    let rows: Vec<Value> = filled
        .into_iter()
        .chain(blank)
        .map(|row| parts.iter().map(|part| part_of(staff, field, part, &row)).collect())
        .collect();
    let hint = format!("{}.hint", field.label_key);
    let hint = staff.app.messages.has(&hint).then(|| staff.t(&hint));
    json!({
        "name": field.name, "label": staff.t(field.label_key), "type": "rows",
        "required": field.required, "hint": hint, "rows": rows, "options": [], "value": "",
    })
}

fn part_of(staff: &Staff, field: &Field, part: &Part, row: &Row) -> Value {
    let value = row.get(part.name).map_or("", String::as_str);
    let option = |id: String, label: String| json!({ "value": id, "label": label });
    let (kind, options): (&str, Vec<Value>) = match part.kind {
        PartKind::Choice(choices) => {
            let all = choices().iter();
            let label = |id: &str| choice_text(staff, choices(), id);
            ("select", all.map(|one| option(one.value.to_string(), label(&one.value))).collect())
        }
        PartKind::Column => ("select", columns(staff)),
        PartKind::Text => ("text", Vec::new()),
        PartKind::LongText => ("textarea", Vec::new()),
        PartKind::Number(_) => ("number", Vec::new()),
    };
    json!({
        "name": format!("{}.{}", field.name, part.name), "label": staff.t(part.label_key),
        "type": kind, "options": options, "value": value,
    })
}

/// Every open column with those above it.
fn columns(staff: &Staff) -> Vec<Value> {
    let tree = staff.app.tree();
    let mut all: Vec<_> = tree
        .columns()
        .iter()
        .map(|column| {
            let path = tree.path_to(column.id);
            let names: Vec<_> = path.iter().map(|one| one.name.as_str()).collect();
            (column.site_id.0, column.path.as_str(), column.id, names.join(" › "))
        })
        .collect();
    all.sort();
    all.into_iter()
        .map(|(_, _, id, label)| json!({ "value": id.to_string(), "label": label }))
        .collect()
}
