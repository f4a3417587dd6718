//! Whom the settings name beside the administrators: mailboxes, telephones, the address of `[webhook]`.

use notices::contacts::{Contact, ContactWay};
use notices::outgoing::{Outgoing, tell_outside};
use notices::{console_url, post_to_hook};
use platform::db::Bookkeeping;
use platform::jobs::{Job, Priority};
use platform::{Fault, FaultContext};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use structure::App;
use web::Message;

use super::POST;
use super::model::{Alert, AlertId};
use super::store::alert;
use super::telling::Occasion;

/// What the job of a post needs to know.
#[derive(Serialize, Deserialize)]
struct Payload {
    alert: AlertId,
    occasion: String,
    title: String,
}

/// Puts it on its way; the same mark twice is one message.
pub(super) async fn send_outside(
    app: &App,
    alert: &Alert,
    occasion: Occasion,
    title: &str,
    mark: &str,
) -> Result<(), Fault> {
    let settings = &app.settings.alerts;
    let mails = settings.mail.iter().map(|to| (ContactWay::Email, to));
    let phones = settings.phones.iter().map(|to| (ContactWay::Phone, to));
    for (number, (way, to)) in mails.chain(phones).enumerate() {
        let Some(contact) = Contact::parse(way, to) else {
            tracing::warn!(number, way = way.word(), "[alerts] names an address that is none");
            continue;
        };
        let subject =
            app.messages.text(&Message::new("alert-mail-subject").with("title", title.to_owned()));
        let text = match way {
            ContactWay::Phone => subject.clone(),
            ContactWay::Email => text(app, alert, title),
        };
        tell_outside(app, &format!("{mark}-{number}"), &Outgoing { contact, subject, text })
            .await?;
    }
    if settings.webhook && app.settings.webhook.is_some() {
        let payload = Payload {
            alert: alert.id,
            occasion: occasion.word().to_owned(),
            title: title.to_owned(),
        };
        let payload = serde_json::to_value(payload).doing("write an alert's post")?;
        let mut tx = app.db.begin().await?;
        tx.enqueue(Job::new(POST, Priority::Person, payload).unique(format!("{POST}-{mark}")))
            .await?;
        tx.commit_bookkeeping(Bookkeeping::Jobs).await?;
    }
    Ok(())
}

fn text(app: &App, alert: &Alert, title: &str) -> String {
    let url = format!("{}/alerts/{}", console_url(app), alert.id);
    let words = Message::new("alert-mail-text").with("title", title.to_owned());
    app.messages.text(&words.with("url", url).with("since", alert.raised_at.second()))
}

/// The job: posts an alert.
pub(super) async fn post(app: App, payload: Value) -> Result<(), Fault> {
    let payload: Payload = serde_json::from_value(payload).doing("read an alert's post")?;
    let Some(alert) = alert(&app.db, payload.alert).await? else { return Ok(()) };
    let body = json!({
        "id": alert.id.to_string(), "event": "alert", "state": payload.occasion,
        "rule": alert.rule, "subject": alert.subject, "title": payload.title,
        "since": alert.raised_at.rfc3339(), "url": format!("{}/alerts/{}", console_url(&app), alert.id),
    });
    post_to_hook(&app, &body).await
}
