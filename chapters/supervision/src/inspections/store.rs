//! The inspections' SQL.

use platform::db::{Bookkeeping, Value};
use platform::{Actor, Db, Entry, Fault, Time, Tx, fields, params};
use serde::Deserialize;
use serde_json::json;
use structure::{AccountId, Scope, UnitId};

use super::model::{FindingId, Inspection, InspectionId, Standing, TrackedFinding, fingerprint};
use crate::norm_check::{Finding, Owner, Rule};

const SELECT: &str = "SELECT id, account_id, begun_at, ended_at, visited, score, found, fresh, \
                      mended, sheet FROM inspections";
const FINDING: &str = "SELECT id, fingerprint, rule, page, what, unit_id, record, found_in, \
                       found_at, due_at, mended_in, mended_at FROM inspection_findings";

/// Reads one.
pub async fn by_id(db: &Db, id: InspectionId) -> Result<Option<Inspection>, Fault> {
    db.opt(format!("{SELECT} WHERE id = $1"), params![id]).await
}

/// The one before.
pub async fn before(db: &Db, id: InspectionId) -> Result<Option<Inspection>, Fault> {
    db.opt(format!("{SELECT} WHERE id < $1 ORDER BY id DESC LIMIT 1"), params![id]).await
}

/// The newest, newest first.
pub async fn newest(db: &Db, (limit, offset): (i64, i64)) -> Result<(Vec<Inspection>, i64), Fault> {
    let total = db.count("SELECT COUNT(*) FROM inspections", params![]).await?;
    let sql = format!("{SELECT} ORDER BY id DESC LIMIT $1 OFFSET $2");
    Ok((db.all(sql, params![limit, offset]).await?, total))
}

/// Everything that is not mended, locked until the transaction ends.
pub async fn open_findings(tx: &mut Tx) -> Result<Vec<TrackedFinding>, Fault> {
    tx.all(format!("{FINDING} WHERE mended_in IS NULL @lock"), params![]).await
}

/// Everything of a unit that is not mended, the soonest due first.
pub async fn open_of_unit(db: &Db, unit: UnitId, limit: i64) -> Result<Vec<TrackedFinding>, Fault> {
    let sql =
        format!("{FINDING} WHERE mended_in IS NULL AND unit_id = $1 ORDER BY due_at, id LIMIT $2");
    db.all(sql, params![unit, limit]).await
}

/// What an inspection's findings are narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Narrowed {
    /// How they stood; none: everything it found.
    pub standing: Option<Standing>,
    /// A rule.
    pub rule: Option<Rule>,
    /// A unit.
    pub unit: Option<UnitId>,
}

fn condition(
    id: InspectionId,
    scope: &Scope,
    narrowed: &Narrowed,
    params: &mut Vec<Value>,
) -> String {
    let mut all = vec![scope.unit_condition("unit_id", params)];
    params.push(id.into());
    let n = params.len();
    all.push(match narrowed.standing {
        None => format!("found_in <= ${n} AND (mended_in IS NULL OR mended_in > ${n})"),
        Some(Standing::Fresh) => format!("found_in = ${n}"),
        Some(Standing::Still) => {
            format!("found_in < ${n} AND (mended_in IS NULL OR mended_in > ${n})")
        }
        Some(Standing::Mended) => format!("mended_in = ${n}"),
    });
    if let Some(rule) = narrowed.rule {
        params.push(rule.word().into());
        all.push(format!("rule = ${}", params.len()));
    }
    if let Some(unit) = narrowed.unit {
        params.push(unit.into());
        all.push(format!("unit_id = ${}", params.len()));
    }
    all.join(" AND ")
}

/// A page of what an inspection found, and how many there are.
pub async fn findings(
    db: &Db,
    (id, scope): (InspectionId, &Scope),
    narrowed: &Narrowed,
    (limit, offset): (i64, i64),
) -> Result<(Vec<TrackedFinding>, i64), Fault> {
    let mut params = params![];
    let condition = condition(id, scope, narrowed, &mut params);
    let sql = format!("SELECT COUNT(*) FROM inspection_findings WHERE {condition}");
    let total = db.count(sql, params.clone()).await?;
    params.extend(params![limit, offset]);
    let (limit, offset) = (params.len() - 1, params.len());
    let sql = format!(
        "{FINDING} WHERE {condition} ORDER BY rule, page, id LIMIT ${limit} OFFSET ${offset}"
    );
    Ok((db.all(sql, params).await?, total))
}

/// How many of an inspection's findings each unit has, the most first.
pub async fn by_unit(
    db: &Db,
    (id, scope): (InspectionId, &Scope),
) -> Result<Vec<(UnitId, i64)>, Fault> {
    #[derive(Deserialize)]
    struct Count {
        unit_id: UnitId,
        number: i64,
    }
    let mut params = params![];
    let condition = condition(id, scope, &Narrowed::default(), &mut params);
    let sql = format!(
        "SELECT unit_id, COUNT(*) AS number FROM inspection_findings WHERE {condition} \
         GROUP BY unit_id ORDER BY number DESC, unit_id"
    );
    let counts: Vec<Count> = db.all(sql, params).await?;
    Ok(counts.into_iter().map(|one| (one.unit_id, one.number)).collect())
}

/// Writes an inspection that ended.
pub async fn insert(tx: &mut Tx, one: &Inspection) -> Result<(), Fault> {
    let row = fields![
        "id" => one.id, "account_id" => one.account_id, "begun_at" => one.begun_at,
        "ended_at" => one.ended_at, "visited" => one.visited, "score" => one.score,
        "found" => one.found, "fresh" => one.fresh, "mended" => one.mended,
        "sheet" => one.sheet.clone(),
    ];
    tx.insert("inspections", row).await
}

/// Writes what it found first.
pub async fn insert_findings(
    tx: &mut Tx,
    inspection: &Inspection,
    found: &[(&Finding, Owner, Time)],
) -> Result<(), Fault> {
    let row = |(finding, owner, due): &(&Finding, Owner, Time)| {
        fields![
            "id" => FindingId(tx.db().next_id()), "fingerprint" => fingerprint(finding),
            "rule" => finding.rule.word(), "page" => finding.page.as_str(),
            "what" => finding.what.as_str(), "unit_id" => owner.unit,
            "record" => owner.record.as_str(), "found_in" => inspection.id,
            "found_at" => inspection.ended_at, "due_at" => *due,
            "mended_in" => None::<InspectionId>, "mended_at" => None::<Time>,
        ]
    };
    let rows = found.iter().map(row).collect();
    tx.insert_all("inspection_findings", rows).await
}

/// Writes that it found it no longer.
pub async fn mend(tx: &mut Tx, inspection: &Inspection, id: FindingId) -> Result<(), Fault> {
    let row = fields!["mended_in" => inspection.id, "mended_at" => inspection.ended_at];
    tx.update("inspection_findings", id, row).await
}

/// The journal's entry about an inspection.
pub fn entry(one: &Inspection) -> Entry {
    let actor = one.account_id.map_or(Actor::System, |id| Actor::Account(id.0));
    let detail = json!({ "score": one.score, "found": one.found, "fresh": one.fresh,
        "mended": one.mended });
    Entry::new(actor, "inspection.ended", "inspection", one.id).detail(detail)
}

/// An inspection that runs.
#[derive(Clone, Debug, Deserialize)]
pub struct RunningWalk {
    /// When it began.
    pub begun_at: Time,
    /// When it last said how far it is.
    pub seen_at: Time,
    /// Pages and files visited.
    pub visited: i64,
    /// Those that wait, as far as it knows.
    pub waiting: i64,
}

/// The one that runs, if one does.
pub async fn running(db: &Db) -> Result<Option<RunningWalk>, Fault> {
    let sql = "SELECT begun_at, seen_at, visited, waiting FROM inspection_walks \
               ORDER BY id DESC LIMIT 1";
    db.opt(sql, params![]).await
}

/// Says how far it is; one row for each.
pub async fn keep_progress(
    db: &Db,
    (id, account, begun): (InspectionId, Option<AccountId>, Time),
    (visited, waiting): (i64, i64),
) -> Result<(), Fault> {
    let mut tx = db.begin().await?;
    tx.exec("DELETE FROM inspection_walks WHERE id <> $1", params![id]).await?;
    // The same inspection may be at work twice, after a lease had run out.
    let sql = "INSERT INTO inspection_walks (id, account_id, begun_at, seen_at, visited, waiting) \
               VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO UPDATE \
               SET seen_at = $4, visited = $5, waiting = $6";
    let now = db.clock().now();
    tx.exec(sql, params![id, account, begun, now, visited, waiting]).await?;
    tx.commit_bookkeeping(Bookkeeping::Sweeps).await
}

/// It has ended.
pub async fn forget_progress(db: &Db) -> Result<(), Fault> {
    let mut tx = db.begin().await?;
    tx.exec("DELETE FROM inspection_walks", params![]).await?;
    tx.commit_bookkeeping(Bookkeeping::Sweeps).await
}
