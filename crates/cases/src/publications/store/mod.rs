//! The SQL of what is published.

pub(super) mod numbers;

use platform::{Db, Fault, Time, fields, params};
use serde::Deserialize;
use serde_json::json;
use structure::{App, UnitId};

use crate::cases::{AnyCase, CaseRecord, Holder, masked_name};
use crate::handling::{Doer, Hold, entry, words};
use crate::ids::{CaseId, CasePublicationId};
use crate::publications::model::{CasePublication, PublicText};
use crate::stopped::{Act, CaseRefusal};

const SELECT: &str = "SELECT id, case_id, title, body, reply, holder_name, published_by, \
                      published_at, withdrawn_at FROM case_publications";

/// What the public sees of a case now.
pub async fn current(db: &Db, case: CaseId) -> Result<Option<CasePublication>, Fault> {
    let sql =
        format!("{SELECT} WHERE case_id = $1 AND withdrawn_at IS NULL ORDER BY id DESC LIMIT 1");
    db.opt(sql, params![case]).await
}

/// Chooses a case for the public, or shows other texts of it. A holder who wants it private is
/// asked by nobody: it stays private.
pub async fn publish(app: &App, doer: Doer, receipt: &str, text: &PublicText) -> Act<i64> {
    let (title, body, reply) = (words(&text.title)?, words(&text.body)?, words(&text.reply)?);
    let mut hold = Hold::of(app, receipt).await?;
    let AnyCase::Answered(case) = AnyCase::of(hold.record.clone()) else {
        return Err(CaseRefusal::State.into());
    };
    if !case.record.wants_public {
        return Err(CaseRefusal::Private.into());
    }
    let holder = Holder::open(&app.secret, case.record.id, &case.record.holder)?;
    let now = hold.now;
    take_down(&mut hold, now).await?;
    let row = fields![
        "id" => CasePublicationId(app.db.next_id()), "case_id" => case.record.id,
        "title" => title, "body" => body, "reply" => reply,
        "holder_name" => masked_name(&holder.name), "published_by" => doer.account,
        "published_at" => now, "withdrawn_at" => None::<Time>,
    ];
    hold.tx.insert("case_publications", row).await?;
    let since = case.record.published_at.unwrap_or(now);
    let record = case.published(Some(since), now).record;
    end(hold, doer, &record, "case.published").await
}

/// Takes it down.
pub async fn unpublish(app: &App, doer: Doer, receipt: &str) -> Act<i64> {
    let mut hold = Hold::of(app, receipt).await?;
    let now = hold.now;
    if !take_down(&mut hold, now).await? {
        return Err(CaseRefusal::State.into());
    }
    let record = CaseRecord { published_at: None, changed_at: now, ..hold.record.clone() };
    end(hold, doer, &record, "case.unpublished").await
}

async fn end(mut hold: Hold, doer: Doer, record: &CaseRecord, verb: &'static str) -> Act<i64> {
    crate::cases::store::save(&mut hold.tx, record).await?;
    let entry = entry(doer.actor(), verb, record, json!({}));
    Ok(hold.tx.commit(entry).await?)
}

/// Withdraws what is shown of a locked case; says whether something was.
async fn take_down(hold: &mut Hold, now: Time) -> Act<bool> {
    let sql = format!("{SELECT} WHERE case_id = $1 AND withdrawn_at IS NULL");
    let shown: Vec<CasePublication> = hold.tx.all(sql, params![hold.record.id]).await?;
    for one in &shown {
        hold.tx.update("case_publications", one.id, fields!["withdrawn_at" => now]).await?;
    }
    Ok(!shown.is_empty())
}

/// Which published cases are asked for.
#[derive(Clone, Debug)]
pub struct PublishedFilter<'a> {
    /// Of which kind.
    pub kind: &'a str,
    /// About what.
    pub theme: Option<&'a str>,
    /// Answered by whom.
    pub unit: Option<UnitId>,
}

/// A line of the public list.
#[derive(Clone, Debug, Deserialize)]
pub struct PublishedItem {
    /// Receipt number; the secret is what protects a case.
    pub receipt: String,
    /// The unit that answered.
    pub unit_id: UnitId,
    /// What it is about.
    pub theme: String,
    /// The masked title.
    pub title: String,
    /// The masked letter.
    pub body: String,
    /// The masked answer.
    pub reply: String,
    /// The masked name.
    pub holder_name: String,
    /// When it came.
    pub received_at: Time,
    /// When it was answered.
    pub answered_at: Option<Time>,
    /// 1 to 5, if the holder said so.
    pub rating: Option<i64>,
}

/// A page of the public list.
#[derive(Clone, Debug)]
pub struct PublishedPage {
    /// Its lines.
    pub items: Vec<PublishedItem>,
    /// All that fit.
    pub total: i64,
}

const ITEM: &str = "SELECT c.receipt, c.unit_id, c.theme, p.title, p.body, p.reply, p.holder_name, \
    c.received_at, c.answered_at, c.rating FROM cases c JOIN case_publications p ON p.case_id = c.id";
const SHOWN: &str = "c.state = 'answered' AND p.withdrawn_at IS NULL AND c.kind = $1";

/// Published cases, newest answer first.
pub async fn published(
    db: &Db,
    filter: &PublishedFilter<'_>,
    (offset, limit): (i64, i64),
) -> Result<PublishedPage, Fault> {
    let mut params = params![filter.kind];
    let mut condition = SHOWN.to_owned();
    if let Some(theme) = filter.theme {
        params.push(theme.into());
        condition.extend([" AND c.theme = $", &params.len().to_string()]);
    }
    if let Some(unit) = filter.unit {
        params.push(unit.into());
        condition.extend([" AND c.unit_id = $", &params.len().to_string()]);
    }
    let count = format!(
        "SELECT COUNT(*) FROM cases c JOIN case_publications p ON p.case_id = c.id WHERE {condition}"
    );
    let total = db.count(count, params.clone()).await?;
    params.extend(params![limit, offset]);
    let sql = format!(
        "{ITEM} WHERE {condition} ORDER BY c.answered_at DESC, c.id DESC LIMIT ${} OFFSET ${}",
        params.len() - 1,
        params.len()
    );
    Ok(PublishedPage { items: db.all(sql, params).await?, total })
}

/// One published case.
pub async fn published_by_receipt(
    db: &Db,
    kind: &str,
    receipt: &str,
) -> Result<Option<PublishedItem>, Fault> {
    db.opt(format!("{ITEM} WHERE {SHOWN} AND c.receipt = $2"), params![kind, receipt]).await
}

/// Published cases as another system asks for them; empty lists ask for all.
#[derive(Clone, Debug)]
pub struct PublishedSpan<'a> {
    /// Of which kind.
    pub kind: &'a str,
    /// About what.
    pub themes: &'a [String],
    /// By receipt number.
    pub receipts: &'a [String],
    /// Received at this moment or later.
    pub from: Option<Time>,
    /// Received before it.
    pub until: Option<Time>,
}

/// At most `limit` of them, newest first.
pub async fn published_in(
    db: &Db,
    span: &PublishedSpan<'_>,
    limit: i64,
) -> Result<Vec<PublishedItem>, Fault> {
    let mut params = params![span.kind];
    let mut condition = SHOWN.to_owned();
    for (field, words) in [("c.theme", span.themes), ("c.receipt", span.receipts)] {
        if words.is_empty() {
            continue;
        }
        let mut marks = Vec::new();
        for word in words {
            params.push(word.as_str().into());
            marks.push(format!("${}", params.len()));
        }
        condition.extend([" AND ", field, " IN (", &marks.join(", "), ")"]);
    }
    for (sign, moment) in [(">=", span.from), ("<", span.until)] {
        if let Some(moment) = moment {
            params.push(moment.into());
            condition.extend([" AND c.received_at ", sign, " $", &params.len().to_string()]);
        }
    }
    params.push(limit.into());
    let sql = format!(
        "{ITEM} WHERE {condition} ORDER BY c.received_at DESC, c.id DESC LIMIT ${}",
        params.len()
    );
    db.all(sql, params).await
}
