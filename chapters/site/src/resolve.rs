//! What an address means: a column, a document in a column, a file of a document, or where it went.
//! Every address that ever worked still leads somewhere (article 12).

use axum::response::Response;
use documents::addresses::{self, Meaning};
use documents::ids::DocumentId;
use documents::withdrawals::{self, Outcome};
use http::{HeaderValue, StatusCode, Uri, header};
use percent_encoding::percent_decode_str;
use platform::FaultContext;
use structure::ColumnId;
use structure::columns::ColumnTemplate;
use structure::visitor::Visitor;
use web::edge::AnsweredBy;
use web::extract::Query;
use web::{Answer, Refusal};

use crate::layouts::LAYOUT;
use crate::unit_pages::public::Paged;
use crate::{column_pages, document_pages, share_cards};

/// Everything that no fixed route answers.
pub async fn resolve(visitor: Visitor, uri: Uri, Query(paged): Query<Paged>) -> Answer {
    let Ok(path) = percent_decode_str(uri.path()).decode_utf8() else {
        return nothing(&visitor);
    };
    if !path.is_ascii() || path.contains(|c: char| c.is_ascii_control()) {
        return nothing(&visitor);
    }
    let one = path.trim_matches('/').to_lowercase();
    if *path != format!("/{one}") {
        // One address for one page: no slash at the end, lower case.
        return moved(&visitor.url(&one), uri.query());
    }
    let path = one;
    let tree = visitor.tree.clone();
    if let Some(column) = tree.column_by_path(visitor.site_id, &path) {
        if let Some(into) = column.merged_into.and_then(|id| tree.column(id)) {
            return moved(&tree.column_url(into), uri.query());
        }
        if column.template == ColumnTemplate::Home {
            return moved(&visitor.url(""), None);
        }
        let page = paged.page.unwrap_or(1).max(1);
        return named("/{column}", column_pages::public::show(visitor, column.id, page).await);
    }
    if let Some(column) = tree.column_by_former_path(visitor.site_id, &path) {
        return moved(&tree.column_url(column), uri.query());
    }
    let db = visitor.app.db.clone();
    match addresses::resolve(&db, &tree, visitor.site_id, &path).await? {
        // Nearly every address is one of these, and its page asks for itself.
        Some(Meaning::Document { id, column_id, kind, live: true, .. }) if kind != LAYOUT.code => {
            named("/{document}", document_pages::public::show(visitor, id, column_id).await)
        }
        Some(Meaning::Document { id, column_id, .. }) => {
            named("/{document}", at_document(visitor, id, column_id).await)
        }
        Some(Meaning::Redirect(url)) => moved(&url, None),
        None => {
            let Some((parent, file)) = path.rsplit_once('/') else {
                return nothing(&visitor);
            };
            match addresses::resolve(&db, &tree, visitor.site_id, parent).await? {
                Some(Meaning::Document { id, .. }) if file == share_cards::FILE => {
                    named("/{document}/{card}", share_cards::public::show(visitor, id).await)
                }
                Some(Meaning::Document { id, .. }) => {
                    let served = document_pages::attachments::serve(visitor, id, file).await;
                    named("/{document}/{file}", served)
                }
                Some(Meaning::Redirect(url)) => moved(&format!("{url}/{file}"), None),
                None => nothing(&visitor),
            }
        }
    }
}

/// What kind of page took its time is told on the operations screen.
fn named(route: &'static str, answer: Answer) -> Answer {
    answer.map(|answer| AnsweredBy(route).mark(answer))
}

/// A document's address: its page, or what was chosen when it was withdrawn.
async fn at_document(visitor: Visitor, id: DocumentId, column: ColumnId) -> Answer {
    let db = &visitor.app.db;
    let Some(document) = documents::documents::by_id(db, id).await? else {
        return nothing(&visitor);
    };
    if document.is_live() {
        let home = visitor.tree.column(document.column_id);
        if let (true, Some(home)) = (document.kind == LAYOUT.code, home) {
            match home.template {
                ColumnTemplate::Topic => return moved(&visitor.tree.column_url(home), None),
                ColumnTemplate::Home => return moved(&visitor.url(""), None),
                _ => {}
            }
        }
        return document_pages::public::show(visitor, id, column).await;
    }
    match withdrawals::open_of(db, id).await? {
        Some(withdrawal) if withdrawal.outcome == Outcome::Moved => {
            moved(&withdrawal.moved_url, None)
        }
        Some(withdrawal) => {
            // The title that was public; a newer draft's is nobody's business.
            let title = document.card.map(|card| card.title).unwrap_or_default();
            document_pages::withdrawn(visitor, id, column, title, withdrawal).await
        }
        // Never published: nobody outside may know that it exists.
        None => nothing(&visitor),
    }
}

fn nothing(visitor: &Visitor) -> Answer {
    Err(Refusal::not_found()
        .link(visitor.url(""), "site-to-home")
        .link(visitor.url("site-map"), "site-to-map")
        .link(visitor.url("search"), "site-to-search")
        .into())
}

/// For ever elsewhere.
pub(crate) fn moved(url: &str, query: Option<&str>) -> Answer<Response> {
    let target = match query {
        Some(query) => format!("{url}?{query}"),
        None => url.to_owned(),
    };
    let location = HeaderValue::from_str(&target).doing("redirect")?;
    let response = Response::builder()
        .status(StatusCode::MOVED_PERMANENTLY)
        .header(header::LOCATION, location)
        .header(header::CACHE_CONTROL, "no-cache")
        .body(axum::body::Body::empty());
    Ok(response.doing("redirect")?)
}
