//! What the desk shows beside a report: the page and the place in it, the document to mend, and
//! whether a newer revision is out that may have mended it.

use cases::cases::CaseRecord;
use cases::desk::AsideFuture;
use documents::documents::{Document, by_id};
use documents::revisions;
use platform::Fault;
use serde_json::{Value, json};
use structure::{Right, Staff};

use super::place::CorrectionPlace;
use super::store::place_of;

/// The panel of a report.
pub fn aside<'a>(staff: &'a Staff, record: &'a CaseRecord) -> AsideFuture<'a> {
    Box::pin(async move {
        let db = &staff.app.db;
        let Some(place) = place_of(db, record.id).await? else { return Ok(Value::Null) };
        let Some(document) = by_id(db, place.document_id).await? else { return Ok(Value::Null) };
        panel(staff, record, (&place, &document)).await
    })
}

async fn panel(
    staff: &Staff,
    record: &CaseRecord,
    (place, document): (&CorrectionPlace, &Document),
) -> Result<Value, Fault> {
    let tree = staff.app.tree();
    let main = tree.main_site().map(|main| main.id);
    let page = main.map(|id| tree.url(id, place.page.trim_start_matches('/')));
    let newer = document.live_revision_id.is_some_and(|live| live != place.revision_id);
    // Whoever answers is not always who writes: a link that ends at a closed door helps nobody.
    let reads = staff.may(Right::ReadDocuments, document.unit_id, document.column_id);
    let record_url = reads.then(|| format!("/documents/{}", document.key));
    let may = staff.rights.covers_unit(Right::HandleCases, record.unit_id);
    let fix = format!("/correction-reports/{}/fix", record.receipt);
    let mended = match place.fixed_revision_id {
        Some(id) => revisions::by_id(&staff.app.db, id).await?.map(|one| one.number),
        None => None,
    };
    let mut facts = vec![
        json!({ "term": staff.t("correction-document"), "text": document.title,
            "url": record_url }),
        json!({ "term": staff.t("correction-page"), "text": place.page, "url": page }),
        json!({ "term": staff.t("correction-suggestion"), "text": place.suggestion, "url": null }),
    ];
    if let Some(number) = mended {
        let args = [
            ("number", number.into()),
            ("at", place.fixed_at.map_or_else(String::new, platform::Time::minute).into()),
        ];
        let text = staff.app.messages.t("correction-mended-by", &args);
        facts.push(json!({ "term": staff.t("correction-mended"), "text": text,
            "url": record_url.as_ref().map(|url| format!("{url}/history")) }));
    }
    let open = mended.is_none();
    Ok(json!({
        "title": staff.t("correction-place"),
        "quote": { "before": place.text_before, "words": place.quote, "after": place.text_after },
        "facts": facts,
        "links": record_url.iter().map(|url| json!({ "name": staff.t("correction-open"), "url": url }))
            .collect::<Vec<_>>(),
        "action": (open && newer && may).then(|| json!({ "name": staff.t("correction-fix"),
            "url": fix })),
        "note": (open && !newer).then(|| staff.t("correction-not-yet")),
    }))
}
