//! Who is signed in: a cookie with a token of 256 bits, of which the database has the hash.

use axum::response::Response;
use cases::ids::CaseId;
use notices::contacts::Contact;
use platform::Fault;
use structure::Visitor;
use structure::sessions::{Arrival, Token};

use super::store::{self, CitizenAccount};
use crate::letters::contacts::belongs;
use crate::letters::cookie;

const NAME: &str = "weiyang_citizen";
/// Seconds of rest after which a session ends: others use the computer, too.
const IDLE: i64 = 30 * 60;
/// The same on a terminal that stands in a hall.
const KIOSK_IDLE: i64 = 2 * 60;
/// Seconds after which it ends in any case.
const LONGEST: i64 = 8 * 3_600;
/// Seconds within which it isn't noted again that it is used.
const NOTED: i64 = 60;

fn token_of(visitor: &Visitor) -> Option<Token> {
    cookie(visitor, NAME).filter(|value| !value.is_empty()).map(Token::given)
}

/// The account that is signed in.
pub(super) async fn signed_in(visitor: &Visitor) -> Result<Option<CitizenAccount>, Fault> {
    let Some(token) = token_of(visitor) else { return Ok(None) };
    let (db, now) = (&visitor.app.db, visitor.app.clock().now());
    let kiosk = visitor.view.kiosk;
    let (idle, noted) = if kiosk { (KIOSK_IDLE, 0) } else { (IDLE, NOTED) };
    let since = (now.plus_seconds(-idle), now.plus_seconds(-LONGEST));
    let account = store::of_token(db, &token, since).await?;
    if account.is_some() {
        store::seen(db, &token, now.plus_seconds(-noted)).await?;
    }
    Ok(account)
}

/// The contact of whoever is signed in.
pub(crate) async fn contact_of(visitor: &Visitor) -> Result<Option<Contact>, Fault> {
    let account = signed_in(visitor).await?;
    account.map(|account| account.contact(&visitor.app)).transpose()
}

/// Whether a letter belongs to whoever is signed in.
pub(crate) async fn owns(visitor: &Visitor, case: CaseId) -> Result<bool, Fault> {
    match signed_in(visitor).await? {
        Some(account) => belongs(&visitor.app.db, &account.mark, case).await,
        None => Ok(false),
    }
}

/// Gives the browser its session.
pub(super) async fn enter(
    visitor: &Visitor,
    arrival: &Arrival,
    (response, contact): (&mut Response, &Contact),
) -> Result<(), Fault> {
    let now = visitor.app.clock().now();
    store::forget_old(&visitor.app.db, now.plus_seconds(-LONGEST)).await?;
    if let Some(former) = token_of(visitor) {
        store::leave(&visitor.app.db, &former).await?;
    }
    let token = store::enter(&visitor.app, contact).await?;
    arrival.set_cookie(response, NAME, token.reveal())
}

/// Ends the session, if there is one.
pub(crate) async fn leave(
    visitor: &Visitor,
    arrival: &Arrival,
    response: &mut Response,
) -> Result<(), Fault> {
    if let Some(token) = token_of(visitor) {
        store::leave(&visitor.app.db, &token).await?;
        arrival.set_cookie(response, NAME, "")?;
    }
    Ok(())
}
