//! The proposals' SQL.

use platform::{Actor, Db, Entry, Fault, Tx, fields, params};
use serde_json::json;
use structure::{AccountId, Scope};

use super::model::{Proposal, ProposalForm, ProposalId, ProposalState};

const SELECT: &str = "SELECT id, site_id, unit_id, author_id, title, reason, effective_on, changes, \
                      state, created_at, submitted_at, decided_by, decided_at, decision_words, \
                      carried_out_at, before_tree, after_tree FROM column_proposals";

/// Reads one.
pub async fn by_id(db: &Db, id: ProposalId) -> Result<Option<Proposal>, Fault> {
    db.opt(format!("{SELECT} WHERE id = $1"), params![id]).await
}

/// Reads one that will be changed.
pub async fn lock(tx: &mut Tx, id: ProposalId) -> Result<Option<Proposal>, Fault> {
    tx.opt(format!("{SELECT} WHERE id = $1 @lock"), params![id]).await
}

/// Those that somebody may see, newest first.
pub async fn within(
    db: &Db,
    scope: &Scope,
    (limit, offset): (i64, i64),
) -> Result<(Vec<Proposal>, i64), Fault> {
    let mut params = params![];
    let seen = scope.unit_condition("unit_id", &mut params);
    let sql = format!("SELECT COUNT(*) FROM column_proposals WHERE {seen}");
    let total = db.count(sql, params.clone()).await?;
    let at = params.len();
    params.extend(params![limit, offset]);
    let (limit, offset) = (at + 1, at + 2);
    let sql = format!("{SELECT} WHERE {seen} ORDER BY id DESC LIMIT ${limit} OFFSET ${offset}");
    Ok((db.all(sql, params).await?, total))
}

/// Writes a new draft.
pub async fn insert(
    tx: &mut Tx,
    author: AccountId,
    form: &ProposalForm,
) -> Result<ProposalId, Fault> {
    let id = ProposalId(tx.db().next_id());
    let now = tx.db().clock().now();
    let row = fields![
        "id" => id, "site_id" => form.site, "unit_id" => form.unit, "author_id" => author,
        "title" => form.title.as_str(), "reason" => form.reason.as_str(),
        "effective_on" => form.effective_on.map(|day| day.to_string()), "changes" => "[]",
        "state" => ProposalState::Draft.word(), "created_at" => now,
        "submitted_at" => None::<platform::Time>, "decided_by" => None::<AccountId>,
        "decided_at" => None::<platform::Time>, "decision_words" => "",
        "carried_out_at" => None::<platform::Time>, "before_tree" => None::<String>,
        "after_tree" => None::<String>,
    ];
    tx.insert("column_proposals", row).await?;
    Ok(id)
}

/// Writes it as it is now.
pub async fn save(tx: &mut Tx, proposal: &Proposal) -> Result<(), Fault> {
    let changes = serde_json::to_value(&proposal.changes)
        .map_err(|error| Fault::caused("write a proposal's changes", error))?;
    let row = fields![
        "title" => proposal.title.as_str(), "reason" => proposal.reason.as_str(),
        "effective_on" => proposal.effective_on.map(|day| day.to_string()), "changes" => changes,
        "state" => proposal.state.word(), "submitted_at" => proposal.submitted_at,
        "decided_by" => proposal.decided_by, "decided_at" => proposal.decided_at,
        "decision_words" => proposal.decision_words.as_str(),
        "carried_out_at" => proposal.carried_out_at,
        "before_tree" => proposal.before_tree.as_deref(),
        "after_tree" => proposal.after_tree.as_deref(),
    ];
    tx.update("column_proposals", proposal.id, row).await
}

/// The journal's entry about a proposal.
pub fn entry(actor: Actor, verb: &'static str, (id, title): (ProposalId, &str)) -> Entry {
    Entry::new(actor, verb, "proposal", id).detail(json!({ "title": title }))
}
