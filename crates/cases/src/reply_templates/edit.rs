//! A template is written, changed, taken out of use.

use http::StatusCode;
use serde_json::json;
use structure::fields::{Field, form_context};
use structure::sessions::OwnForm;
use structure::staff::out_of_scope;
use structure::{Right, Staff};
use web::extract::Path;
use web::form_data::FormData;
use web::forms::{FormCheck, FormState, form_values};
use web::{Answer, Error, Refusal};

use super::console::may_change;
use super::model::{ReplyTemplate, TemplateForm};
use super::store;
use crate::desk::supervises_all;
use crate::ids::ReplyTemplateId;

/// What the form calls the whole district.
const DISTRICT: &str = "*";
/// Characters of a template.
const LONGEST: usize = 5_000;

/// `GET /reply-templates/new`
pub(super) async fn new(staff: Staff) -> Answer {
    let unit = staff.account.unit_id.and_then(|unit| staff.app.tree().unit(unit).cloned());
    let owner = unit.map(|unit| unit.code).unwrap_or_default();
    page(&staff, StatusCode::OK, (None, FormState::of(form_values([("owner", owner)]))))
}

/// `POST /reply-templates`
pub(super) async fn create(staff: Staff, OwnForm(data): OwnForm) -> Answer {
    let form = match read(&staff, &data) {
        Ok(form) => form,
        Err(state) => return page(&staff, StatusCode::UNPROCESSABLE_ENTITY, (None, state)),
    };
    may_keep(&staff, &form)?;
    let by = (staff.actor(), Some(staff.id()));
    store::insert(&staff.app.db, by, &form).await?;
    staff.done("/reply-templates", "reply-template-added")
}

/// `GET /reply-templates/{id}`
pub(super) async fn show(staff: Staff, Path(id): Path<i64>) -> Answer {
    let one = own(&staff, id).await?;
    let tree = staff.app.tree();
    let unit = one.unit_id.and_then(|unit| tree.unit(unit)).map(|unit| unit.code.clone());
    let owner = unit.unwrap_or_else(|| DISTRICT.to_owned());
    let values = form_values([("name", &one.name), ("owner", &owner), ("body", &one.body)]);
    page(&staff, StatusCode::OK, (Some(&one), FormState::of(values)))
}

/// `POST /reply-templates/{id}`
pub(super) async fn update(staff: Staff, Path(id): Path<i64>, OwnForm(data): OwnForm) -> Answer {
    let one = own(&staff, id).await?;
    let form = match read(&staff, &data) {
        Ok(form) => form,
        Err(state) => return page(&staff, StatusCode::UNPROCESSABLE_ENTITY, (Some(&one), state)),
    };
    may_keep(&staff, &form)?;
    store::change(&staff.app.db, (staff.actor(), staff.id()), (one.id, &form)).await?;
    staff.done("/reply-templates", "reply-template-changed-done")
}

/// `POST /reply-templates/{id}/removal`
pub(super) async fn remove(staff: Staff, Path(id): Path<i64>, _: OwnForm) -> Answer {
    let one = own(&staff, id).await?;
    store::remove(&staff.app.db, staff.actor(), &one).await?;
    staff.done("/reply-templates", "reply-template-removed")
}

/// A template that this person may change; one of another unit is not there.
async fn own(staff: &Staff, id: i64) -> Result<ReplyTemplate, Error> {
    let found = store::by_id(&staff.app.db, ReplyTemplateId(id)).await?;
    let one = found.ok_or_else(Refusal::not_found)?;
    if may_change(staff, &one) {
        return Ok(one);
    }
    match one.unit_id {
        Some(_) => Err(Refusal::not_found().into()),
        None => Err(out_of_scope(Right::SuperviseCases).into()),
    }
}

/// Whether this person may keep a template for those whom the form names.
fn may_keep(staff: &Staff, form: &TemplateForm) -> Result<(), Error> {
    match form.unit {
        None => supervises_all(staff),
        Some(unit) if staff.rights.covers_unit(Right::HandleCases, unit) => Ok(()),
        Some(_) => Err(out_of_scope(Right::HandleCases).into()),
    }
}

fn read(staff: &Staff, data: &FormData) -> Result<TemplateForm, FormState> {
    let mut check = FormCheck::new(data);
    let tree = staff.app.tree();
    let owner = |code: &str| match code {
        DISTRICT => Some(None),
        code => tree.unit_by_code(code).map(|unit| Some(unit.id)),
    };
    let name = check.field("name", "reply-template-name").required().max(30).text();
    let unit = check.field("owner", "reply-template-owner").chosen().option(owner);
    let body = check.field("body", "reply-template-body").required().min(10).max(LONGEST).text();
    check.finish(|| Some(TemplateForm { unit: unit?, name, body }))
}

fn page(
    staff: &Staff,
    status: StatusCode,
    (one, state): (Option<&ReplyTemplate>, FormState),
) -> Answer {
    let scope = staff.scope(Right::HandleCases);
    let tree = staff.app.tree();
    let units = tree.units().iter().filter(|unit| scope.covers_unit(unit.id));
    let units = units.map(|unit| (unit.code.clone(), unit.name.clone()));
    let district = supervises_all(staff)
        .is_ok()
        .then(|| (DISTRICT.to_owned(), staff.t("reply-template-district")));
    let fields = vec![
        Field::new(staff, "text", "name", "reply-template-name").required(),
        Field::new(staff, "select", "owner", "reply-template-owner")
            .options(district.into_iter().chain(units))
            .required(),
        Field::new(staff, "textarea", "body", "reply-template-body").required(),
    ];
    let (fields, errors) = form_context(staff, fields, &state);
    let title = staff.t(if one.is_some() { "reply-template-edit" } else { "reply-template-new" });
    let action = match one {
        Some(one) => format!("/reply-templates/{}", one.id),
        None => "/reply-templates".to_owned(),
    };
    let crumbs = json!([{ "name": staff.t("console-desk"), "url": "/" },
        { "name": staff.t("reply-templates-title"), "url": "/reply-templates" },
        { "name": title, "url": null }]);
    let context = json!({
        "title": title, "form_title": title, "lead": staff.t("reply-template-lead"),
        "breadcrumb": crumbs, "action": action, "cancel_url": "/reply-templates",
        "submit_label": staff.t("form-save"), "errors": errors, "fields": fields, "groups": [],
        "actions": [],
    });
    staff.page_with(status, "form/edit.html", context)
}
