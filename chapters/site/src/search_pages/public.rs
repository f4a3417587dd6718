//! The search page and its suggestions.

use std::collections::BTreeMap;

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, header};
use platform::{Fault, FaultContext};
use search::{Count, Hit, Page};
use serde::Deserialize;
use serde_json::{Value, json};
use structure::visitor::Visitor;
use structure::{ColumnId, UnitId};
use web::Answer;
use web::extract::Query as QueryString;
use web::pager::Pager;

use super::answers;
use super::query::{EVERY, LAPSED, SearchQuery};
use crate::lists::{validity_context, validity_name};
use crate::search_words::note_miss;
use structure::frame::{Frame, Place};

/// Hits of one page.
const HITS: i64 = 15;
/// Options of one filter.
const OPTIONS: usize = 12;
/// Fewer hits than this ask for a better spelling.
const FEW: u64 = 3;
/// Suggestions while typing.
const SUGGESTIONS: usize = 8;

/// `GET /search`: never cached, since there are as many answers as questions.
pub async fn show(visitor: Visitor, QueryString(asked): QueryString<SearchQuery>) -> Answer {
    let text = asked.text();
    let started = std::time::Instant::now();
    let (page, better) = find(&visitor, &asked).await?;
    let first = answers::guides(&visitor, &asked).await?;
    let facts = answers::facts(&visitor, page.hits.iter().chain(&first)).await?;
    let shown = |hit: &Hit| self::hit(&visitor, hit, &facts);
    let others = page.hits.iter().filter(|hit| first.iter().all(|one| one.id != hit.id));
    let took = started.elapsed().as_millis();
    let lapsed = lapsed(&visitor, &asked, &page);
    if page.total == 0 && lapsed.is_null() && !text.is_empty() {
        note_miss(&visitor.app.db, visitor.site_id, &text).await?;
    }
    let base = asked.url(&visitor, "page", None);
    let pager = Pager::new(
        u64::try_from(asked.page()).unwrap_or(1).min(last_page(page.total)),
        page.total.min(HITS.unsigned_abs() * 200),
        HITS.unsigned_abs(),
        |number| {
            if number == 1 { base.clone() } else { format!("{base}&page={number}") }
        },
    )?;
    let did_you_mean = better.map(|better| {
        let url = format!(
            "{}?q={}",
            visitor.url("search"),
            web::template_functions::query_encode(&better)
        );
        json!({ "text": better, "url": url })
    });
    let content = json!({
        "query": text, "total": page.total, "guides": first.iter().map(shown).collect::<Vec<_>>(),
        "hits": others.map(shown).collect::<Vec<_>>(),
        "relaxed": page.relaxed, "did_you_mean": did_you_mean,
        "lapsed": lapsed,
        "facets": facets(&visitor, &asked, &page), "sort_options": sorts(&visitor, &asked),
        "pager": pager,
        "took_ms": u64::try_from(took).unwrap_or(0),
    });
    let name = Some(visitor.app.messages.t("site-search", &[]));
    let place = Place { name, path: "search".to_owned(), ..Place::default() };
    let mut page = Frame::of(&visitor, place)?.render(&visitor, "search.html", content, vec![])?;
    page.headers.push((header::CACHE_CONTROL, HeaderValue::from_static("no-store")));
    visitor.uncached(page).await
}

/// The last page that can be turned to.
fn last_page(total: u64) -> u64 {
    total.min(HITS.unsigned_abs() * 200).div_ceil(HITS.unsigned_abs()).max(1)
}

async fn find(visitor: &Visitor, asked: &SearchQuery) -> Result<(Page, Option<String>), Fault> {
    let query = asked.to_query(visitor, HITS);
    let index = visitor.app.search.clone();
    let site = visitor.site_id.0;
    // The index blocks; visitors' other requests must not wait for it.
    tokio::task::spawn_blocking(move || {
        let page = index.search(&query).doing("search")?;
        let better = if page.total < FEW && !query.text.is_empty() {
            index.did_you_mean(&query.text, Some(site)).doing("look for a better spelling")?
        } else {
            None
        };
        Ok((page, better))
    })
    .await
    .doing("search")?
}

/// A hit as the page shows it.
fn hit(visitor: &Visitor, hit: &Hit, facts: &BTreeMap<i64, Value>) -> Value {
    let column = hit.extra.get("column_id").and_then(Value::as_i64).map(ColumnId);
    let unit = hit.unit_ids.first().copied().map(UnitId);
    // 发文字号 says more to people than the index number.
    let number = hit.numbers.iter().find(|n| n.contains('〔')).or(hit.numbers.first());
    json!({
        "title_html": hit.title_html, "snippet_html": hit.snippet_html, "url": visitor.link(&hit.url),
        "published_at": hit.published_at, "facts": facts.get(&hit.id),
        "kind_name": kind_name(visitor, &hit.kind),
        "column_name": column.and_then(|id| visitor.tree.column(id)).map(|c| &c.name),
        "unit_name": unit.and_then(|id| visitor.tree.unit(id)).map(|unit| &unit.name),
        "number": number,
        "validity": hit.validity.as_deref().map(|word| validity_context(visitor, word)),
    })
}

fn kind_name(visitor: &Visitor, code: &str) -> String {
    let kinds = visitor.app.registers.get::<documents::kinds::Kinds>().ok();
    let kind = kinds.and_then(|kinds| kinds.find(code));
    kind.map_or_else(|| code.to_owned(), |kind| visitor.app.messages.t(kind.name_key, &[]))
}

/// The filters with what each would find.
fn facets(visitor: &Visitor, asked: &SearchQuery, page: &Page) -> Vec<Value> {
    let tree = &visitor.tree;
    let columns = named(&page.facets.columns, |id| {
        let column = tree.column(ColumnId(*id)).filter(|c| c.site_id == visitor.site_id)?;
        Some((column.path.clone(), column.name.clone()))
    });
    let units = named(&page.facets.units, |id| {
        let unit = tree.unit(UnitId(*id))?;
        Some((unit.code.clone(), unit.name.clone()))
    });
    let kinds = named(&page.facets.kinds, |code| Some((code.clone(), kind_name(visitor, code))));
    let years = named(&page.facets.years, |year| {
        // Undated imports have no year.
        (*year > 0).then(|| (year.to_string(), year.to_string()))
    });
    let validities =
        named(&page.facets.validities, |word| Some((word.clone(), validity_name(visitor, word))));
    let all = [
        ("column", &asked.column, columns),
        ("unit", &asked.unit, units),
        ("type", &asked.kind, kinds),
        ("year", &asked.year, years),
        ("validity", &asked.validity, validities),
    ];
    all.into_iter()
        .filter(|(_, chosen, options)| options.len() > 1 || chosen.is_some())
        .map(|(name, chosen, options)| {
            let options: Vec<Value> = options
                .into_iter()
                .take(OPTIONS)
                .map(|(value, label, count)| {
                    json!({
                        "label": label, "count": count, "selected": chosen.as_ref() == Some(&value),
                        "url": asked.url(visitor, name, Some(&value)),
                    })
                })
                .collect();
            let clear = chosen.as_ref().map(|_| asked.url(visitor, name, None));
            json!({
                "name": name, "label": visitor.app.messages.t(&format!("site-facet-{name}"), &[]),
                "selected_url_clear": clear, "options": options,
            })
        })
        .collect()
}

/// How many documents were left out because they are no longer in force, and where they are shown.
fn lapsed(visitor: &Visitor, asked: &SearchQuery, page: &Page) -> Value {
    let hidden = page.facets.validities.iter().filter(|one| LAPSED.contains(&one.value.as_str()));
    let count: u64 = hidden.map(|one| one.count).sum();
    if asked.validity.is_some() || count == 0 {
        return Value::Null;
    }
    json!({ "count": count, "url": asked.url(visitor, "validity", Some(EVERY)) })
}

fn named<V>(
    counts: &[Count<V>],
    name: impl Fn(&V) -> Option<(String, String)>,
) -> Vec<(String, String, u64)> {
    counts
        .iter()
        .filter_map(|one| name(&one.value).map(|(value, label)| (value, label, one.count)))
        .collect()
}

fn sorts(visitor: &Visitor, asked: &SearchQuery) -> Vec<Value> {
    let present = asked.sort.as_deref().unwrap_or("relevance");
    ["relevance", "newest", "oldest"]
        .iter()
        .map(|sort| {
            json!({
                "label": visitor.app.messages.t(&format!("site-sort-{sort}"), &[]),
                "url": asked.url(visitor, "sort", Some(sort)), "selected": *sort == present,
            })
        })
        .collect()
}

/// What the box asks while somebody types.
#[derive(Debug, Default, Deserialize)]
pub struct Typed {
    /// The beginning of a question.
    #[serde(default)]
    pub q: String,
}

/// `GET /search/suggest`
pub async fn suggest(visitor: Visitor, QueryString(typed): QueryString<Typed>) -> Answer<Response> {
    let index = visitor.app.search.clone();
    let site = visitor.site_id.0;
    let text: String = typed.q.trim().chars().take(40).collect();
    let found = tokio::task::spawn_blocking(move || index.suggest(&text, Some(site), SUGGESTIONS))
        .await
        .doing("suggest")?
        .doing("suggest")?;
    let items: Vec<Value> =
        found.iter().map(|one| json!({ "text": one.text, "url": one.url.as_deref().map(|url| visitor.link(url)) })).collect();
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(json!({ "items": items }))).into_response())
}
