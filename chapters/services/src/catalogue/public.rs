//! `/services`: the catalogue, its places, and all guides by letter.

use std::collections::BTreeMap;

use documents::live;
use platform::Fault;
use serde::Deserialize;
use serde_json::{Value, json};
use structure::frame::{Frame, Place};
use structure::{ColumnId, Visitor};
use web::extract::{Path, Query};
use web::{Answer, Error, Refusal, Rendered, Tag};

use super::axes::{Axis, ways};
use super::events::{catalogue_tag, groups, place};
use super::model::{Guide, Sieve, at, of_unit};
use super::store::guides;
use crate::service_guides::{list, words_of};

/// News of a subject's column beside its guides.
const NEWS: i64 = 6;

/// `GET /services`
pub(super) async fn index(visitor: Visitor) -> Answer {
    visitor
        .page("", async |visitor: Visitor| {
            let all = guides(&visitor.app.db).await?;
            let places = |axis: Axis, name: &str| -> Vec<Value> {
                list(name)
                    .iter()
                    .filter_map(|one| place(&visitor, &all, axis, &one.value))
                    .collect()
            };
            let content = json!({
                "total": all.len(), "groups": groups(&visitor, &all),
                "subjects": places(Axis::Subject, "subjects"),
                "types": places(Axis::Type, "item_types"), "units": units(&visitor, &all),
                "all_url": visitor.url("services/all"), "kind": SEARCHED,
            });
            let tags = vec![catalogue_tag()];
            let place = here(&visitor, None, "services");
            Ok(Frame::of(&visitor, place)?.render(
                &visitor,
                "services/index.html",
                content,
                tags,
            )?)
        })
        .await
}

/// What the search page sifts by.
const SEARCHED: &str = crate::service_guides::SERVICE_GUIDE.code;

fn here(visitor: &Visitor, name: Option<String>, path: &str) -> Place<'static> {
    let own = visitor.app.messages.t("services-title", &[]);
    Place { name: Some(name.unwrap_or(own)), path: path.to_owned(), ..Place::default() }
}

fn units(visitor: &Visitor, all: &[Guide]) -> Vec<Value> {
    let unit = |unit: &structure::units::Unit| {
        let count = of_unit(all, unit.id).len();
        let url = visitor.url(&format!("services/units/{}", unit.code));
        (count > 0).then(|| json!({ "name": unit.name, "count": count, "url": url }))
    };
    visitor.tree.units().iter().filter_map(unit).collect()
}

/// `GET /services/all`
pub(super) async fn all(visitor: Visitor) -> Answer {
    visitor
        .page("", async |visitor: Visitor| {
            let all = guides(&visitor.app.db).await?;
            let mut letters: BTreeMap<char, Vec<&Guide>> = BTreeMap::new();
            for guide in &all {
                letters.entry(guide.letter()).or_default().push(guide);
            }
            let letters: Vec<Value> = letters
                .into_iter()
                .map(|(letter, guides)| {
                    let items: Vec<Value> = guides.iter().map(|one| line(&visitor, one)).collect();
                    json!({ "letter": letter.to_string(), "items": items })
                })
                .collect();
            let content = json!({
                "letters": letters, "total": all.len(), "services_url": visitor.url("services"),
            });
            let name = visitor.app.messages.t("services-all", &[]);
            let place = here(&visitor, Some(name), "services/all");
            let tags = vec![catalogue_tag()];
            Ok(Frame::of(&visitor, place)?.render(&visitor, "services/all.html", content, tags)?)
        })
        .await
}

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    only: String,
}

/// `GET /services/{axis}/{code}`
pub(super) async fn show(
    visitor: Visitor,
    Path((axis, code)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    // Only what is known reaches the cache's key.
    let sieve = Sieve::parse(&asked.only);
    let query = sieve.map(|sieve| format!("only={}", sieve.word())).unwrap_or_default();
    visitor
        .page(&query, async move |visitor: Visitor| {
            let axis = Axis::parse(&axis).ok_or_else(Refusal::not_found)?;
            render(&visitor, axis, &code, sieve).await
        })
        .await
}

async fn render(
    visitor: &Visitor,
    axis: Axis,
    code: &str,
    sieve: Option<Sieve>,
) -> Result<Rendered, Error> {
    let all = guides(&visitor.app.db).await?;
    let (name, found) = if let Some((_, choices)) = axis.field() {
        let known = list(choices).iter().any(|one| one.value == code);
        let name = known.then(|| words_of(choices, code));
        (name.ok_or_else(Refusal::not_found)?, at(&all, axis, code))
    } else {
        let unit = visitor.tree.unit_by_code(code).ok_or_else(Refusal::not_found)?;
        (unit.name.clone(), of_unit(&all, unit.id))
    };
    let path = format!("services/{}/{code}", axis.word());
    let kept = found.iter().filter(|guide| sieve.is_none_or(|sieve| sieve.keeps(guide)));
    let items: Vec<Value> = kept.map(|guide| line(visitor, guide)).collect();
    let (more, mut tags) = more(visitor, axis, code).await?;
    tags.push(catalogue_tag());
    let content = json!({
        "name": name, "items": items, "total": found.len(), "more": more,
        "sieves": sieves(visitor, &path, sieve, &found),
        "all_url": visitor.url(&path), "services_url": visitor.url("services"),
        "groups": if axis == Axis::Event { groups(visitor, &all) } else { Vec::new() },
    });
    let title = visitor.app.messages.t("services-of", &[("name", name.into())]);
    let frame = Frame::of(visitor, here(visitor, Some(title), &path))?;
    Ok(frame.render(visitor, "services/show.html", content, tags)?)
}

/// What can be left out here, with what would remain.
fn sieves(visitor: &Visitor, path: &str, chosen: Option<Sieve>, found: &[&Guide]) -> Vec<Value> {
    let sieve = |sieve: Sieve| {
        let count = found.iter().filter(|guide| sieve.keeps(guide)).count();
        let key = format!("services-only-{}", sieve.word());
        (count > 0).then(|| {
            json!({
                "name": visitor.app.messages.t(&key, &[]), "count": count,
                "current": chosen == Some(sieve),
                "url": visitor.url(&format!("{path}?only={}", sieve.word())),
            })
        })
    };
    Sieve::ALL.into_iter().filter_map(sieve).collect()
}

/// What else a subject's column has (article 25): its name, address and newest documents.
async fn more(
    visitor: &Visitor,
    axis: Axis,
    code: &str,
) -> Result<(Option<Value>, Vec<Tag>), Fault> {
    let tree = &visitor.tree;
    let collection = ways().collections.iter().find(|one| one.subject == code);
    let column = collection
        .filter(|_| axis == Axis::Subject)
        .and_then(|one| tree.column_by_path(visitor.site_id, &one.column));
    let Some(column) = column else { return Ok((None, Vec::new())) };
    let ids: Vec<ColumnId> = tree.subtree(column.id).into_iter().map(ColumnId).collect();
    let tags = ids.iter().map(|id| Tag::of("list", *id)).collect();
    let newest = live::newest_in(&visitor.app.db, ids, NEWS * 4).await?;
    let news = newest.iter().filter(|one| one.kind != SEARCHED).take(6);
    let items: Vec<Value> = news
        .filter_map(|one| {
            let url = one.card.external_url.clone().or_else(|| one.url(tree))?;
            Some(json!({
                "title": one.card.title, "url": visitor.link(&url), "external": one.card.external_url.is_some(),
                "published_at": one.published_at, "pinned": false,
            }))
        })
        .collect();
    let more = json!({ "name": column.name, "url": visitor.column_url(column), "items": items });
    Ok((Some(more), tags))
}

/// A guide of a list, with what decides whether it is the right one.
fn line(visitor: &Visitor, guide: &Guide) -> Value {
    let card = &guide.item.card;
    let url = guide.item.url(&visitor.tree).unwrap_or_default();
    let unit = visitor.tree.unit(guide.item.unit_id);
    json!({
        "title": card.title, "url": visitor.link(&url),
        "unit_name": unit.map(|unit| unit.name.clone()),
        "type_name": guide.words("item_type", "item_types"),
        "audiences": guide.words("audiences", "audiences"),
        "limit": guide.value("promised_limit"), "visits": guide.words("visits", "visits"),
        "free": guide.value("charged") != "yes", "fee": guide.value("fee"),
        "no_visit": guide.value("visits") == "0",
    })
}
