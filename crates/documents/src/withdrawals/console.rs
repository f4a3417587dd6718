//! Withdrawing and lifting a withdrawal.

use http::StatusCode;
use serde_json::json;
use structure::sessions::OwnForm;
use structure::{Right, Staff};
use web::extract::Path;
use web::{Answer, FieldError, FormData, FormState};

use super::model::{Outcome, WithdrawForm, WithdrawRefusal};
use super::store::{lift, withdraw};
use crate::addresses;
use crate::publications::explained_by;
use crate::room::{Opened, breadcrumb, document_line, open, refused};
use crate::stopped::{Stopped, Why};

/// `GET /documents/{key}/withdrawals/new`
pub(crate) async fn new(staff: Staff, Path(key): Path<String>) -> Answer {
    let opened = open(staff, &key, Right::PublishDocuments).await?;
    if !opened.document.is_live() {
        return Err(refused(WithdrawRefusal::NotLive.into(), &opened.url()));
    }
    let mut values = FormData::default();
    values.push("public_sees", Outcome::Gone.word());
    values.push("with_interpretations", "1");
    form(&opened, StatusCode::OK, FormState::of(values)).await
}

async fn form(opened: &Opened, status: StatusCode, state: FormState) -> Answer {
    let staff = &opened.staff;
    let tree = &opened.ctx.tree;
    let addresses: Vec<String> = addresses::of_document(&opened.ctx.db, opened.document.id)
        .await?
        .iter()
        .map(|address| tree.url(address.site_id, &address.path))
        .collect();
    let title = staff.t("document-act-withdraw");
    let context = json!({
        "title": title, "breadcrumb": breadcrumb(opened, Some(&title)),
        "document": document_line(opened, None), "form": state.shown(&staff.app.messages),
        "action": format!("{}/withdrawals", opened.url()), "cancel_url": opened.url(),
        "addresses": addresses,
        "interpretations": explained_by(&opened.ctx.db, opened.document.id).await?
            .iter().map(|one| json!({ "title": one.title, "url": format!("/documents/{}", one.key) }))
            .collect::<Vec<_>>(),
    });
    staff.page_with(status, "documents/withdraw.html", context)
}

/// The form's names for the fields of a withdrawal.
fn field_of(why: WithdrawRefusal) -> &'static str {
    match why.field() {
        Some("moved_url") => "moved_to",
        Some("notice_text") => "notice",
        Some(field) => field,
        None => "",
    }
}

/// `POST /documents/{key}/withdrawals`
pub(crate) async fn create(
    staff: Staff,
    Path(key): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let opened = open(staff, &key, Right::PublishDocuments).await?;
    let text = |name: &str| data.get(name).trim().to_owned();
    let outcome = match data.get("public_sees") {
        "moved" => Outcome::Moved,
        "notice" => Outcome::Notice,
        _ => Outcome::Gone,
    };
    let asked = WithdrawForm {
        reason: text("reason"),
        outcome,
        moved_url: text("moved_to"),
        notice_text: text("notice"),
        with_interpretations: data.has("with_interpretations"),
    };
    let again = |problems: Vec<WithdrawRefusal>, values: FormData| {
        let errors =
            problems.into_iter().map(|why| FieldError::new(field_of(why), why.key())).collect();
        FormState { values, errors }
    };
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let problems = asked.problems();
    if !problems.is_empty() {
        return form(&opened, unprocessable, again(problems, data)).await;
    }
    match withdraw(&opened.ctx, opened.staff.actor(), opened.document.id, &asked).await {
        Ok(seq) => {
            opened.staff.app.settled(seq).await;
            opened.staff.done(&opened.url(), "document-withdrawn")
        }
        Err(Stopped::Refused(Why::Withdraw(why))) => {
            form(&opened, unprocessable, again(vec![why], data)).await
        }
        Err(stopped) => Err(refused(stopped, &opened.url())),
    }
}

/// `POST /documents/{key}/withdrawals/lifting`
pub(crate) async fn lifting(staff: Staff, Path(key): Path<String>, _: OwnForm) -> Answer {
    let opened = open(staff, &key, Right::PublishDocuments).await?;
    let done = lift(&opened.ctx, opened.staff.actor(), opened.document.id).await;
    let seq = done.map_err(|stopped| refused(stopped, &opened.url()))?;
    opened.staff.app.settled(seq).await;
    opened.staff.done(&format!("{}/receipt", opened.url()), "document-lifted")
}
