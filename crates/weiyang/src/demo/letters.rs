//! Letters to the demo district over the last weeks: written by invented people, handled by the
//! demo's handlers, some late, some rated, some published, so that desk, lists and numbers are full.

use cases::cases::{FormKey, Holder, OpenForm, by_receipt, open};
use cases::handling::{self, Doer};
use cases::publications::{self, suggested};
use cases::replies::{self, Verdict};
use platform::{Actor, Fault, FaultContext};
use serde::Deserialize;
use structure::accounts::all_accounts;
use structure::{AccountId, App, UnitId};

use super::data::lines;
use super::tree;

/// Hours before the present in which the first letter came.
pub const HOURS: i64 = 44 * 24;

/// A row of `letters.jsonl`.
#[derive(Debug, Deserialize)]
struct LetterRow {
    unit: String,
    theme: String,
    title: String,
    body: String,
    name: String,
    phone: String,
    public: bool,
    hours_ago: f64,
    acts: Vec<ActRow>,
}

/// What is done with it.
#[derive(Debug, Deserialize)]
struct ActRow {
    act: String,
    hours_ago: f64,
    by: String,
    #[serde(default)]
    words: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    rating: i64,
}

/// What is to be done next: the letter by its row, and the act; none: it comes.
struct Due {
    hours_ago: f64,
    row: usize,
    act: Option<usize>,
}

/// The letters on their way through the weeks.
pub struct Letters {
    rows: Vec<LetterRow>,
    due: std::vec::IntoIter<Due>,
    next: Option<Due>,
    receipts: Vec<String>,
    people: Vec<(String, AccountId, UnitId)>,
}

impl Letters {
    /// Reads them; nothing has come yet.
    pub async fn read(app: &App) -> Result<Self, Fault> {
        let rows: Vec<LetterRow> = lines("letters.jsonl")?;
        let mut due = Vec::new();
        for (row, letter) in rows.iter().enumerate() {
            due.push(Due { hours_ago: letter.hours_ago, row, act: None });
            for (act, one) in letter.acts.iter().enumerate() {
                due.push(Due { hours_ago: one.hours_ago, row, act: Some(act) });
            }
        }
        due.sort_by(|a, b| b.hours_ago.total_cmp(&a.hours_ago));
        let accounts = all_accounts(&app.db).await?.into_iter();
        let people = accounts.filter_map(|one| Some((one.login, one.id, one.unit_id?))).collect();
        let receipts = vec![String::new(); rows.len()];
        let mut due = due.into_iter();
        Ok(Self { rows, next: due.next(), due, receipts, people })
    }

    /// Lets time pass up to so many seconds before the present, and does what is due until then.
    /// `ahead` is how many seconds the clock is behind the present.
    pub async fn until(&mut self, app: &App, ahead: &mut i64, end: i64) -> Result<(), Fault> {
        while let Some(due) = self.next.take_if(|due| super::work::seconds(due.hours_ago) >= end) {
            let then = super::work::seconds(due.hours_ago);
            app.clock().advance_seconds((*ahead - then).max(0));
            *ahead = then.min(*ahead);
            self.perform(app, &due).await?;
            self.next = self.due.next();
        }
        app.clock().advance_seconds((*ahead - end).max(0));
        *ahead = end.min(*ahead);
        Ok(())
    }

    async fn perform(&mut self, app: &App, due: &Due) -> Result<(), Fault> {
        let row = self.rows.get(due.row).doing("find a letter")?;
        let act = due.act.and_then(|act| row.acts.get(act));
        let Some(act) = act else {
            let receipt = come(app, row).await.doing(format!("send {}", row.title))?;
            if let Some(slot) = self.receipts.get_mut(due.row) {
                *slot = receipt;
            }
            return Ok(());
        };
        let receipt = self.receipts.get(due.row).doing("find a letter")?;
        let doer = self.doer(&act.by);
        let done = perform(app, (act, doer), receipt).await;
        done.doing(format!("{} of {}", act.act, row.title))
    }

    fn doer(&self, login: &str) -> Option<Doer> {
        let found = self.people.iter().find(|(known, ..)| known == login);
        found.map(|(_, account, unit)| Doer { account: *account, unit: *unit })
    }
}

async fn come(app: &App, row: &LetterRow) -> Result<String, Fault> {
    let tree = tree(app);
    let form = OpenForm {
        kind: &interaction::LETTERS,
        site: tree.main_site().doing("find the main site")?.id,
        unit: tree.unit_by_code(&row.unit).doing(format!("find the unit {}", row.unit))?.id,
        theme: row.theme.clone(),
        title: row.title.clone(),
        body: row.body.clone(),
        holder: Holder { name: row.name.clone(), phone: row.phone.clone(), ..Holder::default() },
        wants_public: row.public,
        files: Vec::new(),
        key: FormKey::draw(),
    };
    Ok(open(app, form).await?.record.receipt)
}

async fn perform(
    app: &App,
    (act, doer): (&ActRow, Option<Doer>),
    receipt: &str,
) -> Result<(), Fault> {
    let who = || doer.doing(format!("find the account {}", act.by));
    let words = act.words.as_str();
    let done = match act.act.as_str() {
        "accept" => handling::accept(app, who()?, receipt).await,
        "transfer" => {
            let unit = tree(app).unit_by_code(&act.unit).doing("find a unit")?.id;
            handling::transfer(app, who()?, receipt, (unit, words)).await
        }
        "ask" => handling::ask(app, who()?, receipt, words).await,
        "reply" => replies::propose(app, who()?, receipt, words).await,
        "pass" => replies::review(app, who()?, receipt, (Verdict::Passed, "")).await,
        "remind" => handling::remind(app, who()?, receipt, words).await,
        "close" => handling::close(app, who()?, receipt, (&act.reason, words)).await,
        "rate" => handling::rate(app, Actor::Visitor, receipt, (act.rating, words)).await,
        "follow_up" => handling::follow_up(app, who()?, receipt, words).await,
        "withdraw" => handling::withdraw(app, receipt, words).await,
        "publish" => {
            let record = by_receipt(&app.db, receipt).await?.doing("find a letter")?;
            let holder = Holder::open(&app.secret, record.id, &record.holder)?;
            let reply = replies::delivered(&app.db, record.id).await?.doing("find an answer")?;
            let text = suggested(&record, &holder, &reply.body);
            publications::publish(app, who()?, receipt, &text).await
        }
        other => return Err(Fault::new(format!("no act is called {other}"))),
    };
    done.map(|_| ()).map_err(|stopped| Fault::new(format!("{stopped:?}")))
}
