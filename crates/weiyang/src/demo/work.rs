//! Documents that are under way, so that every role's desk has something on it: written, returned,
//! claimed and signed over the last days by the demo's people, who are told of it as in life.

use std::collections::HashMap;

use disclosure::withholdings::{Grounded, propose};
use documents::Context;
use documents::claims::claim;
use documents::comments::{CommentForm, Named, Place, write};
use documents::documents::{CreateForm, SaveForm, by_id, create, save};
use documents::emergencies::publish_in_emergency;
use documents::ids::{DocumentId, RevisionId};
use documents::kinds::Kinds;
use documents::pairing::{PromiseForm, promise};
use documents::reviews::{ReviewForm, Verdict, review};
use documents::revisions::Content;
use documents::submissions::{SubmissionRecord, SubmitForm, newest_of_document, submit};
use duties::telling::{NoticesFollower, tell_of_deadlines};
use platform::journal::{Follower, entries_after};
use platform::{Actor, Fault, FaultContext};
use structure::accounts::all_accounts;
use structure::{AccountId, App};

use super::data::{ActRow, WorkRow, lines};
use super::documents::{column_of, fields_of, site_of, stopped};
use super::letters::Letters;
use super::tree;

/// Hours before the present in which the demo's work was done; the clock begins there.
pub const HOURS: i64 = 96;

/// Does the work, act after act, moving the clock to the present.
pub async fn load(app: &App, mut letters: Letters) -> Result<(), Fault> {
    let kinds = app.registers.get::<Kinds>()?.clone();
    let ctx = Context::new(app.db.clone(), tree(app), kinds);
    let accounts = all_accounts(&app.db).await?;
    let people: Vec<Named> = accounts
        .into_iter()
        .map(|one| Named { id: one.id, name: one.name, login: one.login })
        .collect();
    let rows: Vec<WorkRow> = lines("work.jsonl")?;
    let mut acts: Vec<(usize, &ActRow)> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        acts.extend(row.acts.iter().map(|act| (index, act)));
    }
    acts.sort_by(|(_, a), (_, b)| b.hours_ago.total_cmp(&a.hours_ago));
    let mut desk = Desk { ctx, people, begun: HashMap::new() };
    let mut told = NoticesFollower::start(app).await?;
    let mut ahead = HOURS * 3_600;
    for (index, act) in acts {
        let row = rows.get(index).doing("find a document under way")?;
        let then = seconds(act.hours_ago);
        letters.until(app, &mut ahead, then).await?;
        let doing = || format!("{} of {}", act.act, row.title);
        desk.act(index, row, act).await.doing(doing())?;
        let entries = entries_after(&app.db, told.position(), 100).await?;
        told.read(&entries).await?;
    }
    letters.until(app, &mut ahead, 0).await?;
    tell_of_deadlines(app).await
}

/// Hours of a data file in seconds.
pub(super) fn seconds(hours: f64) -> i64 {
    // Hours of a data file: few, and nothing is lost that anybody would see.
    #[expect(clippy::cast_possible_truncation, reason = "a few days at most")]
    let seconds = (hours * 3_600.0).round() as i64;
    seconds
}

/// Who acts on what.
struct Desk {
    ctx: Context,
    people: Vec<Named>,
    /// Documents by their row.
    begun: HashMap<usize, DocumentId>,
}

impl Desk {
    fn who(&self, login: &str) -> Result<AccountId, Fault> {
        let one = self.people.iter().find(|one| one.login == login);
        one.map(|one| one.id).doing(format!("find the account {login}"))
    }

    async fn act(&mut self, index: usize, row: &WorkRow, act: &ActRow) -> Result<(), Fault> {
        let who = self.who(&act.by)?;
        let actor = Actor::Account(who.0);
        if act.act == "write" {
            let id = self.write(row, actor).await?;
            self.begun.insert(index, id);
            return Ok(());
        }
        let id = *self.begun.get(&index).doing("find a document that was begun")?;
        let document = by_id(&self.ctx.db, id).await?.doing("read a document")?;
        let head = document.head_revision_id;
        match act.act.as_str() {
            "revise" => {
                let body = act.body.as_deref().unwrap_or(&row.body_html);
                let content = self.content_of(row, body);
                let note = act.words.clone();
                let form = SaveForm { document_id: id, expected_head: head, content, note };
                save(&self.ctx, actor, &form).await.map_err(stopped)?;
            }
            "submit" => self.hand_in((id, head), actor, act).await?,
            "pass" | "return" | "doubt" => self.sign(id, who, act).await?,
            "claim" => {
                let record = self.newest(id).await?;
                let step = record.next_step.doing("find the step that is due")?;
                let due = self.ctx.now().plus_seconds(act.due_in.unwrap_or(24) * 3_600);
                claim(&self.ctx, who, (record.id, step), Some(due)).await.map_err(stopped)?;
            }
            "comment" => {
                let place = Place::parse("", &act.quote, "");
                let form = CommentForm {
                    document_id: id,
                    revision_id: head,
                    place,
                    words: act.words.clone(),
                };
                write(&self.ctx, who, &form, &self.people).await.map_err(stopped)?;
            }
            "promise" => {
                let due_on = self.ctx.now().plus_days(act.days.unwrap_or(3)).day();
                let form = PromiseForm { due_on, reason: act.words.clone() };
                promise(&self.ctx, actor, id, &form).await.map_err(stopped)?;
            }
            "withhold" => {
                let what = Grounded::read(&act.quote, &act.words);
                let what = what.map_err(|wrong| Fault::new(format!("withhold: {wrong:?}")))?;
                let done = propose(&self.ctx.db, who, &document, &what).await;
                done.map_err(|stopped| Fault::new(format!("withhold: {stopped:?}")))?;
            }
            "emergency" => {
                let at = (id, head);
                publish_in_emergency(&self.ctx, who, at, &act.words).await.map_err(stopped)?;
            }
            other => return Err(Fault::new(format!("no act is called {other}"))),
        }
        Ok(())
    }

    async fn hand_in(
        &self,
        (document_id, revision_id): (DocumentId, RevisionId),
        actor: Actor,
        act: &ActRow,
    ) -> Result<(), Fault> {
        let later = |hours: i64| self.ctx.now().plus_seconds(hours.saturating_mul(3_600));
        let form = SubmitForm {
            document_id,
            revision_id,
            note: act.words.clone(),
            publish_at: act.publish_in.map(later),
            expire_at: None,
        };
        submit(&self.ctx, actor, &form).await.map(|_| ()).map_err(stopped)
    }

    async fn write(&self, row: &WorkRow, actor: Actor) -> Result<DocumentId, Fault> {
        let site = site_of(&self.ctx, &row.site)?;
        let unit = self.ctx.tree.unit_by_code(&row.unit);
        let form = CreateForm {
            kind: row.kind.clone(),
            column_id: column_of(&self.ctx, site, &row.column)?,
            unit_id: unit.doing(format!("find the unit {}", row.unit))?.id,
            slug: None,
            content: self.content_of(row, &row.body_html),
            note: String::new(),
        };
        Ok(create(&self.ctx, actor, &form).await.map_err(stopped)?.document_id)
    }

    async fn newest(&self, id: DocumentId) -> Result<SubmissionRecord, Fault> {
        newest_of_document(&self.ctx.db, id).await?.doing("find the submission")
    }

    async fn sign(&self, id: DocumentId, who: AccountId, act: &ActRow) -> Result<(), Fault> {
        let record = self.newest(id).await?;
        let form = ReviewForm {
            submission_id: record.id,
            step: record.next_step.doing("find the step that is due")?,
            verdict: match act.act.as_str() {
                "pass" => Verdict::Passed,
                "return" => Verdict::Returned,
                _ => Verdict::Doubtful,
            },
            comment: act.words.clone(),
            digest: record.digest,
        };
        review(&self.ctx, who, &form).await.map(|_| ()).map_err(stopped)
    }

    fn content_of(&self, row: &WorkRow, body: &str) -> Content {
        let clean = text::html::clean(body);
        let plain = text::plain::plain(&clean.html);
        let unit = self.ctx.tree.unit_by_code(&row.unit);
        Content {
            title: text::wording::tidy_title(&row.title),
            summary: text::plain::summary(&plain, 120),
            body_html: clean.html,
            source: unit.map(|unit| unit.name.clone()).unwrap_or_default(),
            source_url: String::new(),
            author_name: String::new(),
            tags: row.tags.clone(),
            fields: fields_of(&row.fields, &HashMap::new()),
            attachments: Vec::new(),
        }
    }
}
