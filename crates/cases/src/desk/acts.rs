//! The acts of a unit: each finds the case, does one thing, and leads back.

use structure::Staff;
use structure::sessions::OwnForm;
use structure::{Right, UnitId};
use web::extract::Path;
use web::form_data::FormData;
use web::{Answer, Refusal};

use super::room::Room;
use crate::handling::{self, CaseAct};
use crate::ids::AssistId;
use crate::replies;
use crate::reply_templates::used;
use crate::stopped::{Act, CaseRefusal};

/// The unit that a form names by its code.
fn unit_of(room: &Room, data: &FormData, field: &str) -> Act<UnitId> {
    let tree = room.staff.app.tree();
    Ok(tree.unit_by_code(data.get(field)).ok_or(CaseRefusal::Unit)?.id)
}

/// `POST /cases/{receipt}/acceptance`
pub(super) async fn accept(
    staff: Staff,
    Path(receipt): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let room = Room::enter_for(staff, &receipt, CaseAct::Accept).await?;
    let done = handling::accept(&room.staff.app, room.doer(), &receipt).await;
    room.end(done, (CaseAct::Accept, ""), data).await
}

/// `POST /cases/{receipt}/transfers`
pub(super) async fn transfer(
    staff: Staff,
    Path(receipt): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let room = Room::enter_for(staff, &receipt, CaseAct::Transfer).await?;
    let (done, field) = match unit_of(&room, &data, "transfer_unit") {
        Ok(unit) => {
            let to = (unit, data.get("transfer_reason"));
            let done = handling::transfer(&room.staff.app, room.doer(), &receipt, to).await;
            let same = matches!(done, Err(crate::Stopped::Refused(CaseRefusal::SameUnit)));
            (done, if same { "transfer_unit" } else { "transfer_reason" })
        }
        Err(stopped) => (Err(stopped), "transfer_unit"),
    };
    room.end(done, (CaseAct::Transfer, field), data).await
}

/// `POST /cases/{receipt}/questions`
pub(super) async fn ask(
    staff: Staff,
    Path(receipt): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let room = Room::enter_for(staff, &receipt, CaseAct::Ask).await?;
    let question = data.get("question").to_owned();
    let done = handling::ask(&room.staff.app, room.doer(), &receipt, &question).await;
    room.end(done, (CaseAct::Ask, "question"), data).await
}

/// `POST /cases/{receipt}/resumption`
pub(super) async fn resume(
    staff: Staff,
    Path(receipt): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let room = Room::enter_for(staff, &receipt, CaseAct::Resume).await?;
    let done = handling::resume(&room.staff.app, room.doer(), &receipt).await;
    room.end(done, (CaseAct::Resume, ""), data).await
}

/// `POST /cases/{receipt}/replies`
pub(super) async fn propose(
    staff: Staff,
    Path(receipt): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let room = Room::enter_for(staff, &receipt, CaseAct::Propose).await?;
    let body = data.get("reply").to_owned();
    let done = replies::propose(&room.staff.app, room.doer(), &receipt, &body).await;
    if done.is_ok() {
        used(&room.staff, &room.record, &data).await?;
    }
    room.end(done, (CaseAct::Propose, "reply"), data).await
}

/// `POST /cases/{receipt}/closure`
pub(super) async fn close(
    staff: Staff,
    Path(receipt): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let room = Room::enter_for(staff, &receipt, CaseAct::Close).await?;
    let why = (data.get("closure_reason").to_owned(), data.get("closure_words").to_owned());
    let done = handling::close(&room.staff.app, room.doer(), &receipt, (&why.0, &why.1)).await;
    let field = match &done {
        Err(crate::Stopped::Refused(CaseRefusal::Reason)) => "closure_reason",
        _ => "closure_words",
    };
    room.end(done, (CaseAct::Close, field), data).await
}

/// `POST /cases/{receipt}/reopening`
pub(super) async fn reopen(
    staff: Staff,
    Path(receipt): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let room = Room::enter_for(staff, &receipt, CaseAct::Reopen).await?;
    let reason = data.get("reopen_reason").to_owned();
    let done = handling::reopen(&room.staff.app, room.doer(), &receipt, &reason).await;
    room.end(done, (CaseAct::Reopen, "reopen_reason"), data).await
}

/// `POST /cases/{receipt}/assists`
pub(super) async fn ask_assist(
    staff: Staff,
    Path(receipt): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let room = Room::enter_for(staff, &receipt, CaseAct::Assist).await?;
    let (done, field) = match unit_of(&room, &data, "assist_unit") {
        Ok(unit) => {
            let asked = (unit, data.get("assist_question"));
            (
                handling::ask_assist(&room.staff.app, room.doer(), &receipt, asked).await,
                "assist_question",
            )
        }
        Err(stopped) => (Err(stopped), "assist_unit"),
    };
    room.end(done, (CaseAct::Assist, field), data).await
}

/// `POST /cases/{receipt}/assists/{id}/answer`: whoever handles for the unit that was asked.
pub(super) async fn answer_assist(
    staff: Staff,
    Path((receipt, id)): Path<(String, i64)>,
    OwnForm(data): OwnForm,
) -> Answer {
    let room = Room::enter(staff, &receipt).await?;
    let assists = handling::assists_of(&room.staff.app.db, room.record.id).await?;
    let assist =
        assists.iter().find(|one| one.id == AssistId(id)).ok_or_else(Refusal::not_found)?;
    if !room.staff.rights.covers_unit(Right::HandleCases, assist.unit_id) {
        return Err(structure::staff::out_of_scope(Right::HandleCases).into());
    }
    let answer = (assist.id, data.get("assist_answer"));
    let done = handling::answer_assist(&room.staff.app, room.doer(), &receipt, answer).await;
    room.end(done, (CaseAct::Assist, "assist_answer"), data).await
}

/// `POST /cases/{receipt}/remarks`
pub(super) async fn remark(
    staff: Staff,
    Path(receipt): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let room = Room::enter(staff, &receipt).await?;
    let said = data.get("remark").to_owned();
    let done = handling::remark(&room.staff.app, room.doer(), &receipt, &said).await;
    room.end(done, (CaseAct::Remark, "remark"), data).await
}

/// `POST /cases/{receipt}/follow-up`
pub(super) async fn follow_up(
    staff: Staff,
    Path(receipt): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let room = Room::enter_for(staff, &receipt, CaseAct::FollowUp).await?;
    let said = data.get("follow_up").to_owned();
    let done = handling::follow_up(&room.staff.app, room.doer(), &receipt, &said).await;
    room.end(done, (CaseAct::FollowUp, "follow_up"), data).await
}
