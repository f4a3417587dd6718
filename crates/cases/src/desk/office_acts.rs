//! The acts of reviewers and of the office that supervises.

use http::StatusCode;
use structure::Staff;
use structure::sessions::OwnForm;
use web::Answer;
use web::extract::Path;
use web::forms::FormState;

use super::page::render;
use super::room::Room;
use crate::handling::{self, CaseAct};
use crate::publications::{self, PublicText};
use crate::replies::{self, Verdict};
use crate::retention;
use crate::stopped::{CaseRefusal, Stopped};

/// `POST /cases/{receipt}/review`
pub(super) async fn review(
    staff: Staff,
    Path(receipt): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let room = Room::enter_for(staff, &receipt, CaseAct::Review).await?;
    let comment = data.get("review_comment").to_owned();
    let (done, field) = match Verdict::parse(data.get("verdict")) {
        Some(verdict) => {
            let said = (verdict, comment.as_str());
            let done = replies::review(&room.staff.app, room.doer(), &receipt, said).await;
            let own = matches!(done, Err(Stopped::Refused(CaseRefusal::OwnReply)));
            (done, if own { "verdict" } else { "review_comment" })
        }
        None => (Err(CaseRefusal::Reason.into()), "verdict"),
    };
    room.end(done, (CaseAct::Review, field), data).await
}

/// `POST /cases/{receipt}/extension`
pub(super) async fn extend(
    staff: Staff,
    Path(receipt): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let room = Room::enter_for(staff, &receipt, CaseAct::Extend).await?;
    let reason = data.get("extension_reason").to_owned();
    let done = handling::extend(&room.staff.app, room.doer(), &receipt, &reason).await;
    room.end(done, (CaseAct::Extend, "extension_reason"), data).await
}

/// `POST /cases/{receipt}/reminders`
pub(super) async fn remind(
    staff: Staff,
    Path(receipt): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let room = Room::enter_for(staff, &receipt, CaseAct::Remind).await?;
    let said = data.get("reminder").to_owned();
    let done = handling::remind(&room.staff.app, room.doer(), &receipt, &said).await;
    room.end(done, (CaseAct::Remind, "reminder"), data).await
}

/// `POST /cases/{receipt}/merge`
pub(super) async fn merge(
    staff: Staff,
    Path(receipt): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let room = Room::enter_for(staff, &receipt, CaseAct::Merge).await?;
    let (into, told) = (data.get("merge_into").to_owned(), data.get("merge_words").to_owned());
    let done = handling::merge(&room.staff.app, room.doer(), &receipt, (&into, &told)).await;
    let words = matches!(done, Err(Stopped::Refused(CaseRefusal::Words)));
    let field = if words { "merge_words" } else { "merge_into" };
    room.end(done, (CaseAct::Merge, field), data).await
}

/// `POST /cases/{receipt}/reveals`: the page once more, with the holder's own words in place of the
/// masks. It is shown this once.
pub(super) async fn reveal(
    staff: Staff,
    Path(receipt): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let room = Room::enter_for(staff, &receipt, CaseAct::Reveal).await?;
    let reason = data.get("reveal_reason").to_owned();
    match handling::reveal(&room.staff.app, room.doer(), &receipt, &reason).await {
        Ok(holder) => {
            let form = (FormState::default(), None);
            render(&room, StatusCode::OK, form, Some(holder)).await
        }
        Err(stopped) => room.end(Err(stopped), (CaseAct::Reveal, "reveal_reason"), data).await,
    }
}

/// `POST /cases/{receipt}/publication`
pub(super) async fn publish(
    staff: Staff,
    Path(receipt): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let room = Room::enter_for(staff, &receipt, CaseAct::Publish).await?;
    let text = PublicText {
        title: data.get("public_title").to_owned(),
        body: data.get("public_body").to_owned(),
        reply: data.get("public_reply").to_owned(),
    };
    let done = publications::publish(&room.staff.app, room.doer(), &receipt, &text).await;
    room.end(done, (CaseAct::Publish, "public_title"), data).await
}

/// `POST /cases/{receipt}/unpublication`
pub(super) async fn unpublish(
    staff: Staff,
    Path(receipt): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let room = Room::enter_for(staff, &receipt, CaseAct::Publish).await?;
    let done = publications::unpublish(&room.staff.app, room.doer(), &receipt).await;
    room.end(done, (CaseAct::Publish, ""), data).await
}

/// `POST /cases/{receipt}/keeping`
pub(super) async fn keep(
    staff: Staff,
    Path(receipt): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let room = Room::enter_for(staff, &receipt, CaseAct::Keep).await?;
    let reason = data.get("keep_reason").to_owned();
    let done = retention::keep(&room.staff.app, room.doer(), &receipt, &reason).await;
    room.end(done, (CaseAct::Keep, "keep_reason"), data).await
}

/// `POST /cases/{receipt}/release`
pub(super) async fn release(
    staff: Staff,
    Path(receipt): Path<String>,
    OwnForm(data): OwnForm,
) -> Answer {
    let room = Room::enter_for(staff, &receipt, CaseAct::Keep).await?;
    let done = retention::release(&room.staff.app, room.doer(), &receipt).await;
    room.end(done, (CaseAct::Keep, ""), data).await
}
