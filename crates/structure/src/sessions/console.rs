//! One's own sessions, and all sessions for the security administrator.

use serde_json::{Value, json};
use web::extract::{Path, Query};
use web::{Answer, Refusal};

use super::model::{Session, device_name, is_fresh};
use super::own_form::OwnForm;
use super::store::{
    SessionLine, all_live_sessions, live_sessions_of, revoke_all, revoke_session, session,
};
use crate::accounts::console::named;
use crate::accounts::listing::{Listing, PAGE, Paging, heads};
use crate::ids::SessionId;
use crate::sign_in::reauthentication_url;
use crate::staff::{Staff, redirect};

/// Columns of the list.
const COLUMNS: &[&str] =
    &["sessions-who", "sessions-device", "sessions-address", "sessions-since", "sessions-seen"];

/// `GET /sessions`
pub async fn index(staff: Staff) -> Answer {
    let settings = &staff.app.settings.sign_in;
    let sessions = live_sessions_of(&staff.app.db, settings, staff.id()).await?;
    let shown = |one: &Session| {
        json!({
            "device": device_name(&one.agent), "address": one.address, "since": one.created_at,
            "last_seen": one.seen_at, "current": one.id == staff.session.id,
            "revoke_url": format!("/sessions/{}/revocation", one.id),
        })
    };
    let sessions: Vec<Value> = sessions.iter().map(shown).collect();
    let title = staff.t("sessions-title");
    staff.page("sessions/index.html", json!({ "title": title, "sessions": sessions }))
}

/// `POST /sessions/{id}/revocation`: one's own only; others' existence is nobody's business. Whoever
/// found a browser open can't put its owner out elsewhere.
pub async fn revoke(staff: Staff, Path(id): Path<i64>, _: OwnForm) -> Answer {
    let now = staff.app.clock().now();
    if !is_fresh(&staff.session, &staff.app.settings.sign_in, now) {
        return redirect(&reauthentication_url("/sessions"), None);
    }
    let found = session(&staff.app.db, SessionId(id)).await?;
    let own =
        found.filter(|found| found.account_id == staff.id()).ok_or_else(Refusal::not_found)?;
    revoke_session(&staff.app.db, staff.actor(), own.id).await?;
    staff.done("/sessions", "sessions-revoked")
}

/// `GET /sessions/all`
pub async fn all(staff: Staff, Query(paging): Query<Paging>) -> Answer {
    let settings = &staff.app.settings.sign_in;
    let (lines, total) =
        all_live_sessions(&staff.app.db, settings, (paging.offset(), PAGE)).await?;
    let rows: Vec<Value> = lines.iter().map(|line| row(&staff, line)).collect();
    let columns = heads(&staff, COLUMNS);
    let listing = Listing {
        total,
        pager: Some(paging.pager(total, "/sessions/all?")?),
        lead: Some(staff.t("sessions-all-lead")),
        ..Listing::of(columns, rows, staff.t("sessions-none"))
    };
    listing.page(&staff, "sessions-all")
}

fn row(staff: &Staff, line: &SessionLine) -> Value {
    let own = line.id == staff.session.id;
    let act = json!({
        "name": staff.t("sessions-revoke"), "method": "post", "tone": "danger",
        "url": format!("/sessions/{}/termination", line.id),
        "confirm": staff.t("sessions-terminate-confirm"),
        "why_not": Value::Null,
    });
    json!({
        "url": Value::Null,
        "cells": [
            { "text": line.name, "sub": line.login }, device_name(&line.agent), line.address,
            line.created_at.minute(), line.seen_at.minute(),
        ],
        "actions": if own { vec![] } else { vec![act] },
    })
}

/// `POST /sessions/{id}/termination`
pub async fn terminate(staff: Staff, Path(id): Path<i64>, _: OwnForm) -> Answer {
    let ended = revoke_session(&staff.app.db, staff.actor(), SessionId(id)).await?;
    ended.ok_or_else(Refusal::not_found)?;
    staff.done("/sessions/all", "sessions-terminated")
}

/// `POST /accounts/{login}/sessions/termination`
pub(crate) async fn terminate_all(staff: Staff, Path(login): Path<String>, _: OwnForm) -> Answer {
    let account = named(&staff.app, &login).await?;
    revoke_all(&staff.app.db, staff.actor(), account.id).await?;
    staff.done(&format!("/accounts/{login}/grants"), "sessions-terminated")
}
