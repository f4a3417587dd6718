//! The sites' SQL.

use platform::{Actor, Db, Entry, Fault, Tx, fields, params};

use super::model::{Site, SiteForm, SiteIdentity};
use crate::ids::SiteId;

const SELECT: &str = "SELECT id, code, name, short_name, domain, idn_domain, other_domains, \
                      path_prefix, site_id_code, icp, police_filing, sponsor, operator, phone, email, address, \
                      postcode, description, keywords, accent, theme, main, position FROM sites \
                      WHERE closed_at IS NULL ORDER BY position, id";

/// All open sites, the main one among them.
pub async fn all_sites(db: &Db) -> Result<Vec<Site>, Fault> {
    db.all(SELECT, params![]).await
}

/// The same within a transaction.
pub async fn all_sites_in(tx: &mut Tx) -> Result<Vec<Site>, Fault> {
    tx.all(SELECT, params![]).await
}

/// Adds a site.
pub async fn add_site(db: &Db, actor: Actor, form: &SiteForm) -> Result<(SiteId, i64), Fault> {
    let id = SiteId(db.next_id());
    let mut tx = db.begin().await?;
    let mut row = fields![
        "id" => id, "created_at" => db.clock().now(), "code" => form.code.as_str(),
        "main" => form.main, "other_domains" => "",
    ];
    row.extend(fields_of(form));
    tx.insert("sites", row).await?;
    let seq = tx.commit(entry(actor, "site.added", id, form)).await?;
    Ok((id, seq))
}

/// Changes a site; its code and whether it is the main one stay.
pub async fn change_site(db: &Db, actor: Actor, id: SiteId, form: &SiteForm) -> Result<i64, Fault> {
    let mut tx = db.begin().await?;
    tx.update("sites", id, fields_of(form)).await?;
    tx.commit(entry(actor, "site.changed", id, form)).await
}

/// Writes what the register of identities says of a site.
pub async fn write_identity(tx: &mut Tx, id: SiteId, is: &SiteIdentity) -> Result<(), Fault> {
    let row = fields![
        "domain" => is.domain.as_str(), "idn_domain" => is.idn_domain.as_str(),
        "other_domains" => is.other_domains.join(" "), "site_id_code" => is.site_id_code.as_str(),
        "icp" => is.icp.as_str(), "police_filing" => is.police_filing.as_str(),
        "sponsor" => is.sponsor.as_str(), "operator" => is.operator.as_str(),
        "phone" => is.phone.as_str(), "email" => is.email.as_str(),
        "address" => is.address.as_str(), "postcode" => is.postcode.as_str(),
    ];
    tx.update("sites", id, row).await
}

fn fields_of(form: &SiteForm) -> platform::db::Fields {
    fields![
        "name" => form.name.as_str(), "short_name" => form.short_name.as_str(),
        "domain" => form.domain.to_lowercase(), "idn_domain" => form.idn_domain.as_str(),
        "path_prefix" => form.path_prefix.as_str(), "site_id_code" => form.site_id_code.as_str(),
        "icp" => form.icp.as_str(), "police_filing" => form.police_filing.as_str(),
        "sponsor" => form.sponsor.as_str(), "operator" => form.operator.as_str(),
        "phone" => form.phone.as_str(), "email" => form.email.as_str(),
        "address" => form.address.as_str(), "postcode" => form.postcode.as_str(),
        "description" => form.description.as_str(), "keywords" => form.keywords.as_str(),
        "accent" => form.accent.as_str(), "theme" => form.theme.as_str(),
        "position" => form.position,
    ]
}

fn entry(actor: Actor, verb: &'static str, id: SiteId, form: &SiteForm) -> Entry {
    Entry::new(actor, verb, "site", id)
        .detail(serde_json::json!({ "name": form.name }))
        .tags(["structure".to_owned()])
}
