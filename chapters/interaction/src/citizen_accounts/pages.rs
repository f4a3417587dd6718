//! `/mailbox/account`: the letters of whoever is signed in, and what was said about them; for others
//! the way in.

use cases::cases::{CaseRecord, CaseState, by_id};
use cases::desk::steps;
use http::StatusCode;
use notices::contacts::{ContactWay, ways};
use platform::{Fault, Time};
use serde_json::{Value, json};
use structure::Visitor;
use web::Answer;
use web::forms::FormState;

use super::sessions::signed_in;
use super::store::CitizenAccount;
use crate::kind::LETTERS;
use crate::letters::contacts::cases_of;
use crate::letters::{private, promise};

/// Letters that are listed.
const LETTERS_SHOWN: i64 = 200;
/// Letters whose news are looked at, and news shown.
const NEWS: usize = 12;

/// `GET /mailbox/account`
pub(super) async fn show(visitor: Visitor) -> Answer {
    match signed_in(&visitor).await? {
        Some(account) => own(&visitor, &account, (StatusCode::OK, FormState::default())).await,
        None => way_in(&visitor, StatusCode::OK, (FormState::default(), false)),
    }
}

/// The way in: first the contact, then the code.
pub(super) fn way_in(
    visitor: &Visitor,
    status: StatusCode,
    (form, sent): (FormState, bool),
) -> Answer {
    let ways = ways(&visitor.app);
    let content = json!({
        "phone": ways.contains(&ContactWay::Phone), "email": ways.contains(&ContactWay::Email),
        "sent": sent, "form": form.shown(&visitor.app.messages),
        "codes_url": visitor.url("mailbox/account/codes"),
        "session_url": visitor.url("mailbox/account/session"),
        "status_url": visitor.url("mailbox/status"),
        "minutes": visitor.app.settings.codes.minutes,
    });
    let template = ("mailbox/account_sign_in.html", content);
    private(visitor, status, ("letter-account", "mailbox/account"), template)
}

/// What an account shows, with a form that came back.
pub(super) async fn own(
    visitor: &Visitor,
    account: &CitizenAccount,
    (status, form): (StatusCode, FormState),
) -> Answer {
    let db = &visitor.app.db;
    let mut records = Vec::new();
    for id in cases_of(db, &account.mark, LETTERS_SHOWN).await? {
        records.extend(by_id(db, id).await?);
    }
    let letters: Vec<Value> = records.iter().map(|record| letter(visitor, record)).collect();
    let content = json!({
        "contact": account.contact(&visitor.app)?.to, "letters": letters,
        "news": news(visitor, records).await?,
        "new_url": visitor.url("mailbox/new"), "status_url": visitor.url("mailbox/status"),
        "leaving_url": visitor.url("mailbox/account/leaving"),
        "removal_url": visitor.url("mailbox/account/removal"),
        "form": form.shown(&visitor.app.messages),
    });
    let template = ("mailbox/account.html", content);
    private(visitor, status, ("letter-account-own", "mailbox/account"), template)
}

fn url(visitor: &Visitor, record: &CaseRecord) -> String {
    visitor.url(&format!("mailbox/mine/{}", record.receipt))
}

fn letter(visitor: &Visitor, record: &CaseRecord) -> Value {
    let t = |key: &str| visitor.app.messages.t(key, &[]);
    json!({
        "receipt": record.receipt, "title": record.title, "url": url(visitor, record),
        "theme_name": t(&LETTERS.theme_key(&record.theme)),
        "unit_name": visitor.tree.unit(record.unit_id).map(|unit| unit.name.clone()),
        "state": record.state.word(), "state_name": t(record.state.key()),
        "received_at": record.received_at, "due": record.due().map(Time::date),
        "promise": promise(record),
        "may_rate": record.state == CaseState::Answered && record.rating.is_none(),
    })
}

/// What the office did with the letters that moved last, newest first.
async fn news(visitor: &Visitor, mut records: Vec<CaseRecord>) -> Result<Vec<Value>, Fault> {
    records.sort_by_key(|record| std::cmp::Reverse(record.changed_at));
    let mut found: Vec<(Time, Value)> = Vec::new();
    for record in records.iter().take(NEWS) {
        let steps = steps(&visitor.app, record).await?;
        let told = steps.iter().filter(|step| step.is_shown_to_holder() && step.account.is_some());
        found.extend(told.map(|step| {
            let unit = step.unit.and_then(|unit| visitor.tree.unit(unit));
            let shown = json!({
                "name": visitor.app.messages.t(&step.key(), &[]), "title": record.title,
                "url": url(visitor, record), "at": step.at,
                "unit_name": unit.map(|unit| unit.name.clone()),
            });
            (step.at, shown)
        }));
    }
    found.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    Ok(found.into_iter().take(NEWS).map(|(_, shown)| shown).collect())
}
