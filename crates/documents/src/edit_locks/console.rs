//! Signs of open editors, taking a document over, closing it.

use axum::response::IntoResponse;
use platform::Fault;
use serde_json::{Value, json};
use structure::sessions::OwnForm;
use structure::{Right, Staff};
use web::extract::Path;
use web::{Answer, Message};

use super::model::{Holding, Presence, holding};
use super::store::{self, Beat, Standing};
use crate::autosaves::resumed::{clock, offers_of};
use crate::documents;
use crate::revisions;
use crate::room::{Opened, People, age, open, refused};

/// Seconds after which somebody who doesn't type is said to pause.
const PAUSE: i64 = 60;

/// `POST /documents/{key}/edit-lock`: a sign of an open editor.
pub(crate) async fn create(
    staff: Staff,
    Path(key): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let opened = open(staff, &key, Right::WriteDocuments).await?;
    let yes = |name: &str| data.get(name) == "yes";
    let beat = Beat { who: opened.staff.id(), wants: yes("wants"), typed: yes("typed") };
    let standing = store::beat(&opened.ctx, opened.document.id, beat).await;
    let standing = standing.map_err(|stopped| refused(stopped, &opened.url()))?;
    let based_on = data.get("based_on").parse().unwrap_or(0);
    Ok(axum::Json(shown(&opened, &standing, based_on).await?).into_response())
}

/// `POST /documents/{key}/edit-lock/take-over`
pub(crate) async fn create_take_over(
    staff: Staff,
    Path(key): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let opened = open(staff, &key, Right::WriteDocuments).await?;
    let taken = store::take_over(&opened.ctx, opened.staff.id(), opened.document.id).await;
    let seq = taken.map_err(|stopped| refused(stopped, &opened.url()))?;
    if let Some(seq) = seq {
        opened.staff.app.settled(seq).await;
    }
    if data.get("answer") != "json" {
        return opened.staff.done(&format!("{}/edit", opened.url()), "edit-lock-taken-over");
    }
    let standing = store::standing(&opened.ctx.db, opened.document.id).await?;
    let based_on = data.get("based_on").parse().unwrap_or(0);
    Ok(axum::Json(shown(&opened, &standing, based_on).await?).into_response())
}

/// `POST /documents/{key}/edit-lock/release`: the editor is closed.
pub(crate) async fn create_release(staff: Staff, Path(key): Path<String>, _: OwnForm) -> Answer {
    let opened = open(staff, &key, Right::WriteDocuments).await?;
    store::release(&opened.ctx.db, opened.document.id, opened.staff.id()).await?;
    Ok(http::StatusCode::NO_CONTENT.into_response())
}

/// What the document's own pages say to those who may write it: who is at it, and what they
/// themselves have typed and not saved.
pub(crate) async fn unfinished(opened: &Opened) -> Result<Value, Fault> {
    if !opened.may(Right::WriteDocuments) || opened.document.may_edit().is_err() {
        return Ok(Value::Null);
    }
    let standing = store::standing(&opened.ctx.db, opened.document.id).await?;
    let lock = shown(opened, &standing, i64::MAX).await?;
    let offers = offers_of(&opened.staff, &opened.document).await?;
    let held = lock.get("held").cloned().unwrap_or_default();
    Ok(json!({ "held": held, "resumed": null, "offers": offers }))
}

/// How the document is held, in the words of the editor's page.
pub(crate) async fn shown(
    opened: &Opened,
    standing: &Standing,
    based_on: i64,
) -> Result<Value, Fault> {
    let (staff, db) = (&opened.staff, &opened.ctx.db);
    let people = People::load(db).await?;
    let now = staff.app.clock().now();
    let held = holding(standing.lock.as_ref(), staff.id(), now);
    let (state, holder) = match held {
        Holding::Free => ("free", None),
        Holding::Mine => ("mine", None),
        Holding::Theirs(who) => ("theirs", Some(who)),
    };
    let say = |message: Message| staff.app.messages.text(&message);
    let here = |one: &&Presence| one.account_id != staff.id() && Some(one.account_id) != holder;
    let others = standing.present.iter().filter(here).map(|one| {
        let opened_at = Message::new("edit-lock-present")
            .with("who", people.name(Some(one.account_id)))
            .with("since", clock(one.opened_at));
        say(opened_at)
    });
    let others: Vec<String> = others.collect();
    let held = holder.zip(standing.lock.as_ref()).map(|(who, lock)| {
        let typed = standing.present.iter().find(|one| one.account_id == who);
        let typed = typed.and_then(|one| one.typed_at).unwrap_or(lock.taken_at);
        let paused = now.seconds_since(typed);
        let key = if paused > PAUSE { "edit-lock-theirs-paused" } else { "edit-lock-theirs" };
        let message = Message::new(key)
            .with("who", people.name(Some(who)))
            .with("since", clock(lock.taken_at))
            .with("paused", age(staff, paused));
        say(message)
    });
    let document = documents::by_id(db, opened.document.id).await?;
    let head = match document {
        Some(document) => revisions::by_id(db, document.head_revision_id).await?,
        None => None,
    };
    let newer = head.as_ref().filter(|head| head.number > based_on).map(|head| {
        let message = Message::new("edit-lock-newer")
            .with("who", people.name(head.author_id))
            .with("at", clock(head.created_at))
            .with("number", head.number);
        say(message)
    });
    let who = holder.map(|who| people.name(Some(who)));
    Ok(json!({
        "state": state, "who": who, "held": held, "newer": newer,
        "others": (!others.is_empty()).then(|| others.join("；")),
        "head": head.map(|head| head.number),
    }))
}
