//! What stands where a document was withdrawn: gone, moved, or a notice — as was chosen.

use documents::ids::DocumentId;
use documents::withdrawals::{Outcome, Withdrawal};
use http::StatusCode;
use serde_json::json;
use structure::ColumnId;
use structure::visitor::Visitor;
use web::{Answer, Refusal, Tag};

use structure::frame::{Frame, Place};

/// The page of a withdrawn document.
pub async fn withdrawn(
    visitor: Visitor,
    document: DocumentId,
    column: ColumnId,
    title: String,
    withdrawal: Withdrawal,
) -> Answer {
    visitor
        .page("", async move |visitor| {
            let tree = visitor.tree.clone();
            let column = tree.column(column).ok_or_else(Refusal::not_found)?;
            let outcome = &withdrawal.outcome;
            let content = json!({
                "document": { "title": title },
                "outcome": outcome.word(),
                "notice_text": Some(&withdrawal.notice_text).filter(|text| !text.is_empty()),
                "withdrawn_at": withdrawal.withdrawn_at,
                "moved_url": Some(&withdrawal.moved_url).filter(|url| !url.is_empty()),
            });
            let name = Some(visitor.app.messages.t("site-withdrawn", &[]));
            let path = visitor.full_path.trim_start_matches('/').to_owned();
            let place = Place { column: Some(column), name, path, article: None };
            let tags = vec![Tag::of("document", document)];
            let mut page = Frame::of(&visitor, place)?.render(
                &visitor,
                "documents/gone.html",
                content,
                tags,
            )?;
            page.status = match outcome {
                Outcome::Notice => StatusCode::OK,
                Outcome::Gone | Outcome::Moved => StatusCode::GONE,
            };
            Ok(page)
        })
        .await
}
