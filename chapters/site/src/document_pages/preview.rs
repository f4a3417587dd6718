//! The public rendering of any revision, exactly as visitors would see it.

use std::sync::Arc;

use axum::response::{Html, IntoResponse};
use documents::live::LiveDocument;
use documents::placements;
use documents::revisions::{Preview, PreviewOf};
use http::header;
use platform::FaultContext;
use serde_json::json;
use structure::App;
use structure::visitor::Visitor;
use web::Answer;

use super::public::{Chain, article_tags, document_context, kind_of};
use super::values::with_values;
use crate::layouts::{self, LAYOUT};
use structure::frame::{Frame, Place};

/// The hook by which revisions are shown as visitors would see them.
pub fn preview() -> Preview {
    Preview(Arc::new(|app, of| Box::pin(render(app, of))))
}

async fn render(app: App, of: PreviewOf) -> Answer {
    let PreviewOf { document, revision, files, elder } = of;
    let tree = app.tree();
    let column = tree.column(document.column_id).doing("find the column of a preview")?;
    let visitor = Visitor::preview(&app, document.site_id);
    let chain = Chain::of(&app.db, document.id).await?;
    let placements = placements::of_document(&app.db, document.id).await?;
    let live = LiveDocument { document, revision, placements };
    let kind = kind_of(&visitor, &live)?;
    let (template, content) = if kind.code == LAYOUT.code {
        let (template, content, _) =
            layouts::page_of(&visitor, column, &live, Some(&files)).await?;
        (template, content)
    } else {
        let mut shown = document_context(&visitor, &live, column, &chain, Some(&files))?;
        with_values(&visitor, &mut shown, (&live, kind)).await?;
        let content = json!({
            "document": shown, "previous": null, "next": null, "also_in": [], "related": [],
            "canonical": "", "elder": elder, "changes": [],
        });
        (kind.public_template, content)
    };
    let place = Place {
        column: Some(column),
        article: Some(article_tags(&visitor, &live)),
        name: Some(app.messages.t("site-preview", &[])),
        path: String::new(),
    };
    let page = Frame::of(&visitor, place)?.render(&visitor, template, content, vec![])?;
    let html = String::from_utf8(page.body.to_vec()).doing("read a preview")?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Html(html)).into_response())
}
