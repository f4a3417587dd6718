//! Units, sites and columns as one snapshot in memory: small, read by every request, replaced whole
//! when the journal says that it changed.

use std::collections::{BTreeSet, HashMap, HashSet};

use platform::{Db, Fault};

use crate::columns::{Column, all_columns, former_paths};
use crate::ids::{ColumnId, SiteId, UnitId};
use crate::sites::{Site, all_sites};
use crate::units::{Unit, all_units};

/// The whole structure at one moment. Lists are in the order of the console.
#[derive(Debug, Default)]
pub struct Tree {
    units: Vec<Unit>,
    sites: Vec<Site>,
    /// Open columns first, then closed ones.
    columns: Vec<Column>,
    open: usize,
    unit_at: HashMap<UnitId, usize>,
    site_at: HashMap<SiteId, usize>,
    column_at: HashMap<ColumnId, usize>,
    by_path: HashMap<(SiteId, String), ColumnId>,
    former: HashMap<(SiteId, String), ColumnId>,
    hosts: HashMap<String, SiteId>,
    /// Hosts that lead to another: one site has one main domain.
    leading: HashMap<String, SiteId>,
    children: HashMap<(SiteId, Option<ColumnId>), Vec<ColumnId>>,
}

impl Tree {
    /// Reads the structure.
    pub async fn load(db: &Db) -> Result<Self, Fault> {
        let former = former_paths(db).await?;
        let mut tree = Self::of(all_units(db).await?, all_sites(db).await?, all_columns(db).await?);
        tree.former =
            former.into_iter().map(|old| ((old.site_id, old.path), old.column_id)).collect();
        Ok(tree)
    }

    /// A structure of these parts.
    pub fn of(units: Vec<Unit>, sites: Vec<Site>, mut columns: Vec<Column>) -> Self {
        columns.sort_by_key(|column| !column.is_open());
        let open = columns.iter().filter(|column| column.is_open()).count();
        let closed: HashSet<ColumnId> =
            columns.iter().filter(|column| !column.is_open()).map(|column| column.id).collect();
        let mut children: HashMap<_, Vec<ColumnId>> = HashMap::new();
        for column in &columns {
            // Below an open column stand open ones; a closed branch keeps what it held.
            if column.is_open() || column.parent_id.is_some_and(|above| closed.contains(&above)) {
                children.entry((column.site_id, column.parent_id)).or_default().push(column.id);
            }
        }
        Self {
            open,
            unit_at: units.iter().enumerate().map(|(at, unit)| (unit.id, at)).collect(),
            site_at: sites.iter().enumerate().map(|(at, site)| (site.id, at)).collect(),
            column_at: columns.iter().enumerate().map(|(at, column)| (column.id, at)).collect(),
            by_path: columns
                .iter()
                .map(|column| ((column.site_id, column.path.clone()), column.id))
                .collect(),
            former: HashMap::new(),
            hosts: sites
                .iter()
                .filter(|site| site.path_prefix.is_empty())
                .map(|site| (site.domain.to_lowercase(), site.id))
                .filter(|(name, _)| !name.is_empty())
                .collect(),
            leading: sites
                .iter()
                .filter(|site| site.path_prefix.is_empty())
                .flat_map(leading)
                .collect(),
            children,
            units,
            sites,
            columns,
        }
    }

    /// All units.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// All sites.
    pub fn sites(&self) -> &[Site] {
        &self.sites
    }

    /// All open columns of all sites.
    pub fn columns(&self) -> &[Column] {
        self.columns.get(..self.open).unwrap_or_default()
    }

    /// All columns that were closed; they can still be read.
    pub fn closed_columns(&self) -> &[Column] {
        self.columns.get(self.open..).unwrap_or_default()
    }

    /// The same structure with other columns.
    #[must_use]
    pub fn with_columns(&self, columns: Vec<Column>) -> Self {
        let mut tree = Self::of(self.units.clone(), self.sites.clone(), columns);
        tree.former.clone_from(&self.former);
        tree
    }

    /// A unit by id.
    pub fn unit(&self, id: UnitId) -> Option<&Unit> {
        self.unit_at.get(&id).and_then(|at| self.units.get(*at))
    }

    /// A unit by its code.
    pub fn unit_by_code(&self, code: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.code == code)
    }

    /// A site by id.
    pub fn site(&self, id: SiteId) -> Option<&Site> {
        self.site_at.get(&id).and_then(|at| self.sites.get(*at))
    }

    /// A site by its code.
    pub fn site_by_code(&self, code: &str) -> Option<&Site> {
        self.sites.iter().find(|site| site.code == code)
    }

    /// The main site.
    pub fn main_site(&self) -> Option<&Site> {
        self.sites.iter().find(|site| site.main).or(self.sites.first())
    }

    /// A column by id, open or closed.
    pub fn column(&self, id: ColumnId) -> Option<&Column> {
        self.column_at.get(&id).and_then(|at| self.columns.get(*at))
    }

    /// A column by its present path, open or closed.
    pub fn column_by_path(&self, site: SiteId, path: &str) -> Option<&Column> {
        self.by_path.get(&(site, path.to_owned())).and_then(|id| self.column(*id))
    }

    /// A column by a path it had before.
    pub fn column_by_former_path(&self, site: SiteId, path: &str) -> Option<&Column> {
        self.former.get(&(site, path.to_owned())).and_then(|id| self.column(*id))
    }

    /// Columns directly below, or the site's top columns: open ones, or the closed ones of a closed branch.
    pub fn children(&self, site: SiteId, parent: Option<ColumnId>) -> Vec<&Column> {
        let ids = self.children.get(&(site, parent));
        ids.into_iter().flatten().filter_map(|id| self.column(*id)).collect()
    }

    /// The column and everything above it, from the top.
    pub fn path_to(&self, id: ColumnId) -> Vec<&Column> {
        let mut path = Vec::new();
        let mut next = self.column(id);
        while let Some(column) = next {
            path.push(column);
            next = column.parent_id.and_then(|parent| self.column(parent));
        }
        path.reverse();
        path
    }

    /// The column and everything below it.
    pub fn subtree(&self, id: ColumnId) -> BTreeSet<i64> {
        let mut found = BTreeSet::new();
        let Some(root) = self.column(id) else { return found };
        let mut open = vec![root.id];
        while let Some(id) = open.pop() {
            if found.insert(id.0) {
                open.extend(self.children.get(&(root.site_id, Some(id))).into_iter().flatten());
            }
        }
        found
    }

    /// The unit and everything below it.
    pub fn unit_subtree(&self, id: UnitId) -> BTreeSet<i64> {
        let mut found = BTreeSet::from([id.0]);
        loop {
            let before = found.len();
            for unit in &self.units {
                if unit.parent_id.is_some_and(|parent| found.contains(&parent.0)) {
                    found.insert(unit.id.0);
                }
            }
            if found.len() == before {
                return found;
            }
        }
    }

    /// The unit and everything above it.
    pub fn units_above(&self, id: UnitId) -> Vec<UnitId> {
        let mut path = Vec::new();
        let mut next = self.unit(id);
        while let Some(unit) = next.filter(|unit| !path.contains(&unit.id)) {
            path.push(unit.id);
            next = unit.parent_id.and_then(|parent| self.unit(parent));
        }
        path
    }

    /// The site that answers for a host and path, and the path within it (beginning with `/`).
    /// An unknown host gets the main site: a portal must answer on its bare address too.
    pub fn site_for<'a>(&self, host: &str, path: &'a str) -> Option<(&Site, &'a str)> {
        let name = without_port(host);
        let at_host =
            self.hosts.get(name).or_else(|| self.leading.get(name)).and_then(|id| self.site(*id));
        let host_site = at_host.or_else(|| self.main_site())?;
        for site in self.sites.iter().filter(|site| !site.path_prefix.is_empty()) {
            if !site.domain.is_empty() && site.domain != host_site.domain {
                continue;
            }
            match path.strip_prefix(site.path_prefix.as_str()) {
                Some("") => return Some((site, "/")),
                Some(rest) if rest.starts_with('/') => return Some((site, rest)),
                _ => {}
            }
        }
        Some((host_site, path))
    }

    /// The site to whose main domain a host leads, if it is one of its other domains.
    pub fn leads_to(&self, host: &str) -> Option<SiteId> {
        self.leading.get(without_port(host)).copied()
    }

    /// The site whose main domain a host name is, or to which it leads. None for any other host.
    pub fn site_of_host(&self, host: &str) -> Option<SiteId> {
        self.hosts.get(host).or_else(|| self.leading.get(host)).copied()
    }

    /// Whether a host name is a site's: its main domain or one that leads there.
    pub fn is_host(&self, host: &str) -> bool {
        self.site_of_host(host).is_some()
    }

    /// The site's host name, if it is not the main site's.
    pub fn own_host(&self, site: SiteId) -> Option<&str> {
        let main = self.main_site().map_or("", |main| main.domain.as_str());
        let host = self.site(site).map_or("", |site| site.domain.as_str());
        Some(host).filter(|host| !host.is_empty() && *host != main)
    }

    /// A path within a site as a path on its host.
    pub fn path_on_host(&self, site: SiteId, path: &str) -> String {
        let prefix = self.site(site).map_or("", |site| site.path_prefix.as_str());
        format!("{prefix}/{path}")
    }

    /// The address of a path within a site: a path on the main host, or a whole address if the site
    /// has a host of its own.
    pub fn url(&self, site: SiteId, path: &str) -> String {
        let path = self.path_on_host(site, path);
        self.own_host(site).map_or(path.clone(), |host| format!("https://{host}{path}"))
    }

    /// The address of a column's page; see [`Tree::url`].
    pub fn column_url(&self, column: &Column) -> String {
        self.url(column.site_id, &column.path)
    }
}

/// Host names that lead to a site's main domain: its Chinese one as punycode, and all others.
fn leading(site: &Site) -> Vec<(String, SiteId)> {
    let chinese = idna::domain_to_ascii(&site.idn_domain).unwrap_or_default();
    let names = site.other_domains.iter().map(|name| name.to_lowercase()).chain([chinese]);
    names
        .filter(|name| !name.is_empty() && *name != site.domain)
        .map(|name| (name, site.id))
        .collect()
}

/// The name of `name:port`.
fn without_port(host: &str) -> &str {
    host.rsplit_once(':').map_or(host, |(name, port)| {
        if port.bytes().all(|b| b.is_ascii_digit()) { name } else { host }
    })
}
