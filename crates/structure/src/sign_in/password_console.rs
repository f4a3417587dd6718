//! A new password chosen by its owner: when it is due, and whenever they like.

use axum_extra::extract::CookieJar;
use http::StatusCode;
use platform::Time;
use serde_json::{Value, json};
use web::form_data::FormData;
use web::forms::FormState;
use web::{Answer, FieldError, Message};

use super::console::{gate, onward, step_page};
use super::model::{PendingStep, pending_step};
use super::password::PasswordRefusal;
use super::password_change::{NewPassword, change_password};
use super::settings::PasswordSettings;
use crate::accounts::account;
use crate::chrome::Flash;
use crate::sessions::{Arrival, OwnForm, refresh_reauthentication};
use crate::staff::{Staff, redirect};

/// `GET /account/password`
pub(crate) async fn edit(staff: Staff) -> Answer {
    page(&staff, StatusCode::OK, FormState::default())
}

/// `POST /account/password`
pub(crate) async fn update(
    staff: Staff,
    arrival: Arrival,
    jar: CookieJar,
    OwnForm(data): OwnForm,
) -> Answer {
    if owed(&staff) == Some(PendingStep::SecondFactor) {
        return redirect(PendingStep::SecondFactor.url(), None);
    }
    let form = NewPassword {
        current: data.get("current_password"),
        new: data.get("new_password"),
        again: data.get("new_password_again"),
    };
    let changed = change_password(gate(&staff.app), &staff.account, &staff.session, form).await?;
    if let Err(refusals) = changed {
        return page(&staff, StatusCode::UNPROCESSABLE_ENTITY, wrong(&staff, &refusals));
    }
    go_on(&staff, &arrival, &jar).await
}

/// On with a new token: one caught before is worth nothing any more.
async fn go_on(staff: &Staff, arrival: &Arrival, jar: &CookieJar) -> Answer {
    let token = refresh_reauthentication(&staff.app.db, staff.session.id).await?;
    let now = staff.app.clock().now();
    let account = account(&staff.app.db, staff.id()).await?;
    let pending = account.and_then(|account| {
        pending_step(&account, &staff.session, &staff.app.settings.sign_in, now)
    });
    let said = Flash::success(staff.t("password-changed"));
    let mut response = onward(arrival, jar, pending, Some(said))?;
    arrival.set_token(&mut response, Some(&token))?;
    Ok(response)
}

fn owed(staff: &Staff) -> Option<PendingStep> {
    let now = staff.app.clock().now();
    pending_step(&staff.account, &staff.session, &staff.app.settings.sign_in, now)
}

fn wrong(staff: &Staff, refusals: &[PasswordRefusal]) -> FormState {
    let rules = &staff.app.settings.sign_in.password;
    let errors = refusals.iter().map(|refusal| {
        let (field, message) = said(*refusal, rules);
        FieldError::new(field, message)
    });
    FormState { values: FormData::default(), errors: errors.collect() }
}

fn said(refusal: PasswordRefusal, rules: &PasswordSettings) -> (&'static str, Message) {
    use PasswordRefusal as R;
    let (field, key) = match refusal {
        R::TooShort => ("new_password", "password-too-short"),
        R::TooLong => ("new_password", "password-too-long"),
        R::TooFewClasses => ("new_password", "password-too-few-classes"),
        R::ContainsLogin => ("new_password", "password-contains-login"),
        R::TooCommon => ("new_password", "password-too-common"),
        R::UsedBefore => ("new_password", "password-used-before"),
        R::RepeatedDifferently => ("new_password_again", "password-repeated-differently"),
        R::CurrentWrong => ("current_password", "password-current-wrong"),
        R::Locked => ("current_password", "password-locked"),
    };
    (field, with_rules(Message::new(key), rules))
}

fn with_rules(message: Message, rules: &PasswordSettings) -> Message {
    message
        .with("length", rules.min_length)
        .with("classes", rules.classes)
        .with("history", rules.history)
        .with("days", rules.max_age_days)
}

fn page(staff: &Staff, status: StatusCode, state: FormState) -> Answer {
    let step = owed(staff);
    if step == Some(PendingStep::SecondFactor) {
        return redirect(PendingStep::SecondFactor.url(), None);
    }
    let rules = &staff.app.settings.sign_in.password;
    let text = |key: &'static str| staff.app.messages.text(&with_rules(Message::new(key), rules));
    let listed = ["length", "classes", "login", "history"].map(|rule| match rule {
        "length" => text("password-rule-length"),
        "classes" => text("password-rule-classes"),
        "login" => text("password-rule-login"),
        _ => text("password-rule-history"),
    });
    let reason = match step {
        Some(_) if staff.account.must_change_password => text("password-reason-one-time"),
        Some(PendingStep::NewPassword) => text("password-reason-old"),
        _ => text("password-reason-own"),
    };
    let context = json!({
        "title": staff.t("password-title"), "reason": reason, "rules": listed,
        "action": "/account/password", "form": state.shown(&staff.app.messages),
    });
    match step {
        Some(_) => step_page(staff, status, "sign_in/password.html", context),
        None => staff.page_with(status, "sign_in/password.html", context),
    }
}

/// The reminder that stands on every page in the last days.
pub fn password_age_warning(staff: &Staff, now: Time) -> Value {
    let rules = &staff.app.settings.sign_in.password;
    let left = super::password_age_warning_days(rules, staff.account.password_set_at, now);
    let said = |days| Message::new("password-age-warning").with("days", days);
    left.map_or(Value::Null, |days| json!(staff.app.messages.text(&said(days))))
}
