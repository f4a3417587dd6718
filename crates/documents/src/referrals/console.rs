//! The secrecy bureau's rooms: what it is asked, and its decision. Addresses carry the document's
//! public code; the newest referral of the document is meant.

use http::StatusCode;
use platform::FaultContext;
use serde::Deserialize;
use serde_json::{Value, json};
use structure::Staff;
use structure::sessions::OwnForm;
use web::extract::{Path, Query};
use web::{Answer, Error, FieldError, FormState, Message, Refusal};

use super::model::{Decision, Referral};
use super::store::{count_decided, count_open, decide, decided, newest_of_document, open};
use crate::context::Context;
use crate::documents::{self, Document};
use crate::revisions::{self, Revision};
use crate::room::{
    People, attachments, body_with_previews, digest_short, refused, shown_again, state_of,
    timeline, unit_name,
};
use crate::submissions::{self, SubmissionRecord};

/// How many referrals a page shows.
const SHOWN: i64 = 200;

/// Which list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    state: String,
}

/// `GET /referrals`
pub(crate) async fn index(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    let ctx = Context::of(&staff.app)?;
    let over = asked.state == "decided";
    let found = if over { decided(&ctx.db, SHOWN).await? } else { open(&ctx.db, SHOWN).await? };
    let mut rows = Vec::new();
    for referral in &found {
        let document = documents::by_id(&ctx.db, referral.document_id).await?;
        let Some(document) = document else { continue };
        let decision = referral.decision.map(|one| staff.t(one.key())).unwrap_or_default();
        rows.push(json!({
            "url": format!("/referrals/{}", document.key),
            "cells": [document.title, unit_name(&ctx.tree, document.unit_id),
                referral.referred_at.minute(), decision],
        }));
    }
    let columns: Vec<Value> = [
        "documents-title",
        "referral-column-unit",
        "referral-column-at",
        "referral-column-decision",
    ]
    .iter()
    .map(|key| json!({ "name": key, "label": staff.t(key), "sort_url": null, "sorted": null }))
    .collect();
    let tab = |key: &str, url: &str, current: bool, count: i64| json!({ "name": staff.t(key), "url": url, "current": current, "count": count });
    let tabs = json!([
        tab("referral-tab-open", "/referrals", !over, count_open(&ctx.db).await?),
        tab(
            "referral-tab-decided",
            "/referrals?state=decided",
            over,
            count_decided(&ctx.db).await?
        ),
    ]);
    let listing = json!({
        "columns": columns, "rows": rows, "filters": [], "query": null, "pager": null,
        "total": rows.len(), "new_url": null, "empty_text": staff.t("referral-none"),
        "tabs": tabs,
    });
    let title = staff.t("referral-register");
    let crumbs = json!([{ "name": staff.t("console-desk"), "url": "/" },
        { "name": title, "url": null }]);
    let context = json!({ "title": title, "breadcrumb": crumbs, "listing": listing });
    staff.page("listing/index.html", context)
}

/// A referral with what it is about.
struct Asking {
    staff: Staff,
    ctx: Context,
    referral: Referral,
    document: Document,
    submission: SubmissionRecord,
    revision: Revision,
}

async fn asking(staff: Staff, key: &str) -> Result<Asking, Error> {
    let ctx = Context::of(&staff.app)?;
    let db = &ctx.db;
    let document = documents::by_key(db, key).await?.ok_or_else(Refusal::not_found)?;
    let referral = newest_of_document(db, document.id).await?.ok_or_else(Refusal::not_found)?;
    let submission = submissions::by_id(db, referral.submission_id).await?;
    let submission = submission.doing("find the referred submission")?;
    let revision = revisions::by_id(db, submission.revision_id).await?;
    let revision = revision.doing("find the referred revision")?;
    Ok(Asking { staff, ctx, referral, document, submission, revision })
}

/// `GET /referrals/{key}`
pub(crate) async fn show(staff: Staff, Path(key): Path<String>) -> Answer {
    let asking = asking(staff, &key).await?;
    page(&asking, StatusCode::OK, FormState::default()).await
}

async fn page(asking: &Asking, status: StatusCode, state: FormState) -> Answer {
    let Asking { staff, ctx, referral, document, submission, revision } = asking;
    let people = People::load(&ctx.db).await?;
    let kind = ctx.kinds.get(&document.kind)?;
    let column = ctx.tree.column(document.column_id).map_or("", |column| column.name.as_str());
    let base = format!("/referrals/{}", document.key);
    let (state_name, tone) = match referral.decision {
        None => (staff.t("referral-open"), "guard"),
        Some(Decision::Clear) => (staff.t(Decision::Clear.key()), "good"),
        Some(Decision::Secret) => (staff.t(Decision::Secret.key()), "danger"),
    };
    let unit = unit_name(&ctx.tree, document.unit_id);
    let fact = |key: &str, text: String| json!({ "term": staff.t(key), "text": text });
    let title = Message::new("referral-title").with("title", revision.content.title.clone());
    let title = staff.app.messages.text(&title);
    let crumbs = json!([{ "name": staff.t("console-desk"), "url": "/" },
        { "name": staff.t("referral-register"), "url": "/referrals" },
        { "name": title, "url": null }]);
    let context = json!({
        "title": title, "breadcrumb": crumbs,
        "referral": {
            "number": document.key, "state_name": state_name, "tone": tone, "unit_name": unit,
            "by": people.name(Some(referral.referred_by)), "reason": referral.reason,
            "digest": revision.digest,
        },
        "document": {
            "key": document.key, "title": revision.content.title,
            "kind_name": staff.t(kind.name_key), "column": { "name": column, "url": null },
            "unit_name": unit, "state": state_of(staff, document),
            "revision_number": revision.number, "public_url": null, "live": document.is_live(),
            "url": base,
        },
        "body_html": body_with_previews(&revision.content, &base),
        "attachments": attachments(&revision.content, &base),
        "timeline": timeline(staff, &people, (document, submission)).await?,
        "metadata": [
            fact("referral-column-at", referral.referred_at.minute()),
            fact("referral-column-unit", unit.clone()),
            fact("documents-column", column.to_owned()),
            fact("review-digest", digest_short(&revision.digest)),
        ],
        "form": state.shown(&staff.app.messages),
        "action": referral.decision.is_none().then(|| format!("{base}/decision")),
    });
    staff.page_with(status, "referrals/show.html", context)
}

/// `POST /referrals/{key}/decision`
pub(crate) async fn create(
    staff: Staff,
    Path(key): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let asking = asking(staff, &key).await?;
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let Some(decision) = Decision::parse(data.get("decision")) else {
        let errors = vec![FieldError::new("decision", "referral-decision-missing")];
        return page(&asking, unprocessable, FormState { values: data, errors }).await;
    };
    if data.get("digest") != asking.revision.digest {
        let changed = submissions::SignRefusal::DigestChanged;
        return Err(refused(changed.into(), &format!("/referrals/{key}")));
    }
    let comment = data.get("reason").trim().to_owned();
    let by = asking.staff.id();
    match decide(&asking.ctx, by, asking.referral.id, (decision, &comment)).await {
        Ok(seq) => {
            asking.staff.app.settled(seq).await;
            asking.staff.done("/referrals", "referral-decided")
        }
        Err(stopped) => {
            let state = shown_again(stopped, data)?;
            page(&asking, unprocessable, state).await
        }
    }
}

/// `GET /referrals/{key}/files/{file}`
pub(crate) async fn attachment(staff: Staff, Path((key, file)): Path<(String, String)>) -> Answer {
    let asking = asking(staff, &key).await?;
    let found = documents::console::named(&asking.revision.content.attachments, &file);
    let found = found.ok_or_else(Refusal::not_found)?;
    documents::console::serve_attachment(&asking.staff.app, found).await
}
