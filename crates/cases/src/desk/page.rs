//! `GET /cases/{receipt}`: a case with everything about it, and what may be done.

use http::StatusCode;
use serde_json::{Value, json};
use structure::Staff;
use web::extract::{Path, Query};
use web::forms::FormState;
use web::{Answer, Refusal};

use super::asides::CaseAsides;
use super::beside::beside;
use super::hints::{Filling, Hints};
use super::listing::due_words;
use super::parts;
use super::room::Room;
use crate::cases::Holder;
use crate::correspondence::{file as file_of, serve};
use crate::handling::{CaseAct, may};
use crate::kinds::CaseKinds;
use crate::sources::sources_of;

/// The page.
pub(super) async fn show(
    staff: Staff,
    Path(receipt): Path<String>,
    Query(filling): Query<Filling>,
) -> Answer {
    let room = Room::enter(staff, &receipt).await?;
    let beside = beside(&room.staff, &room.record).await?;
    let hints = Hints::of(&room.staff, &room.record, &beside).await?;
    let form = hints.filled(&filling);
    page(&room, StatusCode::OK, form, (None, beside, hints)).await
}

/// `GET /cases/{receipt}/files/{file}`
pub(super) async fn file(staff: Staff, Path((receipt, file)): Path<(String, String)>) -> Answer {
    let room = Room::enter(staff, &receipt).await?;
    let app = &room.staff.app;
    let found = file_of(&app.db, room.record.id, &file).await?.ok_or_else(Refusal::not_found)?;
    serve(app, &found).await
}

/// The page with a form that came back, or with the holder's own words where somebody asked for
/// them.
pub(super) async fn render(
    room: &Room,
    status: StatusCode,
    form: (FormState, Option<CaseAct>),
    revealed: Option<Holder>,
) -> Answer {
    let beside = beside(&room.staff, &room.record).await?;
    let hints = Hints::of(&room.staff, &room.record, &beside).await?;
    page(room, status, form, (revealed, beside, hints)).await
}

async fn page(
    room: &Room,
    status: StatusCode,
    (form, act): (FormState, Option<CaseAct>),
    (revealed, beside, hints): (Option<Holder>, Value, Hints),
) -> Answer {
    let Room { staff, record } = room;
    let app = &staff.app;
    let kind = app.registers.get::<CaseKinds>()?.get(&record.kind)?;
    let open = revealed.is_some();
    let own = Holder::open(&app.secret, record.id, &record.holder)?;
    let holder = revealed.unwrap_or_else(|| own.masked());
    let offered = |act: &CaseAct| (act.word().to_owned(), may(&staff.rights, record, *act).into());
    let may: serde_json::Map<String, Value> = CaseAct::ALL.iter().map(offered).collect();
    let people = parts::People::load(app).await?;
    let due = due_words(staff, record);
    let title = record.title.clone();
    let crumbs = json!([{ "name": staff.t("console-desk"), "url": "/" },
        { "name": staff.t("cases-title"), "url": "/cases" },
        { "name": record.receipt, "url": null }]);
    let context = json!({
        "title": title, "breadcrumb": crumbs,
        "case": {
            "url": format!("/cases/{}", record.receipt), "receipt": record.receipt,
            "title": record.title, "body": record.body, "kind_name": staff.t(kind.name_key),
            "said_name": staff.t(&format!("{}-said", kind.code)),
            "holder_name": staff.t(&format!("{}-holder", kind.code)),
            "theme_name": staff.t(&kind.theme_key(&record.theme)),
            "unit_name": parts::unit_name(app, record.unit_id),
            "state": record.state.word(), "state_name": staff.t(record.state.key()),
            "tone": record.state.tone(), "received_at": record.received_at,
            "due": due.map(|(text, tone)| json!({ "text": text, "tone": tone })),
            "wants_public": record.wants_public, "escalation": record.escalation,
            "extended": record.extended_at.is_some(),
            "grave": kind.is_grave(&record.theme),
            "kept_why": record.kept_why, "erased_at": record.erased_at,
        },
        "aside": app.registers.get::<CaseAsides>()?.of(staff, record).await?,
        "holder": holder, "holder_open": open,
        "facts": parts::facts(staff, kind, record, &sources_of(&app.db, record.id).await?),
        "files": parts::files(app, record, None).await?,
        "thread": parts::thread(staff, &people, record).await?,
        "remarks": parts::remarks(staff, &people, record).await?,
        "assists": parts::assists(staff, &people, record).await?,
        "replies": parts::replies(staff, &people, record).await?,
        "rating": parts::rating(staff, record),
        "timeline": parts::timeline(staff, &people, record).await?,
        "others": parts::others(staff, record).await?,
        "publication": parts::publication(staff, kind, (record, &own)).await?,
        "units": parts::unit_options(app), "closures": parts::closures(staff, kind),
        "knowledge": beside, "twins": hints.twins, "guess": hints.guess,
        "wordings": hints.wordings, "templates": hints.templates,
        "may": may, "opened": act.map(CaseAct::word),
        "form": form.shown(&app.messages),
    });
    staff.page_with(status, "cases/show.html", context)
}
