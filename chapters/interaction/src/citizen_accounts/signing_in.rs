//! In by a code, out, and away for good. Whether a contact has an account or a letter changes nothing
//! that is said here.

use cases::cases::FormKey;
use http::StatusCode;
use notices::contacts::{CodeRefusal, Contact, prove, send_code};
use structure::Visitor;
use structure::sessions::{Arrival, clear_cache};
use structure::staff::redirect;
use web::form_data::FormData;
use web::forms::FormState;
use web::refusal::FieldError;
use web::{Answer, Refusal};

use super::pages::{own, way_in};
use super::sessions::{self, signed_in};
use super::store;
use crate::limits::{asker, looks};

const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

/// The form again, with what is wrong.
fn again(
    visitor: &Visitor,
    data: FormData,
    (field, key, sent): (&'static str, &'static str, bool),
) -> Answer {
    let form = FormState { values: data, errors: vec![FieldError::new(field, key)] };
    way_in(visitor, REFUSED, (form.without("code"), sent))
}

/// `POST /mailbox/account/codes`
pub(super) async fn send(visitor: Visitor, arrival: Arrival, data: FormData) -> Answer {
    let Some(contact) = Contact::either(data.get("contact")) else {
        return again(&visitor, data, ("contact", "letter-account-contact-wrong", false));
    };
    match send_code(&visitor.app, &contact, &asker(&arrival)).await? {
        Ok(()) => {
            let form = FormState::of(data).without("code");
            way_in(&visitor, StatusCode::OK, (form, true))
        }
        Err(why @ CodeRefusal::TooSoon) => again(&visitor, data, ("code", why.key(), true)),
        Err(why) => again(&visitor, data, ("contact", why.key(), false)),
    }
}

/// `POST /mailbox/account/session`
pub(super) async fn enter(visitor: Visitor, arrival: Arrival, data: FormData) -> Answer {
    let Some(contact) = Contact::either(data.get("contact")) else {
        return again(&visitor, data, ("contact", "letter-account-contact-wrong", false));
    };
    looks(&arrival, &contact.to)?;
    // A code that signs in does so once.
    let once = FormKey::draw();
    if let Err(why) = prove(&visitor.app, &contact, (data.get("code"), once.reveal())).await? {
        noted(&arrival, "citizen-code-refused");
        return again(&visitor, data, ("code", why.key(), true));
    }
    noted(&arrival, "citizen-signed-in");
    let mut answer = redirect(&visitor.url("mailbox/account"), None)?;
    sessions::enter(&visitor, &arrival, (&mut answer, &contact)).await?;
    Ok(answer)
}

/// For the security log; whose the contact is has no place there.
fn noted(arrival: &Arrival, event: &'static str) {
    tracing::info!(target: "security", event, address = arrival.address);
}

/// `POST /mailbox/account/leaving`
pub(super) async fn leave(visitor: Visitor, arrival: Arrival) -> Answer {
    let mut answer = redirect(&visitor.url("mailbox"), None)?;
    sessions::leave(&visitor, &arrival, &mut answer).await?;
    clear_cache(&mut answer);
    Ok(answer)
}

/// `POST /mailbox/account/removal`: the letters stay with the office, and can be looked up as before.
pub(super) async fn remove(visitor: Visitor, arrival: Arrival, data: FormData) -> Answer {
    let account = signed_in(&visitor).await?.ok_or_else(|| {
        let url = visitor.url("mailbox/account");
        Refusal::conflict().saying("letter-account-over").link(url, "letter-account")
    })?;
    if data.get("sure").is_empty() {
        let errors = vec![FieldError::new("sure", "letter-account-remove-unsure")];
        return own(&visitor, &account, (REFUSED, FormState { values: data, errors })).await;
    }
    store::remove(&visitor.app.db, account.id).await?;
    let mut answer = redirect(&visitor.url("mailbox"), None)?;
    sessions::leave(&visitor, &arrival, &mut answer).await?;
    Ok(answer)
}
