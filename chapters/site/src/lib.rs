//! Chapter 3 网站建设: the public site itself — home page, columns, documents, search, site map,
//! feeds — and the kinds of documents that every unit writes.

mod accessibility;
mod api;
pub mod articles;
pub mod banners;
pub mod column_pages;
pub mod column_proposals;
pub mod design;
pub mod document_pages;
mod error_page;
pub mod feeds;
pub mod home;
mod indexing;
pub mod layouts;
mod leaving;
mod lists;
pub mod notices;
pub mod previews;
mod resolve;
pub mod responsibility_table;
pub mod search_pages;
pub mod search_words;
pub mod share_cards;
pub mod site_identities;
pub mod site_map;
pub mod unit_pages;
mod views;

use axum::routing::{MethodRouter, get};
use documents::kinds::KindDeclaration;
use platform::db::Schema;
use platform::migrations;
use structure::{App, Chapter, Needs, Right};

pub use api::{ApiParts, openapi};
pub use error_page::PublicErrorPage;
pub use indexing::{SearchFollower, catch_up};
pub use layouts::ensure_daily;

/// The kinds of this chapter.
pub fn kinds() -> [&'static KindDeclaration; 3] {
    [&articles::ARTICLE, &notices::NOTICE, &layouts::LAYOUT]
}

/// The tables of this chapter.
pub fn schema(schema: Schema) -> Schema {
    schema.with(
        migrations![
            "20261101050000_search_words",
            "20261124021000_column_proposals",
            "20261128190000_site_identities",
            "20261128120000_banners",
            "20261128193000_responsibility_tables",
        ],
        &["search_misses"],
    )
}

/// The rooms of this chapter.
pub fn chapter() -> Chapter {
    let words = Needs::Right(Right::MaintainSearch);
    Chapter::new()
        .public_get("/", home::public::show)
        .public_get("/design", design::public::show)
        .public_get("/search", search_pages::public::show)
        .public_get("/search/suggest", search_pages::public::suggest)
        .public_get("/units", unit_pages::public::index)
        .public_get("/units/{code}", unit_pages::public::show)
        .public_get("/accessibility", accessibility::public::show)
        .public_get("/site-map", site_map::public::show)
        .public_get("/sitemap.xml", site_map::public::machine)
        .public_get("/robots.txt", site_map::public::robots)
        .public_get("/feeds", feeds::public::index)
        .public_get("/feeds/{*file}", feeds::public::show)
        .public_get("/leaving", leaving::public::show)
        .public_get("/view/{switch}/{on}", views::switch)
        .public_get("/previews/{secret}", previews::public::show)
        .public_get("/previews/{secret}/page", previews::public::framed_page)
        .public_get("/previews/{secret}/files/{file}", previews::public::file)
        .public_post("/previews/{secret}/verdicts", previews::public::create)
        .and(api::chapter())
        .and(column_proposals::chapter())
        .and(site_identities::chapter())
        .and(banners::chapter())
        .and(responsibility_table::chapter())
        .get("/search-words", words, search_words::console::edit)
        .post("/search-words", words, search_words::console::save)
        .get("/search-words/zero-hits", words, search_words::console::zero_hits)
        .job("rebuild_index", indexing::rebuild_job)
        .job(layouts::TURN_CALENDAR, async |app: App, _| layouts::turn_calendar(&app).await)
        .menu("menu-portal", "search-words-title", "/search-words", &[Right::MaintainSearch])
}

/// What answers every public address that no route has.
pub fn fallback() -> MethodRouter<App> {
    get(resolve::resolve)
}
