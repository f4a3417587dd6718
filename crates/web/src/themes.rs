//! Pages: sandboxed templates, the default ones embedded, single files overridden by a site's theme.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use http::StatusCode;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior};
use parking_lot::RwLock;
use platform::Fault;
use rust_embed::RustEmbed;
use serde::Serialize;

use crate::assets::{Assets, CONSOLE, DEFAULT};
use crate::disk_watch::{DiskWatch, files};
use crate::messages::Messages;
use crate::template_functions;
use crate::theme_folder::readable;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../themes/default/"]
#[allow_missing = true]
struct PublicTemplates;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../console/templates/"]
#[allow_missing = true]
struct ConsoleTemplates;

/// Samples of console pages, for trying them.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../console/samples/"]
#[prefix = "samples/"]
#[allow_missing = true]
struct ConsoleSamples;

/// A page is a struct: its template and the values the template shows.
pub trait Page: Serialize {
    /// The path of the template in the theme or in the console's folder.
    const TEMPLATE: &'static str;

    /// The status with which the page is answered.
    fn status(&self) -> StatusCode {
        StatusCode::OK
    }
}

/// Steps that a page of a theme may take; an ordinary page takes some ten thousand.
const PUBLIC_FUEL: u64 = 2_000_000;
/// Console pages are ours, and their lists are longer.
const CONSOLE_FUEL: u64 = 20_000_000;

/// All templates of all themes and of the console.
#[derive(Debug)]
pub struct Themes {
    messages: Arc<Messages>,
    assets: Arc<Assets>,
    folder: Option<PathBuf>,
    environments: RwLock<HashMap<String, Arc<Environment<'static>>>>,
    watch: DiskWatch,
}

impl Themes {
    /// Themes from the embedded default and the sites' own folders in `themes_dir`.
    pub fn new(messages: Arc<Messages>, assets: Arc<Assets>, themes_dir: Option<PathBuf>) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut folders =
            vec![root.join("../../themes/default"), root.join("../../console/templates")];
        folders.extend(themes_dir.clone());
        let watch = DiskWatch::new(folders);
        watch.changed();
        Self { messages, assets, folder: themes_dir, environments: RwLock::default(), watch }
    }

    /// Renders a public page in a theme (`default` or the name of a folder).
    pub fn render<P: Page>(&self, theme: &str, page: &P) -> Result<String, Fault> {
        self.render_template(theme, P::TEMPLATE, page)
    }

    /// Renders a console page.
    pub fn render_console<P: Page>(&self, page: &P) -> Result<String, Fault> {
        self.render_template(CONSOLE, P::TEMPLATE, page)
    }

    /// Renders a template chosen at run time (a column's own template). `theme` may be `console`.
    pub fn render_template<V: Serialize>(
        &self,
        theme: &str,
        template: &str,
        values: &V,
    ) -> Result<String, Fault> {
        let fault = match self.render_strictly(theme, template, values) {
            Err(fault) if !matches!(theme, DEFAULT | CONSOLE) => fault,
            done => return done,
        };
        // Visitors must not suffer for a broken theme: the page is shown as the default has it.
        let Ok(page) = self.render_strictly(DEFAULT, template, values) else { return Err(fault) };
        let fault = fault.chain();
        tracing::warn!(fault, "a theme's template is broken, the default stands in");
        Ok(page)
    }

    /// The same, and nothing stands in for a broken template.
    pub(crate) fn render_strictly<V: Serialize>(
        &self,
        theme: &str,
        template: &str,
        values: &V,
    ) -> Result<String, Fault> {
        let environment = self.environment(theme);
        environment
            .get_template(template)
            .and_then(|template| template.render(Serde(values)))
            .map_err(|error| template_fault(theme, template, &error))
    }

    /// The default theme and the sites' own, by name.
    pub fn names(&self) -> Vec<String> {
        let folders = self.folder.iter().filter_map(|folder| std::fs::read_dir(folder).ok());
        let mut own: Vec<String> = folders
            .flatten()
            .flatten()
            .filter(|entry| entry.path().join("theme.toml").is_file())
            .filter_map(|entry| entry.file_name().into_string().ok())
            .filter(|name| is_theme_name(name))
            .collect();
        own.sort();
        own.insert(0, DEFAULT.to_owned());
        own
    }

    /// Whether the default theme has a template.
    pub fn default_has(&self, template: &str) -> bool {
        PublicTemplates::get(template).is_some()
    }

    /// Whether a theme, or the default behind it, has a template.
    pub fn has(&self, theme: &str, template: &str) -> bool {
        self.environment(theme).get_template(template).is_ok()
    }

    /// Compiles a template without rendering it.
    pub fn compile(&self, theme: &str, template: &str) -> Result<(), Fault> {
        let compiled = self.environment(theme).get_template(template).map(|_| ());
        compiled.map_err(|error| template_fault(theme, template, &error))
    }

    /// The paths of all files that a theme's pages may come from, its own and the default ones.
    pub fn files(&self, theme: &str) -> Vec<String> {
        self.source(theme).files()
    }

    /// The text of a file of a theme that is not a template (`theme.toml`, samples).
    pub fn file(&self, theme: &str, path: &str) -> Option<String> {
        self.source(theme).load(path)
    }

    /// Forgets all compiled templates: the next page sees changed files. Pages that are cached must
    /// be dropped by the caller.
    pub fn reload(&self) {
        self.environments.write().clear();
        self.assets.reload();
    }

    fn source(&self, theme: &str) -> Source {
        let own = self.folder.as_ref().filter(|_| is_theme_name(theme));
        Source { console: theme == CONSOLE, own: own.map(|folder| folder.join(theme)) }
    }

    fn environment(&self, theme: &str) -> Arc<Environment<'static>> {
        if self.watch.changed() {
            self.reload();
        }
        if let Some(environment) = self.environments.read().get(theme) {
            return environment.clone();
        }
        let environment = Arc::new(self.build(theme));
        self.environments.write().insert(theme.to_owned(), environment.clone());
        environment
    }

    fn build(&self, theme: &str) -> Environment<'static> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|name| match name.rsplit('.').next() {
            Some("html" | "xml") => AutoEscape::Html,
            _ => AutoEscape::None,
        });
        environment.set_formatter(template_functions::write_value);
        let fuel = if theme == CONSOLE { CONSOLE_FUEL } else { PUBLIC_FUEL };
        environment.set_fuel(Some(fuel));
        environment.set_recursion_limit(100);
        let source = self.source(theme);
        environment.set_loader(move |path| Ok::<_, Error>(source.load(path)));
        let (messages, assets) = (self.messages.clone(), self.assets.clone());
        template_functions::install(&mut environment, messages, assets, theme);
        environment
    }
}

/// Where the files of a theme come from.
#[derive(Clone, Debug)]
struct Source {
    console: bool,
    own: Option<PathBuf>,
}

impl Source {
    fn load(&self, path: &str) -> Option<String> {
        let inside = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
        if !inside || path.contains('\\') {
            return None;
        }
        // What a theme builds on: `{% extends "default/home.html" %}`.
        if let Some(path) = path.strip_prefix("default/").filter(|_| !self.console) {
            let file = PublicTemplates::get(path)?;
            return String::from_utf8(file.data.into_owned()).ok();
        }
        if let Some(own) = &self.own
            && readable(own, path)
            && let Ok(text) = std::fs::read_to_string(own.join(path))
        {
            return Some(text);
        }
        let file = if self.console {
            ConsoleTemplates::get(path).or_else(|| ConsoleSamples::get(path))
        } else {
            PublicTemplates::get(path)
        };
        String::from_utf8(file?.data.into_owned()).ok()
    }
}

impl Source {
    fn files(&self) -> Vec<String> {
        let mut found: BTreeSet<String> = if self.console {
            ConsoleTemplates::iter().chain(ConsoleSamples::iter()).map(Cow::into_owned).collect()
        } else {
            PublicTemplates::iter().map(Cow::into_owned).collect()
        };
        if let Some(own) = &self.own {
            let paths = files(own).into_iter();
            found.extend(
                paths.filter_map(|path| Some(path.strip_prefix(own).ok()?.to_str()?.to_owned())),
            );
        }
        found.into_iter().collect()
    }
}

/// A theme's name is a plain folder name; the embedded ones have no folder.
pub fn is_theme_name(name: &str) -> bool {
    name != DEFAULT
        && name != CONSOLE
        && !name.is_empty()
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// Says which template failed, where and why, in one line.
fn template_fault(theme: &str, template: &str, error: &Error) -> Fault {
    let mut doing = format!("render {theme}/{template}");
    if let (Some(name), Some(line)) = (error.name(), error.line()) {
        doing = format!("{doing} (at {name}:{line})");
    }
    let mut cause = error.to_string();
    let mut next = std::error::Error::source(error);
    while let Some(error) = next {
        cause.push_str(": ");
        cause.push_str(&error.to_string());
        next = error.source();
    }
    if error.kind() == ErrorKind::OutOfFuel {
        cause.push_str(" (the template takes too many steps)");
    }
    Fault::caused(doing, cause)
}

#[cfg(test)]
mod tests;
