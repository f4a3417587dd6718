//! The cookie that carries a session's token, and where a request comes from.

use axum::extract::FromRequestParts;
use axum::response::Response;
use http::request::Parts;
use http::{HeaderName, HeaderValue, header};
use platform::{Fault, FaultContext};
use web::Error;

use super::SESSION_COOKIE;
use super::model::Token;
use crate::app::App;

const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");

/// From where and with what somebody comes.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// The address, behind trusted proxies the visitor's own.
    pub address: String,
    /// What the browser calls itself.
    pub agent: String,
}

impl FromRequestParts<App> for Arrival {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Error> {
        let peer = parts.extensions.get::<web::PeerAddress>();
        let agent = parts.headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
        Ok(Self {
            address: peer.map_or_else(String::new, |peer| peer.0.to_canonical().to_string()),
            agent: agent.unwrap_or_default().to_owned(),
        })
    }
}

impl Arrival {
    /// Adds a cookie to an answer; an empty value takes it away. A link from elsewhere must find
    /// its way in (`Lax`); what changes something is guarded by the form's token. Over TLS the edge
    /// adds `Secure` and the prefix `__Host-`.
    pub fn set_cookie(
        &self,
        response: &mut Response,
        name: &str,
        value: &str,
    ) -> Result<(), Fault> {
        let age = if value.is_empty() { "; Max-Age=0" } else { "" };
        let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{age}");
        let cookie = HeaderValue::from_str(&cookie).doing("write a cookie")?;
        response.headers_mut().append(header::SET_COOKIE, cookie);
        Ok(())
    }

    /// Gives the browser the token of its session, or takes it away.
    pub fn set_token(&self, response: &mut Response, token: Option<&Token>) -> Result<(), Fault> {
        self.set_cookie(response, SESSION_COOKIE, token.map_or("", Token::reveal))
    }
}

/// Has the browser forget pages that it kept. What somebody typed and could not send stays: it is shown
/// to the same account only.
pub fn clear_cache(response: &mut Response) {
    response.headers_mut().insert(CLEAR_SITE_DATA, HeaderValue::from_static("\"cache\""));
}
