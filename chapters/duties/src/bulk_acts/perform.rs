//! One document's turn: rights, the engine's act, and what is kept for the way back.

use documents::documents::{Document, SaveForm, hand_over, restore, save, trash};
use documents::placements::{move_home, place, unplace};
use documents::publications::publish_now;
use documents::revisions;
use documents::withdrawals::{self, Outcome, WithdrawForm, lift, withdraw};
use documents::{Context, Stopped, documents as nouns, placements};
use platform::{Actor, Fault};
use structure::accounts::{self, AccountState};
use structure::{AccountId, ColumnId, Rights, UnitId};

use super::model::{BulkAct, BulkItem, Verb};

/// How a turn ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// Done; what is needed for the way back.
    Done(Option<i64>),
    /// Refused: a message key.
    Failed(&'static str),
}

/// The rights of whoever asked, as they are now; none if the account is not active any more.
pub(super) async fn rights_of(ctx: &Context, id: AccountId) -> Result<Rights, Fault> {
    let account = accounts::account(&ctx.db, id).await?;
    let active = account.is_some_and(|account| account.state == AccountState::Active);
    let grants = if active {
        structure::grants::resolved(&ctx.db, &ctx.tree, id).await?
    } else {
        Vec::new()
    };
    Ok(Rights::of_grants(grants))
}

/// Does what was ordered to one document.
pub(super) async fn perform(
    ctx: &Context,
    rights: &Rights,
    act: &BulkAct,
    item: &BulkItem,
) -> Result<Ended, Fault> {
    let Some(document) = nouns::by_id(&ctx.db, item.document_id).await? else {
        return Ok(Ended::Failed("document-refused-missing"));
    };
    let verb = act.ordered.verb;
    let column = item.place.filter(|_| act.undoes_id.is_some()).map(ColumnId);
    let column = column.or(act.ordered.column);
    let unit = item.place.filter(|_| act.undoes_id.is_some()).map(UnitId).or(act.ordered.unit);
    let turn = Turn { ctx, act, document, column, unit };
    if !turn.is_allowed(rights) {
        return Ok(Ended::Failed("bulk-refused-right"));
    }
    if item.begun_at.is_some_and(|_| item.standing == super::Standing::Begun)
        && turn.was_done(item).await?
    {
        return Ok(Ended::Done(item.place));
    }
    let before = turn.before(verb);
    match turn.act().await {
        Ok(()) => Ok(Ended::Done(before)),
        Err(Stopped::Refused(why)) => Ok(Ended::Failed(why.key())),
        Err(Stopped::Fault(fault)) => Err(fault),
    }
}

struct Turn<'a> {
    ctx: &'a Context,
    act: &'a BulkAct,
    document: Document,
    column: Option<ColumnId>,
    unit: Option<UnitId>,
}

impl Turn<'_> {
    /// The right over the document, and over where it goes.
    fn is_allowed(&self, rights: &Rights) -> bool {
        let verb = self.act.ordered.verb;
        let (unit, column) = (self.document.unit_id, self.document.column_id);
        let there = match verb {
            Verb::Move | Verb::Place => {
                self.column.is_some_and(|to| rights.covers(verb.right(), unit, to))
            }
            Verb::HandOver => self.unit.is_some_and(|to| rights.covers(verb.right(), to, column)),
            _ => true,
        };
        there && rights.covers(verb.right(), unit, column)
    }

    /// Where the document is, for the way back.
    fn before(&self, verb: Verb) -> Option<i64> {
        match verb {
            Verb::Move => Some(self.document.column_id.0),
            Verb::HandOver => Some(self.document.unit_id.0),
            Verb::Place | Verb::Unplace => self.column.map(|column| column.0),
            _ => None,
        }
    }

    /// Whether a turn that was begun before a stop had been carried out.
    async fn was_done(&self, item: &BulkItem) -> Result<bool, Fault> {
        let document = &self.document;
        Ok(match self.act.ordered.verb {
            Verb::Publish => document.live_revision_id == Some(document.head_revision_id),
            Verb::Withdraw => {
                let open = withdrawals::open_of(&self.ctx.db, document.id).await?;
                open.is_some_and(|open| Some(open.withdrawn_at) >= item.begun_at)
            }
            Verb::Lift => document.is_live(),
            Verb::Move => Some(document.column_id) == self.column,
            Verb::HandOver => Some(document.unit_id) == self.unit,
            Verb::Trash => document.trashed_at.is_some(),
            Verb::Restore => document.trashed_at.is_none(),
            Verb::Place | Verb::Unplace => {
                let placed = placements::of_document(&self.ctx.db, document.id).await?;
                let there = placed.iter().any(|one| Some(one.column_id) == self.column);
                there == (self.act.ordered.verb == Verb::Place)
            }
            Verb::Tag | Verb::Untag => {
                let head = revisions::by_id(&self.ctx.db, document.head_revision_id).await?;
                let has =
                    head.is_some_and(|head| head.content.tags.contains(&self.act.ordered.word));
                has == (self.act.ordered.verb == Verb::Tag)
            }
        })
    }

    async fn act(&self) -> Result<(), Stopped> {
        let (ctx, id, order) = (self.ctx, self.document.id, &self.act.ordered);
        let actor = Actor::Account(self.act.account_id.0);
        let nowhere = || Stopped::from(Fault::new("a bulk act that goes nowhere"));
        match order.verb {
            Verb::Publish => publish_now(ctx, actor, id).await.map(drop),
            Verb::Withdraw => {
                let form = WithdrawForm {
                    reason: order.reason.clone(),
                    outcome: Outcome::Gone,
                    ..WithdrawForm::default()
                };
                withdraw(ctx, actor, id, &form).await.map(drop)
            }
            Verb::Lift => lift(ctx, actor, id).await.map(drop),
            Verb::Move => {
                move_home(ctx, actor, id, self.column.ok_or_else(nowhere)?).await.map(drop)
            }
            Verb::Place => place(ctx, actor, id, self.column.ok_or_else(nowhere)?).await.map(drop),
            Verb::Unplace => {
                unplace(ctx, actor, id, self.column.ok_or_else(nowhere)?).await.map(drop)
            }
            Verb::HandOver => {
                hand_over(ctx, actor, id, self.unit.ok_or_else(nowhere)?).await.map(drop)
            }
            Verb::Trash => trash(ctx, actor, id).await.map(drop),
            Verb::Restore => restore(ctx, actor, id).await.map(drop),
            Verb::Tag | Verb::Untag => self.tag(actor).await,
        }
    }

    /// The next revision, with one key word more or less.
    async fn tag(&self, actor: Actor) -> Result<(), Stopped> {
        let head = revisions::by_id(&self.ctx.db, self.document.head_revision_id).await?;
        let Some(head) = head else { return Err(Fault::new("find the newest revision").into()) };
        let word = &self.act.ordered.word;
        let mut content = head.content;
        content.tags.retain(|tag| tag != word);
        if self.act.ordered.verb == Verb::Tag {
            content.tags.push(word.clone());
        }
        let form = SaveForm {
            document_id: self.document.id,
            expected_head: head.id,
            content,
            note: String::new(),
        };
        save(self.ctx, actor, &form).await.map(drop)
    }
}
