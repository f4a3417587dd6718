//! The visitors' door: finds the site by host and prefix, answers from the page cache if it can, and
//! hands the rest to the public routes.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::middleware::map_response;
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use tower::{Service, ServiceExt};
use web::edge::{AnsweredBy, CACHED, Edge};
use web::refusal::CarriedError;
use web::{Error, PageKey, Quick, Refusal};

use crate::app::App;
use crate::chapter::PublicRoute;
use crate::ids::SiteId;
use crate::tree::Tree;
use crate::view::View;
use crate::visitor::Visitor;

/// Everything visitors reach: the routes, and for every other address the `fallback`.
pub fn public_router(app: &App, routes: Vec<PublicRoute>, fallback: MethodRouter<App>) -> Router {
    let mut inner = Router::new();
    let most = app.settings.uploads.megabytes << 20;
    for route in routes {
        let handler = route.handler.layer(DefaultBodyLimit::max(most));
        inner = inner.route(route.path, known_as(handler, route.path));
    }
    let fallback = known_as(fallback, "/{*page}").with_state(app.clone());
    let inner: Router = inner.fallback_service(fallback).with_state(app.clone());
    let door = Door { app: app.clone(), inner };
    Router::new().fallback_service(tower::service_fn(move |request: Request| {
        let door = door.clone();
        async move { Ok::<_, Infallible>(door.enter(request).await) }
    }))
}

/// The log and the meters are at the edge, which knows no route of ours.
fn known_as(handler: MethodRouter<App>, path: &'static str) -> MethodRouter<App> {
    handler.layer(map_response(move |answer| async move { AnsweredBy(path).mark(answer) }))
}

/// The page that is in the cache for this request, if any. Most visits end here.
fn cached(app: &App, method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<Response> {
    if !matches!(*method, Method::GET | Method::HEAD) || uri.query().is_some() {
        return None;
    }
    let tree = app.tree();
    let host = host_of(uri, headers);
    if tree.leads_to(&host).is_some() {
        return None;
    }
    let (site, _) = tree.site_for(&host, uri.path())?;
    let variant = View::of(headers).variant();
    let page = app.cache.get(&PageKey::new(site.id.0, uri.path()).variant(variant))?;
    Some(page.respond(method, headers))
}

/// Gives cached pages to visitors before anything else is looked at.
pub struct QuickDoor {
    /// The program's parts.
    pub app: App,
    /// The edge that the public routes have.
    pub edge: Arc<Edge>,
}

impl Quick for QuickDoor {
    fn answer(
        &self,
        method: &Method,
        uri: &Uri,
        headers: &HeaderMap,
        https: bool,
    ) -> Option<Response> {
        let page = cached(&self.app, method, uri, headers)?;
        Some(self.edge.send_off(method, page, https))
    }
}

#[derive(Clone)]
struct Door {
    app: App,
    inner: Router,
}

impl Door {
    async fn enter(self, mut request: Request) -> Response {
        if let Some(page) = cached(&self.app, request.method(), request.uri(), request.headers()) {
            return AnsweredBy(CACHED).mark(page);
        }
        let tree = self.app.tree();
        let host = host_of(request.uri(), request.headers());
        if let Some(site) = tree.leads_to(&host) {
            return on_main_domain(&self.app, &tree, site, &request);
        }
        let asked: Arc<str> = request.uri().path().into();
        let Some((site, rest)) = tree.site_for(&host, &asked) else {
            return Refusal::not_found().into_response();
        };
        let mut visitor = Visitor::on(&self.app, &tree, site.id);
        visitor.full_path = asked.clone();
        visitor.method = request.method().clone();
        visitor.view = View::of(request.headers());
        visitor.headers = Arc::new(request.headers().clone());
        if rest != &*asked
            && let Some(uri) = within_site(request.uri(), rest)
        {
            *request.uri_mut() = uri;
        }
        let (key, method) = (key_of(&visitor, request.uri()), visitor.method.clone());
        let headers = visitor.headers.clone();
        request.extensions_mut().insert(visitor);
        let mut inner = self.inner;
        let response = match inner.as_service().ready().await {
            Ok(routes) => match routes.call(request).await {
                Ok(response) => response,
                Err(never) => match never {},
            },
            Err(never) => match never {},
        };
        let old =
            key.filter(|_| is_away(&response)).and_then(|key| self.app.cache.last_known(&key));
        old.map_or(response, |page| page.respond(&method, &headers))
    }
}

/// Where the page of this address is kept, as far as the address alone tells.
fn key_of(visitor: &Visitor, uri: &Uri) -> Option<PageKey> {
    if !matches!(visitor.method, Method::GET | Method::HEAD) {
        return None;
    }
    let url = match uri.query() {
        None => visitor.full_path.to_string(),
        Some(query) => format!("{}?{query}", visitor.full_path),
    };
    Some(PageKey::new(visitor.site_id.0, url).variant(visitor.view.variant()))
}

/// Whether an answer is a fault that passes: the database is away.
fn is_away(response: &Response) -> bool {
    let carried = response.extensions().get::<CarriedError>();
    carried
        .is_some_and(|CarriedError(error)| matches!(&**error, Error::Fault(fault) if fault.passing))
}

impl Visitor {
    /// The visitor of a request that no door has seen: for error pages.
    pub fn of(app: &App, host: &str, path: &str, method: &Method) -> Option<Self> {
        let tree = app.tree();
        let (site, _) = tree.site_for(host, path)?;
        let visitor = Self::on(app, &tree, site.id);
        Some(Self { full_path: path.into(), method: method.clone(), ..visitor })
    }

    /// The visitor for whom a page is rendered within the console: nobody asks for it at its own
    /// address, and its links lead out.
    pub fn preview(app: &App, site: SiteId) -> Self {
        Self { elsewhere: true, ..Self::on(app, &app.tree(), site) }
    }

    fn on(app: &App, tree: &Arc<Tree>, site: SiteId) -> Self {
        Self {
            site_id: site,
            full_path: "/".into(),
            method: Method::GET,
            headers: Arc::default(),
            origin: origin(app, tree, site),
            main_origin: main_origin(app, tree),
            view: View::default(),
            elsewhere: false,
            app: app.clone(),
            tree: tree.clone(),
        }
    }
}

/// On to the same address on the site's main domain (article 8: one site, one main domain).
fn on_main_domain(app: &App, tree: &Tree, site: SiteId, request: &Request) -> Response {
    let rest = request.uri().path_and_query().map_or("/", |rest| rest.as_str());
    let location = format!("{}{rest}", origin(app, tree, site));
    let status = match *request.method() {
        Method::GET | Method::HEAD => StatusCode::MOVED_PERMANENTLY,
        _ => StatusCode::PERMANENT_REDIRECT,
    };
    match HeaderValue::from_str(&location) {
        Ok(location) => (status, [(header::LOCATION, location)]).into_response(),
        Err(_) => Refusal::not_found().into_response(),
    }
}

pub(crate) fn host_of(uri: &Uri, headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|host: &HeaderValue| host.to_str().ok());
    host.or_else(|| uri.host()).unwrap_or_default().to_ascii_lowercase()
}

/// The request's address with the site's prefix taken off.
fn within_site(uri: &Uri, rest: &str) -> Option<Uri> {
    let path = match uri.query() {
        Some(query) => format!("{rest}?{query}"),
        None => rest.to_owned(),
    };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(path.parse().ok()?);
    Uri::from_parts(parts).ok()
}

/// Canonical links never depend on what a request claims as its host: that would poison the cache.
pub(crate) fn origin(app: &App, tree: &Tree, site: SiteId) -> Arc<str> {
    match tree.own_host(site) {
        Some(host) => format!("https://{host}").into(),
        None => main_origin(app, tree),
    }
}

/// The whole address of a path within a site, for letters and text messages.
pub fn whole_address(app: &App, site: SiteId, path: &str) -> String {
    let tree = app.tree();
    let url = tree.url(site, path);
    if url.starts_with('/') { format!("{}{url}", main_origin(app, &tree)) } else { url }
}

fn main_origin(app: &App, tree: &Tree) -> Arc<str> {
    let domain = tree.main_site().map_or("", |main| main.domain.as_str());
    match &app.settings.public.base_url {
        Some(base) => base.trim_end_matches('/').into(),
        None => format!("https://{domain}").into(),
    }
}
