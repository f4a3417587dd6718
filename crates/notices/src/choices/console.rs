//! `/account/notices`: which events by which way, the mail address, the hour of the digest.

use http::StatusCode;
use serde_json::{Value, json};
use structure::Staff;
use structure::sessions::OwnForm;
use web::forms::FormState;
use web::{Answer, FieldError};

use super::store::{Choices, choose};
use crate::addresses::store as addresses;
use crate::event::{Event, Way};
use crate::store::Offered;

/// `GET /account/notices`
pub async fn show(staff: Staff) -> Answer {
    page(&staff, StatusCode::OK, FormState::default()).await
}

/// The page, with what was typed and what is wrong with it.
pub async fn page(staff: &Staff, status: StatusCode, state: FormState) -> Answer {
    let (db, me) = (&staff.app.db, staff.id());
    let offered = Offered::of(&staff.app);
    let choices = Choices::read(db, me).await?;
    let address = addresses::address(db, me).await?;
    let code = addresses::code(db, me).await?;
    let typed = state.values.has("choices");
    let hour = if typed {
        state.values.get("digest_hour").to_owned()
    } else {
        let hour = address.as_ref().and_then(|address| address.digest_hour);
        hour.map(|hour| hour.to_string()).unwrap_or_default()
    };
    let ticked = |event: Event, way: Way| {
        if typed {
            state.values.all("wanted").any(|value| value == value_of(event, way))
        } else {
            choices.wants(event, way)
        }
    };
    let context = json!({
        "title": staff.t("notice-choices-title"),
        "ways": Way::ALL.map(|way| json!({ "word": way.word(), "name": name_of(staff, way) })),
        "rows": Event::ALL.map(|event| row(staff, offered, event, &ticked)),
        "offered": { "mail": offered.mail, "webhook": offered.webhook },
        "address": address.map(|address| address.to),
        "pending": code.map(|code| code.address), "hours": hours(staff, &hour),
        "breadcrumb": [
            { "name": staff.t("account-own-title"), "url": "/account" },
            { "name": staff.t("notice-choices-title"), "url": null },
        ],
        "form": state.shown(&staff.app.messages),
    });
    staff.page_with(status, "account/notices.html", context)
}

/// An event with a box for every way.
fn row(
    staff: &Staff,
    offered: Offered,
    event: Event,
    ticked: &impl Fn(Event, Way) -> bool,
) -> Value {
    let cells = Way::ALL.map(|way| {
        json!({
            "value": value_of(event, way), "ticked": ticked(event, way),
            "open": offered.by(way), "way": name_of(staff, way),
        })
    });
    let hint = staff.t(&format!("{}-hint", event.key()));
    json!({ "name": staff.t(&event.key()), "hint": hint, "word": event.word(), "cells": cells })
}

fn hours(staff: &Staff, chosen: &str) -> Vec<Value> {
    let once = json!({ "value": "", "label": staff.t("notice-digest-never"), "selected": chosen.is_empty() });
    let hours = (0..24).map(|hour: i64| {
        let label = staff.app.messages.t("notice-digest-hour", &[("hour", hour.into())]);
        json!({ "value": hour.to_string(), "label": label, "selected": hour.to_string() == chosen })
    });
    std::iter::once(once).chain(hours).collect()
}

fn value_of(event: Event, way: Way) -> String {
    format!("{}:{}", event.word(), way.word())
}

fn name_of(staff: &Staff, way: Way) -> String {
    staff.t(&format!("notice-way-{}", way.word()))
}

/// `POST /account/notices`
pub async fn update(staff: Staff, OwnForm(data): OwnForm) -> Answer {
    let hour = data.get("digest_hour").trim();
    let hour = match hour {
        "" => Ok(None),
        hour => match hour.parse::<i64>() {
            Ok(hour) if (0..24).contains(&hour) => Ok(Some(hour)),
            _ => Err(()),
        },
    };
    let Ok(hour) = hour else {
        let wrong = vec![FieldError::new("digest_hour", "notice-digest-wrong")];
        let state = FormState { values: data, errors: wrong };
        return page(&staff, StatusCode::UNPROCESSABLE_ENTITY, state).await;
    };
    let offered = Offered::of(&staff.app);
    let before = Choices::read(&staff.app.db, staff.id()).await?;
    let all = Event::ALL.into_iter().flat_map(|event| Way::ALL.map(|way| (event, way)));
    // A way that the settings don't offer has no box on the page: what was chosen stays.
    let wants = |&(event, way): &(Event, Way)| {
        if offered.by(way) {
            data.all("wanted").any(|one| one == value_of(event, way))
        } else {
            before.wants(event, way)
        }
    };
    let wanted: Vec<(Event, Way)> = all.filter(wants).collect();
    choose(&staff.app.db, staff.id(), &wanted, hour).await?;
    staff.done("/account/notices", "notice-choices-done")
}
