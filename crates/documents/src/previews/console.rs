//! The preview room: a revision on three screens, the addresses that were shared, what readers said.

use axum::response::Response;
use http::StatusCode;
use serde_json::{Value, json};
use structure::sessions::OwnForm;
use structure::{Right, Staff};
use web::extract::{Path, Query};
use web::forms::FormCheck;
use web::{Answer, FormData, FormState, Message, Refusal};

use super::model::{PreviewForm, PreviewSecret};
use super::store::{of_document, revoke, share, verdicts};
use crate::ids::PreviewId;
use crate::revisions::{self, Revision};
use crate::room::{
    Opened, People, absolute, breadcrumb, document_line, open, refused, shown_again,
};

/// The screens, the usual one first.
const SCREENS: &[&str] = &["desktop", "phone", "elder"];

/// What the address asks for.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    screen: String,
    revision: Option<i64>,
}

/// `GET /documents/{key}/previews`
pub(crate) async fn index(
    staff: Staff,
    Path(key): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let opened = open(staff, &key, Right::ReadDocuments).await?;
    let mut values = FormData::default();
    values.push("days", "3");
    page(&opened, &asked, (StatusCode::OK, FormState::of(values)), None).await
}

async fn revision_of(opened: &Opened, number: Option<i64>) -> Result<Revision, web::Error> {
    let db = &opened.ctx.db;
    let found = match number {
        Some(number) => revisions::by_number(db, opened.document.id, number).await?,
        None => revisions::by_id(db, opened.document.head_revision_id).await?,
    };
    Ok(found.ok_or_else(Refusal::not_found)?)
}

async fn page(
    opened: &Opened,
    asked: &Asked,
    (status, state): (StatusCode, FormState),
    made: Option<PreviewSecret>,
) -> Answer {
    let staff = &opened.staff;
    let revision = revision_of(opened, asked.revision).await?;
    let screen = SCREENS.iter().find(|name| **name == asked.screen).unwrap_or(&"desktop");
    let url = format!("{}/previews", opened.url());
    let number = revision.number;
    let tabs: Vec<Value> = SCREENS
        .iter()
        .map(|name| {
            json!({
                "name": staff.t(&format!("preview-screen-{name}")), "current": name == screen,
                "url": format!("{url}?screen={name}&revision={number}"),
            })
        })
        .collect();
    let title = staff.t("previews-title");
    let context = json!({
        "title": title, "breadcrumb": breadcrumb(opened, Some(&title)),
        "document": document_line(opened, number), "form": state.shown(&staff.app.messages),
        "screen": screen, "screens": tabs, "action": url, "revision": number,
        "frame_url": format!("{}/revisions/{number}/preview?screen={screen}", opened.url()),
        "may_share": opened.may(Right::WriteDocuments),
        "made_url": made.map(|secret| {
            absolute(&staff.app, &format!("/previews/{}", secret.word()))
        }),
        "previews": shared(opened).await?, "verdicts": said(opened).await?,
    });
    let answer = staff.page_with(status, "previews/index.html", context)?;
    Ok(framing(answer))
}

/// The page may show our previews in a frame.
fn framing(mut answer: Response) -> Response {
    let (name, policy) = web::headers::csp(web::headers::FRAMING_CSP);
    answer.headers_mut().insert(name, policy);
    answer
}

async fn shared(opened: &Opened) -> Result<Vec<Value>, platform::Fault> {
    let people = People::load(&opened.ctx.db).await?;
    let now = opened.ctx.now();
    let numbers = crate::history::revision_lines(&opened.ctx.db, opened.document.id).await?;
    let all = of_document(&opened.ctx.db, opened.document.id).await?;
    Ok(all
        .iter()
        .map(|one| {
            let revision = numbers.iter().find(|line| line.id == one.revision_id);
            json!({
                "recipient": one.recipient, "who": people.name(Some(one.created_by)),
                "at": one.created_at, "expires_at": one.expires_at, "opened_at": one.opened_at,
                "revision": revision.map(|line| line.number),
                "revoked_at": one.revoked_at, "open": one.is_open(now),
                "revoke_url": format!("{}/previews/{}/revocation", opened.url(), one.id),
            })
        })
        .collect())
}

/// What readers said, for this room and for the document's page.
pub(crate) async fn said(opened: &Opened) -> Result<Vec<Value>, platform::Fault> {
    let all = verdicts(&opened.ctx.db, opened.document.id).await?;
    Ok(all
        .iter()
        .map(|one| {
            json!({
                "name": one.name, "words": one.words, "at": one.given_at,
                "verdict": opened.staff.t(&format!("preview-verdict-{}", one.verdict.word())),
                "tone": if one.verdict == super::Opinion::Agreed { "good" } else { "warn" },
            })
        })
        .collect())
}

/// `POST /documents/{key}/previews`: the address is shown once, on the page that answers.
pub(crate) async fn create(
    staff: Staff,
    Path(key): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let opened = open(staff, &key, Right::WriteDocuments).await?;
    let number = data.get("revision").parse().ok();
    let asked = Asked { screen: String::new(), revision: number };
    let revision = revision_of(&opened, number).await?;
    let mut check = FormCheck::new(&data);
    let recipient = check.field("recipient", "preview-recipient").required().max(60).text();
    let days = data.get("days").trim().parse().unwrap_or(0);
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let form = check.finish(|| {
        let (document_id, revision_id) = (opened.document.id, revision.id);
        Some(PreviewForm { document_id, revision_id, recipient, days })
    });
    let form = match form {
        Ok(form) => form,
        Err(state) => return page(&opened, &asked, (unprocessable, state), None).await,
    };
    match share(&opened.ctx, opened.staff.id(), &form).await {
        Ok((_, secret, seq)) => {
            opened.staff.app.settled(seq).await;
            let state = FormState::of(FormData::default());
            page(&opened, &asked, (StatusCode::OK, state), Some(secret)).await
        }
        Err(stopped) => {
            let state = shown_again(stopped, data)?;
            page(&opened, &asked, (unprocessable, state), None).await
        }
    }
}

/// `POST /documents/{key}/previews/{id}/revocation`
pub(crate) async fn create_revocation(
    staff: Staff,
    Path((key, id)): Path<(String, i64)>,
    _: OwnForm,
) -> Answer {
    let opened = open(staff, &key, Right::WriteDocuments).await?;
    let of = (opened.document.id, PreviewId(id));
    let url = format!("{}/previews", opened.url());
    let done = revoke(&opened.ctx, opened.staff.id(), of).await;
    let seq = done.map_err(|stopped| refused(stopped, &url))?;
    opened.staff.app.settled(seq).await;
    opened.staff.done(&url, Message::new("preview-revoked"))
}
