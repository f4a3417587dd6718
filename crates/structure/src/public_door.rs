//! The visitors' door: finds the site by host and prefix, answers from the page cache if it can, and
//! hands the rest to the public routes.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;
use http::{HeaderValue, Method, Uri, header};
use tower::{Service, ServiceExt};
use web::{PageKey, Refusal};

use crate::app::App;
use crate::chapter::PublicRoute;
use crate::ids::SiteId;
use crate::tree::Tree;
use crate::visitor::Visitor;

/// Everything visitors reach: the routes, and for every other address the `fallback`.
pub fn public_router(app: &App, routes: Vec<PublicRoute>, fallback: MethodRouter<App>) -> Router {
    let mut inner = Router::new();
    let most = app.settings.uploads.megabytes << 20;
    for route in routes {
        inner = inner.route(route.path, route.handler.layer(DefaultBodyLimit::max(most)));
    }
    let inner: Router =
        inner.fallback_service(fallback.with_state(app.clone())).with_state(app.clone());
    let door = Door { app: app.clone(), inner };
    Router::new().fallback_service(tower::service_fn(move |request: Request| {
        let door = door.clone();
        async move { Ok::<_, Infallible>(door.enter(request).await) }
    }))
}

#[derive(Clone)]
struct Door {
    app: App,
    inner: Router,
}

impl Door {
    async fn enter(self, mut request: Request) -> Response {
        let tree = self.app.tree();
        let host = host_of(&request);
        let asked: Arc<str> = request.uri().path().into();
        let Some((site, rest)) = tree.site_for(&host, &asked) else {
            return Refusal::not_found().into_response();
        };
        let readable = matches!(*request.method(), Method::GET | Method::HEAD);
        if readable && request.uri().query().is_none() {
            // The quick way: most visits end here, without touching the routes.
            let key = PageKey::new(site.id.0, asked.clone());
            if let Some(page) = self.app.cache.get(&key) {
                return page.respond(request.method(), request.headers());
            }
        }
        let mut visitor = Visitor::on(&self.app, &tree, site.id);
        visitor.full_path = asked.clone();
        visitor.method = request.method().clone();
        visitor.headers = Arc::new(request.headers().clone());
        if rest != &*asked
            && let Some(uri) = within_site(request.uri(), rest)
        {
            *request.uri_mut() = uri;
        }
        request.extensions_mut().insert(visitor);
        let mut inner = self.inner;
        match inner.as_service().ready().await {
            Ok(routes) => match routes.call(request).await {
                Ok(response) => response,
                Err(never) => match never {},
            },
            Err(never) => match never {},
        }
    }
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
            elsewhere: false,
            app: app.clone(),
            tree: tree.clone(),
        }
    }
}

fn host_of(request: &Request) -> String {
    let host =
        request.headers().get(header::HOST).and_then(|host: &HeaderValue| host.to_str().ok());
    host.or_else(|| request.uri().host()).unwrap_or_default().to_ascii_lowercase()
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
fn origin(app: &App, tree: &Tree, site: SiteId) -> Arc<str> {
    match tree.own_host(site) {
        Some(host) => format!("https://{host}").into(),
        None => main_origin(app, tree),
    }
}

fn main_origin(app: &App, tree: &Tree) -> Arc<str> {
    let domain = tree.main_site().map_or("", |main| main.domain.as_str());
    match &app.settings.public.base_url {
        Some(base) => base.trim_end_matches('/').into(),
        None => format!("https://{domain}").into(),
    }
}
