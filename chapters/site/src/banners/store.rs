//! The banners' SQL.

use platform::{Actor, Db, Entry, Fault, Time, Tx, fields, params};
use serde_json::json;
use structure::banners::banner_tag;
use structure::{AccountId, SiteId};

use super::model::{Banner, BannerForm, BannerId, BannerState, SIGN_HOURS};

const SELECT: &str = "SELECT id, level, site_id, path, text, link, reason, from_at, until_at, state, \
                      raised_by, raised_at, sign_due, signed_by, signed_at, ended_by, ended_at, \
                      ended_words FROM banners";

/// Reads one.
pub async fn by_id(db: &Db, id: BannerId) -> Result<Option<Banner>, Fault> {
    db.opt(format!("{SELECT} WHERE id = $1"), params![id]).await
}

/// Reads one that will be changed.
pub async fn lock(tx: &mut Tx, id: BannerId) -> Result<Option<Banner>, Fault> {
    tx.opt(format!("{SELECT} WHERE id = $1 @lock"), params![id]).await
}

/// Those that visitors see.
pub async fn up(db: &Db) -> Result<Vec<Banner>, Fault> {
    let sql = format!("{SELECT} WHERE state = $1 ORDER BY id DESC");
    db.all(sql, params![BannerState::Up.word()]).await
}

/// A page of the register, newest first, and how many there are.
pub async fn all(db: &Db, (limit, offset): (i64, i64)) -> Result<(Vec<Banner>, i64), Fault> {
    let total = db.count("SELECT COUNT(*) FROM banners", params![]).await?;
    let sql = format!("{SELECT} ORDER BY id DESC LIMIT $1 OFFSET $2");
    Ok((db.all(sql, params![limit, offset]).await?, total))
}

/// Writes a new one.
pub async fn insert(
    tx: &mut Tx,
    (by, now): (AccountId, Time),
    form: &BannerForm,
) -> Result<BannerId, Fault> {
    let id = BannerId(tx.db().next_id());
    let state = if form.from_at <= now { BannerState::Up } else { BannerState::Waiting };
    let row = fields![
        "id" => id, "level" => form.level.word(), "site_id" => form.site,
        "path" => form.path.as_str(), "text" => form.text.as_str(), "link" => form.link.as_str(),
        "reason" => form.reason.as_str(), "from_at" => form.from_at, "until_at" => form.until_at,
        "state" => state.word(), "raised_by" => by, "raised_at" => now,
        "sign_due" => now.plus_seconds(SIGN_HOURS * 3_600), "signed_by" => None::<AccountId>,
        "signed_at" => None::<Time>, "ended_by" => None::<AccountId>, "ended_at" => None::<Time>,
        "ended_words" => "",
    ];
    tx.insert("banners", row).await?;
    Ok(id)
}

/// Writes what happened to it.
pub async fn save(tx: &mut Tx, banner: &Banner) -> Result<(), Fault> {
    let row = fields![
        "state" => banner.state.word(), "signed_by" => banner.signed_by,
        "signed_at" => banner.signed_at, "ended_by" => banner.ended_by,
        "ended_at" => banner.ended_at, "ended_words" => banner.ended_words.as_str(),
    ];
    tx.update("banners", banner.id, row).await
}

/// The journal's entry about a banner; every page under it is out of date.
pub fn entry(
    actor: Actor,
    verb: &'static str,
    (id, site): (BannerId, Option<SiteId>),
    sites: &[SiteId],
) -> Entry {
    let touched = sites.iter().filter(|one| site.is_none_or(|site| site == **one));
    Entry::new(actor, verb, "banner", id)
        .tags(touched.map(|site| banner_tag(*site).to_string()))
        .detail(json!({}))
}
