//! What stands around every public page: site, navigation, breadcrumb, page tags, footer (article 12,
//! 国办发〔2017〕47号).

use crate::banners::{Banners, banner_tag};
use crate::columns::Column;
use crate::outward::guarded;
use crate::sites::Site;
use crate::visitor::Visitor;
use platform::Fault;
use serde_json::{Map, Value, json};
use web::page_tags::{ArticleTags, ColumnTags, PageTags, SiteTags};
use web::{Rendered, Tag};

use crate::view::Switch;

/// Every public page shows the structure: its navigation and footer.
pub fn structure_tag() -> Tag {
    Tag::from("structure")
}

/// The frame of a page, to which its own content is added.
pub struct Frame {
    context: Map<String, Value>,
}

/// Where a page stands: its column, if it has one, and the article it shows.
#[derive(Default)]
pub struct Place<'a> {
    /// The column.
    pub column: Option<&'a Column>,
    /// The article's tags.
    pub article: Option<ArticleTags>,
    /// The page's own name, for pages outside of columns.
    pub name: Option<String>,
    /// Path from the site's root, for the canonical link.
    pub path: String,
}

impl Frame {
    /// The frame of a page at a place.
    pub fn of(visitor: &Visitor, place: Place<'_>) -> Result<Self, Fault> {
        let site = visitor.site()?;
        let tags = page_tags(site, &place);
        let title = tags.title_of(place.name.as_deref());
        let prefix = |path: &str| visitor.url(path);
        let main = visitor.tree.main_site().filter(|main| main.id != site.id);
        let context = json!({
            "site": site_context(visitor, site),
            "navigation": navigation(visitor, place.column),
            "breadcrumb": breadcrumb(visitor, &place),
            "tags": tags.list().into_iter().map(|tag| (tag.name, tag.content))
                .chain(description(visitor, site, &place).map(|said| ("description", said)))
                .map(|(name, content)| json!({ "name": name, "content": content }))
                .collect::<Vec<_>>(),
            "title": title,
            "canonical": visitor.absolute(&prefix(&place.path)),
            "feeds": feeds(visitor, site, place.column),
            "year": visitor.app.clock().now().year(),
            "main_site": main.map(|main| json!({ "name": main.name, "url": visitor.link("/") })),
            "footer_links": footer_links(visitor), "view": view_context(visitor),
            "banners": banners(visitor, site),
        });
        Ok(Self { context: crate::staff::map(context) })
    }

    /// Adds content and renders.
    pub fn render(
        mut self,
        visitor: &Visitor,
        template: &str,
        content: Value,
        tags: Vec<Tag>,
    ) -> Result<Rendered, Fault> {
        self.context.extend(crate::staff::map(content));
        let theme = &visitor.site()?.theme;
        let html =
            visitor.app.themes.render_template(theme, template, &Value::Object(self.context))?;
        let html = guarded(visitor, &html).into_owned();
        let html = if visitor.view.traditional { text::traditional(&html) } else { html };
        let mut tags = tags;
        tags.extend([structure_tag(), banner_tag(visitor.site_id)]);
        Ok(Rendered::html(html, tags))
    }
}

fn site_context(visitor: &Visitor, site: &Site) -> Value {
    json!({
        "code": site.code, "name": site.name, "short_name": site.short_name,
        "domain": site.domain, "idn_domain": site.idn_domain, "site_id_code": site.site_id_code,
        "icp": site.icp, "police_filing": site.police_filing, "sponsor": site.sponsor,
        "operator": site.operator, "phone": site.phone, "email": site.email,
        "address": site.address, "postcode": site.postcode, "accent": site.accent,
        "home_url": visitor.url(""), "search_url": visitor.url("search"),
        "site_map_url": visitor.url("site-map"), "feeds_url": visitor.url("feeds"),
        "mark_url": visitor.app.assets.url(&site.theme, "mark.svg").as_deref(),
    })
}

/// What stands above the page, the gravest first.
fn banners(visitor: &Visitor, site: &Site) -> Vec<Value> {
    let path = &*visitor.full_path;
    let path = path.strip_prefix(site.path_prefix.as_str()).unwrap_or(path).trim_matches('/');
    let above = Banners::above(&visitor.app, visitor.site_id, path).into_iter();
    above
        .map(|banner| {
            let name = visitor.app.messages.t(&format!("banner-level-{}", banner.level), &[]);
            json!({
                "level": banner.level, "level_name": name, "text": banner.text,
                "link": visitor.link(&banner.link),
            })
        })
        .collect()
}

/// Top columns of the site that are shown in the navigation, each with its own.
fn navigation(visitor: &Visitor, current: Option<&Column>) -> Vec<Value> {
    let tree = &visitor.tree;
    let above: Vec<_> = current
        .map(|column| tree.path_to(column.id))
        .unwrap_or_default()
        .iter()
        .map(|c| c.id)
        .collect();
    let link = |column: &Column| json!({ "name": column.name, "url": visitor.column_url(column) });
    tree.children(visitor.site_id, None)
        .into_iter()
        .filter(|column| column.in_navigation)
        .map(|column| {
            let children: Vec<Value> = tree
                .children(visitor.site_id, Some(column.id))
                .into_iter()
                .filter(|child| child.in_navigation)
                .map(link)
                .collect();
            json!({
                "name": column.name, "url": visitor.column_url(column),
                "current": above.contains(&column.id), "children": children,
            })
        })
        .collect()
}

fn breadcrumb(visitor: &Visitor, place: &Place<'_>) -> Vec<Value> {
    let home = visitor.app.messages.t("site-home", &[]);
    let mut trail = vec![json!({ "name": home, "url": visitor.url("") })];
    if let Some(column) = place.column {
        for step in visitor.tree.path_to(column.id) {
            trail.push(json!({ "name": step.name, "url": visitor.column_url(step) }));
        }
    }
    match (&place.article, &place.name) {
        (Some(_), _) => {
            trail.push(
                json!({ "name": visitor.app.messages.t("site-body-text", &[]), "url": null }),
            );
        }
        (None, Some(name)) => trail.push(json!({ "name": name, "url": null })),
        (None, None) => {
            if let Some(last) = trail.last_mut() {
                last["url"] = Value::Null;
            }
        }
    }
    trail
}

fn page_tags(site: &Site, place: &Place<'_>) -> PageTags {
    PageTags {
        site: SiteTags {
            name: site.name.clone(),
            domain: site.domain.clone(),
            id_code: site.site_id_code.clone(),
        },
        column: place.column.map(|column| ColumnTags {
            name: column.name.clone(),
            description: column.description.clone(),
            keywords: column.keywords.split(';').map(str::to_owned).collect(),
            kind: column.column_type.clone(),
        }),
        article: place.article.clone(),
    }
}

/// What search engines say below the title. An article's own summary is among its tags.
fn description(visitor: &Visitor, site: &Site, place: &Place<'_>) -> Option<String> {
    let t = |key: &str, name: &str| {
        let args = [("name", name.to_owned().into()), ("sponsor", site.sponsor.clone().into())];
        visitor.app.messages.t(key, &args)
    };
    match (&place.article, place.column, &place.name) {
        (Some(article), ..) if article.description.is_some() => None,
        (Some(article), ..) => Some(t("site-description-article", &article.title)),
        (None, Some(column), _) if !column.description.is_empty() => {
            Some(column.description.clone())
        }
        (None, Some(column), _) => Some(t("site-description-page", &column.name)),
        (None, None, Some(name)) => Some(t("site-description-page", name)),
        (None, None, None) => Some(t("site-description", &site.name)),
    }
}

fn feeds(visitor: &Visitor, site: &Site, column: Option<&Column>) -> Vec<Value> {
    let t =
        |name: &str| visitor.app.messages.t("site-feed-title", &[("name", name.to_owned().into())]);
    let mut feeds = vec![json!({
        "title": t(&site.name), "url": visitor.url("feeds/all.rss"), "type": "application/rss+xml",
    })];
    if let Some(column) = column {
        feeds.push(json!({
            "title": t(&column.name), "url": visitor.url(&format!("feeds/{}.rss", column.path)),
            "type": "application/rss+xml",
        }));
    }
    feeds
}

/// 关于网站、联系我们、隐私与版权: ordinary columns whose paths the norm's footer expects, if there.
fn footer_links(visitor: &Visitor) -> Vec<Value> {
    let footer = visitor.tree.column_by_path(visitor.site_id, "gywz");
    let columns = footer.map(|column| visitor.tree.children(visitor.site_id, Some(column.id)));
    let mut links: Vec<Value> = columns
        .unwrap_or_default()
        .into_iter()
        .map(|column| json!({ "name": column.name, "url": visitor.column_url(column) }))
        .collect();
    if links.is_empty()
        && let Some(column) = footer
    {
        links.push(json!({ "name": column.name, "url": visitor.column_url(column) }));
    }
    links
}

/// The view of a page, and a link for every switch.
fn view_context(visitor: &Visitor) -> Value {
    let switches: Vec<Value> = Switch::ALL
        .into_iter()
        .filter(|switch| *switch != Switch::Kiosk)
        .map(|switch| {
            let (word, on) = (switch.word(), visitor.view.has(switch));
            let to = if on { "off" } else { "on" };
            let name = visitor.app.messages.t(&format!("public-view-{word}-{to}"), &[]);
            json!({ "word": word, "name": name, "on": on, "url": visitor.url(&format!("view/{word}/{to}")) })
        })
        .collect();
    let view = visitor.view;
    json!({
        "elder": view.elder, "contrast": view.contrast, "traditional": view.traditional,
        "kiosk": view.kiosk,
        "lang": if view.traditional { "zh-Hant" } else { "zh-Hans" }, "switches": switches,
    })
}
