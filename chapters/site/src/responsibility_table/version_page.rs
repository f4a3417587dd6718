//! One version: what it says, how it differs from the one before, its signature, its files.

use ::notices::{Event, Facts, Offered, Telling, silence, tell};
use http::StatusCode;
use platform::Fault;
use serde_json::json;
use structure::accounts::all_accounts;
use structure::holders::holders_anywhere;
use structure::sessions::OwnForm;
use structure::{AccountId, App, Right, Staff};
use web::extract::Path;
use web::{Answer, Error, FieldError, FormState, Refusal};

use super::acts::{self, Decision, Stopped};
use super::comparison::compare;
use super::console::{good, shown_differences, shown_lines};
use super::export;
use super::model::{Version, VersionId, VersionRefusal, VersionState};
use super::store::{all, by_id};

async fn found(staff: &Staff, id: &str) -> Result<Version, Error> {
    let id = id.parse().ok().map(VersionId).ok_or_else(Refusal::not_found)?;
    Ok(by_id(&staff.app.db, id).await?.ok_or_else(Refusal::not_found)?)
}

fn url_of(id: VersionId) -> String {
    format!("/responsibility-table/versions/{id}")
}

/// `GET /responsibility-table/versions/{id}`
pub(super) async fn show(staff: Staff, Path(id): Path<String>) -> Answer {
    let version = found(&staff, &id).await?;
    page(&staff, StatusCode::OK, &version, &FormState::default()).await
}

/// The issued version before this one.
async fn before(app: &App, version: &Version) -> Result<Option<Version>, Fault> {
    let earlier = |one: &Version| {
        one.state == VersionState::Issued && version.number.is_none_or(|own| one.number < Some(own))
    };
    let all = all(&app.db).await?;
    Ok(all.into_iter().filter(earlier).max_by_key(|one| one.number))
}

async fn page(staff: &Staff, status: StatusCode, version: &Version, state: &FormState) -> Answer {
    let app = &staff.app;
    let accounts = all_accounts(&app.db).await?;
    let name = |id: Option<AccountId>| {
        let known = id.and_then(|id| accounts.iter().find(|one| one.id == id));
        known.map_or_else(|| staff.t("duty-table-by-itself"), |one| one.name.clone())
    };
    let earlier = before(app, version).await?;
    let differences = earlier.as_ref().map(|earlier| compare(&earlier.lines, &version.lines));
    let title = match version.number {
        Some(number) => app.messages.t("duty-table-version", &[("number", number.into())]),
        None => staff.t("duty-table-no-number"),
    };
    let url = url_of(version.id);
    let may_decide =
        version.state == VersionState::Proposed && staff.rights.anywhere(Right::ManageColumns);
    let files = ["xlsx", "docx"].map(|format| {
        let name = staff.t(&format!("duty-table-{format}"));
        json!({ "name": name, "url": format!("{url}/{format}") })
    });
    let context = json!({
        "title": title,
        "version": {
            "url": url, "state": staff.t(&version.state.key()), "tone": version.state.tone(),
            "reason": version.reason, "author": name(version.author_id), "at": version.created_at,
            "signed_by": version.decided_by.map(|id| name(Some(id))),
            "signed_at": version.decided_at, "words": version.decision_words,
            "own": version.author_id == Some(staff.id()), "count": version.lines.len(),
        },
        "earlier": earlier.as_ref().and_then(|one| one.number),
        "differences": differences.map(|found| shown_differences(staff, &found)),
        "sites": shown_lines(app, &version.lines), "may_decide": may_decide,
        "files": files,
        "form": state.clone().shown(&app.messages),
        "breadcrumb": [
            { "name": staff.t("duty-table-title"), "url": "/responsibility-table" },
            { "name": title, "url": null },
        ],
    });
    staff.page_with(status, "responsibility_table/show.html", context)
}

/// `GET /responsibility-table/versions/{id}/{format}`
pub(super) async fn file(staff: Staff, Path((id, format)): Path<(String, String)>) -> Answer {
    let version = found(&staff, &id).await?;
    export::answer(&staff.app, version, &format).await
}

/// `POST /responsibility-table/versions/{id}/decision`
pub(super) async fn decide(staff: Staff, Path(id): Path<String>, OwnForm(data): OwnForm) -> Answer {
    let version = found(&staff, &id).await?;
    let words = data.get("words").to_owned();
    let (how, message) = match data.get("verdict") {
        "sign" => (Decision::Sign(&words), "duty-table-issued"),
        "return" => (Decision::SendBack(&words), "duty-table-returned"),
        _ => {
            let errors = vec![FieldError::new("verdict", "proposal-verdict-missing")];
            let state = FormState { values: data, errors };
            return page(&staff, StatusCode::UNPROCESSABLE_ENTITY, &version, &state).await;
        }
    };
    let done = acts::decide(&staff.app, staff.id(), version.id, how).await;
    let field = match &done {
        Err(Stopped::Refused(VersionRefusal::Words)) => Some(("words", VersionRefusal::Words)),
        Err(Stopped::Refused(VersionRefusal::Own)) => Some(("verdict", VersionRefusal::Own)),
        _ => None,
    };
    if let Some((field, why)) = field {
        let errors = vec![FieldError::new(field, why.key())];
        let state = FormState { values: data, errors };
        return page(&staff, StatusCode::UNPROCESSABLE_ENTITY, &version, &state).await;
    }
    let seq = good(done)?;
    staff.app.settled(seq).await;
    tell_of(&staff.app, version.id).await?;
    staff.done(&url_of(version.id), message)
}

/// `POST /responsibility-table/versions/{id}/withdrawal`
pub(super) async fn withdraw(staff: Staff, Path(id): Path<String>, _: OwnForm) -> Answer {
    let version = found(&staff, &id).await?;
    let done = acts::decide(&staff.app, staff.id(), version.id, Decision::Withdraw).await;
    let seq = good(done)?;
    staff.app.settled(seq).await;
    silence(&staff.app.db, &format!("duty-table-{}", version.id)).await?;
    staff.done("/responsibility-table", "duty-table-withdrawn")
}

/// Tells whoever may sign, then whoever proposed.
pub(super) async fn tell_of(app: &App, id: VersionId) -> Result<(), Fault> {
    let Some(version) = by_id(&app.db, id).await? else { return Ok(()) };
    let about = format!("duty-table-{id}");
    let accounts = match version.state {
        VersionState::Proposed => {
            let mut all = holders_anywhere(app, Right::ManageColumns).await?;
            all.retain(|account| Some(*account) != version.author_id);
            all
        }
        VersionState::Issued | VersionState::Returned => {
            silence(&app.db, &about).await?;
            version.author_id.into_iter().collect()
        }
        VersionState::Withdrawn => Vec::new(),
    };
    let state = app.messages.t(&version.state.key(), &[]);
    let title = format!("{}：{state}", app.messages.t("duty-table-title", &[]));
    let waits = (version.state == VersionState::Proposed).then_some(about);
    let tellings: Vec<Telling> = accounts
        .into_iter()
        .map(|account| Telling {
            account,
            event: Event::Proposal,
            title: title.clone(),
            url: url_of(id),
            facts: Facts::default(),
            mark: format!("duty-table-{id}-{}", version.state.word()),
            about: waits.clone(),
        })
        .collect();
    if tellings.is_empty() {
        return Ok(());
    }
    tell(&app.db, Offered::of(app), &tellings, None).await.map(|_| ())
}
