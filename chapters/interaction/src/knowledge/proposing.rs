//! `POST /cases/{receipt}/knowledge`: an answered letter becomes the draft of a question, masked. It
//! goes the way of every document from there.

use cases::cases::{CaseRecord, CaseState, Holder, by_receipt};
use cases::handling::sees;
use cases::publications::suggested;
use cases::replies::delivered;
use documents::documents::{CreateForm, create};
use documents::{Context, Stopped};
use platform::Fault;
use structure::sessions::OwnForm;
use structure::{ColumnId, Right, Staff, UnitId};
use web::extract::Path;
use web::{Answer, Message, Refusal};

use super::kind::KNOWLEDGE;
use super::model::draft;
use super::store::{keep_source, made_of};
use crate::kind::LETTERS;

/// The column in which this person may write questions for a unit: the deepest that offers them.
pub(super) fn column_for(staff: &Staff, record: &CaseRecord, unit: UnitId) -> Option<ColumnId> {
    let tree = staff.app.tree();
    let fits = tree.columns().iter().filter(|column| {
        column.site_id == record.site_id
            && column.is_open()
            && KNOWLEDGE.column_types.contains(&&*column.column_type)
            && staff.may(Right::WriteDocuments, unit, column.id)
    });
    fits.max_by_key(|column| column.path.matches('/').count()).map(|column| column.id)
}

/// The act.
pub(super) async fn create_draft(
    staff: &Staff,
    record: &CaseRecord,
    (unit, column): (UnitId, ColumnId),
    reply: &str,
) -> Result<(String, i64), web::Error> {
    let app = &staff.app;
    let holder = Holder::open(&app.secret, record.id, &record.holder)?;
    let text = suggested(record, &holder, reply);
    let name = app.tree().unit(unit).map(|unit| unit.name.clone()).unwrap_or_default();
    let mut content = draft(&record.theme, &text, (&name, app.clock().now().day()));
    content.author_name.clone_from(&staff.account.name);
    let form = CreateForm {
        kind: KNOWLEDGE.code.to_owned(),
        column_id: column,
        unit_id: unit,
        slug: None,
        content,
        note: String::new(),
    };
    let saved = create(&Context::of(app)?, staff.actor(), &form).await.map_err(of_stopped)?;
    let document = (saved.document_id, form.content.title.as_str());
    let source = (record.id, record.receipt.as_str());
    let seq = keep_source(&app.db, staff.id(), document, source).await?;
    Ok((saved.key, seq))
}

fn of_stopped(stopped: Stopped) -> web::Error {
    match stopped {
        Stopped::Fault(fault) => fault.into(),
        refused @ Stopped::Refused(_) => {
            Fault::new(format!("begin a question: {refused:?}")).into()
        }
    }
}

/// `POST /cases/{receipt}/knowledge`
pub(super) async fn create_question(
    staff: Staff,
    Path(receipt): Path<String>,
    OwnForm(_data): OwnForm,
) -> Answer {
    let db = &staff.app.db;
    let record = by_receipt(db, &receipt).await?.ok_or_else(Refusal::not_found)?;
    if record.kind != LETTERS.code || !sees(&staff, &record).await? {
        return Err(Refusal::not_found().into());
    }
    let back = format!("/cases/{receipt}");
    let reply = delivered(db, record.id).await?;
    let Some(reply) = reply.filter(|_| record.state == CaseState::Answered) else {
        let refusal = Refusal::conflict().saying("knowledge-not-answered");
        return Err(refusal.link(back, "case-back").into());
    };
    if let Some(known) = made_of(db, record.id).await? {
        return staff.notice(&format!("/documents/{}", known.key), Message::new("knowledge-known"));
    }
    let Some(column) = column_for(&staff, &record, reply.unit_id) else {
        let refusal = Refusal::forbidden().saying("knowledge-no-column");
        return Err(refusal.link(back, "case-back").into());
    };
    let at = (reply.unit_id, column);
    let (key, seq) = create_draft(&staff, &record, at, &reply.body).await?;
    staff.app.settled(seq).await;
    staff.done(&format!("/documents/{key}/edit"), Message::new("knowledge-proposed"))
}
