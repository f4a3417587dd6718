//! From an entry of the journal to those it concerns. What is told is read from the tables as they
//! are now: an entry may be read late or twice.

use documents::documents::{self as papers, Document, DocumentState};
use documents::ids::DocumentId;
use documents::reviews::ReviewStep;
use documents::submissions::{self, SubmissionRecord, SubmissionState};
use notices::{Event, Facts, Telling};
use platform::Fault;
use platform::journal::EntryRecord;
use serde_json::Value;
use structure::holders::holders;
use structure::{AccountId, App, Right, accounts};

use super::recipients::{authors, signers};

/// What an entry tells whom.
pub async fn tellings(app: &App, entry: &EntryRecord) -> Result<Vec<Telling>, Fault> {
    let told = matches!(
        entry.verb.as_str(),
        "document.submitted"
            | "review.passed"
            | "review.returned"
            | "review.doubtful"
            | "referral.decided"
            | "claim.taken"
            | "comment.mentioned"
            | "document.published"
            | "emergency.overdue"
    );
    if !told || entry.subject_kind != "document" {
        return Ok(Vec::new());
    }
    let document = papers::by_id(&app.db, DocumentId(entry.subject_id)).await?;
    let Some(document) = document.filter(|document| document.trashed_at.is_none()) else {
        return Ok(Vec::new());
    };
    let subject = Subject { app, entry, document: &document };
    match entry.verb.as_str() {
        "review.doubtful" => subject.doubtful().await,
        "comment.mentioned" => subject.mentioned().await,
        "emergency.overdue" => subject.overdue().await,
        verb => {
            let newest = submissions::newest_of_document(&app.db, document.id).await?;
            let Some(record) = newest else { return Ok(Vec::new()) };
            match verb {
                "claim.taken" => subject.claimed(&record).await,
                "document.published" => subject.published(&record).await,
                _ => subject.moved(&record).await,
            }
        }
    }
}

/// An entry and the document it is about.
struct Subject<'a> {
    app: &'a App,
    entry: &'a EntryRecord,
    document: &'a Document,
}

impl Subject<'_> {
    /// A submission came to its next step, or back.
    async fn moved(&self, record: &SubmissionRecord) -> Result<Vec<Telling>, Fault> {
        match (record.state, record.next_step) {
            (SubmissionState::InReview, Some(step)) => {
                assigned(self.app, self.document, record, step).await
            }
            (SubmissionState::Returned, _) if self.document.state == DocumentState::Returned => {
                let facts = Facts { by: self.actor_name().await?, ..Facts::default() };
                let mark = format!("returned:{}", record.id);
                let mut tellings = self.to(authors(record), Event::Returned, facts, &mark);
                for telling in &mut tellings {
                    telling.about = Some(format!("return:{}", self.document.id));
                }
                Ok(tellings)
            }
            _ => Ok(Vec::new()),
        }
    }

    /// The secrecy bureau is asked.
    async fn doubtful(&self) -> Result<Vec<Telling>, Fault> {
        let Document { unit_id, column_id, .. } = *self.document;
        let bureau = holders(self.app, Right::DecideReferrals, unit_id, column_id).await?;
        let mut tellings = self.to(bureau, Event::Assigned, Facts::default(), &self.mark());
        for telling in &mut tellings {
            telling.url = format!("/referrals/{}", self.document.key);
            telling.about = Some(format!("referral:{}", self.document.id));
        }
        Ok(tellings)
    }

    /// The second signature under an emergency publication is late.
    async fn overdue(&self) -> Result<Vec<Telling>, Fault> {
        let Document { unit_id, column_id, .. } = *self.document;
        let signers = holders(self.app, Right::SignEmergency, unit_id, column_id).await?;
        let due = self.detail("due").and_then(Value::as_str).map(str::to_owned);
        let facts = Facts { due, ..Facts::default() };
        let mut tellings = self.to(signers, Event::Late, facts, &self.mark());
        for telling in &mut tellings {
            telling.about = Some(format!("emergency:{}", self.document.id));
        }
        Ok(tellings)
    }

    /// A colleague has it in hand: for whoever sent it, and for whoever had it before.
    async fn claimed(&self, record: &SubmissionRecord) -> Result<Vec<Telling>, Fault> {
        let before = self.detail("from").and_then(Value::as_i64).map(AccountId);
        let people: Vec<AccountId> = record.submitter_id.into_iter().chain(before).collect();
        let facts = Facts {
            step: record.next_step.map(|step| step.key().to_owned()),
            by: self.actor_name().await?,
            due: self.detail("due_at").and_then(Value::as_str).map(str::to_owned),
        };
        Ok(self.to(people, Event::Claimed, facts, &self.mark()))
    }

    async fn mentioned(&self) -> Result<Vec<Telling>, Fault> {
        let account = self.detail("account").and_then(Value::as_i64).map(AccountId);
        let facts = Facts { by: self.actor_name().await?, ..Facts::default() };
        let people = account.into_iter().collect();
        let mut tellings = self.to(people, Event::Mentioned, facts, &self.mark());
        for telling in &mut tellings {
            telling.url = format!("/documents/{}/comments", self.document.key);
        }
        Ok(tellings)
    }

    async fn published(&self, record: &SubmissionRecord) -> Result<Vec<Telling>, Fault> {
        Ok(self.to(authors(record), Event::Published, Facts::default(), &self.mark()))
    }

    fn mark(&self) -> String {
        format!("entry:{}", self.entry.seq)
    }

    fn detail(&self, name: &str) -> Option<&Value> {
        self.entry.detail.get(name)
    }

    fn actor(&self) -> Option<AccountId> {
        let id = self.entry.actor.strip_prefix("account:")?;
        id.parse().ok().map(AccountId)
    }

    async fn actor_name(&self) -> Result<Option<String>, Fault> {
        let Some(id) = self.actor() else { return Ok(None) };
        Ok(accounts::account(&self.app.db, id).await?.map(|account| account.name))
    }

    /// The same for several people; nobody is told what they did themselves.
    fn to(&self, people: Vec<AccountId>, event: Event, facts: Facts, mark: &str) -> Vec<Telling> {
        let actor = self.actor();
        let others = people.into_iter().filter(|id| Some(*id) != actor);
        others.map(|id| telling(self.document, id, (event, facts.clone()), mark)).collect()
    }
}

/// A step waits for everybody who may sign it.
async fn assigned(
    app: &App,
    document: &Document,
    record: &SubmissionRecord,
    step: ReviewStep,
) -> Result<Vec<Telling>, Fault> {
    let facts = Facts { step: Some(step.key().to_owned()), ..Facts::default() };
    let mark = format!("assigned:{}:{}", record.id, step.word());
    let url = format!("/documents/{}/reviews/{}", document.key, step.word());
    let people = signers(app, document, record, step).await?;
    let one = |id| Telling {
        url: url.clone(),
        about: Some(about_step(record, step)),
        ..telling(document, id, (Event::Assigned, facts.clone()), &mark)
    };
    Ok(people.into_iter().map(one).collect())
}

/// What notices of a waiting step ask for: its signature.
pub(super) fn about_step(record: &SubmissionRecord, step: ReviewStep) -> String {
    format!("step:{}:{}", record.id, step.word())
}

/// What an entry says is done: the steps that wait no longer, a decision, a return that was seen to.
pub(super) async fn done(app: &App, entry: &EntryRecord) -> Result<Vec<String>, Fault> {
    let id = DocumentId(entry.subject_id);
    match entry.verb.as_str() {
        "referral.decided" => Ok(vec![format!("referral:{id}")]),
        "emergency.signed" => Ok(vec![format!("emergency:{id}")]),
        "document.submitted" => Ok(vec![format!("return:{id}")]),
        "review.passed" | "review.returned" | "review.doubtful" | "document.recalled"
        | "document.published" => {
            let newest = submissions::newest_of_document(&app.db, id).await?;
            let Some(record) = newest else { return Ok(Vec::new()) };
            let due = record.next_step.filter(|_| record.state == SubmissionState::InReview);
            let steps = record.chain.steps().iter().filter(|step| Some(**step) != due);
            Ok(steps.map(|step| about_step(&record, *step)).collect())
        }
        _ => Ok(Vec::new()),
    }
}

/// A telling about a document.
pub(super) fn telling(
    document: &Document,
    account: AccountId,
    (event, facts): (Event, Facts),
    mark: &str,
) -> Telling {
    Telling {
        account,
        event,
        title: document.title.clone(),
        url: format!("/documents/{}", document.key),
        facts,
        mark: mark.to_owned(),
        about: None,
    }
}
