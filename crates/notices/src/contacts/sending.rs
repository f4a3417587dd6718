//! A code goes out, and comes back.

use platform::Fault;
use structure::App;

use super::code::CodeRefusal;
use super::model::{Contact, ContactWay, keyed};
use super::store;
use crate::addresses::draw_code;
use crate::deliveries::mail::{self, Letter};
use crate::deliveries::{Undelivered, sms};

/// The ways by which a code can be sent at all.
pub fn ways(app: &App) -> Vec<ContactWay> {
    let phone = app.settings.sms.is_some().then_some(ContactWay::Phone);
    let email = app.settings.mail.is_some().then_some(ContactWay::Email);
    phone.into_iter().chain(email).collect()
}

/// Sends a code to a contact. `asker` is the network address's household; of it, too, only a keyed
/// hash is kept.
pub async fn send_code(
    app: &App,
    contact: &Contact,
    asker: &str,
) -> Result<Result<(), CodeRefusal>, Fault> {
    if !ways(app).contains(&contact.way) {
        return Ok(Err(CodeRefusal::NotSent));
    }
    let (mark, code) = (contact.mark(&app.secret)?, draw_code());
    let digest = digest(app, &mark, &code)?;
    let asker = keyed(&app.secret, "contact-asker", asker)?;
    let settings = &app.settings.codes;
    if let Err(why) = store::keep(&app.db, (&mark, &asker, &digest), settings).await? {
        return Ok(Err(why));
    }
    let Err(why) = send(app, contact, &code).await else { return Ok(Ok(())) };
    // The mail server's own words may name the mailbox: they stay out of the log.
    let refused = matches!(why, Undelivered::Refused(_));
    tracing::warn!(way = contact.way.word(), refused, "a code could not be sent");
    store::forget(&app.db, &mark).await?;
    Ok(Err(CodeRefusal::NotSent))
}

/// Whether a code that was typed proves the contact. `used_for` names what it is shown for: the same
/// form that is sent twice may show it twice, anything else may not.
pub async fn prove(
    app: &App,
    contact: &Contact,
    (typed, used_for): (&str, &str),
) -> Result<Result<(), CodeRefusal>, Fault> {
    let mark = contact.mark(&app.secret)?;
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).take(12).collect();
    let digest = digest(app, &mark, &typed)?;
    let used_for = keyed(&app.secret, "contact-use", used_for)?;
    store::attempt(&app.db, (&mark, &digest, &used_for), &app.settings.codes).await
}

/// A code is kept only as this: it belongs to one contact.
fn digest(app: &App, mark: &str, code: &str) -> Result<String, Fault> {
    keyed(&app.secret, "contact-code", &format!("{mark}\n{code}"))
}

async fn send(app: &App, contact: &Contact, code: &str) -> Result<(), Undelivered> {
    let minutes = app.settings.codes.minutes;
    let args = [("code", code.to_owned().into()), ("minutes", minutes.into())];
    match contact.way {
        ContactWay::Phone => {
            let Some(settings) = &app.settings.sms else { return Ok(()) };
            let text = app.messages.t("contact-code-sms", &args);
            sms::send(settings, &contact.to, &text).await
        }
        ContactWay::Email => {
            let Some(settings) = &app.settings.mail else { return Ok(()) };
            let letter = Letter {
                to: &contact.to,
                subject: app.messages.t("contact-code-subject", &[]),
                text: app.messages.t("contact-code-mail", &args),
                mark: format!("contact-code-{}", app.db.next_id()),
            };
            mail::send(settings, letter, app.clock().now()).await
        }
    }
}
