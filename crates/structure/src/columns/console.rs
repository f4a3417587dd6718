//! The register of columns: the tree of every site, with promise, chain and content unit.

use http::StatusCode;
use serde_json::{Value, json};
use web::extract::{Path, Query};
use web::form_data::FormData;
use web::forms::FormState;
use web::{Answer, FieldError, Refusal};

use super::model::{Column, ColumnForm, ColumnRefusal, ColumnTemplate, column_types};
use super::store::change_column;
use crate::fields::{Field, form_context};
use crate::ids::{ColumnId, SiteId};
use crate::sessions::OwnForm;
use crate::staff::Staff;

/// What the list shows.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Shown {
    site: Option<String>,
    query: Option<String>,
}

/// `GET /columns`
pub async fn index(staff: Staff, Query(shown): Query<Shown>) -> Answer {
    let tree = staff.app.tree();
    let chosen =
        shown.site.as_deref().and_then(|code| tree.site_by_code(code)).or(tree.main_site());
    let Some(site) = chosen else { return staff.done("/sites", "column-no-site") };
    let query = shown.query.unwrap_or_default();
    let mut rows = Vec::new();
    branch(&staff, site.id, None, 1, &query, &mut rows);
    for column in tree.closed_columns().iter().filter(|column| column.site_id == site.id) {
        if query.is_empty() || column.name.contains(&query) || column.path.contains(&query) {
            rows.push(row(&staff, column, 1));
        }
    }
    let options: Vec<Value> = tree
        .sites()
        .iter()
        .map(|one| json!({ "value": one.code, "label": one.name, "selected": one.id == site.id }))
        .collect();
    let context = json!({
        "title": staff.t("column-register"), "query": query, "columns": rows,
        "filters": [{ "name": "site", "label": staff.t("column-site"), "options": options }],
        "new_url": format!("/column-proposals/new?site={}", site.code),
    });
    staff.page("columns/index.html", context)
}

fn branch(
    staff: &Staff,
    site: SiteId,
    parent: Option<ColumnId>,
    depth: usize,
    query: &str,
    rows: &mut Vec<Value>,
) {
    let tree = staff.app.tree();
    for column in tree.children(site, parent) {
        if query.is_empty() || column.name.contains(query) || column.path.contains(query) {
            rows.push(row(staff, column, depth));
        }
        branch(staff, site, Some(column.id), depth + 1, query, rows);
    }
}

fn row(staff: &Staff, column: &Column, depth: usize) -> Value {
    let tree = staff.app.tree();
    let unit = tree.unit(column.unit_id).map_or("", |unit| &unit.name);
    let promise = column
        .update_days
        .filter(|_| column.is_open())
        .map(|days| staff.app.messages.t("column-promise", &[("days", days.into())]));
    let state = column.closed_at.map(|at| {
        let closed = staff.app.messages.t("column-closed-on", &[("day", at.date().into())]);
        json!({ "name": closed, "tone": null })
    });
    json!({
        "depth": depth, "name": column.name, "url": edit_url(staff, column),
        "path": tree.column_url(column), "unit": unit, "promise": promise,
        "promise_tone": null, "last_published_at": null, "count": null, "state": state,
    })
}

fn edit_url(staff: &Staff, column: &Column) -> String {
    let tree = staff.app.tree();
    let site = tree.site(column.site_id).map_or("main", |site| &site.code);
    format!("/columns/{site}/edit/{}", column.path)
}

/// `GET /columns/{site}/edit/{*path}`
pub async fn edit(staff: Staff, Path((site, path)): Path<(String, String)>) -> Answer {
    let tree = staff.app.tree();
    let site = tree.site_by_code(&site).ok_or_else(Refusal::not_found)?;
    let column = tree.column_by_path(site.id, &path).ok_or_else(Refusal::not_found)?;
    let mut values = FormData::default();
    let unit = tree.unit(column.unit_id).map_or("", |unit| &unit.code);
    let days = column.update_days.map(|days| days.to_string()).unwrap_or_default();
    let steps = column.review_steps.to_string();
    for (name, value) in [
        ("description", column.description.as_str()),
        ("keywords", &column.keywords),
        ("column_type", &column.column_type),
        ("unit", unit),
        ("update_days", &days),
        ("review_steps", &steps),
    ] {
        values.push(name, value);
    }
    if column.demands_interpretation {
        values.push("demands_interpretation", "1");
    }
    form(&staff, StatusCode::OK, (&site.code, column), &FormState::of(values))
}

/// `POST /columns/{site}/edit/{*path}`
pub async fn update(
    staff: Staff,
    Path((site, path)): Path<(String, String)>,
    OwnForm(data): OwnForm,
) -> Answer {
    let tree = staff.app.tree();
    let site = tree.site_by_code(&site).ok_or_else(Refusal::not_found)?;
    let column = tree.column_by_path(site.id, &path).ok_or_else(Refusal::not_found)?;
    let changed = match read(&staff, column, &data) {
        Ok(good) => good,
        Err(state) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return form(&staff, status, (&site.code, column), &state);
        }
    };
    let seq = change_column(&staff.app.db, staff.actor(), &changed).await?;
    staff.app.settled(seq).await;
    staff.done(&format!("/columns?site={}", site.code), "column-changed")
}

/// What this register may change: not the column's name, place and layout (article 9).
fn read(staff: &Staff, column: &Column, data: &FormData) -> Result<Column, FormState> {
    let mut whole = data.clone();
    for (name, value) in [("name", &column.name), ("path", &column.path)] {
        whole.remove(name);
        whole.push(name, value.as_str());
    }
    let (form, mut errors) = column_form_of(&whole);
    let unit = staff.app.tree().unit_by_code(data.get("unit")).map(|unit| unit.id);
    match unit {
        Some(unit) if errors.is_empty() => Ok(Column {
            description: form.description,
            keywords: form.keywords,
            column_type: form.column_type,
            unit_id: unit,
            update_days: form.update_days,
            review_steps: form.review_steps,
            demands_interpretation: form.demands_interpretation,
            ..column.clone()
        }),
        found => {
            if found.is_none() {
                errors.push(FieldError::new("unit", "column-unit-missing"));
            }
            Err(FormState { values: data.clone(), errors })
        }
    }
}

fn form(
    staff: &Staff,
    status: StatusCode,
    (site, column): (&str, &Column),
    state: &FormState,
) -> Answer {
    let fields = described_fields(staff);
    let (fields, errors) = form_context(staff, fields, state);
    let name = [("name", column.name.clone().into()), ("path", column.path.clone().into())];
    let title = staff.app.messages.t("column-edit", &name);
    let alter = format!("/column-proposals/new?site={site}");
    let context = json!({
        "title": title, "form_title": title, "lead": staff.app.messages.t("column-lead", &name),
        "action": edit_url(staff, column),
        "cancel_url": format!("/columns?site={site}"), "submit_label": staff.t("form-save"),
        "errors": errors, "fields": fields, "groups": [],
        "actions": [{ "name": staff.t("column-propose"), "url": alter, "method": "get" }],
    });
    staff.page_with(status, "form/edit.html", context)
}

/// What a column promises and how it is described, as fields of a form.
pub fn described_fields(staff: &Staff) -> Vec<Field> {
    let tree = staff.app.tree();
    let units = tree.units().iter().map(|unit| (unit.code.clone(), unit.name.clone()));
    let types = column_types().map(|word| (word.to_owned(), word.to_owned()));
    let steps = (1..=3).map(|n: i64| {
        (n.to_string(), staff.app.messages.t("column-steps", &[("count", n.into())]))
    });
    let field = |kind: &str, name: &str| column_field(staff, kind, name);
    vec![
        field("textarea", "description").required(),
        field("text", "keywords").required(),
        field("select", "column_type").options(types).required(),
        field("select", "unit").options(units).required(),
        field("number", "update_days"),
        field("select", "review_steps").options(steps).required(),
        field("checkbox", "demands_interpretation"),
    ]
}

/// Where a column stands and how it looks, as fields of a form.
pub fn placed_fields(staff: &Staff) -> Vec<Field> {
    let templates = ColumnTemplate::ALL
        .iter()
        .map(|one| (one.word().to_owned(), staff.t(&format!("column-template-{}", one.word()))));
    let field = |kind: &str, name: &str| column_field(staff, kind, name);
    vec![
        field("text", "name").required(),
        field("text", "path").required(),
        field("select", "template").options(templates).required(),
        field("number", "position"),
        field("checkbox", "in_navigation"),
        field("checkbox", "on_home"),
    ]
}

fn column_field(staff: &Staff, kind: &str, name: &str) -> Field {
    Field::new(staff, kind, name, &format!("column-{}", name.replace('_', "-")))
}

/// The form's values as a column would be, and what is wrong with them. Whether the path is free is
/// the proposal's to say, which knows what else will change.
pub fn column_form_of(data: &FormData) -> (ColumnForm, Vec<FieldError>) {
    let text = |name: &str| data.get(name).trim().to_owned();
    let days = text("update_days");
    let template = ColumnTemplate::ALL.iter().copied().find(|t| t.word() == data.get("template"));
    let form = ColumnForm {
        path: text("path").trim_matches('/').to_owned(),
        name: text("name"),
        description: text("description"),
        keywords: text("keywords").replace('；', ";"),
        column_type: text("column_type"),
        update_days: days.parse().ok().filter(|days| (1..=3_660).contains(days)),
        review_steps: text("review_steps").parse().unwrap_or(0),
        template: template.unwrap_or_default(),
        position: text("position").parse().unwrap_or(0),
        in_navigation: data.has("in_navigation"),
        on_home: data.has("on_home"),
        demands_interpretation: data.has("demands_interpretation"),
    };
    let mut errors: Vec<FieldError> = form
        .problems(|_| false)
        .into_iter()
        .map(|(field, refusal)| FieldError::new(field, refusal.key()))
        .collect();
    if !days.is_empty() && form.update_days.is_none() {
        errors.push(FieldError::new("update_days", "column-days-unreadable"));
    }
    (form, errors)
}

impl ColumnRefusal {
    /// Message key.
    pub fn key(self) -> &'static str {
        match self {
            Self::NameMissing => "column-name-missing",
            Self::DescriptionMissing => "column-description-missing",
            Self::KeywordsMissing => "column-keywords-missing",
            Self::PathNotSegments => "column-path-not-segments",
            Self::PathTooDeep => "column-path-too-deep",
            Self::PathTaken => "column-path-taken",
            Self::TypeUnknown => "column-type-unknown",
            Self::ReviewStepsOutOfRange => "column-review-steps-out-of-range",
        }
    }
}
