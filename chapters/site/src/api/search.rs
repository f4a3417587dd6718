//! `GET /api/v1/search`

use documents::kinds::Validity;
use platform::{FaultContext, Time};
use serde::{Deserialize, Serialize};
use structure::visitor::Visitor;
use structure::{ColumnId, UnitId};
use utoipa::{IntoParams, ToSchema};
use web::extract::Query;
use web::{Answer, Error, FieldError, Refusal, Rendered};

use super::shapes::{ColumnRef, UnitRef, column_ref, instant, rendered, unit_ref};
use crate::search_pages::{EVERY, SearchQuery};

/// What can be asked.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct SearchParams {
    /// The words; several are joined by AND. Empty lists everything, newest first.
    #[param(max_length = 80)]
    pub q: String,
    /// From 1.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 1000)]
    pub page: Option<String>,
    /// Hits of one page, at most 100; otherwise 10.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 100)]
    pub page_size: Option<String>,
    /// A column's path: it and everything below.
    pub column: Option<String>,
    /// A unit's code: it and everything below.
    pub unit: Option<String>,
    /// A kind's code.
    pub r#type: Option<String>,
    /// A year.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 9999)]
    pub year: Option<String>,
    /// 有效性: `in_force`, `amended`, `repealed`, `expired`; `all` otherwise.
    #[param(pattern = "^(in_force|amended|repealed|expired|all)?$")]
    pub validity: Option<String>,
    /// `relevance`, `newest`, `oldest`.
    #[param(pattern = "^(relevance|newest|oldest)?$")]
    pub sort: Option<String>,
}

/// A hit.
#[derive(Serialize, ToSchema)]
pub struct SearchHit {
    /// Public id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Canonical address.
    pub url: String,
    /// When it was published.
    pub published_at: Option<String>,
    /// A sentence or two.
    pub summary: String,
    /// Title as HTML with `<mark>`.
    pub title_html: String,
    /// Where the words were found, as HTML with `<mark>`.
    pub snippet_html: String,
    /// The code of its kind.
    pub r#type: String,
    /// Its home column.
    pub column: Option<ColumnRef>,
    /// Its unit.
    pub unit: Option<UnitRef>,
    /// 发文字号, 索引号.
    pub numbers: Vec<String>,
    /// 有效性.
    pub validity: Option<String>,
    /// Topic words.
    pub tags: Vec<String>,
}

/// A page of hits.
#[derive(Serialize, ToSchema)]
pub struct SearchAnswer {
    /// How many were found on all pages.
    pub total: u64,
    /// This page.
    pub page: i64,
    /// Hits of one page.
    pub page_size: i64,
    /// Nothing held all the words; these hold a part of them.
    pub relaxed: bool,
    /// A better spelling, when little was found.
    pub did_you_mean: Option<String>,
    /// The hits.
    pub items: Vec<SearchHit>,
}

/// Searches what is live on this site.
#[utoipa::path(
    get, path = "/api/v1/search", tag = "search", params(SearchParams),
    responses(
        (status = 200, body = SearchAnswer),
        (status = 422, description = "A parameter is wrong", content_type = "application/problem+json"),
    )
)]
pub async fn find(visitor: Visitor, Query(params): Query<SearchParams>) -> Answer {
    let (page, page_size) =
        (number(params.page.as_deref(), 1), number(params.page_size.as_deref(), 10));
    check(&params, page, page_size, &visitor)?;
    let asked = SearchQuery {
        q: params.q,
        column: params.column,
        unit: params.unit,
        kind: params.r#type,
        year: params.year,
        // A program asks for what it wants; nothing is left out for it.
        validity: params.validity.or_else(|| Some(EVERY.to_owned())),
        sort: params.sort,
        page: Some(page.to_string()),
        ..SearchQuery::default()
    };
    let mut query = asked.to_query(&visitor, page_size);
    query.offset = usize::try_from((page - 1) * page_size).unwrap_or(0);
    let (index, site) = (visitor.app.search.clone(), visitor.site_id.0);
    let (found, better) = tokio::task::spawn_blocking(move || {
        let found = index.search(&query)?;
        let better = match found.total {
            0 if !query.text.is_empty() => index.did_you_mean(&query.text, Some(site))?,
            _ => None,
        };
        Ok::<_, search::Error>((found, better))
    })
    .await
    .doing("search")?
    .doing("search")?;
    let items = found.hits.into_iter().map(|hit| shown(&visitor, hit)).collect();
    let answer = SearchAnswer {
        total: found.total,
        page,
        page_size,
        relaxed: found.relaxed,
        did_you_mean: better,
        items,
    };
    let mut page: Rendered = rendered(&answer, vec![])?;
    page.cacheable = false;
    visitor.uncached(page).await
}

fn shown(visitor: &Visitor, hit: search::Hit) -> SearchHit {
    let column = hit.extra.get("column_id").and_then(serde_json::Value::as_i64).map(ColumnId);
    SearchHit {
        id: hit.key,
        title: hit.title,
        url: visitor.absolute(&hit.url),
        published_at: instant(Time(hit.published_at)),
        summary: hit.summary,
        title_html: hit.title_html,
        snippet_html: hit.snippet_html,
        r#type: hit.kind,
        column: column.and_then(|id| column_ref(visitor, id)),
        unit: hit.unit_ids.first().and_then(|id| unit_ref(visitor, UnitId(*id))),
        numbers: hit.numbers,
        validity: hit.validity,
        tags: hit.tags,
    }
}

/// A whole number, or 0 when it is none: the check then refuses it by name.
fn number(text: Option<&str>, usual: i64) -> i64 {
    text.map_or(usual, |text| text.trim().parse().unwrap_or(0))
}

fn check(params: &SearchParams, page: i64, size: i64, visitor: &Visitor) -> Result<(), Error> {
    let tree = &visitor.tree;
    let filled = |value: &Option<String>| value.clone().filter(|value| !value.is_empty());
    let column_known = filled(&params.column)
        .is_none_or(|path| tree.column_by_path(visitor.site_id, &path).is_some());
    let unit_known = filled(&params.unit).is_none_or(|code| tree.unit_by_code(&code).is_some());
    let kinds = documents::Context::of(&visitor.app)?.kinds;
    let kind_known = filled(&params.r#type).is_none_or(|code| kinds.find(&code).is_some());
    let year = filled(&params.year);
    let year_good =
        year.is_none_or(|year| year.parse().is_ok_and(|y: i64| (1..=9_999).contains(&y)));
    let validity_known = filled(&params.validity)
        .is_none_or(|word| word == EVERY || Validity::parse(&word).is_some());
    let sorts = ["relevance", "newest", "oldest"];
    let sort_known = filled(&params.sort).is_none_or(|sort| sorts.contains(&sort.as_str()));
    let errors: Vec<FieldError> = [
        (params.q.chars().count() <= 80, "q", "api-q-too-long"),
        ((1..=1_000).contains(&page), "page", "api-page-out-of-range"),
        ((1..=100).contains(&size), "page_size", "api-page-size-out-of-range"),
        (column_known, "column", "api-column-unknown"),
        (unit_known, "unit", "api-unit-unknown"),
        (kind_known, "type", "api-type-unknown"),
        (year_good, "year", "api-year-out-of-range"),
        (validity_known, "validity", "api-validity-unknown"),
        (sort_known, "sort", "api-sort-unknown"),
    ]
    .into_iter()
    .filter(|(good, ..)| !good)
    .map(|(_, field, key)| FieldError::new(field, key))
    .collect();
    if errors.is_empty() { Ok(()) } else { Err(Refusal::unprocessable(errors).into()) }
}
