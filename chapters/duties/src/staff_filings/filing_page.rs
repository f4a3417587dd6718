//! The filings, and one of them with its decision.

use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use structure::accounts::all_accounts;
use structure::sessions::OwnForm;
use structure::staff::out_of_scope;
use structure::{AccountId, Right, Staff};
use web::extract::{Path, Query};
use web::{Answer, Error, FieldError, FormState, Pager, Refusal};

use super::acts::{self, Act, Stopped};
use super::contacts::Contacts;
use super::model::{Filing, FilingId, FilingRefusal, FilingState, Person};
use super::register::filing_words;
use super::store::{filing, filings, people, person};
use super::telling::tell_of;

const SIZE: u64 = 30;

/// What a refused act says on a page of its own.
pub(super) fn good<T>(done: Act<T>) -> Result<T, Error> {
    done.map_err(|stopped| match stopped {
        Stopped::Fault(fault) => fault.into(),
        Stopped::Missing => Refusal::not_found().into(),
        Stopped::Refused(why) => {
            let refusal = Refusal::conflict().saying(why.key());
            refusal.link("/staff-filings", "staff-filings-title").into()
        }
    })
}

async fn seen(staff: &Staff, id: &str) -> Result<Filing, Error> {
    let id = id.parse().ok().map(FilingId).ok_or_else(Refusal::not_found)?;
    let found = filing(&staff.app.db, id).await?.ok_or_else(Refusal::not_found)?;
    if staff.rights.covers_unit(Right::ReadDocuments, found.unit_id) {
        Ok(found)
    } else {
        Err(Refusal::not_found().into())
    }
}

/// Which page of the list.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    page: Option<u64>,
}

/// `GET /staff-filings`
pub(super) async fn index(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    let scope = staff.scope(Right::ReadDocuments);
    let number = asked.page.unwrap_or(1).max(1);
    let skip = i64::try_from((number - 1) * SIZE).unwrap_or(0);
    let (found, total) = filings(&staff.app.db, &scope, (30, skip)).await?;
    let all = people(&staff.app.db).await?;
    let tree = staff.app.tree();
    let rows: Vec<Value> = found
        .iter()
        .map(|one| {
            let unit = tree.unit(one.unit_id).map_or("", |unit| &unit.name);
            let leaving = name_of(&all, one);
            json!({ "url": format!("/staff-filings/{}", one.id), "actions": [], "cells": [
                unit, { "text": filing_words(&staff, one, leaving), "sub": one.reason },
                one.effective_on.to_string(),
                { "badge": staff.t(&one.state.key()), "tone": one.state.tone() },
                one.created_at.minute(),
            ] })
        })
        .collect();
    let total = u64::try_from(total).unwrap_or(0);
    let pager = Pager::new(number, total, SIZE, |page| format!("/staff-filings?page={page}"))?;
    let columns = ["unit", "what", "day", "state", "at"].map(|name| {
        let label = staff.t(&format!("staff-filing-{name}"));
        json!({ "name": name, "label": label, "sort_url": null, "sorted": null })
    });
    let listing = json!({
        "columns": columns, "rows": rows, "filters": [], "query": null, "pager": pager,
        "total": total, "new_url": null, "empty_text": staff.t("staff-filings-none"),
        "lead": staff.t("staff-filings-lead"),
    });
    let title = staff.t("staff-filings-title");
    staff.page("listing/index.html", json!({ "title": title, "listing": listing }))
}

fn name_of<'a>(all: &'a [Person], filing: &Filing) -> Option<&'a str> {
    let leaving = filing.leaving_id?;
    all.iter().find(|one| one.id == leaving).map(|one| one.name.as_str())
}

/// `GET /staff-filings/{id}`
pub(super) async fn show(staff: Staff, Path(id): Path<String>) -> Answer {
    let filing = seen(&staff, &id).await?;
    page(&staff, StatusCode::OK, &filing, &FormState::default()).await
}

async fn page(staff: &Staff, status: StatusCode, filing: &Filing, state: &FormState) -> Answer {
    let accounts = all_accounts(&staff.app.db).await?;
    let name = |id: AccountId| accounts.iter().find(|one| one.id == id).map(|one| one.name.clone());
    let tree = staff.app.tree();
    let unit = tree.unit(filing.unit_id).ok_or_else(Refusal::not_found)?;
    let leaving = match filing.leaving_id {
        Some(id) => person(&staff.app.db, id).await?,
        None => None,
    };
    let ways = match &filing.contacts {
        Some(sealed) => {
            let place = Filing::place(filing.id);
            Contacts::open(&staff.app.secret, &place, sealed)?.masked()
        }
        None => Contacts::default(),
    };
    let waits = filing.state == FilingState::Filed;
    let may_decide = waits && staff.rights.covers_unit(Right::AcknowledgeStaff, unit.id);
    let own = filing.author_id == Some(staff.id());
    // It is the unit that takes it back, not who decides.
    let files = staff.rights.covers_unit(Right::FileStaff, unit.id);
    let may_withdraw = waits && files && (own || !may_decide);
    let passes = leaving.as_ref().and_then(|one| one.account_id).zip(filing.account_id);
    let handover = passes
        .filter(|_| filing.state == FilingState::Acknowledged)
        .filter(|_| staff.rights.covers_unit(Right::FileStaff, unit.id))
        .map(|_| format!("/handovers/new?filing={}", filing.id));
    let words = filing_words(staff, filing, leaving.as_ref().map(|one| one.name.as_str()));
    let context = json!({
        "title": words,
        "filing": {
            "url": format!("/staff-filings/{}", filing.id), "unit": unit.name,
            "unit_url": format!("/unit-staff/{}", unit.code),
            "state": staff.t(&filing.state.key()), "tone": filing.state.tone(),
            "name": filing.name, "duty": filing.duty, "phone": ways.phone, "email": ways.email,
            "office_phone": filing.office_phone, "is_public": filing.is_public,
            "leaving": leaving.map(|one| one.name), "day": filing.effective_on.to_string(),
            "account": filing.account_id.and_then(name), "reason": filing.reason,
            "author": filing.author_id.and_then(name), "at": filing.created_at,
            "decided_by": filing.decided_by.and_then(name), "decided_at": filing.decided_at,
            "words": filing.decision_words, "own": own,
        },
        "may_decide": may_decide, "may_withdraw": may_withdraw, "handover_url": handover,
        "form": state.clone().shown(&staff.app.messages),
        "breadcrumb": [
            { "name": staff.t("staff-filings-title"), "url": "/staff-filings" },
            { "name": words, "url": null },
        ],
    });
    staff.page_with(status, "staff/filing.html", context)
}

/// `POST /staff-filings/{id}/decision`
pub(super) async fn decide(staff: Staff, Path(id): Path<String>, OwnForm(data): OwnForm) -> Answer {
    let filing = seen(&staff, &id).await?;
    if !staff.rights.covers_unit(Right::AcknowledgeStaff, filing.unit_id) {
        return Err(out_of_scope(Right::AcknowledgeStaff).into());
    }
    let words = data.get("words").to_owned();
    let (done, message) = match data.get("verdict") {
        "acknowledge" => {
            let done = acts::acknowledge(&staff.app, staff.id(), filing.id, &words).await;
            (done, "staff-filing-acknowledged")
        }
        "return" => {
            let done = acts::send_back(&staff.app, staff.id(), filing.id, &words).await;
            (done, "staff-filing-returned")
        }
        _ => {
            let errors = vec![FieldError::new("verdict", "staff-filing-verdict-missing")];
            let state = FormState { values: data, errors };
            return page(&staff, StatusCode::UNPROCESSABLE_ENTITY, &filing, &state).await;
        }
    };
    let field = match &done {
        Err(Stopped::Refused(why @ FilingRefusal::Words)) => Some(("words", *why)),
        Err(Stopped::Refused(why @ FilingRefusal::Own)) => Some(("verdict", *why)),
        _ => None,
    };
    if let Some((field, why)) = field {
        let state = FormState { values: data, errors: vec![FieldError::new(field, why.key())] };
        return page(&staff, StatusCode::UNPROCESSABLE_ENTITY, &filing, &state).await;
    }
    end(&staff, filing.id, done, message).await
}

/// `POST /staff-filings/{id}/withdrawal`
pub(super) async fn withdraw(staff: Staff, Path(id): Path<String>, _: OwnForm) -> Answer {
    let filing = seen(&staff, &id).await?;
    if !staff.rights.covers_unit(Right::FileStaff, filing.unit_id) {
        return Err(out_of_scope(Right::FileStaff).into());
    }
    let done = acts::withdraw(&staff.app, staff.id(), filing.id).await;
    end(&staff, filing.id, done, "staff-filing-withdrawn").await
}

async fn end(staff: &Staff, id: FilingId, done: Act<i64>, message: &'static str) -> Answer {
    let seq = good(done)?;
    staff.app.settled(seq).await;
    tell_of(&staff.app, id).await?;
    staff.done(&format!("/staff-filings/{id}"), message)
}
