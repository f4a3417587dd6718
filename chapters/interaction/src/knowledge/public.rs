//! `/knowledge`: questions and answers for everybody, by theme, by unit, and searched.

use documents::live::LiveItem;
use platform::{Fault, FaultContext};
use search::Query as Searched;
use serde::Deserialize;
use serde_json::{Value, json};
use structure::Visitor;
use structure::frame::Frame;
use structure::units::Unit;
use web::extract::Query;
use web::template_functions::query_encode;
use web::{Answer, Pager, Tag};

use super::kind::KNOWLEDGE;
use super::model::is_current;
use super::store::live_on;
use crate::kind::LETTERS;
use crate::letters::place;

/// Questions of a page.
const SIZE: usize = 20;
/// Characters of what may be searched for.
const LONGEST: usize = 60;

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    theme: String,
    unit: String,
    q: String,
    page: Option<u64>,
}

/// `GET /knowledge`
pub(super) async fn index(visitor: Visitor, Query(asked): Query<Asked>) -> Answer {
    // Only what is known reaches the cache's key.
    let known = |theme: &&str| **theme == *asked.theme;
    let asked = Asked {
        theme: LETTERS.themes.iter().find(|theme| known(theme)).copied().unwrap_or_default().into(),
        unit: visitor
            .tree
            .unit_by_code(&asked.unit)
            .map(|unit| unit.code.clone())
            .unwrap_or_default(),
        q: asked.q.trim().chars().take(LONGEST).collect(),
        page: asked.page,
    };
    visitor
        .page(&query(&asked, asked.page.unwrap_or(1)), async move |visitor: Visitor| {
            let all = live_on(&visitor.app.db, visitor.site_id).await?;
            let tags = tags(&visitor, &all);
            let today = visitor.app.clock().now().day();
            let all: Vec<LiveItem> =
                all.into_iter().filter(|item| is_current(&item.card, today)).collect();
            let found = found(&visitor, &all, &asked).await?;
            let number = asked.page.unwrap_or(1);
            let total = u64::try_from(found.len()).unwrap_or(0);
            let pager = Pager::new(number, total, 20, |page| {
                visitor.url(&format!("knowledge?{}", query(&asked, page)))
            })?;
            let skip = usize::try_from(pager.offset()).unwrap_or(0);
            let shown = found.iter().skip(skip).take(SIZE).map(|one| item(&visitor, one));
            let content = json!({
                "items": shown.collect::<Vec<_>>(), "total": total, "pager": pager, "query": asked.q,
                "action": visitor.url("knowledge"), "theme": asked.theme,
                "themes": themes(&visitor, &all, &asked), "units": units(&visitor, &all, &asked),
                "all_url": visitor.url("knowledge"), "any": asked.theme.is_empty() && asked.unit.is_empty() && asked.q.is_empty(),
                "new_url": visitor.url("mailbox/new"), "letters_url": visitor.url("mailbox/letters"),
            });
            let frame = Frame::of(&visitor, place(&visitor, "knowledge-title", "knowledge"))?;
            Ok(frame.render(&visitor, "knowledge/index.html", content, tags)?)
        })
        .await
}

fn query(asked: &Asked, page: u64) -> String {
    let mut parts: Vec<String> = [("theme", &asked.theme), ("unit", &asked.unit), ("q", &asked.q)]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", query_encode(value)))
        .collect();
    if page > 1 {
        parts.push(format!("page={page}"));
    }
    parts.join("&")
}

/// The page shows the lists of every column in which questions stand or may stand.
fn tags(visitor: &Visitor, all: &[LiveItem]) -> Vec<Tag> {
    let offers = visitor.tree.columns().iter().filter(|column| {
        column.site_id == visitor.site_id && KNOWLEDGE.column_types.contains(&&*column.column_type)
    });
    let mut columns: Vec<_> =
        offers.map(|column| column.id).chain(all.iter().map(|item| item.column_id)).collect();
    columns.sort_unstable();
    columns.dedup();
    columns.into_iter().map(|column| Tag::from(documents::tags::list_tag(column))).collect()
}

fn theme_of(item: &LiveItem) -> &str {
    item.card.fields.get("theme").map_or("", String::as_str)
}

fn unit_of<'a>(visitor: &'a Visitor, item: &LiveItem) -> Option<&'a Unit> {
    visitor.tree.unit(item.unit_id)
}

/// Those that fit, the best first where something is searched.
async fn found<'a>(
    visitor: &Visitor,
    all: &'a [LiveItem],
    asked: &Asked,
) -> Result<Vec<&'a LiveItem>, Fault> {
    let fits = |item: &&LiveItem| {
        (asked.theme.is_empty() || theme_of(item) == asked.theme)
            && (asked.unit.is_empty()
                || unit_of(visitor, item).is_some_and(|unit| unit.code == asked.unit))
    };
    if asked.q.is_empty() {
        return Ok(all.iter().filter(fits).collect());
    }
    let searched = Searched {
        site_id: Some(visitor.site_id.0),
        kind: Some(KNOWLEDGE.code.to_owned()),
        limit: 100,
        ..Searched::text(asked.q.clone())
    };
    let index = visitor.app.search.clone();
    let page = tokio::task::spawn_blocking(move || index.search(&searched));
    let page = page.await.doing("search questions")?.doing("search questions")?;
    let by_id = |id: i64| all.iter().find(|item| item.id.0 == id);
    Ok(page.hits.iter().filter_map(|hit| by_id(hit.id)).filter(fits).collect())
}

fn item(visitor: &Visitor, one: &LiveItem) -> Value {
    let column = visitor.tree.column(one.column_id);
    let url = column.map(|column| format!("{}/{}", visitor.column_url(column), one.slug));
    let unit = unit_of(visitor, one);
    let theme = theme_of(one);
    json!({
        "title": one.card.title, "url": url, "summary": one.card.summary,
        "theme_name": if theme.is_empty() { String::new() } else { visitor.app.messages.t(&LETTERS.theme_key(theme), &[]) },
        "unit_name": unit.map(|unit| unit.name.clone()),
        "unit_url": unit.map(|unit| visitor.url(&format!("knowledge?unit={}", unit.code))),
        "published_at": one.published_at,
    })
}

/// Themes that have questions, as ways into the list.
fn themes(visitor: &Visitor, all: &[LiveItem], asked: &Asked) -> Vec<Value> {
    let count = |theme: &str| all.iter().filter(|item| theme_of(item) == theme).count();
    let themes = LETTERS.themes.iter().map(|theme| (*theme, count(theme)));
    themes
        .filter(|(_, count)| *count > 0)
        .map(|(theme, count)| {
            json!({
                "name": visitor.app.messages.t(&LETTERS.theme_key(theme), &[]), "count": count,
                "url": visitor.url(&format!("knowledge?theme={theme}")),
                "current": asked.theme == theme,
            })
        })
        .collect()
}

/// Units that have questions, those with most first.
fn units(visitor: &Visitor, all: &[LiveItem], asked: &Asked) -> Vec<Value> {
    let count = |unit: &Unit| all.iter().filter(|item| item.unit_id == unit.id).count();
    let mut units: Vec<(&Unit, usize)> = visitor
        .tree
        .units()
        .iter()
        .map(|unit| (unit, count(unit)))
        .filter(|(_, n)| *n > 0)
        .collect();
    units.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    units
        .iter()
        .map(|(unit, count)| {
            json!({
                "name": unit.name, "count": count,
                "url": visitor.url(&format!("knowledge?unit={}", unit.code)),
                "current": asked.unit == unit.code,
            })
        })
        .collect()
}
