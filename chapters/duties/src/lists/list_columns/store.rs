//! The chosen columns' SQL.

use platform::{Actor, Db, Entry, Fault, fields, params};
use serde::Deserialize;
use structure::AccountId;

/// The words of the columns that somebody chose; none if they never did.
pub(super) async fn chosen(db: &Db, who: AccountId) -> Result<Option<String>, Fault> {
    #[derive(Deserialize)]
    struct Chosen {
        shown: String,
    }
    let sql = "SELECT shown FROM list_columns WHERE id = $1";
    let chosen: Option<Chosen> = db.opt(sql, params![who]).await?;
    Ok(chosen.map(|chosen| chosen.shown))
}

/// Keeps a choice.
pub(super) async fn choose(db: &Db, who: AccountId, words: &str) -> Result<(), Fault> {
    let known = chosen(db, who).await?.is_some();
    let mut tx = db.begin().await?;
    if known {
        tx.update("list_columns", who, fields!["shown" => words]).await?;
    } else {
        tx.insert("list_columns", fields!["id" => who, "shown" => words]).await?;
    }
    let actor = Actor::Account(who.0);
    tx.commit(Entry::new(actor, "list_columns.chosen", "accounts", who)).await.map(|_| ())
}
