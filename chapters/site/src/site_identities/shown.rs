//! What the register makes of its items today: the identity that pages show.

use chrono::NaiveDate;
use structure::sites::{Site, SiteIdentity};

use super::domains::on_the_wire;
use super::model::{Item, Kind};

/// The identity of a site on a day. What isn't registered is empty; the domain and the site code, by
/// which the site is served and named, stay as they were until there is another.
pub fn identity(site: &Site, sites: &[Site], items: &[Item], today: NaiveDate) -> SiteIdentity {
    let above = host_site(site, sites);
    let all = |kind: Kind| {
        let of = |id| {
            let fits =
                move |item: &&Item| item.site_id == id && item.kind == kind && item.holds(today);
            items.iter().filter(fits).map(|item| item.value.clone()).collect::<Vec<_>>()
        };
        let own = of(site.id);
        match above {
            Some(above) if own.is_empty() && kind.goes_with_host() => of(above.id),
            _ => own,
        }
    };
    let one = |kind: Kind| all(kind).pop().unwrap_or_default();
    let or = |kind: Kind, before: &str| all(kind).pop().unwrap_or_else(|| before.to_owned());
    let others = all(Kind::OtherDomain);
    SiteIdentity {
        domain: or(Kind::MainDomain, &site.domain),
        idn_domain: one(Kind::ChineseDomain),
        other_domains: others.iter().filter_map(|name| on_the_wire(name).ok()).collect(),
        site_id_code: or(Kind::SiteCode, &site.site_id_code),
        icp: one(Kind::Icp),
        police_filing: one(Kind::PoliceFiling),
        sponsor: one(Kind::Sponsor),
        operator: one(Kind::Operator),
        phone: one(Kind::Phone),
        email: one(Kind::Email),
        address: one(Kind::Address),
        postcode: one(Kind::Postcode),
    }
}

/// The site whose domain a sub-site stands below, if it does.
pub fn host_site<'a>(site: &Site, sites: &'a [Site]) -> Option<&'a Site> {
    if site.path_prefix.is_empty() {
        return None;
    }
    sites.iter().find(|one| one.path_prefix.is_empty() && one.domain == site.domain)
}

/// What a site says now, to be compared.
pub fn present(site: &Site) -> SiteIdentity {
    SiteIdentity {
        domain: site.domain.clone(),
        idn_domain: site.idn_domain.clone(),
        other_domains: site.other_domains.clone(),
        site_id_code: site.site_id_code.clone(),
        icp: site.icp.clone(),
        police_filing: site.police_filing.clone(),
        sponsor: site.sponsor.clone(),
        operator: site.operator.clone(),
        phone: site.phone.clone(),
        email: site.email.clone(),
        address: site.address.clone(),
        postcode: site.postcode.clone(),
    }
}
