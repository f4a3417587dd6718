//! The accent of a site, as its theme's styles have it.

use structure::sites::Site;
use structure::visitor::Visitor;
use styles::{Colour, Sheet, declared};
use web::assets::DEFAULT;

/// A site's accent, and the darker one.
pub(super) struct Accent {
    pub plain: String,
    pub deep: String,
}

impl Accent {
    /// Reads it; what is no plain colour is drawn as the default's indigo.
    pub(super) fn of(visitor: &Visitor, site: &Site) -> Self {
        let assets = &visitor.app.assets;
        let text = |space: &str, file: &str| assets.text(space, file);
        let base = text(&site.theme, "public.css").or_else(|| text(DEFAULT, "public.css"));
        let own = text(&site.theme, "theme.css");
        let sheets: Vec<Sheet> =
            base.iter().chain(&own).map(|text| Sheet::read("public.css", text)).collect();
        let tokens = declared(&sheets, &[("data-accent", site.accent.as_str())]);
        let colour = |name: &str, usual: &str| {
            let found = tokens.get(name).and_then(|one| Colour::parse(&one.value));
            found.map_or_else(|| usual.to_owned(), Colour::hex)
        };
        Self { plain: colour("--accent", "#1d4e89"), deep: colour("--accent-deep", "#12335c") }
    }
}
