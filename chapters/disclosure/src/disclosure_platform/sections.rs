//! Where a site keeps the parts of the platform: data, since the column tree is the district's.

use std::sync::LazyLock;

use serde::Deserialize;
use structure::columns::Column;
use structure::{SiteId, Tree};

/// Paths of the parts.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Paths {
    root: String,
    guide: String,
    rules: String,
    statutory: String,
    reports: String,
    application: String,
}

/// That the file reads is proved by a test.
static PATHS: LazyLock<Paths> =
    LazyLock::new(|| toml::from_str(include_str!("sections.toml")).unwrap_or_default());

/// A part of the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// 政府信息公开指南.
    Guide,
    /// 政府信息公开制度.
    Rules,
    /// 法定主动公开内容.
    Statutory,
    /// 政府信息公开年报.
    Reports,
    /// 依申请公开.
    Application,
}

impl Section {
    /// The column in which a site keeps it, if it has one.
    pub fn column(self, tree: &Tree, site: SiteId) -> Option<&Column> {
        let path = match self {
            Self::Guide => &PATHS.guide,
            Self::Rules => &PATHS.rules,
            Self::Statutory => &PATHS.statutory,
            Self::Reports => &PATHS.reports,
            Self::Application => &PATHS.application,
        };
        at(tree, site, path)
    }
}

/// The column below which everything stands that a site must make public.
pub fn root(tree: &Tree, site: SiteId) -> Option<&Column> {
    at(tree, site, &PATHS.root)
}

fn at<'a>(tree: &'a Tree, site: SiteId, path: &str) -> Option<&'a Column> {
    let found = tree.column_by_path(site, path).filter(|column| column.is_open());
    found.or_else(|| tree.column_by_former_path(site, path)).filter(|column| column.is_open())
}

#[cfg(test)]
mod tests {
    use super::PATHS;

    #[test]
    fn the_file_names_every_part() {
        let paths = [&PATHS.root, &PATHS.guide, &PATHS.rules, &PATHS.statutory];
        for path in paths.into_iter().chain([&PATHS.reports, &PATHS.application]) {
            assert!(path.starts_with("zwgk"), "{path}");
        }
    }
}
