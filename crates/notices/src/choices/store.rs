//! The choices' SQL.

use platform::{Actor, Db, Entry, Fault, Tx, fields, params};
use serde::Deserialize;
use serde_json::json;
use structure::AccountId;

use crate::event::{Event, Way};

/// Somebody's choices; where there is none, the usual holds.
#[derive(Clone, Debug, Default)]
pub struct Choices(Vec<Choice>);

#[derive(Clone, Debug, Deserialize)]
struct Choice {
    id: i64,
    event: Event,
    way: Way,
    wanted: i64,
}

const SELECT: &str = "SELECT id, event, way, wanted FROM notice_choices WHERE account_id = $1";

impl Choices {
    /// Within a transaction.
    pub async fn of(tx: &mut Tx, account: AccountId) -> Result<Self, Fault> {
        Ok(Self(tx.all(SELECT, params![account]).await?))
    }

    /// For a page.
    pub async fn read(db: &Db, account: AccountId) -> Result<Self, Fault> {
        Ok(Self(db.all(SELECT, params![account]).await?))
    }

    /// Whether this person is told of the event by this way.
    pub fn wants(&self, event: Event, way: Way) -> bool {
        let chosen = self.0.iter().find(|one| one.event == event && one.way == way);
        chosen.map_or_else(|| event.usual(way), |one| one.wanted == 1)
    }

    fn row(&self, event: Event, way: Way) -> Option<i64> {
        self.0.iter().find(|one| one.event == event && one.way == way).map(|one| one.id)
    }
}

/// Writes every choice that differs from what holds now, and the hour of the digest.
pub async fn choose(
    db: &Db,
    account: AccountId,
    wanted: &[(Event, Way)],
    digest_hour: Option<i64>,
) -> Result<(), Fault> {
    let mut tx = db.begin().await?;
    let before = Choices::of(&mut tx, account).await?;
    for event in Event::ALL {
        for way in Way::ALL {
            let wants = wanted.contains(&(event, way));
            if before.wants(event, way) == wants {
                continue;
            }
            if let Some(id) = before.row(event, way) {
                tx.update("notice_choices", id, fields!["wanted" => wants]).await?;
            } else {
                let id = tx.db().next_id();
                let row = fields![
                    "id" => id, "account_id" => account, "event" => event.word(),
                    "way" => way.word(), "wanted" => wants,
                ];
                tx.insert("notice_choices", row).await?;
            }
        }
    }
    let address = crate::addresses::store::address_in(&mut tx, account).await?;
    if let Some(address) = address.filter(|address| address.digest_hour != digest_hour) {
        tx.update("notice_addresses", address.id, fields!["digest_hour" => digest_hour]).await?;
    }
    let detail = json!({ "digest_hour": digest_hour });
    let actor = Actor::Account(account.0);
    let entry = Entry::new(actor, "notice_choices.changed", "account", account).detail(detail);
    tx.commit(entry).await.map(|_| ())
}
