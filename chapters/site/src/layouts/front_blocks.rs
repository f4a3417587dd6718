//! The blocks that a home page is made of beside lists: headlines, services, topics, mailbox, key
//! figures, days to come, the neighbours (articles 2, 12, 26).

use cases::publications::{Numbers, numbers};
use cases::{CaseKinds, statistics_tag};
use chrono::Datelike;
use documents::live;
use platform::{Fault, Time};
use serde_json::{Value, json};
use structure::visitor::Visitor;
use web::Tag;

use super::blocks::{Asked, Block, Filled, below};
use super::calendar_tag;
use super::kind::LAYOUT;
use super::lines::{Event, Figure, Link};
use crate::lists::{item, link_with, list_tag, site_links, site_list_tags};

/// Pictures beside the headline.
const HEADLINES: i64 = 5;
/// The newest documents of a site among which pictures are looked for.
const LOOKED: i64 = 60;
/// Entrances to services: two full rows.
const SERVICES: usize = 8;
/// Days of a calendar.
const DAYS: usize = 6;
/// The kind of cases whose numbers the mailbox shows.
const LETTERS: &str = "letters";

/// The newest of the site: pictures, and above them the newest without one.
pub(super) async fn headlines(visitor: &Visitor, asked: &Asked<'_>) -> Result<Filled, Fault> {
    let mut newest = live::on_site(&visitor.app.db, visitor.site_id, LOOKED).await?;
    newest.retain(|one| one.kind != LAYOUT.code);
    let most = usize::try_from(asked.count.unwrap_or(HEADLINES)).unwrap_or(0);
    let pictured: Vec<_> =
        newest.iter().filter(|one| one.card.picture.is_some()).take(most).collect();
    let lead = newest.iter().find(|one| !pictured.iter().any(|shown| shown.id == one.id));
    let block = Block {
        lead: lead.map(|one| item(visitor, one)),
        items: pictured.into_iter().map(|one| item(visitor, one)).collect(),
        ..asked.block(visitor)
    };
    let some = block.lead.is_some() || !block.items.is_empty();
    Ok((some.then_some(block), site_list_tags(visitor, visitor.site_id)))
}

/// Entrances to services: by life event, as they were typed, or the columns below one.
pub(super) fn services(visitor: &Visitor, asked: &Asked<'_>) -> Option<Block> {
    let typed = asked.lines().filter_map(Link::parse).map(|link| {
        json!({ "name": link.name, "url": visitor.link(&link.url), "description": link.note })
    });
    let mut links: Vec<Value> = typed.collect();
    if links.is_empty() {
        links = below(visitor, asked.column?);
    }
    let most = asked.count.and_then(|count| usize::try_from(count).ok());
    links.truncate(most.unwrap_or(SERVICES));
    (!links.is_empty()).then(|| Block { links, ..asked.block(visitor) })
}

/// 专题, each with the picture of its layout or of its newest pictured document.
pub(super) async fn topics(visitor: &Visitor, asked: &Asked<'_>) -> Result<Filled, Fault> {
    let tree = &visitor.tree;
    let usual = || tree.column_by_path(visitor.site_id, "ztzl");
    let Some(parent) = asked.column.or_else(usual) else { return Ok((None, Vec::new())) };
    let (mut links, mut tags) = (Vec::new(), Vec::new());
    for column in tree.children(parent.site_id, Some(parent.id)) {
        let layout = live::newest_of_kind(&visitor.app.db, column.id, LAYOUT.code).await?;
        let newest = live::newest_in(&visitor.app.db, [column.id], 10).await?;
        let pictured = layout.iter().chain(&newest).find(|one| one.card.picture.is_some());
        let picture = pictured.and_then(|one| item(visitor, one).get("picture").cloned());
        links.push(link_with(visitor, column, "picture", picture.unwrap_or_default()));
        tags.push(list_tag(column.id));
    }
    let title = || visitor.app.messages.t("home-page-topics", &[]);
    let mut block = Block { links, ..asked.block(visitor) };
    if asked.title.is_empty() {
        block.title = title();
    }
    block.url = Some(visitor.column_url(parent));
    Ok(((!block.links.is_empty()).then_some(block), tags))
}

/// The way to the mailbox, and what became of this year's letters.
pub(super) async fn mailbox(visitor: &Visitor, asked: &Asked<'_>) -> Result<Filled, Fault> {
    if visitor.app.registers.get::<CaseKinds>()?.find(LETTERS).is_none() {
        return Ok((None, Vec::new()));
    }
    let today = visitor.app.clock().now().day();
    let start = Time::from_day(today.with_ordinal(1).unwrap_or(today));
    let year = numbers(&visitor.app.db, LETTERS, start).await?;
    let mut block = Block { url: Some(visitor.url("mailbox")), ..asked.block(visitor) };
    if block.title.is_empty() {
        block.title = visitor.app.messages.t("home-page-mailbox", &[]);
    }
    block.mailbox = Some(json!({
        "year": today.year().to_string(), "received": year.received, "answered": year.answered,
        "in_time": Numbers::share(year.in_time, year.answered),
        "new_url": visitor.url("mailbox/new"), "status_url": visitor.url("mailbox/status"),
        "statistics_url": visitor.url("mailbox/statistics"),
    }));
    Ok((Some(block), vec![Tag::from(statistics_tag(LETTERS)), calendar_tag()]))
}

/// Key figures as they were typed, with their source.
pub(super) fn figures(visitor: &Visitor, asked: &Asked<'_>) -> Option<Block> {
    let figures: Vec<Figure> = asked.lines().filter_map(Figure::parse).collect();
    let source = asked.source.to_owned();
    (!figures.is_empty()).then(|| Block { source, figures, ..asked.block(visitor) })
}

/// Days to come; those that are over are left out from the next midnight on.
pub(super) fn calendar(visitor: &Visitor, asked: &Asked<'_>) -> Filled {
    let today = visitor.app.clock().now().day();
    let mut events: Vec<Event> = asked.lines().filter_map(Event::parse).collect();
    events.retain(|event| event.day >= today);
    events.sort_by_key(|event| event.day);
    events.truncate(asked.count.and_then(|count| usize::try_from(count).ok()).unwrap_or(DAYS));
    let weekday = |event: &Event| {
        let number = event.day.weekday().number_from_monday();
        visitor.app.messages.t(&format!("desk-weekday-{number}"), &[])
    };
    let shown = |event: &Event| {
        json!({
            "day": event.day.to_string(), "month": event.day.month(), "number": event.day.day(),
            "weekday": weekday(event), "name": event.name,
            "url": event.url.as_deref().map(|url| visitor.link(url)),
        })
    };
    let dates = events.iter().map(shown).collect();
    (Some(Block { dates, ..asked.block(visitor) }), vec![calendar_tag()])
}

/// The sites of departments and streets.
pub(super) fn sites(visitor: &Visitor, asked: &Asked<'_>) -> Block {
    let links = site_links(visitor, |site| !site.main);
    let mut block = Block { links, ..asked.block(visitor) };
    if block.title.is_empty() {
        block.title = visitor.app.messages.t("home-page-sub-sites", &[]);
    }
    block.url = Some(visitor.url("units"));
    block
}
