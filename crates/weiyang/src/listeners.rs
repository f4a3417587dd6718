//! The listeners, from the first address to the last connection.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use platform::settings::unusable;
use platform::{Clock, Fault, FaultContext};
use sd_notify::NotifyState;
use structure::{App, ListenerSettings, QuickDoor, Settings, console_router, https_door};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use web::edge::{Edge, guard};
use web::headers::{CONSOLE_CSP, PUBLIC_CSP};
use web::tls::{Certificates, Tls, TlsFiles};
use web::{Listener, ListenerLimits};

use crate::console_error_page::ConsoleErrorPage;
use crate::signals::{reload_on_signal, stop_on_signal, tell_systemd};
use crate::start::{chapters, public_pages, start_followers, with_assets};

/// The open sockets of a server.
struct Sockets {
    public: Listener,
    console: Listener,
    /// Plain HTTP that leads to https.
    redirect: Option<Listener>,
}

/// Serves until told to stop. `ready` is called with both addresses when people may come.
pub async fn serve(app: App, ready: impl FnOnce(&str, &str)) -> Result<(), Fault> {
    let metrics = protection::recorder()?;
    start_followers(&app).await?;
    let stop = CancellationToken::new();
    tokio::spawn(stop_on_signal(stop.clone(), app.settings.stopping.linger()));
    let certificates = app.registers.get::<Certificates>()?.clone();
    let sockets = Sockets::open(&app.settings, &certificates, app.clock()).await?;
    let changed = Arc::new(Notify::new());
    tokio::spawn(certificates.keep(changed.clone()));
    tokio::spawn(reload_on_signal(changed, stop.clone()));
    let health = protection::health_router(app.clone(), metrics.clone());
    let (public_url, console_url) = (sockets.public.url()?, sockets.console.url()?);
    let pulse = protection::Pulse::start(&app, metrics, reachable(sockets.public.address()?))?;
    let serving = sockets.serve(&app, health, stop);
    ready(&public_url, &console_url);
    tell_systemd(NotifyState::Ready);
    let served = serving.await;
    pulse.leave().await;
    served
}

/// The address at which this machine reaches its own listener.
fn reachable(mut address: SocketAddr) -> String {
    if address.ip().is_unspecified() {
        let here: IpAddr = match address.ip() {
            IpAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
        };
        address.set_ip(here);
    }
    format!("http://{address}")
}

impl Sockets {
    async fn open(
        settings: &Settings,
        certificates: &Certificates,
        clock: &Clock,
    ) -> Result<Self, Fault> {
        let public = bind("public", &settings.public, certificates, clock).await?;
        let console = bind("console", &settings.console, certificates, clock).await?;
        Ok(Self { public, console, redirect: bind_redirect(&settings.public).await? })
    }

    async fn serve(self, app: &App, health: Router, stop: CancellationToken) -> Result<(), Fault> {
        let (public_service, quick) = public_service(app);
        let console_service = console_service(app, health);
        let public =
            tokio::spawn(self.public.serve_with(public_service, Some(quick), stop.clone()));
        let redirect = self
            .redirect
            .map(|listener| tokio::spawn(listener.serve(https_door(app.clone()), stop.clone())));
        self.console.serve(console_service, stop).await?;
        if let Some(redirect) = redirect {
            redirect.await.doing("lead to https")??;
        }
        public.await.doing("serve the public")?
    }
}

fn public_service(app: &App) -> (Router, Arc<QuickDoor>) {
    let error_page = Arc::new(site::PublicErrorPage { app: app.clone() });
    let edge = Edge::new("public", PUBLIC_CSP, app.messages.clone(), error_page);
    let edge = Arc::new(promising(edge, &app.settings.public));
    let quick = Arc::new(QuickDoor { app: app.clone(), edge: edge.clone() });
    let alive = protection::probe_router(app.clone());
    let router = alive.fallback_service(public_pages(app));
    (router.layer(from_fn_with_state(edge, guard)), quick)
}

/// The edge with what the listener promises browsers about TLS.
fn promising(edge: Edge, settings: &ListenerSettings) -> Edge {
    if settings.hsts_subdomains { edge } else { edge.for_this_host_only() }
}

fn console_service(app: &App, health: Router) -> Router {
    let error_page = Arc::new(ConsoleErrorPage { app: app.clone() });
    let edge = Edge::new("console", CONSOLE_CSP, app.messages.clone(), error_page);
    let edge = promising(edge, &app.settings.console);
    let mut pages = console_router(app, chapters().console);
    if cfg!(feature = "test-control") {
        pages = pages.merge(crate::test_control::router(app));
    }
    with_assets(app, pages.merge(health)).layer(from_fn_with_state(Arc::new(edge), guard))
}

async fn bind(
    name: &'static str,
    settings: &ListenerSettings,
    certificates: &Certificates,
    clock: &Clock,
) -> Result<Listener, Fault> {
    let listener = Listener::bind(address(&settings.address)?, limits(settings)).await?;
    let Some(tls) = &settings.tls else {
        return Ok(listener);
    };
    let files = TlsFiles { certificate: tls.certificate.clone(), key: tls.key.clone() };
    let tls = Tls::load(name, files, clock.clone()).doing(format!("set up [{name}.tls]"))?;
    let tls = Arc::new(tls);
    certificates.add(tls.clone());
    Ok(listener.over(tls))
}

async fn bind_redirect(public: &ListenerSettings) -> Result<Option<Listener>, Fault> {
    let Some(from) = &public.redirect_from else {
        return Ok(None);
    };
    if public.tls.is_none() {
        let why = "[public] redirect_from leads to https and needs [public.tls]";
        return Err(unusable("read the settings", why));
    }
    let limits = ListenerLimits { threads: 1, ..limits(public) };
    Ok(Some(Listener::bind(address(from)?, limits).await?))
}

fn address(text: &str) -> Result<SocketAddr, Fault> {
    let parsed = text.parse::<SocketAddr>();
    parsed.map_err(|why| unusable(format!("understand the address {text}"), why.to_string()))
}

fn limits(settings: &ListenerSettings) -> ListenerLimits {
    ListenerLimits {
        connections: settings.max_connections,
        per_household: settings.max_connections_per_address,
        trusted_proxies: settings.trusted_proxies.clone(),
        ..ListenerLimits::default()
    }
}
