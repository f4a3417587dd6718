//! Making and changing accounts, for the system administrator.

use http::StatusCode;
use web::extract::Path;
use web::form_data::FormData;
use web::forms::{FormState, form_values};
use web::{Answer, Error, FieldError, Message, Refusal};

use super::account_page::show_page;
use super::form_page::{FormPage, form_page, refused};
use super::model::{Account, AccountForm, AccountRefusal};
use super::store::{account_by_login, change_account, create_account};
use crate::app::App;
use crate::fields::Field;
use crate::ids::UnitId;
use crate::sessions::OwnForm;
use crate::sign_in::OneTimePassword;
use crate::staff::Staff;

/// `GET /accounts/new`
pub(crate) async fn new(staff: Staff) -> Answer {
    form(&staff, StatusCode::OK, None, &FormState::default())
}

/// `POST /accounts`: the one-time password is shown on the answer itself, once, and kept nowhere.
pub(crate) async fn create(staff: Staff, OwnForm(data): OwnForm) -> Answer {
    let (read, unit) = match read(&staff, None, &data).await? {
        Ok(good) => good,
        Err(state) => return form(&staff, StatusCode::UNPROCESSABLE_ENTITY, None, &state),
    };
    let (password, stored) = OneTimePassword::stored(&staff.app.settings.sign_in).await?;
    let made = create_account(&staff.app.db, staff.actor(), &read, (unit, None), stored).await?;
    let (_, seq) = made.map_err(refuse)?;
    staff.app.settled(seq).await;
    let account = named(&staff.app, &read.login).await?;
    let said = Message::new("account-created").with("password", password.reveal().to_owned());
    show_page(&staff, &account, Some(said)).await
}

/// `GET /accounts/{login}`
pub(crate) async fn show(staff: Staff, Path(login): Path<String>) -> Answer {
    let account = named(&staff.app, &login).await?;
    show_page(&staff, &account, None).await
}

/// `GET /accounts/{login}/edit`
pub(crate) async fn edit(staff: Staff, Path(login): Path<String>) -> Answer {
    let account = named(&staff.app, &login).await?;
    let tree = staff.app.tree();
    let unit = account.unit_id.and_then(|id| tree.unit(id)).map_or("", |unit| &unit.code);
    let values = form_values([("name", account.name.as_str()), ("unit", unit)]);
    form(&staff, StatusCode::OK, Some(&account), &FormState::of(values))
}

/// `POST /accounts/{login}`
pub(crate) async fn update(
    staff: Staff,
    Path(login): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let account = named(&staff.app, &login).await?;
    let (read, unit) = match read(&staff, Some(&account), &data).await? {
        Ok(good) => good,
        Err(state) => {
            return form(&staff, StatusCode::UNPROCESSABLE_ENTITY, Some(&account), &state);
        }
    };
    let seq = change_account(&staff.app.db, staff.actor(), account.id, &read, unit).await?;
    staff.app.settled(seq).await;
    staff.done(&format!("/accounts/{login}"), "account-changed")
}

/// What was typed, or everything wrong with it.
async fn read(
    staff: &Staff,
    account: Option<&Account>,
    data: &FormData,
) -> Result<Result<(AccountForm, Option<UnitId>), FormState>, Error> {
    let login = account.map_or(data.get("login"), |account| &account.login);
    let form = AccountForm {
        login: login.to_owned(),
        name: data.get("name").to_owned(),
        unit: data.get("unit").to_owned(),
    }
    .tidy();
    let taken = account.is_none() && account_by_login(&staff.app.db, &form.login).await?.is_some();
    let unit = staff.app.tree().unit_by_code(&form.unit).map(|unit| unit.id);
    let office = account.is_some_and(|account| account.administrator.is_some());
    let unit_known = unit.is_some() || (office && form.unit.is_empty());
    let errors: Vec<FieldError> = form
        .problems(taken, unit_known)
        .into_iter()
        .map(|(field, refusal)| FieldError::new(field, refusal.key()))
        .collect();
    let good = errors.is_empty();
    Ok(if good { Ok((form, unit)) } else { Err(refused(data.clone(), errors)) })
}

fn form(staff: &Staff, status: StatusCode, account: Option<&Account>, state: &FormState) -> Answer {
    let tree = staff.app.tree();
    let none = (String::new(), staff.t("account-choose-unit"));
    let units = tree.units().iter().map(|unit| (unit.code.clone(), unit.name.clone()));
    let field = |kind: &str, name: &str| Field::new(staff, kind, name, &format!("account-{name}"));
    let mut fields = vec![field("text", "name").required()];
    if account.is_none() {
        fields.push(field("text", "login").required());
    }
    fields.push(field("select", "unit").options(std::iter::once(none).chain(units)).required());
    let title = staff.t(if account.is_some() { "account-edit" } else { "account-new" });
    let url = account.map_or_else(|| "/accounts".into(), |one| format!("/accounts/{}", one.login));
    let lead = staff.t(if account.is_some() { "account-edit-lead" } else { "account-new-lead" });
    form_page(staff, status, FormPage { title, lead, action: &url, cancel: &url, fields, state })
}

/// The account of a login.
pub(crate) async fn named(app: &App, login: &str) -> Result<Account, Error> {
    Ok(account_by_login(&app.db, login).await?.ok_or_else(Refusal::not_found)?)
}

/// A refusal outside a form.
pub(crate) fn refuse(refusal: AccountRefusal) -> Refusal {
    Refusal::conflict().kind("account").saying(refusal.key()).next("account-refused-next")
}

impl AccountRefusal {
    /// The key of its text.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::LoginMalformed => "account-login-malformed",
            Self::LoginTaken => "account-login-taken",
            Self::Shared => "account-shared",
            Self::NameMissing => "account-name-missing",
            Self::NameTooLong => "account-name-too-long",
            Self::UnitUnknown => "account-unit-unknown",
            Self::ReasonMissing => "account-reason-missing",
            Self::OwnAccount => "account-own",
            Self::LastAdministrator => "account-last-administrator",
            Self::HasGrants => "account-has-grants",
            Self::OtherAdministrator => "account-other-administrator",
            Self::AdministratorPassword => "account-administrator-password",
        }
    }
}
