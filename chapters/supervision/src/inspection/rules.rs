//! The rules that pages must keep: tags, titles, what stands around a page, links (国办发〔2017〕47号).

use structure::columns::Column;
use structure::sites::Site;
use structure::tree::Tree;

use super::norms::Norms;
use super::page::Page;
use super::report::{Finding, Rule};
use super::walk::{Visit, Walked, is_file, without_query};

/// What the footer's link for reporting errors says.
const FIND_ERROR: &str = "我为政府网站找错";
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
        judged.frame();
        judged.links(walked, norms);
        judged.content(visit, norms);
        judged.media();
        found.append(&mut judged.found);
    }
    found
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

    fn frame(&mut self) {
        if !self.page.header.contains(&self.site.name) {
            self.fault(Rule::WrongHeader, self.site.name.clone());
        }
        if !self.page.search {
            self.fault(Rule::WrongHeader, "search");
        }
        let site = self.site;
        let demanded = [
            ("主办单位", &site.sponsor),
            ("承办单位", &site.operator),
            ("联系电话", &site.phone),
            ("网站标识码", &site.site_id_code),
            ("ICP 备案号", &site.icp),
            ("公安备案号", &site.police_filing),
        ];
        for (name, line) in demanded {
            if line.is_empty() || !self.page.footer.contains(line.as_str()) {
                self.fault(Rule::WrongFooter, name);
            }
        }
        if !self.page.links.iter().any(|link| link.words == FIND_ERROR && !link.href.is_empty()) {
            self.fault(Rule::WrongFooter, FIND_ERROR);
        }
        if !matches!(self.place, Place::Home) && !self.page.trail {
            self.fault(Rule::MissingTrail, "");
        }
    }

    fn links(&mut self, walked: &Walked, norms: &Norms) {
        for link in &self.page.links {
            if matches!(link.href.as_str(), "" | "#") || link.href.starts_with("javascript:") {
                self.found.push(Finding::new(Rule::EmptyLink, self.path, &link.words));
            }
            let file = walked.own(self.path, &link.href).filter(|to| is_file(to, &norms.files));
            let ending = file.as_deref().and_then(|file| file.rsplit_once('.')).map(|(_, one)| one);
            let Some(ending) = ending.map(str::to_uppercase) else { continue };
            let size = link.words.chars().any(|c| c.is_ascii_digit()) && link.words.contains('B');
            let looks = self.page.links.iter().filter(|one| one.href == link.href).count() > 1;
            let says = size && link.words.to_uppercase().contains(&ending);
            if !says && !looks {
                self.found.push(Finding::new(Rule::BareAttachment, self.path, &link.words));
            }
        }
    }

    fn content(&mut self, visit: &Visit, norms: &Norms) {
        if !matches!(self.place, Place::Content(_)) {
            return;
        }
        if visit.clicks > norms.clicks {
            self.fault(Rule::TooDeep, visit.clicks.to_string());
        }
        for name in ["PubDate", "ContentSource"] {
            let day = |says: &str| says.chars().take(10).collect::<String>();
            let says = self
                .page
                .tag(name)
                .map(|says| if name == "PubDate" { day(says) } else { says.to_owned() });
            if let Some(says) = says.filter(|says| !self.page.main.contains(says)) {
                self.fault(Rule::MissingFacts, says);
            }
        }
    }

    fn media(&mut self) {
        for picture in &self.page.nameless_pictures {
            self.found.push(Finding::new(Rule::NamelessPicture, self.path, picture));
        }
        if self.page.plays_by_itself {
            self.fault(Rule::PlaysByItself, "");
        }
    }
}
