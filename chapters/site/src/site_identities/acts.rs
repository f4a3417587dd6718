//! What is done with the register, each act one transaction that also says what pages show.

use chrono::NaiveDate;
use platform::{Actor, Fault, Tx};
use structure::sites::{Site, all_sites_in, write_identity};
use structure::{AccountId, App, SiteId};

use super::domains::on_the_wire;
use super::model::{Item, ItemForm, ItemId, ItemRefusal, Kind};
use super::shown::{host_site, identity, present};
use super::store::{self, entry, insert, lock, without_items, write_end};

/// How an act ends that doesn't happen.
#[derive(Debug)]
pub enum Stopped {
    /// A rule of the register.
    Refused(ItemRefusal),
    /// We failed.
    Fault(Fault),
}

impl From<Fault> for Stopped {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<ItemRefusal> for Stopped {
    fn from(why: ItemRefusal) -> Self {
        Self::Refused(why)
    }
}

/// What an act gives.
pub type Act<T> = Result<T, Stopped>;

/// Registers an item of a site.
pub async fn register(
    app: &App,
    (actor, by): (Actor, Option<AccountId>),
    (site, kind): (SiteId, Kind),
    form: &ItemForm,
) -> Act<(ItemId, i64)> {
    let mut tx = app.db.begin().await?;
    let items = store::current_in(&mut tx).await?;
    let one = |item: &Item| item.site_id == site && item.kind == kind;
    if !kind.is_many() && items.iter().any(one) {
        return Err(ItemRefusal::One.into());
    }
    check(&items, None, kind, form)?;
    let id = insert(&mut tx, (site, kind), form, (by, None)).await?;
    show(&mut tx, app.clock().now().day()).await?;
    let about = (id, kind, form.value.as_str());
    Ok((id, tx.commit(entry(actor, "site_identity.registered", about)).await?))
}

/// Registers another wording of an item; the one before stays as history.
pub async fn change(app: &App, who: AccountId, id: ItemId, form: &ItemForm) -> Act<(ItemId, i64)> {
    let mut tx = app.db.begin().await?;
    let item = held(&mut tx, id).await?;
    let items = store::current_in(&mut tx).await?;
    check(&items, Some(id), item.kind, form)?;
    write_end(&mut tx, id, who, "").await?;
    let new = insert(&mut tx, (item.site_id, item.kind), form, (Some(who), Some(id))).await?;
    show(&mut tx, app.clock().now().day()).await?;
    let about = (new, item.kind, form.value.as_str());
    let entry = entry(Actor::Account(who.0), "site_identity.changed", about);
    Ok((new, tx.commit(entry).await?))
}

/// Ends an item: it is no longer shown.
pub async fn end(app: &App, who: AccountId, id: ItemId, reason: &str) -> Act<i64> {
    let mut tx = app.db.begin().await?;
    let item = held(&mut tx, id).await?;
    if item.kind.is_vital() {
        return Err(ItemRefusal::Vital.into());
    }
    write_end(&mut tx, id, who, reason).await?;
    show(&mut tx, app.clock().now().day()).await?;
    let about = (id, item.kind, item.value.as_str());
    Ok(tx.commit(entry(Actor::Account(who.0), "site_identity.ended", about)).await?)
}

async fn held(tx: &mut Tx, id: ItemId) -> Act<Item> {
    let item = lock(tx, id).await?.ok_or(ItemRefusal::State)?;
    if item.ended_at.is_some() { Err(ItemRefusal::State.into()) } else { Ok(item) }
}

fn check(
    items: &[Item],
    own: Option<ItemId>,
    kind: Kind,
    form: &ItemForm,
) -> Result<(), ItemRefusal> {
    if form.valid_until.is_some_and(|last| last < form.valid_from) {
        return Err(ItemRefusal::EndsFirst);
    }
    let is_domain =
        |kind| matches!(kind, Kind::MainDomain | Kind::ChineseDomain | Kind::OtherDomain);
    let wire = on_the_wire(&form.value).ok();
    let taken = |item: &&Item| {
        Some(item.id) != own && is_domain(item.kind) && on_the_wire(&item.value).ok() == wire
    };
    if is_domain(kind) && items.iter().find(taken).is_some() {
        return Err(ItemRefusal::DomainTaken);
    }
    Ok(())
}

/// Writes what every site shows on a day; gives how many show something else than before.
pub(super) async fn show(tx: &mut Tx, today: NaiveDate) -> Result<usize, Fault> {
    let items = store::current_in(tx).await?;
    let sites = all_sites_in(tx).await?;
    let mut written = 0;
    for site in &sites {
        let mut is = identity(site, &sites, &items, today);
        if let Some(host) = host_site(site, &sites) {
            is.domain = identity(host, &sites, &items, today).domain;
        }
        if is != present(site) {
            write_identity(tx, site.id, &is).await?;
            written += 1;
        }
    }
    Ok(written)
}

/// Takes what sites said of themselves before there was a register into it, without a document and
/// without anybody who answers for it, for the portal office to complete. Called at the start.
pub async fn adopt(app: &App) -> Result<(), Fault> {
    for id in without_items(&app.db).await? {
        let tree = app.tree();
        let Some(site) = tree.site(id) else { continue };
        let own = host_site(site, tree.sites()).is_none();
        let mut tx = app.db.begin().await?;
        let mut first = None;
        for (kind, value) in said(site) {
            if value.is_empty() || (kind.goes_with_host() && !own) {
                continue;
            }
            let form = ItemForm {
                value: value.to_owned(),
                document_number: String::new(),
                issuer: String::new(),
                unit: None,
                valid_from: app.clock().now().day(),
                valid_until: None,
                reminder_days: Vec::new(),
                reason: String::new(),
            };
            let item = insert(&mut tx, (id, kind), &form, (None, None)).await?;
            first = first.or(Some((item, kind)));
        }
        if let Some((item, kind)) = first {
            let about = (item, kind, site.name.as_str());
            tx.commit(entry(Actor::System, "site_identity.adopted", about)).await?;
        }
    }
    Ok(())
}

fn said(site: &Site) -> [(Kind, &str); 11] {
    [
        (Kind::SiteCode, &site.site_id_code),
        (Kind::Icp, &site.icp),
        (Kind::PoliceFiling, &site.police_filing),
        (Kind::MainDomain, &site.domain),
        (Kind::ChineseDomain, &site.idn_domain),
        (Kind::Sponsor, &site.sponsor),
        (Kind::Operator, &site.operator),
        (Kind::Phone, &site.phone),
        (Kind::Email, &site.email),
        (Kind::Address, &site.address),
        (Kind::Postcode, &site.postcode),
    ]
}
