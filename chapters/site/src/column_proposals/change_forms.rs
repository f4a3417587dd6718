//! The forms in which a change is described, one for each act.

use http::StatusCode;
use serde::Deserialize;
use serde_json::json;
use structure::columns::{Column, ColumnTemplate, column_form_of, described_fields, placed_fields};
use structure::fields::{Field, form_context};
use structure::sessions::OwnForm;
use structure::{ColumnId, Staff, Tree};
use web::extract::{Path, Query};
use web::{Answer, Error, FieldError, FormData, FormState, Refusal};

use super::acts::{self, Stopped};
use super::change::{Altered, Change};
use super::console::{good, seen, url_of};
use super::model::Proposal;
use super::plan::Plan;

/// What is described.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Add,
    Topic,
    Alter,
    Merge,
    Close,
}

impl Form {
    fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "add" => Self::Add,
            "topic" => Self::Topic,
            "alter" => Self::Alter,
            "merge" => Self::Merge,
            "close" => Self::Close,
            _ => return None,
        })
    }

    fn word(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Topic => "topic",
            Self::Alter => "alter",
            Self::Merge => "merge",
            Self::Close => "close",
        }
    }
}

/// Which column a form begins with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    column: String,
}

/// The columns as they will be after the changes so far.
fn planned(staff: &Staff, proposal: &Proposal) -> Result<Tree, Error> {
    let tree = staff.app.tree();
    let plan = Plan::of(&tree, proposal.site_id, staff.app.clock().now());
    let plan = plan.with(&proposal.changes);
    let plan = plan.map_err(|(number, why)| Stopped::Change(Some(number), why));
    Ok(good(plan, &url_of(proposal.id))?.tree())
}

/// `GET /column-proposals/{id}/changes/{act}`
pub(super) async fn new(
    staff: Staff,
    Path((id, act)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let proposal = seen(&staff, &id).await?;
    let form = Form::parse(&act).ok_or_else(Refusal::not_found)?;
    let tree = planned(&staff, &proposal)?;
    let mut values = FormData::default();
    let chosen = asked.column.parse().ok().and_then(|id| tree.column(ColumnId(id)));
    match (form, chosen) {
        (Form::Alter, None) | (Form::Merge | Form::Close, _) => {}
        (Form::Alter, Some(column)) => fill(&mut values, column),
        (Form::Add | Form::Topic, _) => {
            values.push("review_steps", "2");
            values.push("in_navigation", "1");
            let template =
                if form == Form::Topic { ColumnTemplate::Topic } else { ColumnTemplate::List };
            values.push("template", template.word());
            let unit = tree.unit(proposal.unit_id).map_or("", |unit| &unit.code);
            values.push("unit", unit);
            if form == Form::Topic {
                values.push("column_type", "专题专栏");
                values.push("path", topics_path(&tree, &proposal));
            }
        }
    }
    if let Some(column) = chosen {
        values.push("column", column.id.to_string());
    }
    page(&staff, StatusCode::OK, (&proposal, &tree, form), &FormState::of(values))
}

/// Where topics stand on this site, as the beginning of a path.
fn topics_path(tree: &Tree, proposal: &Proposal) -> String {
    let above = tree
        .columns()
        .iter()
        .find(|column| column.site_id == proposal.site_id && column.column_type == "专题专栏");
    above.map(|above| format!("{}/", above.path)).unwrap_or_default()
}

fn fill(values: &mut FormData, column: &Column) {
    values.push("name", column.name.as_str());
    values.push("path", column.path.as_str());
    values.push("template", column.template.word());
    values.push("position", column.position.to_string());
    for (name, on) in [("in_navigation", column.in_navigation), ("on_home", column.on_home)] {
        if on {
            values.push(name, "1");
        }
    }
}

/// Open columns of the proposal's site, each with those above it.
fn choices(tree: &Tree, proposal: &Proposal) -> Vec<(String, String)> {
    let mut open: Vec<_> = tree
        .columns()
        .iter()
        .filter(|column| column.site_id == proposal.site_id)
        .map(|column| {
            let names: Vec<_> =
                tree.path_to(column.id).iter().map(|one| one.name.as_str()).collect();
            (column.path.clone(), column.id.to_string(), names.join(" › "))
        })
        .collect();
    open.sort();
    open.into_iter().map(|(_, id, label)| (id, label)).collect()
}

fn page(
    staff: &Staff,
    status: StatusCode,
    (proposal, tree, form): (&Proposal, &Tree, Form),
    state: &FormState,
) -> Answer {
    let pick = |name: &str, key: &str| {
        let blank = (String::new(), staff.t("proposal-choose-column"));
        let all = std::iter::once(blank).chain(choices(tree, proposal));
        Field::new(staff, "select", name, key).options(all).required()
    };
    let (fields, chosen) = match form {
        Form::Add | Form::Topic => {
            let mut fields = placed_fields(staff);
            fields.extend(described_fields(staff));
            (fields, true)
        }
        Form::Alter if state.values.get("column").is_empty() => {
            (vec![pick("column", "proposal-column")], false)
        }
        Form::Alter => (placed_fields(staff), true),
        Form::Merge => {
            (vec![pick("column", "proposal-column"), pick("into", "proposal-into")], true)
        }
        Form::Close => (vec![pick("column", "proposal-column")], true),
    };
    let (fields, errors) = form_context(staff, fields, state);
    let title = staff.t(&format!("proposal-act-{}", form.word()));
    let url = url_of(proposal.id);
    let column = (form == Form::Alter && chosen).then(|| state.values.get("column").to_owned());
    let context = json!({
        "title": title, "form_title": title,
        "lead": staff.t(&format!("proposal-act-{}-lead", form.word())),
        "action": format!("{url}/changes/{}", form.word()), "cancel_url": url,
        "method": if chosen { "post" } else { "get" },
        "hidden": column.map(|id| json!([{ "name": "column", "value": id }])).unwrap_or(json!([])),
        "submit_label": staff.t(if chosen { "proposal-add-change" } else { "proposal-go-on" }),
        "errors": errors, "fields": fields, "groups": [], "actions": [],
    });
    staff.page_with(status, "form/edit.html", context)
}

/// `POST /column-proposals/{id}/changes/{act}`
pub(super) async fn create(
    staff: Staff,
    Path((id, act)): Path<(String, String)>,
    OwnForm(data): OwnForm,
) -> Answer {
    let proposal = seen(&staff, &id).await?;
    let form = Form::parse(&act).ok_or_else(Refusal::not_found)?;
    let tree = planned(&staff, &proposal)?;
    let again = |data: FormData, errors: Vec<FieldError>| {
        let state = FormState { values: data, errors };
        page(&staff, StatusCode::UNPROCESSABLE_ENTITY, (&proposal, &tree, form), &state)
    };
    let change = match change_of(&staff, form, &data) {
        Ok(change) => change,
        Err(errors) => return again(data, errors),
    };
    let done = acts::add_change(&staff.app, staff.id(), proposal.id, change).await;
    if let Err(Stopped::Change(None, why)) = &done {
        let field = if matches!(form, Form::Close | Form::Merge) && why.field() == "name" {
            "column"
        } else {
            why.field()
        };
        return again(data, vec![FieldError::new(field, why.key())]);
    }
    good(done, &url_of(proposal.id))?;
    staff.done(&url_of(proposal.id), "proposal-change-added")
}

fn change_of(staff: &Staff, form: Form, data: &FormData) -> Result<Change, Vec<FieldError>> {
    let column = |name: &'static str| {
        let id = data.get(name).parse().ok().map(ColumnId);
        id.ok_or_else(|| vec![FieldError::new(name, "proposal-column-missing")])
    };
    match form {
        Form::Add | Form::Topic => {
            let (form, mut errors) = column_form_of(data);
            let unit = staff.app.tree().unit_by_code(data.get("unit")).map(|unit| unit.id);
            if unit.is_none() {
                errors.push(FieldError::new("unit", "column-unit-missing"));
            }
            match unit {
                Some(unit) if errors.is_empty() => {
                    Ok(Change::Add { id: ColumnId(staff.app.db.next_id()), unit, form })
                }
                _ => Err(errors),
            }
        }
        Form::Alter => {
            let (form, errors) = column_form_of(data);
            let own = ["name", "path"];
            let errors: Vec<_> =
                errors.into_iter().filter(|error| own.contains(&error.field.as_ref())).collect();
            if !errors.is_empty() {
                return Err(errors);
            }
            let to = Altered {
                name: form.name,
                path: form.path,
                template: form.template,
                position: form.position,
                in_navigation: form.in_navigation,
                on_home: form.on_home,
            };
            Ok(Change::Alter { column: column("column")?, to })
        }
        Form::Merge => Ok(Change::Merge { column: column("column")?, into: column("into")? }),
        Form::Close => Ok(Change::Close { column: column("column")? }),
    }
}

/// `POST /column-proposals/{id}/removals/{number}`
pub(super) async fn remove(
    staff: Staff,
    Path((id, number)): Path<(String, usize)>,
    _: OwnForm,
) -> Answer {
    let proposal = seen(&staff, &id).await?;
    let done = acts::remove_change(&staff.app, staff.id(), proposal.id, number).await;
    good(done, &url_of(proposal.id))?;
    staff.done(&url_of(proposal.id), "proposal-change-removed")
}
