//! A form that was sent from a page of the sender's own session. The edge refuses other sites
//! already; this holds where a browser doesn't say where a form comes from.

use axum::extract::{FromRequest, FromRequestParts, Request};
use subtle::ConstantTimeEq;
use web::form_data::FormData;
use web::{Error, Refusal};

use super::model::Session;
use crate::app::App;
use crate::staff::Staff;

/// A form of a console page, its token checked and taken out.
#[derive(Clone, Debug)]
pub struct OwnForm(pub FormData);

impl FromRequest<App> for OwnForm {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self, Error> {
        let (mut parts, body) = request.into_parts();
        let staff = Staff::from_request_parts(&mut parts, app).await?;
        let mut data = FormData::from_request(Request::from_parts(parts, body), app).await?;
        require_own(&staff.session, data.get(web::csrf::TOKEN_FIELD))?;
        data.remove(web::csrf::TOKEN_FIELD);
        Ok(Self(data))
    }
}

/// Refuses a form whose token is not the session's.
pub fn require_own(session: &Session, given: &str) -> Result<(), Refusal> {
    if bool::from(given.as_bytes().ct_eq(session.csrf.as_bytes())) {
        return Ok(());
    }
    Err(Refusal::cross_site()
        .kind("stale-form")
        .saying("web-stale-form")
        .next("web-stale-form-next"))
}
