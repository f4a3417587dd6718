//! `GET …/{document}/card.png`: drawn when it is asked for, kept like a page until the document changes.

use cards::{Card, draw};
use documents::ids::DocumentId;
use documents::live;
use http::HeaderValue;
use platform::FaultContext;
use structure::frame::structure_tag;
use structure::view::View;
use structure::visitor::Visitor;
use web::{Answer, Error, Refusal, Rendered, Tag};

use super::ShareCards;
use super::colours::Accent;
use crate::document_pages::public::{shown_at, source_of};

/// The card of a document.
pub(crate) async fn show(mut visitor: Visitor, document: DocumentId) -> Answer {
    // It looks the same however its visitor wants to see pages.
    visitor.view = View::default();
    visitor.page("", async move |visitor| render(&visitor, document).await).await
}

async fn render(visitor: &Visitor, document: DocumentId) -> Result<Rendered, Error> {
    let font = visitor.app.registers.get::<ShareCards>()?.0.clone();
    let font = font.ok_or_else(Refusal::not_found)?;
    let live = live::live_document(&visitor.app.db, document).await?;
    let live = live.ok_or_else(Refusal::not_found)?;
    let site = visitor.site()?.clone();
    let title = live.revision.content.title.clone();
    let unit = source_of(visitor, &live);
    let day = shown_at(&live).date();
    let accent = Accent::of(visitor, &site);
    let drawing = tokio::task::spawn_blocking(move || {
        let card = Card {
            title: &title,
            site: &site.name,
            unit: &unit,
            day: &day,
            accent: &accent.plain,
            accent_deep: &accent.deep,
        };
        draw(&font, &card)
    });
    let bytes = drawing.await.doing("draw a card")?.doing("draw a card")?;
    let tags = vec![Tag::of("document", document), structure_tag()];
    Ok(Rendered::new(HeaderValue::from_static("image/png"), bytes, tags))
}
