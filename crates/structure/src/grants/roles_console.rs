//! What the roles are, and appointing the three administrators.

use http::StatusCode;
use serde_json::{Value, json};
use web::extract::Path;
use web::forms::{FormState, form_values};
use web::{Answer, FieldError, Message};

use super::console::{counts, role_key};
use crate::accounts::console::named;
use crate::accounts::form_page::{FormPage, form_page, refused};
use crate::accounts::register::office_key;
use crate::accounts::{Account, appoint};
use crate::fields::Field;
use crate::rights::{Administrator, Right, Role};
use crate::sessions::OwnForm;
use crate::staff::Staff;

/// `GET /roles`
pub(crate) async fn index(staff: Staff) -> Answer {
    let counts = counts(&staff).await?;
    let role = |role: &Role| {
        let key = role_key(*role);
        json!({
            "code": role.word(), "name": staff.t(&key), "description": staff.t(&format!("{key}.what")),
            "count": counts.get(role).copied().unwrap_or(0), "accounts_url": "/grants",
            "rights": rights(&staff, role.rights()),
        })
    };
    let roles: Vec<Value> = Role::ALL.iter().map(role).collect();
    let title = staff.t("roles-title");
    staff.page("roles/index.html", json!({ "title": title, "roles": roles }))
}

fn rights(staff: &Staff, rights: &[Right]) -> Value {
    let word = |right: &Right| {
        let word = serde_json::to_value(right).ok();
        let word = word.as_ref().and_then(Value::as_str).unwrap_or_default().replace('_', "-");
        staff.t(&format!("right-{word}"))
    };
    let names: Vec<String> = rights.iter().map(word).collect();
    json!([{ "group": staff.t("roles-may"), "names": names }])
}

/// `GET /accounts/{login}/appointment`
pub(crate) async fn ask(staff: Staff, Path(login): Path<String>) -> Answer {
    let account = named(&staff.app, &login).await?;
    let values =
        form_values([("office", account.administrator.map_or("none", Administrator::word))]);
    form(&staff, StatusCode::OK, &account, &FormState::of(values))
}

/// `POST /accounts/{login}/appointment`
pub(crate) async fn update(
    staff: Staff,
    Path(login): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let account = named(&staff.app, &login).await?;
    let word = data.get("office");
    let kind = Administrator::ALL.iter().copied().find(|kind| kind.word() == word);
    match appoint(&staff.app.db, staff.actor(), account.id, kind).await? {
        Ok(seq) => {
            staff.app.settled(seq).await;
            staff.done(&format!("/accounts/{login}/grants"), "appointment-done")
        }
        Err(refusal) => {
            let errors = vec![FieldError::new("office", refusal.key())];
            let state = refused(data, errors);
            form(&staff, StatusCode::UNPROCESSABLE_ENTITY, &account, &state)
        }
    }
}

fn form(staff: &Staff, status: StatusCode, account: &Account, state: &FormState) -> Answer {
    let none = ("none".to_owned(), staff.t("administrator-none"));
    let kinds =
        Administrator::ALL.iter().map(|kind| (kind.word().to_owned(), staff.t(&office_key(*kind))));
    let offices = Field::new(staff, "radio", "office", "appointment-office").required();
    let url = format!("/accounts/{}", account.login);
    let lead = Message::new("appointment-lead").with("name", account.name.clone());
    let page = FormPage {
        title: staff.t("appointment"),
        lead: staff.app.messages.text(&lead),
        action: &format!("{url}/appointment"),
        cancel: &format!("{url}/grants"),
        fields: vec![offices.options(std::iter::once(none).chain(kinds))],
        state,
    };
    form_page(staff, status, page)
}
