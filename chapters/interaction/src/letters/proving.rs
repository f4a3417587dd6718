//! Whoever writes may prove their telephone or mailbox by a code, on the form itself and without a
//! script: asking for the code brings the same form back with everything typed. What was proved once
//! stays proved for this form, so that another mistake costs no second code.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use notices::contacts::{CodeRefusal, Contact, ContactWay, prove, send_code, ways};
use platform::{Fault, FaultContext, Time};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use structure::second_factor::{open_sealed, seal};
use structure::sessions::Arrival;
use structure::{App, ContactDemand, Visitor};
use web::form_data::FormData;
use web::refusal::FieldError;

use crate::limits::asker;

const PURPOSE: &str = "letter-contact-proof";
/// How long a proof on a form holds.
const SECONDS: i64 = 2 * 3_600;

#[derive(Serialize, Deserialize)]
struct Proof {
    contact: Contact,
    until: Time,
}

/// By which button a code was asked for; none: the form was sent.
pub(super) fn asked(data: &FormData) -> Option<ContactWay> {
    data.get("act").strip_prefix("code_").and_then(ContactWay::parse)
}

/// Whether a letter needs a contact that was proved.
fn demanded(app: &App) -> bool {
    app.settings.letters.contact == ContactDemand::Required && !ways(app).is_empty()
}

/// What the form's fields say.
fn typed(data: &FormData, way: ContactWay) -> Option<Contact> {
    Contact::parse(way, data.get(way.word()))
}

/// Sends a code to what was typed. The form is told where it went.
pub(super) async fn send(
    visitor: &Visitor,
    arrival: &Arrival,
    (way, data): (ContactWay, &mut FormData),
) -> Result<Option<FieldError>, Fault> {
    for old in ["code", "code_to", "proof"] {
        data.remove(old);
    }
    let Some(contact) = typed(data, way) else {
        let key = match way {
            ContactWay::Phone => "letter-code-no-mobile",
            ContactWay::Email => "letter-code-no-mailbox",
        };
        return Ok(Some(FieldError::new(way.word(), key)));
    };
    let sent = send_code(&visitor.app, &contact, &asker(arrival)).await?;
    // The code that was sent a moment ago can still be typed.
    if matches!(sent, Ok(()) | Err(CodeRefusal::TooSoon)) {
        data.push("code_to", way.word());
    }
    Ok(sent.err().map(|why| {
        let field = if why == CodeRefusal::TooSoon { "code" } else { way.word() };
        FieldError::new(field, why.key())
    }))
}

/// The contact that this form has proved, now or before; an error where a code is wrong or one is
/// demanded.
pub(super) async fn proved(
    visitor: &Visitor,
    data: &mut FormData,
    own: Option<&Contact>,
) -> Result<Result<Option<Contact>, FieldError>, Fault> {
    let app = &visitor.app;
    if let Some(contact) = before(app, data, own) {
        return Ok(Ok(Some(contact)));
    }
    data.remove("proof");
    let (key, code) = (data.get("key").to_owned(), data.get("code").trim().to_owned());
    let contact = ContactWay::parse(data.get("code_to")).and_then(|way| typed(data, way));
    if let (Some(contact), false) = (contact, code.is_empty()) {
        if let Err(why) = prove(app, &contact, (&code, &key)).await? {
            return Ok(Err(FieldError::new("code", why.key())));
        }
        let until = app.clock().now().plus_seconds(SECONDS);
        let json = serde_json::to_vec(&Proof { contact: contact.clone(), until });
        let sealed = seal(&app.secret, PURPOSE, &key, &json.doing("write a proof")?)?;
        data.push("proof", URL_SAFE_NO_PAD.encode(sealed));
        return Ok(Ok(Some(contact)));
    }
    if demanded(app) {
        let field = if data.has("code_to") { "code" } else { "act" };
        return Ok(Err(FieldError::new(field, "letter-code-demanded")));
    }
    Ok(Ok(None))
}

/// What this very form has proved before, or whoever is signed in when they came, if it still stands
/// in its field.
fn before(app: &App, data: &FormData, own: Option<&Contact>) -> Option<Contact> {
    if let Some(own) = own.filter(|own| typed(data, own.way).as_ref() == Some(*own)) {
        return Some(own.clone());
    }
    let sealed = URL_SAFE_NO_PAD.decode(data.get("proof")).ok()?;
    let json = open_sealed(&app.secret, PURPOSE, data.get("key"), &sealed).ok()?;
    let proof: Proof = serde_json::from_slice(&json).ok()?;
    let same = typed(data, proof.contact.way).as_ref() == Some(&proof.contact);
    (same && app.clock().now() < proof.until).then_some(proof.contact)
}

/// What the form offers: nothing where no code can be sent.
pub(super) fn offered(app: &App, data: &FormData, own: Option<&Contact>) -> Value {
    let ways = ways(app);
    if ways.is_empty() {
        return Value::Null;
    }
    json!({
        "phone": ways.contains(&ContactWay::Phone), "email": ways.contains(&ContactWay::Email),
        "demanded": demanded(app),
        "sent": ContactWay::parse(data.get("code_to")).map(ContactWay::word),
        "proved": before(app, data, own).map(|contact| contact.to),
    })
}
