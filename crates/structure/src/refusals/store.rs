//! The refusals' SQL.

use platform::db::Bookkeeping;
use platform::{Db, Fault, Time, params};

use crate::ids::AccountId;

/// Routes that are told apart for one account within an hour; what comes on top is one more row.
const ROUTES: i64 = 40;
/// The row of everything else.
const OTHERS: &str = "*";
const HOUR: i64 = 3_600_000_000;

/// Counts a refusal.
pub async fn note(db: &Db, account: AccountId, route: &str) -> Result<(), Fault> {
    let now = db.clock().now();
    let hour = now.0.div_euclid(HOUR);
    let mut tx = db.begin().await?;
    let count = "UPDATE refused_rights SET number = number + 1, last_at = $4 \
                 WHERE account_id = $1 AND hour = $2 AND route = $3";
    if tx.exec(count, params![account, hour, route, now]).await? == 0 {
        let known = "SELECT COUNT(*) FROM refused_rights WHERE account_id = $1 AND hour = $2";
        let full = tx.count(known, params![account, hour]).await? >= ROUTES;
        let route = if full { OTHERS } else { route };
        // Two at the same moment meet in the unique key and are counted both.
        let add = "INSERT INTO refused_rights (id, account_id, hour, route, number, first_at, \
                   last_at) VALUES ($5, $1, $2, $3, 1, $4, $4) \
                   ON CONFLICT (account_id, hour, route) DO UPDATE \
                   SET number = refused_rights.number + 1, last_at = $4";
        let id = db.next_id();
        tx.exec(add, params![account, hour, route, now, id]).await?;
    }
    tx.commit_bookkeeping(Bookkeeping::Watch).await
}

/// How many refusals there were in the hours since then.
pub async fn number_since(db: &Db, since: Time) -> Result<i64, Fault> {
    let sql = "SELECT CAST(COALESCE(SUM(number), 0) AS BIGINT) FROM refused_rights \
               WHERE last_at >= $1";
    db.count(sql, params![since]).await
}

/// What is old is forgotten.
pub async fn forget_before(db: &Db, before: Time) -> Result<(), Fault> {
    let mut tx = db.begin().await?;
    tx.exec("DELETE FROM refused_rights WHERE last_at < $1", params![before]).await?;
    tx.commit_bookkeeping(Bookkeeping::Watch).await
}

#[cfg(test)]
mod tests {
    use platform::db::Schema;
    use platform::db::testing::test_databases;

    use super::*;

    #[tokio::test]
    async fn a_flood_is_a_number_and_not_a_disk() {
        for test in test_databases(&crate::schema(Schema::ground())).await.unwrap() {
            let begun = test.db.clock().now();
            for number in 0..ROUTES + 30 {
                note(&test.db, AccountId(7), &format!("GET /r{number}")).await.unwrap();
                note(&test.db, AccountId(7), "GET /jobs").await.unwrap();
            }
            note(&test.db, AccountId(8), "GET /jobs").await.unwrap();
            assert_eq!(number_since(&test.db, begun).await.unwrap(), 2 * (ROUTES + 30) + 1);
            let rows = "SELECT COUNT(*) FROM refused_rights WHERE account_id = 7";
            assert_eq!(test.db.count(rows, params![]).await.unwrap(), ROUTES + 1);
            forget_before(&test.db, begun.plus_days(1)).await.unwrap();
            assert_eq!(number_since(&test.db, begun).await.unwrap(), 0);
        }
    }
}
