//! Share cards (article 44): what a page shows where it is shared, a picture of its title, site, unit and day.
//! It is written as SVG and drawn with the one font file that the operator names.

mod layout;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};
use thiserror::Error;

pub use layout::lines_of;

/// Pixels across.
pub const WIDTH: u32 = 1200;
/// Pixels down.
pub const HEIGHT: u32 = 630;

/// What goes wrong.
#[derive(Debug, Error)]
pub enum CardError {
    /// The file can't be read.
    #[error("can't read the font {0}: {1}")]
    Font(PathBuf, std::io::Error),
    /// There is no font in the file.
    #[error("no font in {0}")]
    NoFont(PathBuf),
    /// What we have written is no drawing.
    #[error("can't read the card's drawing: {0}")]
    Drawing(#[from] resvg::usvg::Error),
    /// It can't be written as PNG.
    #[error("can't write the card: {0}")]
    Png(String),
}

/// The font that titles are drawn in.
#[derive(Clone, Debug)]
pub struct Font {
    database: Arc<Database>,
    family: String,
}

impl Font {
    /// Reads a font file. Of a collection for several countries the mainland's characters are taken.
    pub fn read(path: &Path) -> Result<Self, CardError> {
        let mut database = Database::new();
        let unreadable = |error| CardError::Font(path.to_owned(), error);
        database.load_font_file(path).map_err(unreadable)?;
        let families = || database.faces().flat_map(|face| &face.families);
        let mainland = families().find(|(name, _)| name.ends_with(" SC"));
        let family = mainland.or_else(|| families().next()).map(|(name, _)| name.clone());
        let family = family.ok_or_else(|| CardError::NoFont(path.to_owned()))?;
        Ok(Self { database: Arc::new(database), family })
    }
}

/// What stands on a card.
#[derive(Clone, Debug)]
pub struct Card<'a> {
    /// The document's title.
    pub title: &'a str,
    /// The site's name.
    pub site: &'a str,
    /// The unit or source.
    pub unit: &'a str,
    /// The day.
    pub day: &'a str,
    /// `#rrggbb`.
    pub accent: &'a str,
    /// The darker one.
    pub accent_deep: &'a str,
}

/// The card as PNG.
pub fn draw(font: &Font, card: &Card<'_>) -> Result<Vec<u8>, CardError> {
    let options = Options {
        fontdb: font.database.clone(),
        font_family: font.family.clone(),
        ..Options::default()
    };
    let tree = Tree::from_str(&layout::svg(card, &font.family), &options)?;
    let picture = Pixmap::new(WIDTH, HEIGHT);
    let mut picture = picture.ok_or_else(|| CardError::Png("no room".to_owned()))?;
    resvg::render(&tree, Transform::identity(), &mut picture.as_mut());
    picture.encode_png().map_err(|error| CardError::Png(error.to_string()))
}

#[cfg(test)]
mod tests;
