//! The rules that pages must keep: tags, titles, what stands around a page, links (国办发〔2017〕47号).

mod access;
mod content;
mod frame;
mod urls;

use structure::columns::Column;
use structure::sites::Site;
use structure::tree::Tree;

use super::norms::Norms;
use super::page::Page;
use super::report::{Finding, Rule};
use super::walk::{Visit, Walked, without_query};

/// Page tags of every page, of columns and of articles.
const SITE_TAGS: &[&str] = &["SiteName", "SiteDomain", "SiteIDCode"];
const COLUMN_TAGS: &[&str] = &["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"];
const ARTICLE_TAGS: &[&str] = &["ArticleTitle", "PubDate", "ContentSource"];

/// What kind of page the norms take an address for.
enum Place<'a> {
    Home,
    Column(&'a Column),
    Content(&'a Column),
    Other,
}

/// A page, and everything that is needed to judge it.
struct Judged<'a> {
    path: &'a str,
    page: &'a Page,
    site: &'a Site,
    place: Place<'a>,
    found: Vec<Finding>,
}

/// Every fault of every page.
pub fn of_pages(tree: &Tree, walked: &Walked, norms: &Norms) -> Vec<Finding> {
    let host = tree.main_site().map_or("", |main| main.domain.as_str());
    let mut found = Vec::new();
    for (path, visit) in &walked.visits {
        if visit.status.is_redirection() {
            continue;
        }
        if !visit.status.is_success() {
            found.push(unreachable(path, visit));
            continue;
        }
        let Some(page) = &visit.page else { continue };
        let Some((site, rest)) = tree.site_for(host, without_query(path)) else { continue };
        let mut judged = Judged { path, page, site, place: place(tree, site, rest), found: vec![] };
        judged.tags();
        judged.title();
        judged.frame(norms);
        judged.same(home_of(tree, walked, site));
        judged.address(norms);
        judged.links(walked, norms);
        judged.content(visit, norms);
        judged.access();
        found.append(&mut judged.found);
    }
    found
}

/// The home page of a site, by which its other pages are measured.
fn home_of<'a>(tree: &Tree, walked: &'a Walked, site: &Site) -> Option<&'a Page> {
    let path = tree.path_on_host(site.id, "");
    let trimmed = path.trim_end_matches('/');
    let visit = walked.visits.get(&path).or_else(|| walked.visits.get(trimmed))?;
    visit.page.as_ref()
}

fn unreachable(path: &str, visit: &Visit) -> Finding {
    let what = format!("{path} ({})", visit.status.as_u16());
    match (path, visit.from.as_str()) {
        ("/", _) => Finding::new(Rule::HomeUnreachable, path, what),
        (_, "/") => Finding::new(Rule::DeadLinkHome, "/", what),
        (_, from) => Finding::new(Rule::DeadLink, from, what),
    }
}

fn place<'a>(tree: &'a Tree, site: &Site, rest: &str) -> Place<'a> {
    let rest = rest.trim_matches('/');
    if rest.is_empty() {
        return Place::Home;
    }
    if let Some(column) = tree.column_by_path(site.id, rest) {
        return Place::Column(column);
    }
    let above = rest.rsplit_once('/').and_then(|(above, _)| tree.column_by_path(site.id, above));
    above.map_or(Place::Other, Place::Content)
}

impl Judged<'_> {
    fn fault(&mut self, rule: Rule, what: impl Into<String>) {
        self.found.push(Finding::new(rule, self.path, what));
    }

    fn tags(&mut self) {
        let mut required = SITE_TAGS.to_vec();
        match self.place {
            Place::Column(_) => required.extend(COLUMN_TAGS),
            Place::Content(_) => required.extend(COLUMN_TAGS.iter().chain(ARTICLE_TAGS)),
            Place::Home | Place::Other => {}
        }
        for name in required {
            if self.page.tag(name).is_none() {
                self.fault(Rule::MissingTag, name);
            }
        }
        let mut right = vec![
            ("SiteName", self.site.name.clone()),
            ("SiteDomain", self.site.domain.clone()),
            ("SiteIDCode", self.site.site_id_code.clone()),
        ];
        if let Place::Column(column) | Place::Content(column) = self.place {
            right.push(("ColumnName", column.name.clone()));
            right.push(("ColumnType", column.column_type.clone()));
        }
        for (name, right) in right {
            let says = self.page.tag(name).map(str::to_owned);
            if let Some(says) = says.filter(|says| !right.is_empty() && *says != right) {
                self.fault(Rule::WrongTag, format!("{name}: {says}"));
            }
        }
    }

    fn title(&mut self) {
        let article = self.page.tag("ArticleTitle");
        let right = match (&self.place, article) {
            (Place::Content(column), Some(article)) => {
                format!("{article}_{}_{}", column.name, self.site.name)
            }
            (Place::Column(column) | Place::Content(column), _) => {
                format!("{}_{}", column.name, self.site.name)
            }
            (Place::Home | Place::Other, _) => self.site.name.clone(),
        };
        // A further page of a list says its number before.
        let title = self.page.title.clone();
        if title != right && !title.ends_with(&format!("_{right}")) {
            self.fault(Rule::WrongTitle, title);
        }
    }
}
