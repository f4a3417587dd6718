//! Styles, scripts and drawings: compressed in memory, named by their content, cached for ever.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::response::Response;
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use parking_lot::RwLock;
use rust_embed::RustEmbed;

use crate::disk_watch::{DiskWatch, files};
use crate::encoding::{Effort, Encoded, compressible};
use crate::refusal::{Answer, Refusal};
use crate::sealed::{SealedBody, content_hash};
use crate::theme_folder::readable;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../themes/default/assets/"]
#[allow_missing = true]
struct PublicFiles;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../console/assets/"]
#[allow_missing = true]
struct ConsoleFiles;

/// What `console/build.mjs` bundles.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../console/dist/"]
#[allow_missing = true]
struct BundledFiles;

/// Whose assets: `default`, `console` or a theme of a site.
type Namespace = String;
type Sources = HashMap<(Namespace, String), Vec<u8>>;

/// The namespace of the public theme, which all others fall back to.
pub const DEFAULT: &str = "default";
/// The namespace of the console.
pub const CONSOLE: &str = "console";

#[derive(Debug, Default)]
struct Table {
    /// Address by namespace and logical name.
    urls: HashMap<(Namespace, String), Arc<str>>,
    /// Body by address.
    bodies: HashMap<Arc<str>, Arc<SealedBody>>,
}

/// All assets. A theme folder overrides single files.
#[derive(Debug)]
pub struct Assets {
    themes_dir: Option<PathBuf>,
    table: RwLock<Arc<Table>>,
    watch: DiskWatch,
}

impl Assets {
    /// Reads and compresses all assets; `themes_dir` holds the sites' own themes.
    pub fn load(themes_dir: Option<&Path>) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut folders: Vec<PathBuf> =
            ["../../themes/default/assets", "../../console/assets", "../../console/dist"]
                .map(|folder| root.join(folder))
                .into();
        folders.extend(themes_dir.map(Path::to_owned));
        let assets = Self {
            themes_dir: themes_dir.map(Path::to_owned),
            table: RwLock::default(),
            watch: DiskWatch::new(folders),
        };
        assets.watch.changed();
        assets.reload();
        assets
    }

    /// Reads all assets again.
    pub fn reload(&self) {
        let mut sources = Sources::new();
        embedded::<ConsoleFiles>(CONSOLE, &mut sources);
        embedded::<BundledFiles>(CONSOLE, &mut sources);
        embedded::<PublicFiles>(DEFAULT, &mut sources);
        if let Some(folder) = &self.themes_dir {
            from_disk(folder, &mut sources);
        }
        *self.table.write() = Arc::new(table(sources));
    }

    fn table(&self) -> Arc<Table> {
        if self.watch.changed() {
            self.reload();
        }
        self.table.read().clone()
    }

    /// The address of an asset, `/assets/name.hash.ext`, looked for in the namespace, then in the
    /// default theme.
    pub fn url(&self, namespace: &str, name: &str) -> Option<Arc<str>> {
        let table = self.table();
        [namespace, DEFAULT]
            .iter()
            .find_map(|space| table.urls.get(&((*space).to_owned(), name.to_owned())).cloned())
    }

    /// The text of an asset, such as a style, looked for in the namespace alone.
    pub fn text(&self, namespace: &str, name: &str) -> Option<String> {
        let table = self.table();
        let url = table.urls.get(&(namespace.to_owned(), name.to_owned()))?;
        let body = table.bodies.get(url)?;
        String::from_utf8(body.encoded().identity.to_vec()).ok()
    }

    /// Answers a request for an asset by its whole path.
    pub fn answer(&self, path: &str, method: &Method, headers: &HeaderMap) -> Answer {
        match self.table().bodies.get(path) {
            Some(body) => Ok(body.respond(method, headers)),
            None => Err(Refusal::not_found().into()),
        }
    }
}

/// The axum handler of `/assets/{*path}`.
pub async fn serve(
    axum::extract::State(assets): axum::extract::State<Arc<Assets>>,
    method: Method,
    uri: http::Uri,
    headers: HeaderMap,
) -> Answer<Response> {
    assets.answer(uri.path(), &method, &headers)
}

fn embedded<E: RustEmbed>(namespace: &str, sources: &mut Sources) {
    for path in E::iter() {
        if let Some(file) = E::get(&path) {
            sources.insert((namespace.to_owned(), path.into_owned()), file.data.into_owned());
        }
    }
}

/// `<themes_dir>/<theme>/assets/**`.
fn from_disk(themes_dir: &Path, sources: &mut Sources) {
    let Ok(themes) = std::fs::read_dir(themes_dir) else {
        return;
    };
    for theme in themes.flatten() {
        let namespace = theme.file_name().to_string_lossy().into_owned();
        let folder = theme.path().join("assets");
        for path in files(&folder) {
            let Ok(name) = path.strip_prefix(&folder) else {
                continue;
            };
            let name = name.to_string_lossy().replace('\\', "/");
            if !readable(&theme.path(), &format!("assets/{name}")) {
                tracing::warn!(path = path.display().to_string(), "a link or too large, not read");
                continue;
            }
            match std::fs::read(&path) {
                Ok(bytes) => {
                    sources.insert((namespace.clone(), name), bytes);
                }
                Err(error) => tracing::warn!(
                    path = path.display().to_string(),
                    error = error.to_string(),
                    "asset not read"
                ),
            }
        }
    }
}

fn table(sources: Sources) -> Table {
    let mut table = Table::default();
    // Styles last: they name other assets by their address.
    let (styles, others): (Vec<_>, Vec<_>) =
        sources.into_iter().partition(|((_, name), _)| extension_of(name) == "css");
    for ((namespace, name), bytes) in others {
        add(&mut table, namespace, name, bytes);
    }
    for ((namespace, name), bytes) in styles {
        let bytes = match String::from_utf8(bytes) {
            Ok(style) => {
                let find = |wanted: &str| {
                    let key = |space: &str| (space.to_owned(), wanted.to_owned());
                    table.urls.get(&key(&namespace)).or_else(|| table.urls.get(&key(DEFAULT)))
                };
                rewrite_urls(&style, |wanted| find(wanted).map(ToString::to_string)).into_bytes()
            }
            Err(error) => error.into_bytes(),
        };
        add(&mut table, namespace, name, bytes);
    }
    table
}

fn extension_of(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

fn add(table: &mut Table, namespace: Namespace, name: String, bytes: Vec<u8>) {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name.as_str(), "bin"));
    let url: Arc<str> = format!("/assets/{stem}.{}.{extension}", content_hash(&bytes)).into();
    let content_type = content_type(extension);
    let bytes = Bytes::from(bytes);
    let encoded = if compressible(content_type) {
        let effort = if cfg!(debug_assertions) { Effort::Quick } else { Effort::Thorough };
        Encoded::compress(bytes, effort)
    } else {
        Encoded::plain(bytes)
    };
    let mut shared = HeaderMap::new();
    shared.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    let for_ever = HeaderValue::from_static("public, max-age=31536000, immutable");
    shared.insert(header::CACHE_CONTROL, for_ever);
    let body = SealedBody::seal(StatusCode::OK, &shared, encoded);
    table.bodies.insert(url.clone(), Arc::new(body));
    table.urls.insert((namespace, name), url);
}

/// Replaces `url(logical-name)` in a style by the asset's address; other addresses stay.
fn rewrite_urls(style: &str, find: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(style.len());
    let mut rest = style;
    while let Some((before, after)) = rest.split_once("url(") {
        out.push_str(before);
        out.push_str("url(");
        let Some((inside, behind)) = after.split_once(')') else {
            rest = after;
            break;
        };
        let wanted = inside.trim().trim_matches(['"', '\'']);
        let wanted = wanted.strip_prefix("./").unwrap_or(wanted);
        match find(wanted) {
            Some(url) => out.push_str(&url),
            None => out.push_str(inside),
        }
        out.push(')');
        rest = behind;
    }
    out.push_str(rest);
    out
}

fn content_type(extension: &str) -> &'static str {
    match extension {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "json" | "map" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        "webp" => "image/webp",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theme(files: &[(&str, &str)]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = dir.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        dir
    }

    #[test]
    fn styles_name_other_assets_by_their_address() {
        let style = "a{background:url(\"./eave.svg\")}b{src:url(data:x)}c{background:url(/y.png)}";
        let find = |name: &str| (name == "eave.svg").then(|| "/assets/eave.1.svg".to_owned());
        let out = rewrite_urls(style, find);
        assert_eq!(
            out,
            "a{background:url(/assets/eave.1.svg)}b{src:url(data:x)}c{background:url(/y.png)}"
        );
        assert_eq!(rewrite_urls("a{b:url(", |_| None), "a{b:url(");
    }

    #[test]
    fn a_theme_overrides_a_single_asset() {
        let dir = theme(&[
            ("river/assets/mark.svg", "<svg/>"),
            ("river/assets/a.css", "i{background:url(mark.svg)}"),
        ]);
        let assets = Assets::load(Some(dir.path()));
        let url = assets.url("river", "a.css").unwrap();
        let response = assets.answer(&url, &Method::GET, &HeaderMap::new()).unwrap();
        assert_eq!(response.headers()[header::CONTENT_TYPE], "text/css; charset=utf-8");
        assert!(response.headers()[header::CACHE_CONTROL].to_str().unwrap().contains("immutable"));
        assert!(assets.url("default", "a.css").is_none());
        // What the theme does not have comes from the default theme.
        assert_eq!(assets.url("river", "public.css"), assets.url("default", "public.css"));
    }

    #[test]
    fn the_address_changes_with_the_content() {
        let dir = theme(&[("river/assets/a.css", "a{}")]);
        let assets = Assets::load(Some(dir.path()));
        let before = assets.url("river", "a.css").unwrap();
        std::fs::write(dir.path().join("river/assets/a.css"), "b{}").unwrap();
        assets.reload();
        let after = assets.url("river", "a.css").unwrap();
        assert_ne!(before, after);
        assert!(assets.answer(&before, &Method::GET, &HeaderMap::new()).is_err());
    }
}
