//! Site maps.

use axum::response::IntoResponse;
use documents::live;
use http::{HeaderValue, header};
use platform::{Fault, FaultContext};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use serde_json::{Value, json};
use structure::ColumnId;
use structure::columns::{Column, ColumnTemplate};
use structure::visitor::Visitor;
use web::{Answer, Rendered};

use crate::layouts::LAYOUT;
use crate::lists::{item_url, site_links, site_list_tags, unit_link};
use structure::frame::{Frame, Place};

/// Addresses of one `sitemap.xml`, as the protocol allows.
const MOST: i64 = 50_000;

/// `GET /site-map`
pub async fn show(visitor: Visitor) -> Answer {
    visitor
        .page("", async |visitor| {
            let units: Vec<Value> =
                visitor.tree.units().iter().map(|unit| unit_link(&visitor, unit)).collect();
            let sub_sites = site_links(&visitor, |_| true);
            let content = json!({
                "tree": branch(&visitor, None), "units": units, "sub_sites": sub_sites,
            });
            let name = Some(visitor.app.messages.t("site-map-name", &[]));
            let place = Place { name, path: "site-map".to_owned(), ..Place::default() };
            Ok(Frame::of(&visitor, place)?.render(&visitor, "site_map.html", content, vec![])?)
        })
        .await
}

fn branch(visitor: &Visitor, parent: Option<ColumnId>) -> Vec<Value> {
    let one = |column: &Column| {
        json!({
            "name": column.name, "url": visitor.column_url(column),
            "description": column.description, "children": branch(visitor, Some(column.id)),
        })
    };
    let below = visitor.tree.children(visitor.site_id, parent).into_iter();
    below.filter(|column| column.template != ColumnTemplate::Home).map(one).collect()
}

/// `GET /sitemap.xml`: columns, units, and the newest documents.
pub async fn machine(visitor: Visitor) -> Answer {
    visitor
        .page("", async |visitor| {
            let newest = live::on_site(&visitor.app.db, visitor.site_id, MOST).await?;
            let mut urls: Vec<(String, Option<String>)> = vec![(visitor.url(""), None)];
            let own = |column: &&Column| {
                column.site_id == visitor.site_id && column.template != ColumnTemplate::Home
            };
            for column in visitor.tree.columns().iter().filter(own) {
                urls.push((visitor.column_url(column), None));
            }
            for unit in visitor.tree.units() {
                urls.push((visitor.url(&format!("units/{}", unit.code)), None));
            }
            // A topic's layout is its column's page, which is there already.
            for one in newest.iter().filter(|one| one.kind != LAYOUT.code) {
                urls.push((item_url(&visitor, one), Some(one.updated_at.rfc3339())));
            }
            let xml = sitemap(&visitor, &urls)?;
            let tags = site_list_tags(&visitor, visitor.site_id);
            let kind = HeaderValue::from_static("application/xml; charset=utf-8");
            let mut page = Rendered::new(kind, xml, tags);
            page.tags.push(structure::frame::structure_tag());
            Ok(page)
        })
        .await
}

fn sitemap(visitor: &Visitor, urls: &[(String, Option<String>)]) -> Result<Vec<u8>, Fault> {
    let mut xml = Writer::new(Vec::new());
    let doing = "write the site map";
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None))).doing(doing)?;
    let mut root = BytesStart::new("urlset");
    root.push_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"));
    xml.write_event(Event::Start(root)).doing(doing)?;
    for (url, modified) in urls {
        xml.write_event(Event::Start(BytesStart::new("url"))).doing(doing)?;
        element(&mut xml, "loc", &visitor.absolute(url))?;
        if let Some(modified) = modified {
            element(&mut xml, "lastmod", modified)?;
        }
        xml.write_event(Event::End(BytesEnd::new("url"))).doing(doing)?;
    }
    xml.write_event(Event::End(BytesEnd::new("urlset"))).doing(doing)?;
    Ok(xml.into_inner())
}

fn element(xml: &mut Writer<Vec<u8>>, name: &str, text: &str) -> Result<(), Fault> {
    let doing = "write the site map";
    xml.write_event(Event::Start(BytesStart::new(name))).doing(doing)?;
    xml.write_event(Event::Text(BytesText::new(text))).doing(doing)?;
    xml.write_event(Event::End(BytesEnd::new(name))).doing(doing)
}

/// `GET /robots.txt`
pub async fn robots(visitor: Visitor) -> Answer {
    let text = format!(
        "User-agent: *\nDisallow: /search?\nDisallow: /api/\nDisallow: /view/\nSitemap: {}\n",
        visitor.absolute(&visitor.url("sitemap.xml"))
    );
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response())
}
