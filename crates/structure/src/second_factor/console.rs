//! Giving the second factor, setting it up, and taking it from somebody who has lost it.

use axum::response::Response;
use axum_extra::extract::CookieJar;
use http::StatusCode;
use serde_json::json;
use web::extract::Path;
use web::forms::FormState;
use web::{Answer, Error, FieldError, Message};

use super::model::{Enrolment, RecoveryCode};
use super::store::{confirm_enrolment, enrolment, give_second_factor, reset_second_factor};
use crate::accounts::console::{named, refuse};
use crate::accounts::form_page::confirmation;
use crate::sessions::{Arrival, OwnForm, is_fresh};
use crate::sign_in::console::{gate, onward, refusal_message, step_page};
use crate::sign_in::{PendingStep, pending_step, reauthentication_url};
use crate::staff::{Staff, map, redirect};

/// `GET /sign-in/second-factor`
pub(crate) async fn ask(staff: Staff) -> Answer {
    if owed(&staff) != Some(PendingStep::SecondFactor) {
        return redirect("/", None);
    }
    code_page(&staff, StatusCode::OK, FormState::default())
}

/// `POST /sign-in/second-factor`
pub(crate) async fn give(
    staff: Staff,
    arrival: Arrival,
    jar: CookieJar,
    OwnForm(data): OwnForm,
) -> Answer {
    let code = data.get("code");
    match give_second_factor(gate(&staff.app), &staff.account, &staff.session, code).await? {
        Ok(token) => {
            let mut response = onward(&arrival, &jar, owed_after(&staff), None)?;
            arrival.set_token(&mut response, Some(&token))?;
            Ok(response)
        }
        Err(refusal) => {
            let message = refusal_message(refusal, staff.app.clock().now());
            code_page(&staff, StatusCode::UNPROCESSABLE_ENTITY, wrong(message))
        }
    }
}

fn owed(staff: &Staff) -> Option<PendingStep> {
    let now = staff.app.clock().now();
    pending_step(&staff.account, &staff.session, &staff.app.settings.sign_in, now)
}

/// What is still owed once the second factor is given.
fn owed_after(staff: &Staff) -> Option<PendingStep> {
    let mut session = (*staff.session).clone();
    session.second_factor_done = true;
    let now = staff.app.clock().now();
    pending_step(&staff.account, &session, &staff.app.settings.sign_in, now)
}

fn wrong(message: Message) -> FormState {
    FormState { errors: vec![FieldError::new("code", message)], ..FormState::default() }
}

fn code_page(staff: &Staff, status: StatusCode, state: FormState) -> Answer {
    let form = state.shown(&staff.app.messages);
    let context = json!({ "title": staff.t("second-factor-title"), "form": form });
    step_page(staff, status, "sign_in/second_factor.html", context)
}

/// `GET /second-factor`
pub(crate) async fn edit(staff: Staff) -> Answer {
    if let Some(elsewhere) = not_now(&staff)? {
        return Ok(elsewhere);
    }
    setup_page(&staff, StatusCode::OK, FormState::default())
}

/// `POST /second-factor`
pub(crate) async fn update(staff: Staff, arrival: Arrival, OwnForm(data): OwnForm) -> Answer {
    if let Some(elsewhere) = not_now(&staff)? {
        return Ok(elsewhere);
    }
    let shown = shown(&staff)?;
    let step = (&shown, data.get("code"));
    let confirmed =
        confirm_enrolment(gate(&staff.app), &staff.account, &staff.session, step).await?;
    let Ok((codes, token)) = confirmed else {
        let state = wrong(Message::new("second-factor-first-code-wrong"));
        return setup_page(&staff, StatusCode::UNPROCESSABLE_ENTITY, state);
    };
    let mut response = codes_page(&staff, &codes)?;
    arrival.set_token(&mut response, Some(&token))?;
    Ok(response)
}

/// First things first: who is halfway in can't replace the factor that is asked of them, and who
/// is in gives the password again.
fn not_now(staff: &Staff) -> Result<Option<Response>, Error> {
    match owed(staff) {
        Some(PendingStep::SecondFactorSetup) => Ok(None),
        Some(step) => redirect(step.url(), None).map(Some),
        None => {
            let now = staff.app.clock().now();
            if is_fresh(&staff.session, &staff.app.settings.sign_in, now) {
                return Ok(None);
            }
            redirect(&reauthentication_url("/second-factor"), None).map(Some)
        }
    }
}

fn shown(staff: &Staff) -> Result<Enrolment, platform::Fault> {
    enrolment(&staff.app.secret, &staff.account, &staff.session, &staff.t("console-name"))
}

fn setup_page(staff: &Staff, status: StatusCode, state: FormState) -> Answer {
    let shown = shown(staff)?;
    let mut context = map(json!({
        "title": staff.t("second-factor-setup-title"), "address": shown.url,
        "secret": shown.secret_text, "recovery_codes": [],
        "form": state.shown(&staff.app.messages),
    }));
    if owed(staff).is_some() {
        context.insert("menu".to_owned(), json!([]));
    }
    staff.page_with(status, "second_factor/edit.html", context)
}

fn codes_page(staff: &Staff, codes: &[RecoveryCode]) -> Answer {
    let codes: Vec<String> = codes.iter().map(RecoveryCode::reveal).collect();
    let title = staff.t("second-factor-title");
    let context = json!({ "title": title, "recovery_codes": codes, "secret": "" });
    staff.page("second_factor/edit.html", context)
}

/// `GET /accounts/{login}/second-factor-reset`
pub(crate) async fn ask_reset(staff: Staff, Path(login): Path<String>) -> Answer {
    let account = named(&staff.app, &login).await?;
    confirmation(&staff, &account, "second-factor-reset", &format!("/accounts/{login}/grants"))
}

/// `POST /accounts/{login}/second-factor-reset`
pub(crate) async fn reset(staff: Staff, Path(login): Path<String>, _: OwnForm) -> Answer {
    let account = named(&staff.app, &login).await?;
    let reset = reset_second_factor(&staff.app.db, staff.actor(), account.id).await?;
    let seq = reset.map_err(refuse)?;
    staff.app.settled(seq).await;
    staff.done(&format!("/accounts/{login}/grants"), "second-factor-reset-done")
}
