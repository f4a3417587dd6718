//! Everything open passes in one act; each piece says on the receipt what became of it.

use documents::claims::{claim, release};
use documents::documents::DocumentState;
use documents::ids::DocumentId;
use documents::waiting::{DeskDocument, my_drafts, my_returned};
use documents::{Context, Stopped};
use platform::{Actor, Entry, Fault};
use serde_json::json;
use structure::{AccountId, App, UnitId};

use super::model::{HandoverId, Piece, Work};
use super::store::{InHand, handed_to, in_hand, insert, passed_on};
use super::unit_work::unit_work;

/// Documents of one hand-over.
const MOST: i64 = 1_000;

/// What lies open on somebody's desk.
pub struct Open {
    /// Drafts and returned documents.
    pub documents: Vec<(Work, DeskDocument)>,
    /// Reviews taken in hand.
    pub claims: Vec<InHand>,
    /// What the unit owes: cases and findings.
    pub of_unit: Vec<Piece>,
}

/// Reads it.
pub async fn open_work(app: &App, who: AccountId, unit: UnitId) -> Result<Open, Fault> {
    let db = &app.db;
    let gone = passed_on(db, who).await?;
    let mut documents = Vec::new();
    for (work, state) in
        [(Work::Draft, DocumentState::Draft), (Work::Returned, DocumentState::Returned)]
    {
        let own = match work {
            Work::Returned => my_returned(db, who, MOST).await?,
            _ => my_drafts(db, who, MOST).await?,
        };
        let own = own.into_iter().filter(|row| !gone.contains(&row.id));
        documents.extend(own.map(|row| (work, row)));
        documents.extend(handed_to(db, who, state).await?.into_iter().map(|row| (work, row)));
    }
    let of_unit = unit_work(app, unit).await?;
    Ok(Open { documents, claims: in_hand(db, who).await?, of_unit })
}

/// Passes everything on; gives the receipt.
pub async fn pass(
    app: &App,
    by: AccountId,
    (unit, from, to): (UnitId, AccountId, AccountId),
) -> Result<(HandoverId, i64), Fault> {
    let ctx = Context::of(app)?;
    let open = open_work(app, from, unit).await?;
    let mut pieces: Vec<Piece> = open
        .documents
        .iter()
        .map(|(work, row)| Piece {
            work: *work,
            url: format!("/documents/{}", row.key),
            title: row.title.clone(),
            why: None,
        })
        .collect();
    for one in open.claims {
        let why = pass_claim(&ctx, &one, (from, to)).await?;
        let url = format!("/documents/{}", one.key);
        pieces.push(Piece { work: Work::Claim, url, title: one.title, why });
    }
    pieces.extend(open.of_unit);
    let documents: Vec<DocumentId> = open.documents.iter().map(|(_, row)| row.id).collect();
    let mut tx = app.db.begin().await?;
    let id = insert(&mut tx, (unit, from, to, by), (&pieces, &documents)).await?;
    let detail = json!({ "unit": unit, "from": from, "to": to, "rows": pieces.len() });
    let entry = Entry::new(Actor::Account(by.0), "handover.done", "handover", id).detail(detail);
    Ok((id, tx.commit(entry).await?))
}

/// A step in hand passes to who may sign it; otherwise it goes back to the heap, and the receipt says why.
async fn pass_claim(
    ctx: &Context,
    one: &InHand,
    (from, to): (AccountId, AccountId),
) -> Result<Option<String>, Fault> {
    let at = (one.submission_id, one.step);
    let document = documents::documents::by_key(&ctx.db, &one.key).await?;
    let rights = structure::grants::resolved(&ctx.db, &ctx.tree, to).await?;
    let rights = structure::Rights::of_grants(rights);
    let may = document
        .is_some_and(|one_of| rights.covers(one.step.right(), one_of.unit_id, one_of.column_id));
    let why = if may {
        match claim(ctx, to, at, None).await {
            Ok(_) => return Ok(None),
            Err(Stopped::Refused(why)) => why.key().to_owned(),
            Err(Stopped::Fault(fault)) => return Err(fault),
        }
    } else {
        "handover-no-right".to_owned()
    };
    match release(ctx, from, at).await {
        Ok(_) | Err(Stopped::Refused(_)) => Ok(Some(why)),
        Err(Stopped::Fault(fault)) => Err(fault),
    }
}
