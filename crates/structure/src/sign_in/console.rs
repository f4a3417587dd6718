//! The sign-in page and leaving.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{HeaderValue, StatusCode, header};
use platform::{Fault, Time};
use serde::Deserialize;
use serde_json::{Value, json};
use web::assets::CONSOLE;
use web::extract::Query;
use web::form_data::FormData;
use web::forms::{FormState, form_values};
use web::{Answer, FieldError, Message};

use super::attempt::{Attempt, Gate, SignedIn};
use super::model::{PendingStep, SignInRefusal, local_path};
use crate::accounts::form_page::refused;
use crate::app::App;
use crate::chrome::{Flash, chrome};
use crate::sessions::{
    Arrival, OwnForm, SESSION_COOKIE, Token, clear_cache, find_live_session, sign_out,
};
use crate::staff::{Staff, map, redirect};

/// Where somebody wanted to go, kept while the steps of signing in are taken.
const NEXT_COOKIE: &str = "weiyang_next";

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    next: String,
}

impl Asked {
    /// The address asked for, if it is one of ours.
    pub(crate) fn path(&self) -> &str {
        local_path(&self.next).unwrap_or_default()
    }
}

/// `GET /sign-in`
pub(crate) async fn new(
    State(app): State<App>,
    Query(asked): Query<Asked>,
    flash: Option<axum::Extension<Flash>>,
) -> Answer {
    let values = form_values([("login", ""), ("next", asked.path())]);
    let flash = flash.map(|flash| flash.0);
    page(&app, StatusCode::OK, FormState::of(values), flash.as_ref())
}

/// `POST /sign-in`
pub(crate) async fn create(
    State(app): State<App>,
    arrival: Arrival,
    jar: CookieJar,
    data: FormData,
) -> Answer {
    let missing = missing(&data);
    if !missing.is_empty() {
        let state = refused(data, missing).without("password");
        return page(&app, StatusCode::UNPROCESSABLE_ENTITY, state, None);
    }
    let attempt = Attempt {
        login: data.get("login"),
        password: data.get("password"),
        address: &arrival.address,
        agent: &arrival.agent,
    };
    match gate(&app).attempt(attempt).await? {
        Ok(signed) => {
            end_former(&app, &jar).await?;
            enter(&arrival, &signed, local_path(data.get("next")))
        }
        Err(refusal) => {
            let message = refusal_message(refusal, app.clock().now());
            let errors = vec![FieldError::new("login", message)];
            let state = refused(data, errors).without("password");
            page(&app, StatusCode::UNPROCESSABLE_ENTITY, state, None)
        }
    }
}

/// Ends the session that this browser had: nobody would ever end it otherwise.
async fn end_former(app: &App, jar: &CookieJar) -> Result<(), Fault> {
    let Some(cookie) = jar.get(SESSION_COOKIE) else { return Ok(()) };
    let (token, settings) = (Token::given(cookie.value()), &app.settings.sign_in);
    match find_live_session(&app.db, settings, &token).await? {
        Some(former) => sign_out(&app.db, &former).await,
        None => Ok(()),
    }
}

fn missing(data: &FormData) -> Vec<FieldError> {
    [("login", "sign-in-login-missing"), ("password", "sign-in-password-missing")]
        .into_iter()
        .filter(|(field, _)| data.get(field).is_empty())
        .map(|(field, key)| FieldError::new(field, key))
        .collect()
}

fn enter(arrival: &Arrival, signed: &SignedIn, next: Option<&str>) -> Answer {
    let url = signed.pending.map_or(next.unwrap_or("/"), |step| step.url());
    let mut response = redirect(url, None)?;
    arrival.set_token(&mut response, Some(&signed.token))?;
    if let Some(next) = next.filter(|_| signed.pending.is_some()) {
        arrival.set_cookie(&mut response, NEXT_COOKIE, &URL_SAFE_NO_PAD.encode(next))?;
    }
    Ok(response)
}

/// On to what is still owed, or to where somebody wanted to go in the first place.
pub(crate) fn onward(
    arrival: &Arrival,
    jar: &CookieJar,
    pending: Option<PendingStep>,
    flash: Option<Flash>,
) -> Result<Response, web::Error> {
    let kept = jar.get(NEXT_COOKIE).and_then(|cookie| URL_SAFE_NO_PAD.decode(cookie.value()).ok());
    let kept = kept.and_then(|bytes| String::from_utf8(bytes).ok());
    let next = kept.as_deref().and_then(local_path).unwrap_or("/");
    let mut response = redirect(pending.map_or(next, |step| step.url()), flash)?;
    if pending.is_none() && kept.is_some() {
        arrival.set_cookie(&mut response, NEXT_COOKIE, "")?;
    }
    Ok(response)
}

/// `POST /sign-out`
pub(crate) async fn leave(staff: Staff, arrival: Arrival, _: OwnForm) -> Answer {
    sign_out(&staff.app.db, &staff.session).await?;
    let said = Flash::success(staff.t("sign-in-signed-out"));
    let mut response = redirect("/sign-in", Some(said))?;
    arrival.set_token(&mut response, None)?;
    clear_cache(&mut response);
    Ok(response)
}

/// What signing in works with.
pub(crate) fn gate(app: &App) -> Gate<'_> {
    Gate { db: &app.db, settings: &app.settings.sign_in, secret: &app.secret }
}

/// A refusal in words; how long a lock lasts is told in minutes.
pub(crate) fn refusal_message(refusal: SignInRefusal, now: Time) -> Message {
    let minutes = |until: Time| (until.seconds_since(now).max(0) + 59) / 60;
    match refusal {
        SignInRefusal::Wrong { left } => Message::new("sign-in-wrong").with("left", left),
        SignInRefusal::WrongCode { left } => Message::new("sign-in-wrong-code").with("left", left),
        SignInRefusal::Locked { until } => {
            Message::new("sign-in-locked").with("minutes", minutes(until))
        }
        SignInRefusal::ShutOut { until } => {
            Message::new("sign-in-shut-out").with("minutes", minutes(until))
        }
        SignInRefusal::Disabled => Message::new("sign-in-disabled"),
        SignInRefusal::OneTimeOver => Message::new("sign-in-one-time-over"),
    }
}

fn page(app: &App, status: StatusCode, state: FormState, flash: Option<&Flash>) -> Answer {
    let mut context = chrome(app, None, flash);
    let own = json!({
        "title": app.messages.t("sign-in-title", &[]), "form": state.shown(&app.messages),
    });
    context.extend(map(own));
    let html = app.themes.render_template(CONSOLE, "sign_in/new.html", &Value::Object(context))?;
    let mut response = (status, axum::response::Html(html)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if flash.is_some() {
        headers.append(header::SET_COOKIE, Flash::clearing());
    }
    Ok(response)
}

/// A page on the way in: the frame without menu, but with the session's token in its form.
pub(crate) fn step_page(
    staff: &Staff,
    status: StatusCode,
    template: &str,
    context: Value,
) -> Result<Response, web::Error> {
    let Value::Object(mut context) = context else {
        return Err(Fault::new("a step's context must be a map").into());
    };
    context.insert("account".to_owned(), Value::Null);
    context.insert("menu".to_owned(), json!([]));
    staff.page_with(status, template, context)
}
