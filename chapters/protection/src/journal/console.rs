//! The journal's list.

use platform::db::Bookkeeping;
use platform::jobs::{Job, Priority};
use platform::journal::{EntryFilter, find_entries};
use platform::{Fault, Time};
use serde::Deserialize;
use serde_json::{Value, json};
use structure::Staff;
use structure::accounts::account_by_login;
use structure::sessions::OwnForm;
use web::Answer;
use web::extract::Query;

use super::store;
use super::words::{Names, subject, verb};

/// Rows of one page.
const PAGE: i64 = 50;

/// What an auditor asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// A login.
    pub who: String,
    /// A verb or its beginning.
    pub what: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub until: String,
    /// Only before this sequence number.
    pub before: Option<i64>,
}

impl Asked {
    /// As the journal understands it. An unknown login matches nothing.
    pub async fn filter(&self, staff: &Staff) -> Result<EntryFilter, Fault> {
        let actor = match self.who.trim() {
            "" => None,
            login => Some(match account_by_login(&staff.app.db, login).await? {
                Some(account) => format!("account:{}", account.id),
                None => login.to_owned(),
            }),
        };
        let day = |text: &str| text.parse().ok().map(Time::from_day);
        Ok(EntryFilter {
            actor,
            verb: Some(self.what.trim().to_owned()).filter(|what| !what.is_empty()),
            from: day(&self.from),
            until: day(&self.until).map(|day| day.plus_days(1)),
            before_seq: self.before,
            ..EntryFilter::default()
        })
    }

    fn query(&self, before: Option<i64>) -> String {
        let encode = web::template_functions::query_encode;
        let mut pairs: Vec<String> = [
            ("who", &self.who),
            ("what", &self.what),
            ("from", &self.from),
            ("until", &self.until),
        ]
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", encode(value)))
        .collect();
        pairs.extend(before.map(|seq| format!("before={seq}")));
        pairs.join("&")
    }
}

/// `GET /journal`
pub async fn index(staff: Staff, Query(asked): Query<Asked>) -> Answer {
    let db = &staff.app.db;
    let entries = find_entries(db, &asked.filter(&staff).await?, PAGE + 1).await?;
    let names = Names::load(db).await?;
    let shown = usize::try_from(PAGE).unwrap_or(50);
    let rows: Vec<Value> = entries
        .iter()
        .take(shown)
        .map(|entry| {
            let detail = Some(entry.detail.to_string()).filter(|text| text != "null");
            let short: String = entry.hash.chars().take(12).collect();
            json!({
                "seq": entry.seq, "at": entry.at, "actor": names.actor(&staff, entry),
                "address": null, "verb": verb(&staff, entry), "subject": subject(entry),
                "subject_url": null, "detail": detail, "hash_short": short, "url": null,
            })
        })
        .collect();
    let next = entries.get(shown).and(entries.get(shown - 1)).map(|last| last.seq);
    let pager = json!({
        "previous_url": asked.before.map(|_| format!("/journal?{}", asked.query(None))),
        "next_url": next.map(|seq| format!("/journal?{}", asked.query(Some(seq)))),
        "pages": [],
    });
    let context = json!({
        "title": staff.t("journal-title"),
        "export_url": format!("/journal/export?{}", asked.query(None)),
        "chain": chain(&staff).await?,
        "verify_url": "/journal/verifications",
        "listing": {
            "filters": filters(&staff, &asked), "chips": [], "rows": rows, "pager": pager,
            "total": *db.journal_head().borrow(),
        },
    });
    staff.page("journal/index.html", context)
}

fn filters(staff: &Staff, asked: &Asked) -> Value {
    let field = |name: &str, kind: &str, value: &str| json!({ "name": name, "label": staff.t(&format!("journal-filter-{name}")), "type": kind, "value": value });
    json!([
        field("who", "text", &asked.who),
        field("what", "text", &asked.what),
        field("from", "date", &asked.from),
        field("until", "date", &asked.until),
    ])
}

async fn chain(staff: &Staff) -> Result<Value, Fault> {
    let head = *staff.app.db.journal_head().borrow();
    Ok(match store::last(&staff.app.db).await? {
        Some(last) => {
            let intact = last.findings.as_array().is_some_and(Vec::is_empty);
            json!({ "intact": intact, "seq": last.head_seq, "checked_at": last.finished_at })
        }
        None => json!({ "intact": true, "seq": head, "checked_at": null }),
    })
}

/// `POST /journal/verifications`
pub async fn verify(staff: Staff, OwnForm(_): OwnForm) -> Answer {
    let mut tx = staff.app.db.begin().await?;
    let job = Job::new("verify_journal", Priority::Person, json!({}));
    tx.enqueue(job.unique("verify-now")).await?;
    tx.commit_bookkeeping(Bookkeeping::Jobs).await?;
    staff.done("/journal", "journal-verification-begun")
}
