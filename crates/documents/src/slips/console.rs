//! `GET /documents/{key}/slip`: the review slip, for paper and for the file.

use platform::FaultContext;
use serde_json::json;
use structure::{Right, Staff};
use web::extract::Path;
use web::{Answer, Message, Refusal};

use crate::revisions;
use crate::room::{People, attachments, breadcrumb, document_line, open, put, timeline};
use crate::submissions;

/// The slip of the newest submission.
pub(crate) async fn show(staff: Staff, Path(key): Path<String>) -> Answer {
    let opened = open(staff, &key, Right::ReadDocuments).await?;
    let (staff, db) = (&opened.staff, &opened.ctx.db);
    let record = submissions::newest_of_document(db, opened.document.id).await?;
    let record = record.ok_or_else(Refusal::not_found)?;
    let revision = revisions::by_id(db, record.revision_id).await?;
    let revision = revision.doing("find the submitted revision")?;
    let people = People::load(db).await?;
    let emergency = record.emergency().map(|emergency| {
        let words = Message::new("slip-emergency-words")
            .with("reason", emergency.reason)
            .with("who", people.name(Some(emergency.by)))
            .with("at", emergency.at.minute());
        staff.app.messages.text(&words)
    });
    let title = staff.t("slip-title");
    let mut document = document_line(&opened, revision.number);
    put(&mut document, "title", revision.content.title.clone());
    let context = json!({
        "title": title, "breadcrumb": breadcrumb(&opened, Some(&title)), "document": document,
        "revision": {
            "number": revision.number, "author": people.name(record.submitter_id),
            "at": record.submitted_at, "digest": revision.digest,
        },
        "printed_at": opened.ctx.now(), "emergency": emergency,
        "attachments": attachments(&revision.content, &opened.url()),
        "steps": timeline(staff, &people, (&opened.document, &record)).await?,
    });
    staff.page("reviews/slip.html", context)
}
