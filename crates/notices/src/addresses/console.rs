//! Giving an address, proving it, taking it back.

use http::StatusCode;
use structure::Staff;
use structure::sessions::OwnForm;
use web::forms::FormState;
use web::{Answer, Error, FieldError, FormCheck, FormData, Message};

use super::model::{CODE_MINUTES, code_digest, draw_code};
use super::store;
use crate::choices;
use crate::deliveries::mail::{self, Letter};

const HOME: &str = "/account/notices";

async fn refused(staff: &Staff, data: FormData, error: FieldError) -> Answer {
    let state = FormState { values: data, errors: vec![error] };
    choices::page(staff, StatusCode::UNPROCESSABLE_ENTITY, state).await
}

fn key(staff: &Staff) -> Result<[u8; 32], Error> {
    Ok(staff.app.secret.key("notice-codes")?)
}

/// `POST /account/notices/address`: sends a code there.
pub(super) async fn create(staff: Staff, OwnForm(data): OwnForm) -> Answer {
    let Some(settings) = &staff.app.settings.mail else {
        return refused(&staff, data, FieldError::new("address", "notice-mail-none")).await;
    };
    let mut check = FormCheck::new(&data);
    let address = check.field("address", "notice-address").required().max(200).email().text();
    let address = match check.finish(|| Some(address)) {
        Ok(address) => address,
        Err(state) => {
            return choices::page(&staff, StatusCode::UNPROCESSABLE_ENTITY, state).await;
        }
    };
    let (db, me) = (&staff.app.db, staff.id());
    let code = draw_code();
    let digest = code_digest(&key(&staff)?, me, &address, &code)?;
    if let Err(why) = store::keep_code(db, me, &address, &digest).await? {
        return refused(&staff, data, FieldError::new("address", why.key())).await;
    }
    let now = staff.app.clock().now();
    let text = staff
        .app
        .messages
        .t("notice-code-text", &[("code", code.into()), ("minutes", CODE_MINUTES.into())]);
    let letter = Letter {
        to: &address,
        subject: staff.t("notice-code-subject"),
        text,
        mark: format!("code-{}", db.next_id()),
    };
    if let Err(why) = mail::send(settings, letter, now).await {
        tracing::warn!(reason = why.reason(), "a code could not be sent");
        store::forget_code(db, me).await?;
        return refused(&staff, data, FieldError::new("address", "notice-code-not-sent")).await;
    }
    let said = Message::new("notice-code-sent").with("address", address);
    staff.notice(HOME, said)
}

/// `POST /account/notices/address/verification`
pub(super) async fn verify(staff: Staff, OwnForm(data): OwnForm) -> Answer {
    let key = key(&staff)?;
    let me = staff.id();
    let typed: String = data.get("code").chars().filter(|c| !c.is_whitespace()).collect();
    let digest_of = |address: &str| code_digest(&key, me, address, &typed);
    match store::try_code(&staff.app.db, me, digest_of).await? {
        Ok(()) => staff.done(HOME, "notice-address-verified"),
        Err(why) => refused(&staff, data, FieldError::new("code", why.key())).await,
    }
}

/// `POST /account/notices/address/removal`
pub(super) async fn remove(staff: Staff, _: OwnForm) -> Answer {
    store::remove_address(&staff.app.db, staff.id()).await?;
    staff.done(HOME, "notice-address-removed")
}
