//! The table as it is today, how it differs from the issued version, what is late, and the versions.

use http::StatusCode;
use serde_json::{Value, json};
use structure::accounts::all_accounts;
use structure::fields::{Field, form_context};
use structure::sessions::OwnForm;
use structure::{AccountId, App, Right, Staff};
use web::forms::FormCheck;
use web::{Answer, Error, FieldError, FormState, Refusal};

use super::acts::{self, Act, Stopped, in_force};
use super::comparison::{Difference, Part, compare, parts};
use super::model::{Line, Version, VersionRefusal};
use super::overdue::{Overdue, overdue};
use super::store::{all, methods};
use super::table::lines;

/// What a refused act says on a page of its own.
pub(super) fn good<T>(done: Act<T>) -> Result<T, Error> {
    done.map_err(|stopped| match stopped {
        Stopped::Fault(fault) => fault.into(),
        Stopped::Missing => Refusal::not_found().into(),
        Stopped::Refused(why) => {
            let back = ("/responsibility-table", "duty-table-back");
            Refusal::conflict().saying(why.key()).link(back.0, back.1).into()
        }
    })
}

/// How often, in words.
pub(super) fn updates(app: &App, days: Option<i64>) -> String {
    match days {
        Some(1) => app.messages.t("duty-table-daily", &[]),
        Some(days) => app.messages.t("duty-table-within", &[("days", days.into())]),
        None => app.messages.t("duty-table-as-it-changes", &[]),
    }
}

/// How the content comes about, in words.
pub(super) fn method(app: &App, line: &Line) -> String {
    app.messages.t(&line.method.key(), &[])
}

/// A column with those above it.
pub(super) fn trail(line: &Line) -> String {
    let names = line.above.iter().map(String::as_str).chain([line.name.as_str()]);
    names.collect::<Vec<_>>().join(" › ")
}

fn part_of(app: &App, part: Part, line: &Line) -> String {
    match part {
        Part::Name => trail(line),
        Part::Path => line.path.clone(),
        Part::Description => line.description.clone(),
        Part::Unit => line.unit.clone(),
        Part::Method => method(app, line),
        Part::Updates => updates(app, line.update_days),
    }
}

fn part_key(part: Part) -> &'static str {
    match part {
        Part::Name => "duty-table-column",
        Part::Path => "duty-table-path",
        Part::Description => "duty-table-description",
        Part::Unit => "duty-table-unit",
        Part::Method => "duty-table-method",
        Part::Updates => "duty-table-updates",
    }
}

/// Differences for the page.
pub(super) fn shown_differences(staff: &Staff, found: &[Difference<'_>]) -> Vec<Value> {
    let app = &staff.app;
    let whole = |word: &str, tone: &str, line: &Line| {
        let text = format!("{} · {}", line.unit, updates(app, line.update_days));
        json!({ "mark": staff.t(&format!("duty-table-{word}")), "tone": tone, "site": line.site,
            "column": trail(line), "parts": [], "text": text })
    };
    found
        .iter()
        .map(|one| match one {
            Difference::Added(line) => whole("added", "good", line),
            Difference::Removed(line) => whole("removed", "danger", line),
            Difference::Changed(before, after) => {
                let parts: Vec<Value> = parts(before, after)
                    .into_iter()
                    .map(|part| {
                        json!({ "name": staff.t(part_key(part)),
                            "before": part_of(app, part, before),
                            "after": part_of(app, part, after) })
                    })
                    .collect();
                json!({ "mark": staff.t("duty-table-changed"), "tone": "warn", "site": after.site,
                    "column": trail(after), "parts": parts, "text": null })
            }
        })
        .collect()
}

/// Lines for the page.
pub(super) fn shown_lines(app: &App, lines: &[Line]) -> Vec<Value> {
    let mut sites: Vec<(String, Vec<Value>)> = Vec::new();
    for line in lines {
        let shown = json!({
            "name": line.name, "above": line.above.join(" › "), "depth": line.above.len(),
            "path": line.path, "description": line.description, "unit": line.unit,
            "method": method(app, line), "id": line.column, "updates": updates(app, line.update_days),
        });
        match sites.last_mut() {
            Some((site, shown_lines)) if *site == line.site => shown_lines.push(shown),
            _ => sites.push((line.site.clone(), vec![shown])),
        }
    }
    sites.into_iter().map(|(site, lines)| json!({ "site": site, "lines": lines })).collect()
}

fn late(staff: &Staff, one: &Overdue<'_>) -> Value {
    let messages = &staff.app.messages;
    let (words, last) = match (one.days, one.newest) {
        (Some(days), Some(at)) => {
            (messages.t("duty-table-late-days", &[("days", days.into())]), at.date())
        }
        _ => (staff.t("duty-table-empty-column"), staff.t("duty-table-never")),
    };
    json!({ "column": trail(one.line), "site": one.line.site, "unit": one.line.unit,
        "promise": updates(&staff.app, one.line.update_days), "last": last, "late": words })
}

/// A version in a list.
fn brief(staff: &Staff, names: &dyn Fn(Option<AccountId>) -> String, one: &Version) -> Value {
    let name = match one.number {
        Some(number) => staff.app.messages.t("duty-table-number", &[("number", number.into())]),
        None => staff.t("duty-table-no-number"),
    };
    json!({ "name": name, "url": format!("/responsibility-table/versions/{}", one.id),
        "state": staff.t(&one.state.key()), "tone": one.state.tone(), "reason": one.reason,
        "author": names(one.author_id), "at": one.created_at,
        "signed_by": one.decided_by.map(|id| names(Some(id))), "signed_at": one.decided_at })
}

/// Where everybody reads it.
fn public_url(app: &App) -> Option<String> {
    let tree = app.tree();
    let domain = tree.main_site().map(|site| format!("https://{}", site.domain));
    let base = app.settings.public.base_url.clone().or(domain)?;
    Some(format!("{}/responsibility-table", base.trim_end_matches('/')))
}

/// `GET /responsibility-table`
pub(super) async fn index(staff: Staff) -> Answer {
    let app = &staff.app;
    let now = lines(&app.tree(), &methods(&app.db).await?);
    let issued = in_force(app).await?;
    let accounts = all_accounts(&app.db).await?;
    let names = |id: Option<AccountId>| {
        let known = id.and_then(|id| accounts.iter().find(|one| one.id == id));
        known.map_or_else(|| staff.t("duty-table-by-itself"), |one| one.name.clone())
    };
    let versions: Vec<Value> =
        all(&app.db).await?.iter().map(|one| brief(&staff, &names, one)).collect();
    let before = issued.as_ref().map_or(&[][..], |version| version.lines.as_slice());
    let differences = compare(before, &now);
    let promised = if before.is_empty() { now.as_slice() } else { before };
    let overdue: Vec<Value> =
        overdue(app, promised).await?.iter().map(|one| late(&staff, one)).collect();
    let number = issued.as_ref().and_then(|version| version.number);
    let context = json!({
        "title": staff.t("duty-table-title"), "number": number,
        "differences": number.map(|_| shown_differences(&staff, &differences)),
        "overdue": overdue, "versions": versions, "sites": shown_lines(app, &now),
        "count": now.len(), "public_url": public_url(app),
        "new_url": staff.rights.anywhere(Right::ManageColumns).then_some("/responsibility-table/new"),
    });
    staff.page("responsibility_table/index.html", context)
}

/// `GET /responsibility-table/new`
pub(super) async fn new(staff: Staff) -> Answer {
    form(&staff, StatusCode::OK, &FormState::default()).await
}

/// `POST /responsibility-table`
pub(super) async fn create(staff: Staff, OwnForm(data): OwnForm) -> Answer {
    let mut check = FormCheck::new(&data);
    let reason = check.field("reason", "duty-table-reason").required().max(1_000).text();
    let reason = match check.finish(|| Some(reason)) {
        Ok(reason) => reason,
        Err(state) => return form(&staff, StatusCode::UNPROCESSABLE_ENTITY, &state).await,
    };
    let by = (staff.actor(), Some(staff.id()));
    let done = acts::propose(&staff.app, by, &reason).await;
    if let Err(Stopped::Refused(why @ (VersionRefusal::Same | VersionRefusal::Waiting))) = done {
        let errors = vec![FieldError::new("reason", why.key())];
        let state = FormState { values: data, errors };
        return form(&staff, StatusCode::UNPROCESSABLE_ENTITY, &state).await;
    }
    let (id, seq) = good(done)?;
    staff.app.settled(seq).await;
    super::version_page::tell_of(&staff.app, id).await?;
    staff.done(&format!("/responsibility-table/versions/{id}"), "duty-table-proposed")
}

async fn form(staff: &Staff, status: StatusCode, state: &FormState) -> Answer {
    let now = lines(&staff.app.tree(), &methods(&staff.app.db).await?);
    let issued = in_force(&staff.app).await?;
    let before = issued.as_ref().map_or(&[][..], |version| version.lines.as_slice());
    let differences = compare(before, &now).len();
    let args = [
        ("count", i64::try_from(now.len()).unwrap_or(0).into()),
        ("differences", i64::try_from(differences).unwrap_or(0).into()),
    ];
    let field = Field::new(staff, "textarea", "reason", "duty-table-reason").required();
    let (fields, errors) = form_context(staff, vec![field], state);
    let title = staff.t("duty-table-new");
    let context = json!({
        "title": title, "form_title": title, "lead": staff.app.messages.t("duty-table-new-lead", &args),
        "action": "/responsibility-table", "cancel_url": "/responsibility-table",
        "submit_label": staff.t("duty-table-propose"), "errors": errors, "fields": fields,
        "groups": [], "actions": [],
    });
    staff.page_with(status, "form/edit.html", context)
}
