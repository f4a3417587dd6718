//! The staff's door: every console route passes its guard, which finds the session, resolves the
//! rights and refuses in plain words. A route can't be mounted without saying what it needs.

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use http::{Method, StatusCode};
use platform::Fault;
use std::sync::Arc;
use web::request_info::RequestId;
use web::template_functions::query_encode;
use web::{Error, Refusal};

use crate::app::App;
use crate::bell::Bell;
use crate::chapter::{ConsoleRoute, Needs};
use crate::chrome::{FLASH_COOKIE, Flash};
use crate::grants;
use crate::ids::AccountId;
use crate::refusals;
use crate::rights::Rights;
use crate::sessions::{self, Presence, SESSION_COOKIE};
use crate::staff::{Staff, out_of_scope, redirect};

/// Everything staff reach.
pub fn console_router(app: &App, routes: Vec<ConsoleRoute>) -> Router {
    let mut router = Router::new();
    for route in routes {
        let guard = from_fn_with_state((app.clone(), route.needs), guard);
        router = router.route(route.path, route.handler.route_layer(guard));
    }
    router
        .fallback(async || Refusal::not_found().link("/", "console-to-desk"))
        .with_state(app.clone())
}

/// Lets a request through to its handler with a [`Staff`], or says why not.
async fn guard(
    State((app, needs)): State<(App, Needs)>,
    jar: CookieJar,
    mut request: Request,
    next: Next,
) -> Response {
    let route = refusals::route_of(&request);
    let id = request.extensions().get::<RequestId>().cloned();
    let answer = match enter(&app, needs, &jar, &mut request).await {
        Ok(None) => {
            let account = request.extensions().get::<Staff>().map(Staff::id);
            (account, next.run(request).await)
        }
        Ok(Some(elsewhere)) => (None, elsewhere),
        Err(Turned { account, error }) => (account, error.into_response()),
    };
    if let (Some(account), StatusCode::FORBIDDEN) = (answer.0, answer.1.status()) {
        note_refusal(account, &route, id.as_ref());
        if let Err(fault) = refusals::note(&app.db, account, &route).await {
            // Whoever was refused stays refused, counted or not.
            tracing::warn!(cause = fault.chain(), "a refused right was not counted");
        }
    }
    answer.1
}

/// Somebody who was turned away, by name if their session told it.
struct Turned {
    account: Option<AccountId>,
    error: Error,
}

impl<E: Into<Error>> From<E> for Turned {
    fn from(error: E) -> Self {
        Self { account: None, error: error.into() }
    }
}

/// Who was refused: the edge's line with the same number says where from.
fn note_refusal(account: AccountId, route: &str, id: Option<&RequestId>) {
    let (account, id) = (account.0, id.map(|id| &*id.0));
    tracing::warn!(target: "security", event = "out-of-scope", account, route, id);
}

/// `Ok(None)`: go on. `Ok(Some(_))`: first go elsewhere (sign in, second factor, new password).
async fn enter(
    app: &App,
    needs: Needs,
    jar: &CookieJar,
    request: &mut Request,
) -> Result<Option<Response>, Turned> {
    let flash = jar.get(FLASH_COOKIE).and_then(|cookie| Flash::read(cookie.value()));
    if let Some(flash) = flash.clone() {
        request.extensions_mut().insert(flash);
    }
    if needs == Needs::Nothing {
        return Ok(None);
    }
    let token = jar.get(SESSION_COOKIE).map(|cookie| cookie.value().to_owned());
    let presence = match token {
        Some(token) => sessions::present(&app.db, &app.settings.sign_in, &token).await?,
        None => None,
    };
    let Some(Presence { account, session, pending }) = presence else {
        return Ok(Some(sign_in_first(request)?));
    };
    if let Some(step) = pending.filter(|_| needs != Needs::HalfSession) {
        return Ok(Some(redirect(step.url(), None)?));
    }
    let rights = rights_of(app, &account).await?;
    let path: Arc<str> = request.uri().path().into();
    let unread = match app.registers.get::<Bell>() {
        Ok(bell) if request.method() == Method::GET => (bell.0)(app.clone(), account.id).await?,
        _ => 0,
    };
    let staff = Staff {
        app: app.clone(),
        account: Arc::new(account),
        session: Arc::new(session),
        rights,
        path,
        unread,
        flash,
    };
    if let Needs::Right(right) | Needs::Fresh(right) = needs
        && !staff.rights.anywhere(right)
    {
        return Err(Turned { account: Some(staff.id()), error: out_of_scope(right).into() });
    }
    if matches!(needs, Needs::Fresh(_))
        && !sessions::is_fresh(&staff.session, &app.settings.sign_in, app.clock().now())
    {
        let back = if request.method() == Method::GET { &*staff.path } else { "/" };
        return Ok(Some(redirect(&format!("/reauthenticate?next={back}"), None)?));
    }
    request.extensions_mut().insert(staff);
    Ok(None)
}

/// A page leads to the sign-in and back; an act is refused, so that nothing typed is lost unseen.
fn sign_in_first(request: &Request) -> Result<Response, Error> {
    if request.method() == Method::GET {
        let next = request.uri().path_and_query().map_or("/", |next| next.as_str());
        let url = match next {
            "/" => "/sign-in".to_owned(),
            // What was asked for has questions of its own, which must not become the sign-in's.
            next if next.contains('?') => format!("/sign-in?next={}", query_encode(next)),
            next => format!("/sign-in?next={next}"),
        };
        return redirect(&url, None);
    }
    Err(Refusal::new(StatusCode::UNAUTHORIZED, "signed-out", "console-signed-out")
        .next("console-signed-out-next")
        .link("/sign-in", "console-to-sign-in")
        .into())
}

/// What an account may do: resolved when it was not since rights last changed.
pub async fn rights_of(
    app: &App,
    account: &crate::accounts::Account,
) -> Result<Arc<Rights>, Fault> {
    let epoch = match app.known_rights(account.id) {
        Ok(known) => return Ok(known),
        Err(epoch) => epoch,
    };
    let rights = match account.administrator {
        Some(administrator) => Rights::of_administrator(administrator),
        None => Rights::of_grants(grants::resolved(&app.db, &app.tree(), account.id).await?),
    };
    let rights = Arc::new(rights);
    app.remember_rights(epoch, account.id, rights.clone());
    Ok(rights)
}
