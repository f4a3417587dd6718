//! The notices' SQL.

use platform::db::Bookkeeping;
use platform::jobs::{Job, Priority};
use platform::{Db, Fault, FaultContext, Tx, params};
use serde_json::json;
use structure::AccountId;

use crate::addresses;
use crate::choices::Choices;
use crate::deliveries::{DELIVER, DeliveryState};
use crate::event::Way;
use crate::model::{DeliveryId, Notice, NoticeId, Telling};

const SELECT: &str =
    "SELECT id, account_id, event, title, facts, url, created_at, read_at FROM notices";

/// Days after which a notice is forgotten.
const KEPT_DAYS: i64 = 180;

/// Which ways out the settings offer.
#[derive(Clone, Copy, Debug)]
pub struct Offered {
    /// There is a mail server.
    pub mail: bool,
    /// There is an address to post to.
    pub webhook: bool,
}

impl Offered {
    /// As the settings say.
    pub fn of(app: &structure::App) -> Self {
        Self { mail: app.settings.mail.is_some(), webhook: app.settings.webhook.is_some() }
    }

    /// Whether somebody can be told by this way.
    pub fn by(self, way: Way) -> bool {
        match way {
            Way::Console => true,
            Way::Mail => self.mail,
            Way::Webhook => self.webhook,
        }
    }
}

/// Writes notices and sets what goes out by mail and webhook on its way; what was told before is
/// left out. Gives how many are new.
pub async fn tell(
    db: &Db,
    offered: Offered,
    tellings: &[Telling],
    seq: Option<i64>,
) -> Result<usize, Fault> {
    let mut told = 0;
    let mut tx = db.begin().await?;
    for telling in tellings {
        told += usize::from(tell_one(&mut tx, offered, telling).await?);
    }
    if let Some(seq) = seq {
        write_cursor(&mut tx, seq).await?;
    }
    tx.commit_bookkeeping(Bookkeeping::Notices).await?;
    Ok(told)
}

async fn tell_one(tx: &mut Tx, offered: Offered, telling: &Telling) -> Result<bool, Fault> {
    let choices = Choices::of(tx, telling.account).await?;
    let now = tx.db().clock().now();
    let id = NoticeId(tx.db().next_id());
    let facts = serde_json::to_value(&telling.facts).doing("write a notice's facts")?;
    let shown = choices.wants(telling.event, Way::Console);
    let written = tx
        .exec(
            "INSERT INTO notices (id, account_id, event, title, facts, url, mark, about, \
             shown, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
             ON CONFLICT (account_id, mark) DO NOTHING",
            params![
                id,
                telling.account,
                telling.event.word(),
                telling.title.as_str(),
                facts,
                telling.url.as_str(),
                telling.mark.as_str(),
                telling.about.clone(),
                shown,
                now
            ],
        )
        .await?;
    if written == 0 {
        return Ok(false);
    }
    if offered.by(Way::Mail) && choices.wants(telling.event, Way::Mail) {
        let address = addresses::store::address_in(tx, telling.account).await?;
        if let Some(address) = address {
            let state = match address.digest_hour {
                Some(_) => DeliveryState::Gathered,
                None => DeliveryState::Waiting,
            };
            send_out(tx, (id, telling.account), Way::Mail, state).await?;
        }
    }
    if offered.by(Way::Webhook) && choices.wants(telling.event, Way::Webhook) {
        send_out(tx, (id, telling.account), Way::Webhook, DeliveryState::Waiting).await?;
    }
    Ok(true)
}

async fn send_out(
    tx: &mut Tx,
    (notice, account): (NoticeId, AccountId),
    way: Way,
    state: DeliveryState,
) -> Result<(), Fault> {
    let id = DeliveryId(tx.db().next_id());
    let now = tx.db().clock().now();
    tx.exec(
        "INSERT INTO notice_deliveries (id, notice_id, account_id, way, state, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![id, notice, account, way.word(), state.word(), now],
    )
    .await?;
    if state == DeliveryState::Waiting {
        let job = Job::new(DELIVER, Priority::Scheduled, json!({ "delivery": id }));
        tx.enqueue(job.unique(format!("{DELIVER}-{id}"))).await?;
    }
    Ok(())
}

/// What notices asked for is done, by whomever: they count as read, and no digest repeats them.
pub async fn silence(db: &Db, about: &str) -> Result<(), Fault> {
    let now = db.clock().now();
    let mut tx = db.begin().await?;
    tx.exec(
        "UPDATE notice_deliveries SET state = 'dropped', ended_at = $2 WHERE state = 'gathered' \
         AND notice_id IN (SELECT id FROM notices WHERE about = $1)",
        params![about, now],
    )
    .await?;
    let sql = "UPDATE notices SET read_at = $2 WHERE about = $1 AND read_at IS NULL";
    tx.exec(sql, params![about, now]).await?;
    tx.commit_bookkeeping(Bookkeeping::Notices).await
}

/// Which of somebody's notices are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// All that are shown.
    All,
    /// Not read yet.
    Unread,
}

impl Shelf {
    fn condition(self) -> &'static str {
        match self {
            Self::All => "account_id = $1 AND shown = 1",
            Self::Unread => "account_id = $1 AND shown = 1 AND read_at IS NULL",
        }
    }
}

/// A page of somebody's notices, newest first.
pub async fn of_account(
    db: &Db,
    account: AccountId,
    shelf: Shelf,
    (offset, limit): (i64, i64),
) -> Result<Vec<Notice>, Fault> {
    let sql = format!("{SELECT} WHERE {} ORDER BY id DESC LIMIT $2 OFFSET $3", shelf.condition());
    db.all(sql, params![account, limit, offset]).await
}

/// The newest that somebody has not read.
pub async fn unread(db: &Db, account: AccountId, limit: i64) -> Result<Vec<Notice>, Fault> {
    of_account(db, account, Shelf::Unread, (0, limit)).await
}

/// How many of somebody's notices there are.
pub async fn count(db: &Db, account: AccountId, shelf: Shelf) -> Result<i64, Fault> {
    let sql = format!("SELECT COUNT(*) AS number FROM notices WHERE {}", shelf.condition());
    db.count(sql, params![account]).await
}

/// For the bell.
pub async fn count_unread(db: &Db, account: AccountId) -> Result<i64, Fault> {
    count(db, account, Shelf::Unread).await
}

/// One of somebody's own notices.
pub async fn own(db: &Db, account: AccountId, id: NoticeId) -> Result<Option<Notice>, Fault> {
    db.opt(format!("{SELECT} WHERE id = $1 AND account_id = $2"), params![id, account]).await
}

/// A notice, for its delivery.
pub async fn by_id(db: &Db, id: NoticeId) -> Result<Option<Notice>, Fault> {
    db.opt(format!("{SELECT} WHERE id = $1"), params![id]).await
}

/// One of somebody's notices was read; or all of them, up to the newest that they saw.
pub async fn mark_read(db: &Db, account: AccountId, which: Which) -> Result<u64, Fault> {
    let (condition, id) = match which {
        Which::One(id) => ("id = $2", id),
        Which::UpTo(id) => ("id <= $2", id),
    };
    let now = db.clock().now();
    let mut tx = db.begin().await?;
    let sql = format!(
        "UPDATE notices SET read_at = $3 WHERE account_id = $1 AND {condition} AND read_at IS NULL"
    );
    let read = tx.exec(sql, params![account, id, now]).await?;
    tx.commit_bookkeeping(Bookkeeping::Notices).await?;
    Ok(read)
}

/// Which notices were read.
#[derive(Clone, Copy, Debug)]
pub enum Which {
    /// This one.
    One(NoticeId),
    /// All up to this one: what came while the page was open is not read.
    UpTo(NoticeId),
}

/// What is old is forgotten, read or not.
pub async fn forget_old(db: &Db) -> Result<(), Fault> {
    let Some(now) = db.clock().believed() else { return Ok(()) };
    let before = now.plus_days(-KEPT_DAYS);
    let mut tx = db.begin().await?;
    tx.exec(
        "DELETE FROM notice_deliveries WHERE notice_id IN \
         (SELECT id FROM notices WHERE created_at < $1)",
        params![before],
    )
    .await?;
    tx.exec("DELETE FROM notices WHERE created_at < $1", params![before]).await?;
    tx.commit_bookkeeping(Bookkeeping::Notices).await
}

/// The entry up to which the journal has been turned into notices.
pub async fn cursor(db: &Db) -> Result<Option<i64>, Fault> {
    let sql = "SELECT COUNT(*) AS number FROM notice_cursors";
    if db.count(sql, params![]).await? == 0 {
        return Ok(None);
    }
    Ok(Some(db.count("SELECT seq FROM notice_cursors WHERE id = 1", params![]).await?))
}

/// Writes the cursor; it never goes back.
pub async fn keep_cursor(db: &Db, seq: i64) -> Result<(), Fault> {
    let mut tx = db.begin().await?;
    write_cursor(&mut tx, seq).await?;
    tx.commit_bookkeeping(Bookkeeping::Notices).await
}

/// Nobody is told of what stands in the journal up to here; a later start goes on from there.
pub async fn begin_after(db: &Db, seq: i64) -> Result<i64, Fault> {
    if let Some(known) = cursor(db).await? {
        return Ok(known);
    }
    keep_cursor(db, seq).await?;
    Ok(seq)
}

async fn write_cursor(tx: &mut Tx, seq: i64) -> Result<(), Fault> {
    let sql = "INSERT INTO notice_cursors (id, seq) VALUES (1, $1) ON CONFLICT (id) DO NOTHING";
    tx.exec(sql, params![seq]).await?;
    let sql = "UPDATE notice_cursors SET seq = $1 WHERE id = 1 AND seq < $1";
    tx.exec(sql, params![seq]).await.map(|_| ())
}
