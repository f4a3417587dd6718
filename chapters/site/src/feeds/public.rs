//! Feeds.

use atom_syndication::{Entry, FeedBuilder, FixedDateTime, Link, Person, Text};
use documents::live::{self, LiveItem};
use http::HeaderValue;
use platform::Time;
use rss::{ChannelBuilder, GuidBuilder, ItemBuilder};
use serde_json::{Value, json};
use structure::ColumnId;
use structure::columns::{Column, ColumnTemplate};
use structure::visitor::Visitor;
use web::extract::Path;
use web::{Answer, Error, Refusal, Rendered, Tag};

use crate::layouts::LAYOUT;
use crate::lists::{item_url, list_tag, site_list_tags};
use structure::frame::{Frame, Place, structure_tag};

/// Items of a feed.
const ITEMS: i64 = 50;

/// `GET /feeds`: what can be subscribed to.
pub async fn index(visitor: Visitor) -> Answer {
    visitor
        .page("", async |visitor| {
            let site = visitor.site()?;
            let mut feeds = pair(&visitor, &site.name, "all");
            let own = |column: &&Column| {
                column.site_id == visitor.site_id && column.template != ColumnTemplate::Home
            };
            for column in visitor.tree.columns().iter().filter(own) {
                feeds.extend(pair(&visitor, &column.name, &column.path));
            }
            let name = Some(visitor.app.messages.t("site-feeds", &[]));
            let place = Place { name, path: "feeds".to_owned(), ..Place::default() };
            let content = json!({ "feeds": feeds });
            Ok(Frame::of(&visitor, place)?.render(&visitor, "feeds.html", content, vec![])?)
        })
        .await
}

fn pair(visitor: &Visitor, name: &str, path: &str) -> Vec<Value> {
    let title = visitor.app.messages.t("site-feed-title", &[("name", name.to_owned().into())]);
    [("rss", "application/rss+xml"), ("atom", "application/atom+xml")]
        .iter()
        .map(|(ending, kind)| {
            let url = visitor.url(&format!("feeds/{path}.{ending}"));
            json!({ "title": title, "url": url, "type": kind })
        })
        .collect()
}

/// `GET /feeds/{path}.rss` and `.atom`
pub async fn show(visitor: Visitor, Path(file): Path<String>) -> Answer {
    visitor.page("", async move |visitor| render(&visitor, &file).await).await
}

async fn render(visitor: &Visitor, file: &str) -> Result<Rendered, Error> {
    let (path, ending) = file.rsplit_once('.').ok_or_else(Refusal::not_found)?;
    let db = &visitor.app.db;
    let site = visitor.site()?;
    let (column, mut newest, mut tags): (Option<&Column>, Vec<LiveItem>, Vec<Tag>) =
        if path == "all" {
            let newest = live::on_site(db, visitor.site_id, ITEMS).await?;
            (None, newest, site_list_tags(visitor, visitor.site_id))
        } else {
            let column = visitor.tree.column_by_path(visitor.site_id, path);
            let column = column.ok_or_else(Refusal::not_found)?;
            let ids: Vec<ColumnId> =
                visitor.tree.subtree(column.id).into_iter().map(ColumnId).collect();
            let tags = ids.iter().map(|id| list_tag(*id)).collect();
            (Some(column), live::newest_in(db, ids, ITEMS).await?, tags)
        };
    newest.retain(|one| one.kind != LAYOUT.code);
    tags.push(structure_tag());
    let name = column.map_or(site.name.as_str(), |column| column.name.as_str());
    let title = visitor.app.messages.t("site-feed-title", &[("name", name.to_owned().into())]);
    let description =
        column.map_or(site.description.as_str(), |column| column.description.as_str());
    let home = column.map_or_else(|| visitor.url(""), |column| visitor.column_url(column));
    let home = visitor.absolute(&home);
    let (kind, body) = match ending {
        "rss" => (
            "application/rss+xml; charset=utf-8",
            rss(visitor, &title, description, &home, &newest),
        ),
        "atom" => ("application/atom+xml; charset=utf-8", atom(visitor, &title, &home, &newest)),
        _ => return Err(Refusal::not_found().into()),
    };
    Ok(Rendered::new(HeaderValue::from_static(kind), body, tags))
}

fn rss(
    visitor: &Visitor,
    title: &str,
    description: &str,
    home: &str,
    newest: &[LiveItem],
) -> String {
    let items: Vec<rss::Item> = newest
        .iter()
        .map(|one| {
            let url = visitor.absolute(&item_url(visitor, one));
            ItemBuilder::default()
                .title(Some(one.card.title.clone()))
                .description(Some(one.card.summary.clone()))
                .guid(Some(GuidBuilder::default().value(url.clone()).permalink(true).build()))
                .link(Some(url))
                .pub_date(Some(one.published_at.utc().to_rfc2822()))
                .build()
        })
        .collect();
    ChannelBuilder::default()
        .title(title)
        .link(home)
        .description(description)
        .language(Some("zh-CN".to_owned()))
        .items(items)
        .build()
        .to_string()
}

fn atom(visitor: &Visitor, title: &str, home: &str, newest: &[LiveItem]) -> String {
    let instant = |time: Time| -> FixedDateTime { time.local() };
    let entries: Vec<Entry> = newest
        .iter()
        .map(|one| {
            let url = visitor.absolute(&item_url(visitor, one));
            Entry {
                title: Text::plain(one.card.title.clone()),
                id: url.clone(),
                updated: instant(one.updated_at),
                published: Some(instant(one.published_at)),
                summary: Some(Text::plain(one.card.summary.clone())),
                links: vec![Link { href: url, ..Link::default() }],
                ..Entry::default()
            }
        })
        .collect();
    let updated = newest.iter().map(|one| one.updated_at).max().unwrap_or(Time(0));
    FeedBuilder::default()
        .title(Text::plain(title))
        .id(home)
        .updated(instant(updated))
        .authors(vec![Person { name: title.to_owned(), ..Person::default() }])
        .links(vec![Link { href: home.to_owned(), ..Link::default() }])
        .entries(entries)
        .build()
        .to_string()
}
