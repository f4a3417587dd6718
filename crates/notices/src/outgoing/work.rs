//! Sending one message to somebody outside.

use platform::{Fault, FaultContext};
use serde_json::Value;
use structure::App;

use super::{Outgoing, store};
use crate::contacts::ContactWay;
use crate::deliveries::mail::{self, Letter};
use crate::deliveries::{DeliveryState, Undelivered, sms};

/// The job's work. A message that has ended is left alone, so it bears being run twice.
pub async fn send(app: App, payload: Value) -> Result<(), Fault> {
    let id = payload.get("message").and_then(Value::as_i64).doing("read a message's id")?;
    let Some(message) = store::waiting(&app, id).await? else { return Ok(()) };
    let way = message.contact.way.word();
    // The other side's own words may name the person: they stay out of log and queue.
    match deliver(&app, id, message).await {
        Ok(state) => store::end(&app.db, id, state, None).await,
        Err(Undelivered::Refused(_)) => {
            tracing::warn!(message = id, way, "a message to somebody outside was refused");
            store::end(&app.db, id, DeliveryState::Refused, Some("refused")).await
        }
        Err(Undelivered::Passing(_)) => {
            store::note_error(&app.db, id, "not taken").await?;
            Err(Fault::new(format!("a message by {way} was not taken")).passing())
        }
    }
}

async fn deliver(app: &App, id: i64, message: Outgoing) -> Result<DeliveryState, Undelivered> {
    let Outgoing { contact, subject, text } = message;
    match contact.way {
        ContactWay::Phone => {
            let Some(settings) = &app.settings.sms else { return Ok(DeliveryState::Dropped) };
            sms::send(settings, &contact.to, &text).await?;
        }
        ContactWay::Email => {
            let Some(settings) = &app.settings.mail else { return Ok(DeliveryState::Dropped) };
            let letter = Letter { to: &contact.to, subject, text, mark: format!("outgoing-{id}") };
            mail::send(settings, letter, app.clock().now()).await?;
        }
    }
    Ok(DeliveryState::Sent)
}
