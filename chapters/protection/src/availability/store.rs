//! The SQL of questions and their days.

use chrono::{Datelike, Days, NaiveDate};
use platform::db::Bookkeeping;
use platform::{Db, Fault, FaultContext, Time, params};
use serde::Deserialize;
use structure::SiteId;

use super::model::{Probe, Share, SiteShares};

/// Days for which every question is kept.
const KEPT_DAYS: i64 = 8;
/// Days for which the sums of days are kept: three years.
const KEPT_SUMS: i64 = 1_100;
/// Last answers that are shown.
const LAST: i64 = 5;
const HOME: &str = "/";

/// Keeps what was answered, and adds it to the sums of its day.
pub async fn keep(db: &Db, probes: &[Probe], open_seconds: u64) -> Result<(), Fault> {
    let mut tx = db.begin().await?;
    for probe in probes {
        let failed = probe.failed(open_seconds);
        let (id, sum) = (db.next_id(), db.next_id());
        tx.exec(
            "INSERT INTO availability_probes (id, at, site_id, path, milliseconds, status, failed) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            params![
                id,
                probe.at,
                probe.site,
                probe.path.as_str(),
                probe.milliseconds,
                probe.status,
                failed
            ],
        )
        .await?;
        tx.exec(
            "INSERT INTO availability_days (id, day, site_id, path, probes, failed, milliseconds, \
             slowest) VALUES ($1, $2, $3, $4, 1, $5, $6, $6) \
             ON CONFLICT (day, site_id, path) DO UPDATE \
             SET probes = availability_days.probes + 1, failed = availability_days.failed + $5, \
             milliseconds = availability_days.milliseconds + $6, \
             slowest = @greatest(availability_days.slowest, $6)",
            params![
                sum,
                probe.at.date(),
                probe.site,
                probe.path.as_str(),
                failed,
                probe.milliseconds
            ],
        )
        .await?;
    }
    tx.commit_bookkeeping(Bookkeeping::Watch).await
}

/// Whether so many seconds have passed since the last question. What a clock that had jumped noted in
/// the future doesn't count.
pub async fn is_due(db: &Db, every_seconds: i64) -> Result<bool, Fault> {
    let now = db.clock().now();
    let sql = "SELECT MAX(at) AS at FROM availability_probes WHERE at <= $1";
    let last = db.count(sql, params![now.plus_seconds(every_seconds)]).await?;
    Ok(now.seconds_since(Time(last)) >= every_seconds)
}

/// What is old is forgotten.
pub async fn forget_before(db: &Db, now: Time) -> Result<(), Fault> {
    let mut tx = db.begin().await?;
    let sql = "DELETE FROM availability_probes WHERE at < $1";
    tx.exec(sql, params![now.plus_days(-KEPT_DAYS)]).await?;
    let sql = "DELETE FROM availability_days WHERE day < $1";
    tx.exec(sql, params![now.plus_days(-KEPT_SUMS).date()]).await?;
    tx.commit_bookkeeping(Bookkeeping::Watch).await
}

#[derive(Deserialize)]
struct Sum {
    site_id: SiteId,
    day: String,
    path: String,
    probes: i64,
    failed: i64,
    milliseconds: i64,
}

impl Sum {
    fn share(&self) -> Share {
        Share { probes: self.probes, failed: self.failed }
    }
}

/// How these sites answered up to now.
pub async fn site_shares(db: &Db, sites: &[SiteId]) -> Result<Vec<SiteShares>, Fault> {
    let today = db.clock().now().day();
    let (month, quarter) = begins(today).doing("find the beginning of the quarter")?;
    let week = today.checked_sub_days(Days::new(6)).unwrap_or(today);
    let first = quarter.min(week);
    let sql = "SELECT site_id, day, path, probes, failed, milliseconds FROM availability_days \
               WHERE day >= $1";
    let sums: Vec<Sum> = db.all(sql, params![first.to_string()]).await?;
    let mut found = Vec::new();
    for site in sites {
        let own: Vec<&Sum> = sums.iter().filter(|sum| sum.site_id == *site).collect();
        let since = |day: NaiveDate, home: bool| {
            let day = day.to_string();
            let those = own.iter().filter(|sum| sum.day >= day && (sum.path == HOME) == home);
            those.fold(Share::default(), |share, sum| share.and(sum.share()))
        };
        let day = since(today, true);
        let today = today.to_string();
        let home = own.iter().filter(|sum| sum.path == HOME && sum.day == today);
        let spent: i64 = home.map(|sum| sum.milliseconds).sum();
        found.push(SiteShares {
            site: *site,
            day,
            week: since(week, true),
            month: since(month, true),
            quarter: since(quarter, true),
            columns: since(week, false),
            mean_ms: spent.checked_div(day.probes),
            last: last(db, *site).await?,
        });
    }
    Ok(found)
}

/// The first days of a day's month and quarter.
fn begins(day: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let month = day.with_day(1)?;
    Some((month, month.with_month0(day.month0() / 3 * 3)?))
}

async fn last(db: &Db, site: SiteId) -> Result<Vec<Probe>, Fault> {
    #[derive(Deserialize)]
    struct Row {
        at: Time,
        milliseconds: i64,
        status: i64,
    }
    let sql = "SELECT at, milliseconds, status FROM availability_probes \
               WHERE site_id = $1 AND path = $2 ORDER BY at DESC LIMIT $3";
    let rows: Vec<Row> = db.all(sql, params![site, HOME, LAST]).await?;
    let probe = |row: Row| Probe {
        at: row.at,
        site,
        path: HOME.to_owned(),
        milliseconds: row.milliseconds,
        status: row.status,
    };
    Ok(rows.into_iter().map(probe).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::databases;

    #[test]
    fn quarters_begin_in_their_first_month() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(begins(day("2026-11-29")), Some((day("2026-11-01"), day("2026-10-01"))));
        assert_eq!(begins(day("2026-03-31")), Some((day("2026-03-01"), day("2026-01-01"))));
        assert_eq!(begins(day("2028-02-29")), Some((day("2028-02-01"), day("2028-01-01"))));
    }

    #[tokio::test]
    async fn days_are_summed_by_site_and_page() {
        for test in databases().await {
            let db = &test.db;
            assert!(is_due(db, 300).await.unwrap());
            let now = db.clock().now();
            let probe = |site, path: &str, milliseconds, status| Probe {
                at: now,
                site: SiteId(site),
                path: path.to_owned(),
                milliseconds,
                status,
            };
            let probes = [
                probe(1, "/", 40, 200),
                probe(1, "/", 15_000, 200),
                probe(1, "/zwgk", 20, 200),
                probe(2, "/", 10, 503),
            ];
            keep(db, &probes, 15).await.unwrap();
            assert!(!is_due(db, 300).await.unwrap());
            db.clock().advance_seconds(-86_400);
            assert!(is_due(db, 300).await.unwrap(), "a clock that jumped back waits for nothing");
            db.clock().advance_seconds(86_400);
            let shares = site_shares(db, &[SiteId(1), SiteId(2), SiteId(3)]).await.unwrap();
            let share = |probes, failed| Share { probes, failed };
            assert_eq!(shares[0].day, share(2, 1));
            assert_eq!(shares[0].columns, share(1, 0));
            assert_eq!(shares[0].mean_ms, Some(7_520));
            assert_eq!(shares[1].quarter, share(1, 1));
            assert_eq!((shares[2].week, shares[2].mean_ms), (Share::default(), None));
            assert!(!shares[1].is_down(15), "once is not down");
            keep(db, &[probe(2, "/", 10, 503)], 15).await.unwrap();
            let shares = site_shares(db, &[SiteId(2)]).await.unwrap();
            assert!(shares[0].is_down(15));
            db.clock().advance_seconds(9 * 86_400);
            forget_before(db, db.clock().now()).await.unwrap();
            let kept = db.count("SELECT COUNT(*) FROM availability_probes", params![]).await;
            assert_eq!(kept.unwrap(), 0);
            let shares = site_shares(db, &[SiteId(2)]).await.unwrap();
            assert_eq!((shares[0].day, shares[0].week), (Share::default(), Share::default()));
        }
    }
}
