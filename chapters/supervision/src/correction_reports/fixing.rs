//! `POST /correction-reports/{receipt}/fix`: the revision that is live now is what mended it.

use cases::cases::by_receipt;
use documents::documents::by_id;
use structure::sessions::OwnForm;
use structure::staff::out_of_scope;
use structure::{Right, Staff};
use web::extract::Path;
use web::{Answer, Refusal};

use super::CORRECTIONS;
use super::store::{fix, place_of};

/// The act.
pub(super) async fn create(staff: Staff, Path(receipt): Path<String>, _: OwnForm) -> Answer {
    let db = &staff.app.db;
    let record = by_receipt(db, &receipt).await?.filter(|one| one.kind == CORRECTIONS.code);
    let record = record.ok_or_else(Refusal::not_found)?;
    if !staff.rights.covers_unit(Right::HandleCases, record.unit_id) {
        return Err(out_of_scope(Right::HandleCases).into());
    }
    let place = place_of(db, record.id).await?.ok_or_else(Refusal::not_found)?;
    let url = format!("/cases/{}", record.receipt);
    let document = by_id(db, place.document_id).await?;
    let live = document.and_then(|document| document.live_revision_id);
    let newer = live.filter(|live| *live != place.revision_id && place.fixed_at.is_none());
    let Some(revision) = newer else {
        let refusal = Refusal::conflict().saying("correction-fix-none");
        return Err(refusal.link(url, "case-back").into());
    };
    let seq = fix(db, (record.id, &place), (revision, staff.id()), &record.receipt).await?;
    staff.app.settled(seq).await;
    staff.done(&url, "correction-fixed")
}
