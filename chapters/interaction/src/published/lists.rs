//! `/mailbox/letters`: the list and a letter of it.

use cases::publications::{PublishedFilter, PublishedItem, published, published_by_receipt};
use cases::statistics_tag;
use serde::Deserialize;
use serde_json::{Value, json};
use structure::Visitor;
use structure::frame::{Frame, Place};
use web::extract::{Path, Query};
use web::{Answer, Pager, Refusal, Tag};

use crate::kind::LETTERS;
use crate::letters::place as letters_place;

/// Letters of a page.
const SIZE: u64 = 15;
/// Characters of a letter in a list.
const BEGINNING: usize = 90;

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    theme: String,
    unit: String,
    page: Option<u64>,
}

/// `GET /mailbox/letters`
pub(super) async fn index(visitor: Visitor, Query(asked): Query<Asked>) -> Answer {
    // Only what is known reaches the cache's key.
    let theme = LETTERS.themes.iter().copied().find(|theme| **theme == asked.theme);
    let unit = visitor.tree.unit_by_code(&asked.unit).map(|unit| (unit.id, unit.code.clone()));
    let number = asked.page.unwrap_or(1);
    let query = query(theme, unit.as_ref().map(|(_, code)| code.as_str()), number);
    visitor
        .page(&query, async move |visitor: Visitor| {
            let code = unit.as_ref().map(|(_, code)| code.as_str());
            let filter = PublishedFilter {
                kind: LETTERS.code,
                theme,
                unit: unit.as_ref().map(|(id, _)| *id),
            };
            let offset = number.saturating_sub(1).saturating_mul(SIZE);
            let span = (i64::try_from(offset).unwrap_or(i64::MAX), 15);
            let page = published(&visitor.app.db, &filter, span).await?;
            let total = u64::try_from(page.total).unwrap_or(0);
            let address = |page| {
                let query = crate::published::lists::query(theme, code, page);
                visitor.url(&format!("mailbox/letters?{query}"))
            };
            let pager = Pager::new(number, total, SIZE, address)?;
            let unit_name = unit.as_ref().and_then(|(id, _)| visitor.tree.unit(*id));
            let content = json!({
                "items": page.items.iter().map(|one| item(&visitor, one)).collect::<Vec<_>>(),
                "total": page.total, "pager": pager, "themes": theme_links(&visitor, theme),
                "unit_name": unit_name.map(|unit| unit.name.clone()),
                "all_url": visitor.url("mailbox/letters"), "new_url": visitor.url("mailbox/new"),
            });
            let place = letters_place(&visitor, "letters-published", "mailbox/letters");
            let frame = Frame::of(&visitor, place)?;
            let tags = vec![Tag::from(statistics_tag(LETTERS.code))];
            Ok(frame.render(&visitor, "mailbox/letters.html", content, tags)?)
        })
        .await
}

fn query(theme: Option<&str>, unit: Option<&str>, page: u64) -> String {
    let mut parts = Vec::new();
    parts.extend(theme.map(|theme| format!("theme={theme}")));
    parts.extend(unit.map(|unit| format!("unit={}", web::template_functions::query_encode(unit))));
    if page > 1 {
        parts.push(format!("page={page}"));
    }
    parts.join("&")
}

/// Themes as ways into the list.
pub(crate) fn theme_links(visitor: &Visitor, current: Option<&str>) -> Vec<Value> {
    let link = |theme: &&str| {
        json!({
            "name": visitor.app.messages.t(&LETTERS.theme_key(theme), &[]),
            "url": visitor.url(&format!("mailbox/letters?theme={theme}")),
            "current": current == Some(*theme),
        })
    };
    LETTERS.themes.iter().map(link).collect()
}

/// A line of a list.
pub(crate) fn item(visitor: &Visitor, one: &PublishedItem) -> Value {
    let t = |key: &str| visitor.app.messages.t(key, &[]);
    let unit = visitor.tree.unit(one.unit_id);
    let code = unit.map_or("", |unit| unit.code.as_str());
    let long = one.body.chars().count() > BEGINNING;
    let beginning: String = one.body.chars().take(BEGINNING).collect();
    json!({
        "title": one.title, "url": visitor.url(&format!("mailbox/letters/{}", one.receipt)),
        "theme_name": t(&LETTERS.theme_key(&one.theme)), "holder_name": one.holder_name,
        "unit_name": unit.map_or("", |unit| unit.name.as_str()),
        "unit_url": visitor.url(&format!("mailbox/letters?unit={code}")),
        "beginning": if long { format!("{beginning}……") } else { beginning },
        "received_at": one.received_at, "answered_at": one.answered_at,
        "rating_name": one.rating.map(|rating| t(&format!("case-rating-{rating}"))),
    })
}

/// `GET /mailbox/letters/{receipt}`
pub(super) async fn show(visitor: Visitor, Path(receipt): Path<String>) -> Answer {
    visitor
        .page("", async move |visitor: Visitor| {
            let found = published_by_receipt(&visitor.app.db, LETTERS.code, &receipt).await?;
            let one = found.ok_or_else(Refusal::not_found)?;
            let mut letter = structure::staff::map(item(&visitor, &one));
            letter.insert("body".to_owned(), one.body.clone().into());
            letter.insert("reply".to_owned(), one.reply.clone().into());
            letter.insert("receipt".to_owned(), one.receipt.clone().into());
            let path = format!("mailbox/letters/{receipt}");
            let place = Place {
                name: Some(one.title.clone()),
                ..letters_place(&visitor, "letters-published", &path)
            };
            let content = json!({
                "letter": letter, "all_url": visitor.url("mailbox/letters"),
                "new_url": visitor.url("mailbox/new"),
            });
            let frame = Frame::of(&visitor, place)?;
            let tags = vec![Tag::from(statistics_tag(LETTERS.code))];
            Ok(frame.render(&visitor, "mailbox/letter.html", content, tags)?)
        })
        .await
}
