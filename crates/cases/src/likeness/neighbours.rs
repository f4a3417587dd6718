//! Cases that are like a text: for the office within its reach, for everybody what is published.

use platform::Fault;
use search::{Query, Similar, overlap};
use structure::{App, Scope, SiteId, UnitId};

use super::index::{ANSWERED, CaseIndex, PUBLISHED, WHOLE};
use super::store::replies_of;
use super::wording::said_by;
use crate::cases::CaseRecord;
use crate::ids::CaseId;

/// Neighbours that are looked at.
pub(super) const NEAR: usize = 30;
/// What a neighbour must share of what is rare in the text, to be shown as like it.
const LIKE: f32 = 0.18;
/// Or what it shares must be worth this, however long the text is.
const WORTH: f32 = 14.0;
/// Two texts with so much in common say the same.
const SAME: f32 = 0.55;
/// Two texts of one writer with so much in common say the same.
const SAME_WRITER: f32 = 0.25;

/// A case that is like another.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "facts that do not depend on each other")]
pub struct Alike {
    /// The case.
    pub id: CaseId,
    /// Its receipt number.
    pub receipt: String,
    /// Its title.
    pub title: String,
    /// The unit that has it.
    pub unit: UnitId,
    /// How much of the rare of the other's text it shares, in percent.
    pub share: u32,
    /// Whether that is enough to be shown as like it.
    pub near: bool,
    /// Whether a unit took it on, so that it teaches where the like belongs.
    pub settled: bool,
    /// Whether it was answered.
    pub answered: bool,
    /// Whether it was merged into another.
    pub merged: bool,
    /// Whether the same person wrote both.
    pub same_writer: bool,
    /// How much both texts have in common, in percent.
    pub overlap: u32,
}

/// A text for the question: what somebody wrote, title first.
pub(super) fn text_of(record: &CaseRecord) -> String {
    format!("{}\n{}", record.title, record.body)
}

/// Whether what a record shares is enough.
fn is_near(one: &Similar) -> bool {
    one.share >= LIKE || one.weight >= WORTH
}

fn percent(share: f32) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 100")]
    let percent = (share.clamp(0.0, 1.0) * 100.0).round() as u32;
    percent
}

/// The cases most like one, the likest first, itself left out. The reach is the caller's to check.
pub async fn like(app: &App, record: &CaseRecord) -> Result<Vec<Alike>, Fault> {
    near(app, record, None).await
}

/// The same; only those with a mark, so that no others stand before them.
async fn near(app: &App, record: &CaseRecord, mark: Option<&str>) -> Result<Vec<Alike>, Fault> {
    let Ok(index) = app.registers.get::<CaseIndex>() else { return Ok(Vec::new()) };
    let filter = Query {
        kind: Some(WHOLE.to_owned()),
        validity: mark.map(str::to_owned),
        limit: NEAR,
        ..Query::default()
    };
    let text = text_of(record);
    let mut found = index.similar(&text, filter.clone(), Some(record.id.0)).await?;
    // Answers are looked for in the words of offices as well.
    if mark == Some(ANSWERED) {
        let others = said_by(&text, &found);
        found = index.similar_with((&text, others), filter, Some(record.id.0)).await?;
    }
    let other = |one: &&Similar| {
        one.hit.id != record.id.0
            && one.hit.extra.get("case_kind").and_then(|kind| kind.as_str()) == Some(&*record.kind)
    };
    Ok(found.iter().filter(other).map(|one| alike(record, &text, one)).collect())
}

fn alike(record: &CaseRecord, text: &str, one: &Similar) -> Alike {
    let extra = &one.hit.extra;
    let flag = |name: &str| extra.get(name).and_then(serde_json::Value::as_bool).unwrap_or(false);
    let words = |name: &str| extra.get(name).and_then(|value| value.as_str()).unwrap_or_default();
    // Of the other only what its writer wrote: an answer is no part of the question.
    let asked = format!("{}\n{}", one.hit.title, words("asked"));
    Alike {
        id: CaseId(one.hit.id),
        receipt: one.hit.key.clone(),
        title: one.hit.title.clone(),
        unit: UnitId(extra.get("unit").and_then(serde_json::Value::as_i64).unwrap_or_default()),
        share: percent(one.share),
        near: is_near(one),
        settled: flag("settled"),
        answered: flag("answered"),
        merged: flag("merged"),
        same_writer: !record.holder_mark.is_empty() && words("holder") == record.holder_mark,
        overlap: percent(overlap(text, &asked)),
    }
}

/// Cases that say the same: nearly the same text whoever wrote it, or the same matter again by the
/// same person.
pub fn twins(alike: &[Alike], scope: &Scope) -> Vec<Alike> {
    let same = |one: &&Alike| {
        let least = if one.same_writer { SAME_WRITER } else { SAME };
        one.overlap >= percent(least) && !one.merged && scope.covers_unit(one.unit)
    };
    let mut twins: Vec<Alike> = alike.iter().filter(same).cloned().collect();
    twins.sort_by_key(|one| std::cmp::Reverse(one.overlap));
    twins
}

/// An answer that was given to a case like this one.
#[derive(Clone, Debug)]
pub struct Offered {
    /// The case.
    pub receipt: String,
    /// Its title.
    pub title: String,
    /// How much of the rare of the text it shares, in percent.
    pub share: u32,
    /// What was answered.
    pub reply: String,
}

/// Answers that left for cases like this one, of units within a reach. They are looked for by
/// themselves: where a hundred ask the same, the one that was answered would not be among the nearest.
pub async fn answered_like(
    app: &App,
    record: &CaseRecord,
    (scope, limit): (&Scope, usize),
) -> Result<Vec<Offered>, Fault> {
    let alike = near(app, record, Some(ANSWERED)).await?;
    let fits = |one: &&Alike| one.answered && one.near && scope.covers_unit(one.unit);
    let near: Vec<&Alike> = alike.iter().filter(fits).take(limit).collect();
    let receipts: Vec<String> = near.iter().map(|one| one.receipt.clone()).collect();
    let found = replies_of(&app.db, &receipts, scope).await?;
    Ok(found
        .into_iter()
        .map(|(record, reply)| Offered {
            share: near.iter().find(|one| one.receipt == record.receipt).map_or(0, |one| one.share),
            receipt: record.receipt,
            title: record.title,
            reply,
        })
        .collect())
}

/// Published cases like what somebody types, the likest first: masked texts, and nothing else, are
/// looked at.
pub async fn offered(
    app: &App,
    kind: &str,
    (site, text): (SiteId, &str),
    limit: usize,
) -> Result<Vec<Similar>, Fault> {
    let Ok(index) = app.registers.get::<CaseIndex>() else { return Ok(Vec::new()) };
    let filter = Query {
        kind: Some(PUBLISHED.to_owned()),
        site_id: Some(site.0),
        limit: limit * 2,
        ..Query::default()
    };
    let others = said_by(text, &index.similar(text, filter.clone(), None).await?);
    let mut found = index.similar_with((text, others), filter, None).await?;
    let own =
        |one: &Similar| one.hit.extra.get("case_kind").and_then(|word| word.as_str()) == Some(kind);
    found.retain(|one| own(one) && is_near(one));
    found.truncate(limit);
    Ok(found)
}
