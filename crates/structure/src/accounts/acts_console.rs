//! What the system administrator does to accounts: disabling leavers, letting them back in, drawing
//! a new password. Each asks for the administrator's own password first.

use http::StatusCode;
use web::extract::Path;
use web::forms::FormState;
use web::{Answer, FieldError, Message};

use super::account_page::show_page;
use super::console::{named, refuse};
use super::form_page::{FormPage, confirmation, form_page, refused};
use super::model::{Account, AccountRefusal, AccountState, may_reset_password};
use super::store::{disable_account, enable_account};
use crate::fields::Field;
use crate::sessions::OwnForm;
use crate::sign_in::{OneTimePassword, reset_password};
use crate::staff::Staff;

/// `GET /accounts/{login}/suspension`
pub(crate) async fn ask_suspension(staff: Staff, Path(login): Path<String>) -> Answer {
    let account = named(&staff.app, &login).await?;
    suspension_form(&staff, StatusCode::OK, &account, &FormState::default())
}

/// `POST /accounts/{login}/suspension`
pub(crate) async fn suspend(
    staff: Staff,
    Path(login): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let account = named(&staff.app, &login).await?;
    let reason = data.get("reason");
    match disable_account(&staff.app.db, staff.actor(), account.id, reason).await? {
        Ok(seq) => {
            staff.app.settled(seq).await;
            staff.done(&format!("/accounts/{login}"), "account-disabled")
        }
        Err(refusal) => {
            let errors = vec![FieldError::new("reason", refusal.key())];
            let state = refused(data, errors);
            suspension_form(&staff, StatusCode::UNPROCESSABLE_ENTITY, &account, &state)
        }
    }
}

fn suspension_form(
    staff: &Staff,
    status: StatusCode,
    account: &Account,
    state: &FormState,
) -> Answer {
    let url = format!("/accounts/{}", account.login);
    let lead = Message::new("suspension-lead").with("name", account.name.clone());
    let page = FormPage {
        title: staff.t("suspension"),
        lead: staff.app.messages.text(&lead),
        action: &format!("{url}/suspension"),
        cancel: &url,
        fields: vec![Field::new(staff, "textarea", "reason", "account-disabled-reason").required()],
        state,
    };
    form_page(staff, status, page)
}

/// `GET /accounts/{login}/restoration`
pub(crate) async fn ask_restoration(staff: Staff, Path(login): Path<String>) -> Answer {
    let account = named(&staff.app, &login).await?;
    confirmation(&staff, &account, "restoration", &format!("/accounts/{login}"))
}

/// `POST /accounts/{login}/restoration`
pub(crate) async fn restore(staff: Staff, Path(login): Path<String>, _: OwnForm) -> Answer {
    let account = named(&staff.app, &login).await?;
    if account.state == AccountState::Active {
        return staff.notice(&format!("/accounts/{login}"), "account-enabled-already");
    }
    // Whoever could draw an administrator's password would hold two offices: it keeps its own.
    let drawn = match account.administrator {
        Some(_) => None,
        None => Some(OneTimePassword::stored(&staff.app.settings.sign_in).await?),
    };
    let (password, stored) = drawn.unzip();
    let seq = enable_account(&staff.app.db, staff.actor(), account.id, stored).await?;
    staff.app.settled(seq).await;
    let account = named(&staff.app, &login).await?;
    let said = match password {
        Some(password) => said("account-enabled", &password),
        None => Message::new("account-enabled-as-before"),
    };
    show_page(&staff, &account, Some(said)).await
}

/// `GET /accounts/{login}/password-reset`
pub(crate) async fn ask_password_reset(staff: Staff, Path(login): Path<String>) -> Answer {
    let account = named(&staff.app, &login).await?;
    may_reset(&staff, &account).map_err(refuse)?;
    confirmation(&staff, &account, "password-reset", &format!("/accounts/{login}"))
}

/// `POST /accounts/{login}/password-reset`
pub(crate) async fn reset(staff: Staff, Path(login): Path<String>, _: OwnForm) -> Answer {
    let account = named(&staff.app, &login).await?;
    may_reset(&staff, &account).map_err(refuse)?;
    let settings = &staff.app.settings.sign_in;
    let reset = reset_password(&staff.app.db, settings, staff.actor(), &account).await?;
    let (password, _) = reset;
    show_page(&staff, &account, Some(said("account-password-reset", &password))).await
}

fn may_reset(staff: &Staff, account: &Account) -> Result<(), AccountRefusal> {
    may_reset_password(staff.id(), account)
}

fn said(key: &'static str, password: &OneTimePassword) -> Message {
    Message::new(key).with("password", password.reveal().to_owned())
}
