//! `Staff`: who acts on the console, with rights resolved. It exists only behind the console's guard,
//! so a console handler can't be mounted in public.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderValue, StatusCode, header};
use platform::{Actor, Fault};
use serde::Serialize;
use serde_json::{Map, Value, json};
use web::assets::CONSOLE;
use web::{Answer, Error, Message, Refusal};

use crate::accounts::Account;
use crate::app::App;
use crate::chrome::{Flash, chrome};
use crate::ids::{AccountId, ColumnId, UnitId};
use crate::rights::{Right, Rights, Scope};
use crate::sessions::Session;

/// A signed-in person at work.
#[derive(Clone)]
pub struct Staff {
    /// The program's parts.
    pub app: App,
    /// Who.
    pub account: Arc<Account>,
    /// By which session.
    pub session: Arc<Session>,
    /// What they may do where.
    pub rights: Arc<Rights>,
    /// The path they asked for.
    pub path: Arc<str>,
    /// Notices they have not read.
    pub unread: i64,
    /// What the last act left to say.
    pub(crate) flash: Option<Flash>,
}

impl FromRequestParts<App> for Staff {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Error> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(|| Fault::new("a console handler was reached without its guard").into())
    }
}

impl Staff {
    /// Their id.
    pub fn id(&self) -> AccountId {
        self.account.id
    }

    /// As the journal names them.
    pub fn actor(&self) -> Actor {
        Actor::Account(self.account.id.0)
    }

    /// An interface text.
    pub fn t(&self, key: &str) -> String {
        self.app.messages.t(key, &[])
    }

    /// Where a right holds, to be pushed into a query.
    pub fn scope(&self, right: Right) -> Scope {
        self.rights.scope(right)
    }

    /// Whether a right holds for a document of this unit in this column.
    pub fn may(&self, right: Right, unit: UnitId, column: ColumnId) -> bool {
        self.rights.covers(right, unit, column)
    }

    /// Refuses unless the right holds for a document of this unit in this column.
    pub fn require(&self, right: Right, unit: UnitId, column: ColumnId) -> Result<(), Refusal> {
        if self.may(right, unit, column) { Ok(()) } else { Err(out_of_scope(right)) }
    }

    /// Renders a console page inside the chrome: menu, account, flash.
    pub fn page(&self, template: &str, context: impl Serialize) -> Answer {
        self.page_with(StatusCode::OK, template, context)
    }

    /// The same with a status, for a form that comes back with errors (422).
    pub fn page_with(&self, status: StatusCode, template: &str, context: impl Serialize) -> Answer {
        let mut all = chrome(&self.app, Some(self), self.flash.as_ref());
        match serde_json::to_value(context) {
            Ok(Value::Object(own)) => all.extend(own),
            Ok(_) => return Err(Fault::new("a page's context must be a map").into()),
            Err(error) => return Err(Fault::caused("write a page's context", error).into()),
        }
        let html = self.app.themes.render_template(CONSOLE, template, &Value::Object(all))?;
        let mut response = (status, axum::response::Html(html)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if self.flash.is_some() {
            headers.append(header::SET_COOKIE, Flash::clearing());
        }
        Ok(response)
    }

    /// After an act: on to a page that says what was done.
    pub fn done(&self, url: &str, message: impl Into<Message>) -> Answer {
        redirect(url, Some(Flash::success(self.app.messages.text(&message.into()))))
    }

    /// After an act that needs attention.
    pub fn notice(&self, url: &str, message: impl Into<Message>) -> Answer {
        redirect(url, Some(Flash::notice(self.app.messages.text(&message.into()))))
    }
}

/// On to another page, with something to say there.
pub fn redirect(url: &str, flash: Option<Flash>) -> Answer {
    let location = HeaderValue::from_str(url)
        .map_err(|error| Fault::caused(format!("redirect to {url}"), error))?;
    let mut response: Response = StatusCode::SEE_OTHER.into_response();
    response.headers_mut().insert(header::LOCATION, location);
    if let Some(flash) = flash {
        response.headers_mut().append(header::SET_COOKIE, flash.cookie()?);
    }
    Ok(response)
}

/// The refusal for a right that one doesn't have, or not here.
pub fn out_of_scope(right: Right) -> Refusal {
    let word = serde_json::to_value(right).ok();
    let word = word.as_ref().and_then(Value::as_str).unwrap_or_default().replace('_', "-");
    Refusal::forbidden()
        .saying(Message::new(format!("right-missing-{word}")))
        .next("right-missing-next")
        .link("/", "console-to-desk")
}

/// A map of JSON values, for contexts put together by hand.
pub fn map(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        other => Map::from_iter([("value".to_owned(), json!(other))]),
    }
}
