//! The gate before what many may send: open to whoever sends little.

use std::sync::LazyLock;

use platform::Fault;
use serde_json::{Value, json};
use structure::App;
use web::form_data::FormData;

use crate::challenge::Challenge;
use crate::store::first_use;
use crate::tally::Tally;

static TALLY: LazyLock<Tally> = LazyLock::new(Tally::default);

/// What somebody has sent within the hour, if that is enough to be asked.
fn much(app: &App, sender: &str) -> Option<usize> {
    let count = TALLY.count(sender, app.clock().now());
    (count >= app.settings.challenges.after).then_some(count)
}

/// Something of a sender was stored.
pub fn sent(app: &App, sender: &str) {
    TALLY.note(sender, app.clock().now());
}

/// A challenge for a form's page; nothing for whoever sends little.
pub fn offered(app: &App, sender: &str, form: &str) -> Result<Value, Fault> {
    let Some(count) = much(app, sender) else { return Ok(Value::Null) };
    let challenge = Challenge::draw(&app.settings.challenges, count, app.clock().now());
    Ok(json!({
        "ticket": challenge.ticket(&app.secret, form)?, "bits": challenge.bits,
        "sum": challenge.sum.words(),
    }))
}

/// Whether a form may pass, by its fields `challenge`, `work` and `sum`. Asked last, when nothing else
/// is wrong: an answer counts once. Otherwise the message's key.
pub async fn check(
    app: &App,
    (sender, form): (&str, &str),
    data: &FormData,
) -> Result<Result<(), &'static str>, Fault> {
    if much(app, sender).is_none() {
        return Ok(Ok(()));
    }
    let ticket = data.get("challenge");
    let found = Challenge::of_ticket(&app.secret, form, ticket, app.clock().now());
    let Some(challenge) = found else { return Ok(Err("challenge-asked")) };
    let answer = (data.get("work"), data.get("sum"));
    if answer.0.is_empty() && answer.1.is_empty() {
        return Ok(Err("challenge-asked"));
    }
    let good = challenge.is_answered(ticket, answer);
    let counts = first_use(&app.db, (&challenge.nonce, form), (good, challenge.until)).await?;
    Ok(if good && counts { Ok(()) } else { Err("challenge-wrong") })
}
