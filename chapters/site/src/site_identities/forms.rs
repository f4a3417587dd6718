//! Registering an item, another wording of it, its end.

use ::notices::silence;
use http::StatusCode;
use serde_json::json;
use structure::fields::{Field, form_context};
use structure::sessions::OwnForm;
use structure::sites::Site;
use structure::{Staff, UnitId};
use web::extract::Path;
use web::form_data::FormData;
use web::forms::FormCheck;
use web::{Answer, Error, FieldError, FormState, Refusal};

use super::acts::{self, Act, Stopped};
use super::console::found;
use super::model::{Item, ItemForm, ItemRefusal, Kind};
use super::norms::norms;

fn place(staff: &Staff, (site, kind): (&str, &str)) -> Result<(Site, Kind), Error> {
    let site = staff.app.tree().site_by_code(site).cloned();
    site.zip(Kind::parse(kind)).ok_or_else(|| Refusal::not_found().into())
}

/// `GET /site-identities/new/{site}/{kind}`
pub(super) async fn new(staff: Staff, Path((site, kind)): Path<(String, String)>) -> Answer {
    let (site, kind) = place(&staff, (&site, &kind))?;
    let mut values = FormData::default();
    values.push("valid_from", staff.app.clock().now().day().to_string());
    values.push("reminder_days", days_typed(&norms().reminder_days));
    page(&staff, StatusCode::OK, (&site, kind, None), &FormState::of(values))
}

/// `POST /site-identities/new/{site}/{kind}`
pub(super) async fn create(
    staff: Staff,
    Path((site, kind)): Path<(String, String)>,
    OwnForm(data): OwnForm,
) -> Answer {
    let (site, kind) = place(&staff, (&site, &kind))?;
    let about = (&site, kind, None);
    let form = match read(&staff, kind, &data) {
        Ok(form) => form,
        Err(state) => return page(&staff, StatusCode::UNPROCESSABLE_ENTITY, about, &state),
    };
    let who = (staff.actor(), Some(staff.id()));
    match acts::register(&staff.app, who, (site.id, kind), &form).await {
        Ok((_, seq)) => {
            staff.app.settled(seq).await;
            staff.done(&format!("/site-identities?site={}", site.code), "identity-registered")
        }
        Err(stopped) => refused(&staff, about, data, stopped),
    }
}

/// `GET /site-identities/{id}/edit`
pub(super) async fn edit(staff: Staff, Path(id): Path<String>) -> Answer {
    let item = found(&staff, &id).await?;
    let tree = staff.app.tree();
    let site = tree.site(item.site_id).ok_or_else(Refusal::not_found)?;
    let unit = item.unit_id.and_then(|id| tree.unit(id)).map_or("", |unit| &unit.code);
    let mut values = FormData::default();
    values.push("value", item.value.as_str());
    values.push("document_number", item.document_number.as_str());
    values.push("issuer", item.issuer.as_str());
    values.push("unit", unit);
    values.push("valid_from", item.valid_from.to_string());
    let until = item.valid_until.map(|day| day.to_string()).unwrap_or_default();
    values.push("valid_until", until);
    let days = if item.reminder_days.is_empty() {
        norms().reminder_days
    } else {
        item.reminder_days.clone()
    };
    values.push("reminder_days", days_typed(&days));
    page(&staff, StatusCode::OK, (site, item.kind, Some(&item)), &FormState::of(values))
}

/// `POST /site-identities/{id}`
pub(super) async fn update(staff: Staff, Path(id): Path<String>, OwnForm(data): OwnForm) -> Answer {
    let item = found(&staff, &id).await?;
    let tree = staff.app.tree();
    let site = tree.site(item.site_id).ok_or_else(Refusal::not_found)?;
    let about = (site, item.kind, Some(&item));
    let form = match read(&staff, item.kind, &data) {
        Ok(form) => form,
        Err(state) => return page(&staff, StatusCode::UNPROCESSABLE_ENTITY, about, &state),
    };
    match acts::change(&staff.app, staff.id(), item.id, &form).await {
        Ok((_, seq)) => {
            staff.app.settled(seq).await;
            silence(&staff.app.db, &format!("identity-{}", item.id)).await?;
            staff.done(&format!("/site-identities?site={}", site.code), "identity-changed")
        }
        Err(stopped) => refused(&staff, about, data, stopped),
    }
}

/// `GET /site-identities/{id}/ending`
pub(super) async fn ending(staff: Staff, Path(id): Path<String>) -> Answer {
    let item = found(&staff, &id).await?;
    ending_page(&staff, StatusCode::OK, &item, &FormState::default())
}

/// `POST /site-identities/{id}/ending`
pub(super) async fn end(staff: Staff, Path(id): Path<String>, OwnForm(data): OwnForm) -> Answer {
    let item = found(&staff, &id).await?;
    let mut check = FormCheck::new(&data);
    let reason = check.field("reason", "identity-end-reason").required().max(500).text();
    let reason = match check.finish(|| Some(reason)) {
        Ok(reason) => reason,
        Err(state) => return ending_page(&staff, StatusCode::UNPROCESSABLE_ENTITY, &item, &state),
    };
    let url = format!("/site-identities/{}", item.id);
    let seq = good(acts::end(&staff.app, staff.id(), item.id, &reason).await, &url)?;
    staff.app.settled(seq).await;
    silence(&staff.app.db, &format!("identity-{}", item.id)).await?;
    staff.done(&url, "identity-is-ended")
}

fn good<T>(done: Act<T>, back: &str) -> Result<T, Error> {
    done.map_err(|stopped| match stopped {
        Stopped::Fault(fault) => fault.into(),
        Stopped::Refused(why) => {
            Refusal::conflict().saying(why.key()).link(back, "identity-back").into()
        }
    })
}

/// The form again, with what a rule of the register says.
fn refused(
    staff: &Staff,
    about: (&Site, Kind, Option<&Item>),
    data: FormData,
    stopped: Stopped,
) -> Answer {
    let field = match &stopped {
        Stopped::Refused(ItemRefusal::EndsFirst) => "valid_until",
        Stopped::Refused(ItemRefusal::DomainTaken) => "value",
        _ => return good(Err(stopped), "/site-identities"),
    };
    let Stopped::Refused(why) = stopped else { return good(Err(stopped), "/site-identities") };
    let state = FormState { values: data, errors: vec![FieldError::new(field, why.key())] };
    page(staff, StatusCode::UNPROCESSABLE_ENTITY, about, &state)
}

fn days_typed(days: &[i64]) -> String {
    days.iter().map(i64::to_string).collect::<Vec<_>>().join("、")
}

/// Days as people write them, the longest first.
fn days_read(typed: &str) -> Option<Vec<i64>> {
    let parts = typed.split(|c: char| c.is_whitespace() || ",，、;；".contains(c));
    let days = parts.filter(|part| !part.is_empty()).map(|part| part.parse().ok());
    let mut days = days.collect::<Option<Vec<i64>>>()?;
    days.sort_unstable_by(|a, b| b.cmp(a));
    days.dedup();
    let good = days.len() <= 6 && days.iter().all(|day| (1..=730).contains(day));
    good.then_some(days)
}

fn read(staff: &Staff, kind: Kind, data: &FormData) -> Result<ItemForm, FormState> {
    let tree = staff.app.tree();
    let unit = |code: &str| -> Option<UnitId> { tree.unit_by_code(code).map(|unit| unit.id) };
    let mut check = FormCheck::new(data);
    let value = check.field("value", "identity-value").required().max(200).text();
    let value = match kind.read(&value) {
        Ok(value) => Some(value),
        Err(_) if value.is_empty() => None,
        Err(why) => {
            check.refuse("value", why.key());
            None
        }
    };
    let field = check.field("document_number", "identity-document").max(100);
    let document_number = if kind.needs_document() { field.required() } else { field }.text();
    let issuer = check.field("issuer", "identity-issuer").max(100).text();
    let unit = check.field("unit", "identity-unit").chosen().option(unit);
    let valid_from = check.field("valid_from", "identity-valid-from").required().day();
    let field = check.field("valid_until", "identity-valid-until");
    let valid_until = if kind.needs_end() { field.required() } else { field }.day();
    let field = check.field("reminder_days", "identity-reminder-days");
    let days = field.parse(days_read, "identity-refused-days");
    let reason = check.field("reason", "identity-reason").required().max(500).text();
    check.finish(|| {
        Some(ItemForm {
            value: value?,
            document_number,
            issuer,
            unit: Some(unit?),
            valid_from: valid_from?,
            valid_until,
            reminder_days: days.unwrap_or_default(),
            reason,
        })
    })
}

fn page(
    staff: &Staff,
    status: StatusCode,
    (site, kind, item): (&Site, Kind, Option<&Item>),
    state: &FormState,
) -> Answer {
    let tree = staff.app.tree();
    let field = |of: &str, name: &str, needed: bool| {
        let field = Field::new(staff, of, name, &format!("identity-{}", name.replace('_', "-")));
        if needed { field.required() } else { field }
    };
    let units = tree.units().iter().map(|unit| (unit.code.clone(), unit.name.clone()));
    let none = (String::new(), staff.t("identity-choose-unit"));
    let number = Field::new(staff, "text", "document_number", "identity-document");
    let fields = vec![
        field("text", "value", true),
        if kind.needs_document() { number.required() } else { number },
        field("text", "issuer", false),
        field("select", "unit", true).options(std::iter::once(none).chain(units)),
        field("date", "valid_from", true),
        field("date", "valid_until", kind.needs_end()),
        field("text", "reminder_days", false),
        field("textarea", "reason", true),
    ];
    let (fields, errors) = form_context(staff, fields, state);
    let args = [("kind", staff.t(&kind.key()).into()), ("site", site.name.clone().into())];
    let (key, action) = if let Some(item) = item {
        ("identity-form-change", format!("/site-identities/{}", item.id))
    } else {
        ("identity-form-new", format!("/site-identities/new/{}/{}", site.code, kind.word()))
    };
    let title = staff.app.messages.t(key, &args);
    let lead = format!("identity-lead-{}", kind.word().replace('_', "-"));
    let lead = staff.app.messages.has(&lead).then(|| staff.t(&lead));
    let context = json!({
        "title": title, "form_title": title, "lead": lead, "action": action,
        "cancel_url": format!("/site-identities?site={}", site.code),
        "submit_label": staff.t("form-save"), "errors": errors, "fields": fields,
        "groups": [], "actions": [],
    });
    staff.page_with(status, "form/edit.html", context)
}

fn ending_page(staff: &Staff, status: StatusCode, item: &Item, state: &FormState) -> Answer {
    let field = Field::new(staff, "textarea", "reason", "identity-end-reason").required();
    let (fields, errors) = form_context(staff, vec![field], state);
    let args = [("kind", staff.t(&item.kind.key()).into()), ("value", item.value.clone().into())];
    let title = staff.app.messages.t("identity-form-end", &args);
    let url = format!("/site-identities/{}", item.id);
    let context = json!({
        "title": title, "form_title": title, "lead": staff.t("identity-end-lead"),
        "action": format!("{url}/ending"), "cancel_url": url,
        "submit_label": staff.t("identity-end"), "errors": errors, "fields": fields,
        "groups": [], "actions": [],
    });
    staff.page_with(status, "form/edit.html", context)
}
