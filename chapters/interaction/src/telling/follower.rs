//! The follower that turns entries about letters into messages to those who wrote. Its cursor is in
//! the database; a message's mark is the entry's number, so reading an entry twice tells nobody twice.

use cases::cases::{CaseRecord, Holder, by_id};
use cases::ids::CaseId;
use futures::future::BoxFuture;
use notices::contacts::{Contact, ContactWay};
use notices::outgoing::{Outgoing, tell_outside};
use platform::Fault;
use platform::journal::{EntryRecord, Follower};
use structure::{App, whole_address};

use super::{event, store};
use crate::letters::contacts::way_of;

/// Entries that told nobody anything, after which the cursor is kept all the same.
const KEPT_EVERY: i64 = 500;

/// See the file's first lines.
pub struct WritersFollower {
    app: App,
    position: i64,
    /// Up to here the cursor is kept.
    kept: i64,
}

impl WritersFollower {
    /// Goes on where it stopped; a new one begins at the journal's end, so that nobody is told old
    /// stories.
    pub async fn start(app: &App) -> Result<Self, Fault> {
        let head = *app.db.journal_head().borrow();
        let position = store::begin_after(&app.db, head).await?;
        Ok(Self { app: app.clone(), position, kept: position })
    }

    async fn take_in(&mut self, entry: &EntryRecord) -> Result<(), Fault> {
        let told = tell_of(&self.app, entry).await?;
        if told || entry.seq - self.kept >= KEPT_EVERY {
            store::keep(&self.app.db, entry.seq).await?;
            self.kept = entry.seq;
        }
        self.position = entry.seq;
        Ok(())
    }
}

/// Tells of an entry, if somebody is to be told.
async fn tell_of(app: &App, entry: &EntryRecord) -> Result<bool, Fault> {
    let Some(event) = event(&entry.verb).filter(|_| entry.subject_kind == "case") else {
        return Ok(false);
    };
    let id = CaseId(entry.subject_id);
    let Some(way) = way_of(&app.db, id).await? else { return Ok(false) };
    let Some(record) = by_id(&app.db, id).await? else { return Ok(false) };
    let holder = Holder::open(&app.secret, id, &record.holder)?;
    let typed = match way {
        ContactWay::Phone => &holder.phone,
        ContactWay::Email => &holder.email,
    };
    let Some(contact) = Contact::parse(way, typed) else { return Ok(false) };
    let message = written(app, &record, (event, contact));
    tell_outside(app, &format!("letter-{}", entry.seq), &message).await?;
    Ok(true)
}

/// What is said: the receipt number, the day that counts, the way to the letter. A text message says
/// nothing of what the letter is about; an e-mail, its title.
fn written(app: &App, record: &CaseRecord, (event, contact): (&str, Contact)) -> Outgoing {
    let path = format!("mailbox/status?receipt={}", record.receipt);
    let answer = record.answer_due.map_or_else(String::new, platform::Time::date);
    let said = [
        ("receipt", record.receipt.clone().into()),
        ("accept", record.accept_due.date().into()),
        ("answer", answer.into()),
    ];
    let args = [
        ("said", app.messages.t(&format!("letter-told-{event}"), &said).into()),
        ("title", record.title.clone().into()),
        ("receipt", record.receipt.clone().into()),
        ("url", whole_address(app, record.site_id, &path).into()),
    ];
    let (subject, text) = match contact.way {
        ContactWay::Phone => (String::new(), app.messages.t("letter-told-sms", &args)),
        ContactWay::Email => (
            app.messages.t("letter-told-subject", &args),
            app.messages.t("letter-told-mail", &args),
        ),
    };
    Outgoing { contact, subject, text }
}

impl Follower for WritersFollower {
    fn name(&self) -> &'static str {
        "writers"
    }

    fn position(&self) -> i64 {
        self.position
    }

    fn read<'a>(&'a mut self, entries: &'a [EntryRecord]) -> BoxFuture<'a, Result<(), Fault>> {
        Box::pin(async move {
            for entry in entries {
                self.take_in(entry).await?;
            }
            Ok(())
        })
    }
}
