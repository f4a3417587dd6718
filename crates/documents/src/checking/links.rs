//! Where the links of a body lead: to a page that visitors see, to something hidden, or nowhere.

use checks::{Hit, Place, Rule};
use percent_encoding::percent_decode_str;
use platform::Fault;
use structure::{App, PublicRoute, SiteId};
use url::Url;

use super::paper::Subject;
use crate::addresses::{self, Meaning};
use crate::context::Context;
use crate::documents;

/// First segments of the addresses that pages of the program itself have.
#[derive(Clone, Debug, Default)]
pub struct FixedPaths(Vec<&'static str>);

impl FixedPaths {
    /// Those of the public routes.
    pub fn of(routes: &[PublicRoute]) -> Self {
        let first = |route: &PublicRoute| route.path.trim_start_matches('/').split('/').next();
        let mut paths: Vec<_> = routes.iter().filter_map(first).collect();
        paths.retain(|path| !path.is_empty() && !path.starts_with('{'));
        paths.push("assets");
        paths.sort_unstable();
        paths.dedup();
        Self(paths)
    }

    fn holds(&self, path: &str) -> bool {
        let first = path.split('/').next().unwrap_or_default();
        self.0.contains(&first)
    }
}

pub(super) async fn find(
    app: &App,
    ctx: &Context,
    subject: &Subject<'_>,
    links: &[(String, String)],
) -> Result<Vec<Hit>, Fault> {
    let mut hits = Vec::new();
    for (address, _) in links {
        if let Some(code) = address.strip_prefix("asset:") {
            if subject.content.attachment(code).is_none() {
                hits.push(Hit::about(Rule::DeadLink, Place::Body, address));
            }
        } else if let Some(rule) = leads(app, ctx, subject, address).await? {
            hits.push(Hit::about(rule, Place::Body, address));
        }
    }
    Ok(hits)
}

/// What is wrong with a link, if it leads into this portal.
async fn leads(
    app: &App,
    ctx: &Context,
    subject: &Subject<'_>,
    address: &str,
) -> Result<Option<Rule>, Fault> {
    if is_console(app, address) {
        return Ok(Some(Rule::HiddenLink));
    }
    let Some((site, path)) = inside(app, ctx, subject, address) else { return Ok(None) };
    let fixed = app.registers.get::<FixedPaths>()?;
    let shown = path.is_empty()
        || fixed.holds(&path)
        || ctx.tree.column_by_path(site, &path).is_some()
        || ctx.tree.column_by_former_path(site, &path).is_some();
    if shown {
        return Ok(None);
    }
    let mut meaning = addresses::resolve(&ctx.db, &ctx.tree, site, &path).await?;
    if meaning.is_none()
        && let Some((parent, _)) = path.rsplit_once('/')
    {
        // A file of a document.
        meaning = addresses::resolve(&ctx.db, &ctx.tree, site, parent).await?;
    }
    Ok(match meaning {
        None => Some(Rule::DeadLink),
        Some(Meaning::Redirect(_)) => None,
        Some(Meaning::Document { id, .. }) => {
            let document = documents::by_id(&ctx.db, id).await?;
            let live = document.is_some_and(|document| document.is_live());
            (!live).then_some(Rule::HiddenLink)
        }
    })
}

/// The site and path of an address that is ours.
fn inside(
    app: &App,
    ctx: &Context,
    subject: &Subject<'_>,
    address: &str,
) -> Option<(SiteId, String)> {
    let home = ctx.tree.column(subject.column_id)?.site_id;
    let (host, path) = if address.starts_with('/') {
        let host = ctx.tree.own_host(home).unwrap_or_default().to_owned();
        (host, address.split(['?', '#']).next().unwrap_or_default().to_owned())
    } else {
        let url =
            Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
        let host = url.host_str()?.to_owned();
        let base = app.settings.public.base_url.as_deref().and_then(|base| Url::parse(base).ok());
        let ours = base.and_then(|base| base.host_str().map(|base| base == host)).unwrap_or(false)
            || ctx.tree.sites().iter().any(|site| site.domain == host);
        (ours.then_some(host)?, url.path().to_owned())
    };
    let (site, path) = ctx.tree.site_for(&host, &path)?;
    let path = percent_decode_str(path).decode_utf8().ok()?;
    Some((site.id, path.trim_matches('/').to_lowercase()))
}

/// An address of the console: nobody outside can open it.
fn is_console(app: &App, address: &str) -> bool {
    let console = &app.settings.console;
    let base = console.base_url.clone().unwrap_or_else(|| format!("http://{}", console.address));
    let base = base.trim_end_matches('/');
    address == base || address.strip_prefix(base).is_some_and(|rest| rest.starts_with('/'))
}
