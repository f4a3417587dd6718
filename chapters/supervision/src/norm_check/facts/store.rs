//! The SQL of what an inspection asks the tables.

use platform::db::Bookkeeping;
use platform::{Db, Fault, Time, params};
use serde::Deserialize;
use structure::{ColumnId, UnitId};

/// A letter, as far as its clock goes.
#[derive(Clone, Debug, Deserialize)]
pub struct Letter {
    pub(super) receipt: String,
    pub(super) unit_id: UnitId,
    pub(super) state: String,
    pub(super) received_at: Time,
    pub(super) accept_due: Time,
    pub(super) answer_due: Option<Time>,
    pub(super) answered_at: Option<Time>,
}

/// Letters that came since a moment.
pub(super) async fn letters_since(db: &Db, kind: &str, since: Time) -> Result<Vec<Letter>, Fault> {
    let sql = "SELECT receipt, unit_id, state, received_at, accept_due, answer_due, answered_at \
               FROM cases WHERE kind = $1 AND received_at >= $2 ORDER BY id";
    db.all(sql, params![kind, since]).await
}

/// A policy that demands an interpretation.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Policy {
    pub key: String,
    pub title: String,
    pub slug: String,
    pub unit_id: UnitId,
    pub column_id: ColumnId,
    pub explained: i64,
    pub promised: i64,
}

/// Live policies of columns that demand an interpretation.
pub(super) async fn demanding(db: &Db) -> Result<Vec<Policy>, Fault> {
    let sql = "SELECT d.key AS key, d.title AS title, d.slug AS slug, d.unit_id AS unit_id, \
               d.column_id AS column_id, (SELECT COUNT(*) FROM document_links l \
               JOIN documents i ON i.id = l.document_id WHERE l.target_id = d.id \
               AND l.relation = 'explains' AND i.live_revision_id IS NOT NULL) AS explained, \
               (SELECT COUNT(*) FROM interpretation_promises p WHERE p.document_id = d.id \
               AND p.kept_at IS NULL) AS promised FROM documents d \
               JOIN columns c ON c.id = d.column_id WHERE c.demands_interpretation = 1 \
               AND d.kind = 'policies' AND d.live_revision_id IS NOT NULL \
               AND d.trashed_at IS NULL ORDER BY d.id";
    db.all(sql, params![]).await
}

/// A policy and an interpretation of it, both live.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Pair {
    pub policy_column: ColumnId,
    pub policy_slug: String,
    pub other_column: ColumnId,
    pub other_slug: String,
}

/// All pairs.
pub(super) async fn pairs(db: &Db) -> Result<Vec<Pair>, Fault> {
    let sql = "SELECT p.column_id AS policy_column, p.slug AS policy_slug, \
               i.column_id AS other_column, i.slug AS other_slug FROM document_links l \
               JOIN documents p ON p.id = l.target_id JOIN documents i ON i.id = l.document_id \
               WHERE l.relation = 'explains' AND p.live_revision_id IS NOT NULL \
               AND i.live_revision_id IS NOT NULL ORDER BY l.id";
    db.all(sql, params![]).await
}

/// The forms of live interpretations.
pub(super) async fn forms(db: &Db) -> Result<Vec<String>, Fault> {
    #[derive(Deserialize)]
    struct Card {
        card: Option<String>,
    }
    let sql = "SELECT card FROM documents WHERE kind = 'interpretations' \
               AND live_revision_id IS NOT NULL";
    let cards: Vec<Card> = db.all(sql, params![]).await?;
    let form = |card: Card| {
        let card: serde_json::Value = serde_json::from_str(&card.card?).ok()?;
        Some(card.get("fields")?.get("form")?.as_str()?.to_owned())
    };
    Ok(cards.into_iter().filter_map(form).collect())
}

/// How many documents came to columns of home pages since a moment.
pub(super) async fn fresh_on_home(db: &Db, since: Time) -> Result<usize, Fault> {
    let sql = "SELECT COUNT(DISTINCT p.document_id) FROM placements p \
               JOIN columns c ON c.id = p.column_id \
               WHERE c.on_home = 1 AND p.live = 1 AND p.sort_at >= $1";
    Ok(usize::try_from(db.count(sql, params![since]).await?).unwrap_or(0))
}

/// A look at the home page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Look {
    /// When.
    pub at: Time,
    /// Thousandths of a second until it was there.
    pub milliseconds: i64,
    /// The answer's status; 0: none came.
    pub status: i64,
}

impl Look {
    /// Whether it counts as not opened.
    pub(super) fn failed(&self, seconds: i64) -> bool {
        !(200..400).contains(&self.status) || self.milliseconds >= seconds * 1_000
    }
}

/// Keeps a look; those of a month ago are forgotten.
pub async fn keep_look(db: &Db, look: Look) -> Result<(), Fault> {
    let mut tx = db.begin().await?;
    let id = db.next_id();
    let sql = "INSERT INTO inspection_looks (id, at, milliseconds, status) VALUES ($1, $2, $3, $4)";
    tx.exec(sql, params![id, look.at, look.milliseconds, look.status]).await?;
    if let Some(now) = db.clock().believed() {
        let sql = "DELETE FROM inspection_looks WHERE at < $1";
        tx.exec(sql, params![now.plus_days(-31)]).await?;
    }
    tx.commit_bookkeeping(Bookkeeping::Sweeps).await
}

/// Looks since a moment, oldest first.
pub async fn looks_since(db: &Db, since: Time) -> Result<Vec<Look>, Fault> {
    let sql = "SELECT at, milliseconds, status FROM inspection_looks WHERE at >= $1 ORDER BY at";
    db.all(sql, params![since]).await
}
