//! Delivering one notice by one way.

use platform::{Fault, FaultContext};
use serde_json::{Value, json};
use structure::{App, accounts};

use super::mail::{self, Letter};
use super::store::{self, Delivery, DeliveryState};
use super::{Undelivered, webhook};
use crate::addresses;
use crate::event::Way;
use crate::model::{DeliveryId, Notice};

/// The job's work. A delivery that has ended is left alone, so it bears being run twice; a node that
/// dies between the mail server's answer and our note of it sends a letter again, with the same mark.
pub async fn deliver(app: App, payload: Value) -> Result<(), Fault> {
    let id = payload.get("delivery").and_then(Value::as_i64).doing("read a delivery's id")?;
    let Some(delivery) = store::waiting(&app.db, DeliveryId(id)).await? else { return Ok(()) };
    let notice = crate::store::by_id(&app.db, delivery.notice_id).await?;
    let notice = notice.doing("find the notice of a delivery")?;
    let outcome = match delivery.way {
        Way::Mail => mail_one(&app, &delivery, &notice).await,
        Way::Webhook => post_one(&app, &delivery, &notice).await,
        Way::Console => Ok(DeliveryState::Dropped),
    };
    settle(&app, &[delivery.id], outcome).await
}

/// Writes how a try ended. A passing trouble goes back to the queue, which waits longer each time.
pub(super) async fn settle(
    app: &App,
    ids: &[DeliveryId],
    outcome: Result<DeliveryState, Undelivered>,
) -> Result<(), Fault> {
    match outcome {
        Ok(state) => store::end(&app.db, ids, state, None).await,
        Err(Undelivered::Refused(reason)) => {
            tracing::warn!(reason, "a notice was refused");
            store::end(&app.db, ids, DeliveryState::Refused, Some(&reason)).await
        }
        Err(Undelivered::Passing(fault)) => {
            store::note_error(&app.db, ids, &fault.chain()).await?;
            Err(fault)
        }
    }
}

async fn mail_one(
    app: &App,
    delivery: &Delivery,
    notice: &Notice,
) -> Result<DeliveryState, Undelivered> {
    let Some(settings) = &app.settings.mail else { return Ok(DeliveryState::Dropped) };
    let address = addresses::store::address(&app.db, notice.account_id).await?;
    let Some(address) = address else { return Ok(DeliveryState::Dropped) };
    let event = app.messages.t(&notice.event.key(), &[]);
    let text = app.messages.t(
        "notice-mail-text",
        &[
            ("event", event.clone().into()),
            ("title", notice.title.clone().into()),
            ("url", link(app, notice).into()),
        ],
    );
    let subject = app.messages.t(
        "notice-mail-subject",
        &[("event", event.into()), ("title", notice.title.clone().into())],
    );
    let letter = Letter { to: &address.to, subject, text, mark: format!("notice-{}", delivery.id) };
    mail::send(settings, letter, app.clock().now()).await?;
    Ok(DeliveryState::Sent)
}

async fn post_one(
    app: &App,
    delivery: &Delivery,
    notice: &Notice,
) -> Result<DeliveryState, Undelivered> {
    let Some(settings) = &app.settings.webhook else { return Ok(DeliveryState::Dropped) };
    let account = accounts::account(&app.db, notice.account_id).await?;
    let login = account.map(|account| account.login).unwrap_or_default();
    let body = json!({
        "id": delivery.id.to_string(), "event": notice.event.word(),
        "event_name": app.messages.t(&notice.event.key(), &[]), "login": login,
        "title": notice.title, "url": link(app, notice), "at": notice.created_at.rfc3339(),
    });
    webhook::post(settings, &body, app.clock().now()).await?;
    Ok(DeliveryState::Sent)
}

/// Through the notice, so that following the link marks it as read.
pub(super) fn link(app: &App, notice: &Notice) -> String {
    format!("{}/notices/{}", console_url(app), notice.id)
}

/// The console's address as people use it.
pub fn console_url(app: &App) -> String {
    let console = &app.settings.console;
    let base = console.base_url.clone();
    let base = base.unwrap_or_else(|| format!("http://{}", console.address));
    base.trim_end_matches('/').to_owned()
}

/// Posts something that is nobody's notice to the address of `[webhook]`, for the job that calls it: what
/// may pass is a fault and tried again, what is refused for good is logged. Nothing where there is none.
pub async fn post_to_hook(app: &App, body: &Value) -> Result<(), Fault> {
    let Some(settings) = &app.settings.webhook else { return Ok(()) };
    match webhook::post(settings, body, app.clock().now()).await {
        Ok(()) => Ok(()),
        Err(Undelivered::Refused(reason)) => {
            tracing::warn!(reason, "a post was refused");
            Ok(())
        }
        Err(Undelivered::Passing(fault)) => Err(fault),
    }
}
