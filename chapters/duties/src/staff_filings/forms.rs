//! Filing a change: who comes, who goes, from when, why.

use http::StatusCode;
use serde::Deserialize;
use serde_json::json;
use structure::accounts::{AccountState, all_accounts};
use structure::fields::{Field, form_context};
use structure::sessions::OwnForm;
use structure::staff::out_of_scope;
use structure::units::Unit;
use structure::{AccountId, Right, Staff};
use web::extract::{Path, Query};
use web::form_data::FormData;
use web::forms::FormCheck;
use web::{Answer, FieldError, FormState};

use super::acts::{self, Stopped};
use super::contacts::Contacts;
use super::filing_page::good;
use super::model::{Coming, FilingForm, FilingRefusal, PersonId, Post};
use super::register::seen_unit;
use super::store::people;

/// Which post the form begins with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    post: String,
    leaving: String,
}

/// `GET /unit-staff/{unit}/new`
pub(super) async fn new(
    staff: Staff,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let unit = own_unit(&staff, &code)?;
    let mut values = FormData::default();
    values.push("post", Post::parse(&asked.post).unwrap_or(Post::Liaison).word());
    values.push("leaving", asked.leaving);
    values.push("effective_on", staff.app.clock().now().day().to_string());
    page(&staff, StatusCode::OK, &unit, &FormState::of(values)).await
}

fn own_unit(staff: &Staff, code: &str) -> Result<Unit, web::Error> {
    let unit = seen_unit(staff, code)?;
    if staff.rights.covers_unit(Right::FileStaff, unit.id) {
        Ok(unit)
    } else {
        Err(out_of_scope(Right::FileStaff).into())
    }
}

/// `POST /unit-staff/{unit}/filings`
pub(super) async fn create(
    staff: Staff,
    Path(code): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let unit = own_unit(&staff, &code)?;
    let read = read(&staff, &unit, &data).await?;
    let form = match read {
        Ok(form) => form,
        Err(state) => return page(&staff, StatusCode::UNPROCESSABLE_ENTITY, &unit, &state).await,
    };
    let done = acts::file(&staff.app, staff.id(), &form).await;
    if let Err(Stopped::Refused(why)) = &done {
        let field = if *why == FilingRefusal::Empty { "name" } else { "leaving" };
        let state = FormState { values: data, errors: vec![FieldError::new(field, why.key())] };
        return page(&staff, StatusCode::UNPROCESSABLE_ENTITY, &unit, &state).await;
    }
    let (id, seq) = good(done)?;
    staff.app.settled(seq).await;
    super::telling::tell_of(&staff.app, id).await?;
    staff.done(&format!("/staff-filings/{id}"), "staff-filing-filed")
}

async fn accounts_of(
    staff: &Staff,
    unit: &Unit,
) -> Result<Vec<(AccountId, String, String)>, platform::Fault> {
    let below = staff.app.tree().unit_subtree(unit.id);
    let all = all_accounts(&staff.app.db).await?;
    Ok(all
        .into_iter()
        .filter(|one| one.state == AccountState::Active)
        .filter(|one| one.unit_id.is_some_and(|of| of == unit.id || below.contains(&of.0)))
        .map(|one| (one.id, one.login, one.name))
        .collect())
}

async fn read(
    staff: &Staff,
    unit: &Unit,
    data: &FormData,
) -> Result<Result<FilingForm, FormState>, platform::Fault> {
    let accounts = accounts_of(staff, unit).await?;
    let account =
        |login: &str| accounts.iter().find(|(_, known, _)| known == login).map(|(id, _, _)| *id);
    let mut check = FormCheck::new(data);
    let post = check.field("post", "unit-staff-post").chosen().option(Post::parse);
    let leaving = check.field("leaving", "staff-filing-leaving");
    let leaving = leaving.option(|typed| typed.parse().ok().map(PersonId));
    let name = check.field("name", "staff-filing-name").max(30).optional();
    let field = |check: &mut FormCheck<'_>, name: &'static str, label: &'static str, most| {
        check.field(name, label).max(most).text()
    };
    let duty = field(&mut check, "duty", "staff-filing-duty", 60);
    let phone = check.field("phone", "staff-filing-phone").phone().max(20);
    // Who comes must be reachable; who only goes leaves these empty.
    let phone = if name.is_some() { phone.required() } else { phone }.text();
    let email = check.field("email", "staff-filing-email").email().max(100).text();
    let office = check.field("office_phone", "staff-filing-office-phone").phone().max(20);
    let is_public = data.has("is_public");
    let office_phone = if is_public { office.required() } else { office }.text();
    let account = check.field("account", "staff-filing-account").option(account);
    let day = check.field("effective_on", "staff-filing-day").required().day();
    let reason = check.field("reason", "staff-filing-reason").required().max(500).text();
    Ok(check.finish(|| {
        let contacts = Contacts { phone, email };
        let coming =
            name.map(|name| Coming { name, duty, office_phone, is_public, contacts, account });
        Some(FilingForm { unit: unit.id, post: post?, leaving, coming, effective_on: day?, reason })
    }))
}

async fn page(staff: &Staff, status: StatusCode, unit: &Unit, state: &FormState) -> Answer {
    let today = staff.app.clock().now().day();
    let there = people(&staff.app.db).await?;
    let there = there
        .iter()
        .filter(|one| one.unit_id == unit.id && one.valid_until.is_none_or(|last| last >= today));
    let leaving = there
        .map(|one| (one.id.to_string(), format!("{}（{}）", one.name, staff.t(one.post.key()))));
    let nobody = (String::new(), staff.t("staff-filing-nobody"));
    let leaving: Vec<_> = std::iter::once(nobody).chain(leaving).collect();
    let no_account = (String::new(), staff.t("staff-filing-no-account"));
    let accounts = accounts_of(staff, unit).await?;
    let accounts =
        accounts.into_iter().map(|(_, login, name)| (login.clone(), format!("{name}（{login}）")));
    let posts = Post::ALL.map(|post| (post.word().to_owned(), staff.t(post.key())));
    let field = |kind: &str, name: &str, key: &str| Field::new(staff, kind, name, key);
    let fields = vec![
        field("select", "post", "unit-staff-post").options(posts).required(),
        field("select", "leaving", "staff-filing-leaving").options(leaving),
        field("text", "name", "staff-filing-name"),
        field("text", "duty", "staff-filing-duty"),
        field("tel", "phone", "staff-filing-phone"),
        field("email", "email", "staff-filing-email"),
        field("tel", "office_phone", "staff-filing-office-phone"),
        field("checkbox", "is_public", "staff-filing-public"),
        field("select", "account", "staff-filing-account")
            .options(std::iter::once(no_account).chain(accounts)),
        field("date", "effective_on", "staff-filing-day").required(),
        field("textarea", "reason", "staff-filing-reason").required(),
    ];
    let (fields, errors) = form_context(staff, fields, state);
    let title = staff.app.messages.t("staff-filing-new", &[("unit", unit.name.clone().into())]);
    let context = json!({
        "title": title, "form_title": title, "lead": staff.t("staff-filing-new-lead"),
        "action": format!("/unit-staff/{}/filings", unit.code),
        "cancel_url": format!("/unit-staff/{}", unit.code),
        "submit_label": staff.t("staff-filing-file"), "errors": errors, "fields": fields,
        "groups": [], "actions": [],
    });
    staff.page_with(status, "form/edit.html", context)
}
