//! The register of columns: the tree of every site, with promise, chain and content unit.

use http::StatusCode;
use serde_json::{Value, json};
use web::extract::{Path, Query};
use web::form_data::FormData;
use web::forms::FormState;
use web::{Answer, FieldError, Refusal};

use super::model::{Column, ColumnForm, ColumnRefusal, ColumnTemplate, column_types};
use super::store::{add_column, change_column};
use crate::fields::{Field, form_context};
use crate::ids::{ColumnId, SiteId, UnitId};
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
    let options: Vec<Value> = tree
        .sites()
        .iter()
        .map(|one| json!({ "value": one.code, "label": one.name, "selected": one.id == site.id }))
        .collect();
    let context = json!({
        "title": staff.t("column-register"), "query": query, "columns": rows,
        "filters": [{ "name": "site", "label": staff.t("column-site"), "options": options }],
        "new_url": format!("/columns/{}/new", site.code),
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
            let unit = tree.unit(column.unit_id).map_or("", |unit| &unit.name);
            let promise = column
                .update_days
                .map(|days| staff.app.messages.t("column-promise", &[("days", days.into())]));
            rows.push(json!({
                "depth": depth, "name": column.name, "url": edit_url(staff, column),
                "path": tree.column_url(column), "unit": unit, "promise": promise,
                "promise_tone": null, "last_published_at": null, "count": null, "state": null,
            }));
        }
        branch(staff, site, Some(column.id), depth + 1, query, rows);
    }
}

fn edit_url(staff: &Staff, column: &Column) -> String {
    let tree = staff.app.tree();
    let site = tree.site(column.site_id).map_or("main", |site| &site.code);
    format!("/columns/{site}/edit/{}", column.path)
}

/// `GET /columns/{site}/new`
pub async fn new(staff: Staff, Path(site): Path<String>) -> Answer {
    let tree = staff.app.tree();
    let site = tree.site_by_code(&site).ok_or_else(Refusal::not_found)?;
    let mut values = FormData::default();
    values.push("review_steps", "1");
    values.push("template", ColumnTemplate::List.word());
    values.push("in_navigation", "1");
    form(&staff, StatusCode::OK, (site.id, &site.code), None, &FormState::of(values))
}

/// `POST /columns/{site}`
pub async fn create(staff: Staff, Path(site): Path<String>, OwnForm(data): OwnForm) -> Answer {
    let tree = staff.app.tree();
    let site = tree.site_by_code(&site).ok_or_else(Refusal::not_found)?;
    let at = (site.id, site.code.as_str());
    let (column, unit) = match read(&staff, site.id, None, &data) {
        Ok(good) => good,
        Err(state) => return form(&staff, StatusCode::UNPROCESSABLE_ENTITY, at, None, &state),
    };
    let above = column.path.rsplit_once('/').map(|(above, _)| above);
    let parent = above.and_then(|path| tree.column_by_path(site.id, path)).map(|above| above.id);
    let place = (site.id, parent, unit);
    let (_, seq) = add_column(&staff.app.db, staff.actor(), place, &column).await?;
    staff.app.settled(seq).await;
    staff.done(&format!("/columns?site={}", site.code), "column-added")
}

/// `GET /columns/{site}/edit/{*path}`
pub async fn edit(staff: Staff, Path((site, path)): Path<(String, String)>) -> Answer {
    let tree = staff.app.tree();
    let site = tree.site_by_code(&site).ok_or_else(Refusal::not_found)?;
    let column = tree.column_by_path(site.id, &path).ok_or_else(Refusal::not_found)?;
    let mut values = FormData::default();
    let unit = tree.unit(column.unit_id).map_or("", |unit| &unit.code);
    let days = column.update_days.map(|days| days.to_string()).unwrap_or_default();
    let (steps, position) = (column.review_steps.to_string(), column.position.to_string());
    for (name, value) in [
        ("name", column.name.as_str()),
        ("path", &column.path),
        ("description", &column.description),
        ("keywords", &column.keywords),
        ("column_type", &column.column_type),
        ("unit", unit),
        ("update_days", &days),
        ("review_steps", &steps),
        ("template", column.template.word()),
        ("position", &position),
    ] {
        values.push(name, value);
    }
    for (name, on) in [
        ("in_navigation", column.in_navigation),
        ("on_home", column.on_home),
        ("demands_interpretation", column.demands_interpretation),
    ] {
        if on {
            values.push(name, "1");
        }
    }
    form(&staff, StatusCode::OK, (site.id, &site.code), Some(column), &FormState::of(values))
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
    let at = (site.id, site.code.as_str());
    let (changed, unit) = match read(&staff, site.id, Some(column), &data) {
        Ok(good) => good,
        Err(state) => {
            return form(&staff, StatusCode::UNPROCESSABLE_ENTITY, at, Some(column), &state);
        }
    };
    let below: Vec<&Column> = tree
        .subtree(column.id)
        .into_iter()
        .filter(|id| *id != column.id.0)
        .filter_map(|id| tree.column(ColumnId(id)))
        .collect();
    let seq = change_column(&staff.app.db, staff.actor(), column, &below, unit, &changed).await?;
    staff.app.settled(seq).await;
    staff.done(&format!("/columns?site={}", site.code), "column-changed")
}

fn read(
    staff: &Staff,
    site: SiteId,
    column: Option<&Column>,
    data: &FormData,
) -> Result<(ColumnForm, UnitId), FormState> {
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
    let tree = staff.app.tree();
    let taken = |path: &str| {
        let same = tree.column_by_path(site, path).or(tree.column_by_former_path(site, path));
        same.is_some_and(|same| Some(same.id) != column.map(|column| column.id))
    };
    let mut errors: Vec<FieldError> = form
        .problems(taken)
        .into_iter()
        .map(|(field, refusal)| FieldError::new(field, refusal.key()))
        .collect();
    if !days.is_empty() && form.update_days.is_none() {
        errors.push(FieldError::new("update_days", "column-days-unreadable"));
    }
    let above = form.path.rsplit_once('/').map(|(above, _)| above);
    let below = column.map(|column| tree.subtree(column.id)).unwrap_or_default();
    let parent = above.map(|path| tree.column_by_path(site, path));
    if parent.is_some_and(|parent| parent.is_none_or(|parent| below.contains(&parent.id.0))) {
        errors.push(FieldError::new("path", "column-parent-missing"));
    }
    let moved_branch =
        column.is_some_and(|column| column.path.rsplit_once('/').map(|(above, _)| above) != above);
    if moved_branch {
        errors.push(FieldError::new("path", "column-stays-in-its-branch"));
    }
    match tree.unit_by_code(data.get("unit")) {
        Some(unit) if errors.is_empty() => Ok((form, unit.id)),
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
    (_, site): (SiteId, &str),
    column: Option<&Column>,
    state: &FormState,
) -> Answer {
    let tree = staff.app.tree();
    let units = tree.units().iter().map(|unit| (unit.code.clone(), unit.name.clone()));
    let types = column_types().map(|word| (word.to_owned(), word.to_owned()));
    let steps = (1..=3).map(|n: i64| {
        (n.to_string(), staff.app.messages.t("column-steps", &[("count", n.into())]))
    });
    let templates = ColumnTemplate::ALL
        .iter()
        .map(|one| (one.word().to_owned(), staff.t(&format!("column-template-{}", one.word()))));
    let field = |kind: &str, name: &str| {
        Field::new(staff, kind, name, &format!("column-{}", name.replace('_', "-")))
    };
    let fields = vec![
        field("text", "name").required(),
        field("text", "path").required(),
        field("textarea", "description").required(),
        field("text", "keywords").required(),
        field("select", "column_type").options(types).required(),
        field("select", "unit").options(units).required(),
        field("number", "update_days"),
        field("select", "review_steps").options(steps).required(),
        field("select", "template").options(templates).required(),
        field("number", "position"),
        field("checkbox", "in_navigation"),
        field("checkbox", "on_home"),
        field("checkbox", "demands_interpretation"),
    ];
    let (fields, errors) = form_context(staff, fields, state);
    let title = staff.t(if column.is_some() { "column-edit" } else { "column-new" });
    let action = match column {
        Some(column) => edit_url(staff, column),
        None => format!("/columns/{site}"),
    };
    let context = json!({
        "title": title, "form_title": title, "lead": staff.t("column-lead"), "action": action,
        "cancel_url": format!("/columns?site={site}"), "submit_label": staff.t("form-save"),
        "errors": errors, "fields": fields, "groups": [], "actions": [],
    });
    staff.page_with(status, "form/edit.html", context)
}

impl ColumnRefusal {
    fn key(self) -> &'static str {
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
