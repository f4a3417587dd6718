//! `/notice-ways`

use http::StatusCode;
use serde_json::{Value, json};
use structure::Staff;
use structure::sessions::OwnForm;
use web::forms::FormState;
use web::{Answer, FieldError, FormCheck, Message};

use crate::deliveries::mail::{self, Letter};
use crate::deliveries::{DeliveryState, state_counts, troubled, webhook};
use crate::event::Way;

/// Troubles of a page.
const SHOWN: i64 = 50;
const HOME: &str = "/notice-ways";

/// `GET /notice-ways`
pub async fn show(staff: Staff) -> Answer {
    page(&staff, StatusCode::OK, FormState::default()).await
}

async fn page(staff: &Staff, status: StatusCode, state: FormState) -> Answer {
    let app = &staff.app;
    let counts = state_counts(&app.db).await?;
    let tally = |way: Way| -> Vec<Value> {
        let states = [
            DeliveryState::Waiting,
            DeliveryState::Gathered,
            DeliveryState::Sent,
            DeliveryState::Refused,
        ];
        let number = |state| {
            let same = |one: &&(Way, DeliveryState, i64)| one.0 == way && one.1 == state;
            counts.iter().find(same).map_or(0, |one| one.2)
        };
        let shown = states.iter().map(|state| {
            let name = staff.t(&format!("notice-delivery-{}", state.word()));
            json!({ "name": name, "count": number(*state) })
        });
        shown.collect()
    };
    let mail = app.settings.mail.as_ref().map(|mail| {
        let port = mail.port.unwrap_or(mail.security.port());
        json!({
            "server": format!("{}:{port}", mail.host), "from": mail.from,
            "security": staff.t(&format!("notice-mail-{}", mail.security.word())),
            "tally": tally(Way::Mail),
        })
    });
    let webhook = app.settings.webhook.as_ref().map(|webhook| {
        let url = webhook.url.split('?').next().unwrap_or_default();
        json!({ "url": url, "tally": tally(Way::Webhook) })
    });
    let troubles: Vec<Value> = troubled(&app.db, SHOWN)
        .await?
        .iter()
        .map(|one| {
            let key = format!("notice-delivery-{}", one.state.word());
            json!({
                "way": staff.t(&format!("notice-way-{}", one.way.word())), "at": one.created_at,
                "state": staff.t(&key), "tone": if one.state == DeliveryState::Refused { "danger" } else { "warn" },
                "reason": one.last_error,
            })
        })
        .collect();
    let context = json!({
        "title": staff.t("notice-ways-title"), "mail": mail, "webhook": webhook,
        "troubles": troubles, "form": state.shown(&app.messages),
    });
    staff.page_with(status, "notices/ways.html", context)
}

/// `POST /notice-ways/mail-tests`: a letter, now, and what the mail server says to it.
pub async fn test_mail(staff: Staff, OwnForm(data): OwnForm) -> Answer {
    let mut check = FormCheck::new(&data);
    let to = check.field("address", "notice-address").required().max(200).email().text();
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let to = match check.finish(|| Some(to)) {
        Ok(to) => to,
        Err(state) => return page(&staff, unprocessable, state).await,
    };
    let refuse = |message: Message| FormState {
        values: data.clone(),
        errors: vec![FieldError::new("address", message)],
    };
    let Some(settings) = &staff.app.settings.mail else {
        return page(&staff, unprocessable, refuse("notice-mail-none".into())).await;
    };
    let letter = Letter {
        to: &to,
        subject: staff.t("notice-test-subject"),
        text: staff.t("notice-test-text"),
        mark: format!("test-{}", staff.app.db.next_id()),
    };
    if let Err(why) = mail::send(settings, letter, staff.app.clock().now()).await {
        let said = Message::new("notice-test-failed").with("reason", why.reason());
        return page(&staff, unprocessable, refuse(said)).await;
    }
    staff.done(HOME, Message::new("notice-test-done").with("address", to))
}

/// `POST /notice-ways/webhook-tests`
pub async fn test_webhook(staff: Staff, OwnForm(data): OwnForm) -> Answer {
    let refuse = |message: Message| FormState {
        values: data.clone(),
        errors: vec![FieldError::new("", message)],
    };
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let Some(settings) = &staff.app.settings.webhook else {
        return page(&staff, unprocessable, refuse("notice-webhook-none".into())).await;
    };
    let now = staff.app.clock().now();
    let body = json!({
        "id": staff.app.db.next_id().to_string(), "event": "test",
        "event_name": staff.t("notice-test-subject"), "login": staff.account.login,
        "title": staff.t("notice-test-text"), "url": crate::deliveries::console_url(&staff.app),
        "at": now.rfc3339(),
    });
    if let Err(why) = webhook::post(settings, &body, now).await {
        let said = Message::new("notice-test-failed").with("reason", why.reason());
        return page(&staff, unprocessable, refuse(said)).await;
    }
    staff.done(HOME, "notice-webhook-test-done")
}
