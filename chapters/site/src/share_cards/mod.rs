//! Share cards 分享卡片 (article 44): a picture of a document's title under the document's own address, for where
//! the address is shared. Without a Chinese font on the machine there are none, and no page names one.

mod colours;
pub(crate) mod public;

use cards::Font;
use structure::CardSettings;
use structure::visitor::Visitor;

/// The last part of a card's address.
pub(crate) const FILE: &str = "card.png";

/// The font that cards are drawn in, if there is one.
#[derive(Clone, Debug)]
pub struct ShareCards(Option<Font>);

impl ShareCards {
    /// Reads the font that the settings name. If it can't be read, the log says so once, and there are no
    /// cards.
    pub fn open(settings: &CardSettings) -> Self {
        let font = Font::read(&settings.font);
        if let Err(error) = &font {
            tracing::warn!(
                error = error.to_string(),
                "no share cards: install fonts-noto-cjk, or name a font in [cards] font"
            );
        }
        Self(font.ok())
    }
}

/// The address of a document's card, if there are cards.
pub(crate) fn url_of(visitor: &Visitor, document_url: &str) -> Option<String> {
    let cards = visitor.app.registers.get::<ShareCards>().ok()?;
    cards.0.as_ref().map(|_| format!("{document_url}/{FILE}"))
}
