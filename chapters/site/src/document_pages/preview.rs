//! The public rendering of any revision, for staff: exactly what visitors would see.

use std::sync::Arc;

use axum::response::{Html, IntoResponse};
use documents::documents::Document;
use documents::live::LiveDocument;
use documents::placements;
use documents::revisions::{Preview, Revision};
use http::header;
use platform::FaultContext;
use serde_json::json;
use structure::visitor::Visitor;
use structure::{App, Staff};
use web::Answer;

use super::public::{Chain, article_tags, document_context, kind_of};
use crate::chrome::{Frame, Place};

/// The hook by which the console shows revisions as visitors would see them.
pub fn preview() -> Preview {
    Preview(Arc::new(|staff: Staff, document, revision, files: String| {
        Box::pin(async move { render(staff.app, document, revision, &files).await })
    }))
}

async fn render(app: App, document: Document, revision: Revision, files: &str) -> Answer {
    let tree = app.tree();
    let column = tree.column(document.column_id).doing("find the column of a preview")?;
    let visitor = Visitor::preview(&app, document.site_id);
    let chain = Chain::of(&app.db, document.id).await?;
    let placements = placements::of_document(&app.db, document.id).await?;
    let live = LiveDocument { document, revision, placements };
    let shown = document_context(&visitor, &live, column, &chain, Some(files))?;
    let content = json!({
        "document": shown, "previous": null, "next": null, "also_in": [], "related": [],
        "canonical": "",
    });
    let place = Place {
        column: Some(column),
        article: Some(article_tags(&visitor, &live)),
        name: Some(app.messages.t("site-preview", &[])),
        path: String::new(),
    };
    let template = kind_of(&visitor, &live)?.public_template;
    let page = Frame::of(&visitor, place)?.render(&visitor, template, content, vec![])?;
    let html = String::from_utf8(page.body.to_vec()).doing("read a preview")?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Html(html)).into_response())
}
