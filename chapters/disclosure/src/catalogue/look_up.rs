//! `/catalogue/look-up`: a document by its 索引号 or 发文字号. The whole number leads straight to it, a
//! part of one to a list, and nothing to a clear sentence.

use std::sync::Arc;

use axum::response::{IntoResponse, Redirect};
use http::{HeaderValue, header};
use platform::Fault;
use serde::Deserialize;
use serde_json::{Value, json};
use structure::frame::{Frame, Place};
use structure::visitor::Visitor;
use web::Answer;
use web::extract::Query;

use super::copy::Catalogue;
use super::entry::Entry;
use super::reach::Reach;
use super::rows::{row, url};

/// Characters of a number that are read.
const MOST_CHARS: usize = 60;
/// Documents shown.
const SHOWN: usize = 50;

/// The form's field.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct LookUpFields {
    number: String,
}

/// `GET /catalogue/look-up`: never cached, there are as many answers as questions.
pub(super) async fn show(visitor: Visitor, Query(fields): Query<LookUpFields>) -> Answer {
    let number: String = fields.number.trim().chars().take(MOST_CHARS).collect();
    let wanted = folded(&number);
    let found = if wanted.is_empty() { Vec::new() } else { find(&visitor, &wanted).await? };
    if let [(Fit::Whole, only)] = found.as_slice() {
        let answer = Redirect::to(&url(&visitor, only));
        return Ok(([(header::CACHE_CONTROL, "no-store")], answer).into_response());
    }
    let shown = found.iter().take(SHOWN).map(|(_, entry)| row(&visitor, entry));
    let content = json!({
        "number": number, "asked": !wanted.is_empty(), "total": found.len(),
        "items": shown.collect::<Result<Vec<Value>, Fault>>()?, "most": SHOWN,
        "look_up_url": visitor.url("catalogue/look-up"),
        "catalogue_url": visitor.url("catalogue"),
        "application_url": visitor.url("disclosure/application"),
    });
    let place = Place {
        name: Some(visitor.app.messages.t("catalogue-look-up", &[])),
        path: "catalogue/look-up".to_owned(),
        ..Place::default()
    };
    let frame = Frame::of(&visitor, place)?;
    let mut page = frame.render(&visitor, "catalogue/look_up.html", content, vec![])?;
    page.headers.push((header::CACHE_CONTROL, HeaderValue::from_static("no-store")));
    visitor.uncached(page).await
}

/// How a document's number fits what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// It is that number.
    Whole,
    /// That is a part of it.
    Part,
}

/// Documents with a number that fits: if one fits whole, only those that do.
async fn find(visitor: &Visitor, wanted: &str) -> Result<Vec<(Fit, Arc<Entry>)>, Fault> {
    let catalogue: &Catalogue = visitor.app.registers.get()?;
    let reach = Reach::of(&visitor.tree, visitor.site_id);
    let entries = catalogue.entries(&visitor.app.db).await?;
    let mut found: Vec<(Fit, Arc<Entry>)> = entries
        .iter()
        .filter(|entry| reach.holds(entry))
        .filter_map(|entry| Some((fit(entry, wanted)?, entry.clone())))
        .collect();
    if found.iter().any(|(fit, _)| *fit == Fit::Whole) {
        found.retain(|(fit, _)| *fit == Fit::Whole);
    }
    Ok(found)
}

fn fit(entry: &Entry, wanted: &str) -> Option<Fit> {
    let numbers = [entry.index_number.as_deref(), entry.card.number.as_deref()];
    let fits = numbers.into_iter().flatten().filter_map(|number| fits(number, wanted));
    fits.min_by_key(|fit| *fit != Fit::Whole)
}

/// How a number fits a folded one.
pub(super) fn fits(number: &str, wanted: &str) -> Option<Fit> {
    let number = folded(number);
    if number == wanted { Some(Fit::Whole) } else { number.contains(wanted).then_some(Fit::Part) }
}

/// A number without what people write differently: spaces, full width, kinds of brackets and
/// dashes, capitals.
pub(super) fn folded(number: &str) -> String {
    number
        .chars()
        .filter(|one| !one.is_whitespace())
        .map(text::wording::half_width)
        .map(|one| match one {
            '[' | '【' | '(' | '{' | '〖' => '〔',
            ']' | '】' | ')' | '}' | '〗' => '〕',
            '—' | '–' | '－' | '‐' | '−' | '_' => '-',
            other => other,
        })
        .flat_map(char::to_lowercase)
        .collect()
}
