//! The SQL of security events: single entries, failed sign-ins by hour, refused rights by hour and route.

use platform::db::{Value, id_list};
use platform::{Db, Fault};
use serde_json::json;

use super::model::{FAILED, Kind, SecurityEvent, Wanted};

/// Parts of a statement and the parameters they have in common.
struct Parts {
    params: Vec<Value>,
    selects: Vec<String>,
}

impl Parts {
    fn of(wanted: &Wanted) -> Self {
        let mut params: Vec<Value> = vec![wanted.from.into(), wanted.until.into()];
        let mut own = String::new();
        let mut refused = String::new();
        if let Some(accounts) = &wanted.accounts {
            let actors: Vec<String> = accounts.iter().map(|id| format!("account:{id}")).collect();
            params.push(json!(actors).into());
            let by = params.len();
            params.push(id_list(accounts.iter().copied()));
            let to = params.len();
            own = format!(
                " AND (actor @among(${by}) OR (subject_kind = 'account' AND subject_id @in(${to})))"
            );
            refused = format!(" AND account_id @in(${to}) AND ${by} <> ''");
        }
        let mut selects = Vec::new();
        let verbs = wanted.verbs();
        if !verbs.is_empty() {
            params.push(json!(verbs).into());
            let verbs = params.len();
            selects.push(format!(
                "SELECT seq, at, actor, verb, subject_kind, subject_id, detail, \
                 CAST(1 AS BIGINT) AS number FROM journal_entries \
                 WHERE at >= $1 AND at < $2 AND verb @among(${verbs}){own}"
            ));
        }
        if wanted.wants(Kind::Failure) {
            selects.push(format!(
                "SELECT MAX(seq), MAX(at), MAX(actor), MAX(verb), MAX(subject_kind), subject_id, \
                 MAX(detail), COUNT(*) FROM journal_entries \
                 WHERE at >= $1 AND at < $2 AND verb = '{FAILED}'{own} \
                 GROUP BY subject_id, at / 3600000000"
            ));
        }
        if wanted.wants(Kind::Refusal) {
            selects.push(format!(
                "SELECT CAST(0 AS BIGINT), last_at, 'account:' || CAST(account_id AS TEXT), route, \
                 'account', account_id, '{{}}', number FROM refused_rights \
                 WHERE last_at >= $1 AND last_at < $2{refused}"
            ));
        }
        Self { params, selects }
    }

    /// All of them as one table. The names are those of the first select, which may be any.
    fn table(&self) -> String {
        let names = "SELECT CAST(0 AS BIGINT) AS seq, CAST(0 AS BIGINT) AS at, '' AS actor, \
                     '' AS verb, '' AS subject_kind, CAST(0 AS BIGINT) AS subject_id, \
                     '' AS detail, CAST(0 AS BIGINT) AS number WHERE 1 = 0";
        let all: Vec<&str> =
            std::iter::once(names).chain(self.selects.iter().map(String::as_str)).collect();
        format!("({}) AS events", all.join(" UNION ALL "))
    }
}

/// What happened, newest first, and how many lines there are.
pub async fn events(
    db: &Db,
    wanted: &Wanted,
    (limit, offset): (i64, i64),
) -> Result<(Vec<SecurityEvent>, i64), Fault> {
    let mut parts = Parts::of(wanted);
    let table = parts.table();
    let sql = format!("SELECT COUNT(*) FROM {table}");
    let total = db.count(sql, parts.params.clone()).await?;
    let at = parts.params.len();
    parts.params.extend([limit.into(), offset.into()]);
    let (limit, offset) = (at + 1, at + 2);
    let sql = format!(
        "SELECT at, actor, verb, subject_kind, subject_id, detail, number FROM {table} \
         ORDER BY at DESC, seq DESC LIMIT ${limit} OFFSET ${offset}"
    );
    Ok((db.all(sql, parts.params).await?, total))
}
