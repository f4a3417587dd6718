//! What a site is: its names, its domains, and the identity its footer shows.

use serde::{Deserialize, Deserializer, Serialize};
use thiserror::Error;

use crate::ids::SiteId;

/// A site or sub-site. The main site has no path prefix; a sub-site has a host name of its own or a
/// prefix on the main site's.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Site {
    /// Its id.
    pub id: SiteId,
    /// Lower-case code.
    pub code: String,
    /// 网站名称: the page tag `SiteName`.
    pub name: String,
    /// For narrow places.
    pub short_name: String,
    /// ASCII domain: the page tag `SiteDomain`.
    pub domain: String,
    /// Chinese domain, in Chinese characters; may be empty.
    pub idn_domain: String,
    /// Further domains that lead to the main one, each in ASCII.
    #[serde(default, deserialize_with = "names")]
    pub other_domains: Vec<String>,
    /// `/hcac` for a sub-site on the main host; empty otherwise.
    pub path_prefix: String,
    /// 网站标识码, ten digits: the page tag `SiteIDCode`.
    pub site_id_code: String,
    /// ICP 备案号.
    pub icp: String,
    /// 公安备案号.
    pub police_filing: String,
    /// 主办单位.
    pub sponsor: String,
    /// 承办单位.
    pub operator: String,
    /// 联系电话.
    pub phone: String,
    /// 电子邮箱.
    pub email: String,
    /// 地址.
    pub address: String,
    /// 邮编.
    pub postcode: String,
    /// Purpose, in a sentence.
    pub description: String,
    /// Separated by `;`.
    pub keywords: String,
    /// The accent colour's name in the theme.
    pub accent: String,
    /// The theme's folder.
    pub theme: String,
    /// Whether this is the main site.
    pub main: bool,
    /// Order among sites.
    pub position: i64,
}

/// Names that are kept in one text, separated by spaces.
fn names<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    let text = Option::<String>::deserialize(from)?.unwrap_or_default();
    Ok(text.split_whitespace().map(ToOwned::to_owned).collect())
}

/// What the register of identities 网站标识登记 says of a site today (article 8).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of Site")]
pub struct SiteIdentity {
    pub domain: String,
    pub idn_domain: String,
    pub other_domains: Vec<String>,
    pub site_id_code: String,
    pub icp: String,
    pub police_filing: String,
    pub sponsor: String,
    pub operator: String,
    pub phone: String,
    pub email: String,
    pub address: String,
    pub postcode: String,
}

/// What the register's form holds; see [`Site`].
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the fields are those of Site")]
pub struct SiteForm {
    pub code: String,
    pub name: String,
    pub short_name: String,
    pub domain: String,
    pub idn_domain: String,
    pub path_prefix: String,
    pub site_id_code: String,
    pub icp: String,
    pub police_filing: String,
    pub sponsor: String,
    pub operator: String,
    pub phone: String,
    pub email: String,
    pub address: String,
    pub postcode: String,
    pub description: String,
    pub keywords: String,
    pub accent: String,
    pub theme: String,
    pub main: bool,
    pub position: i64,
}

impl From<Site> for SiteForm {
    fn from(site: Site) -> Self {
        Self {
            code: site.code,
            name: site.name,
            short_name: site.short_name,
            domain: site.domain,
            idn_domain: site.idn_domain,
            path_prefix: site.path_prefix,
            site_id_code: site.site_id_code,
            icp: site.icp,
            police_filing: site.police_filing,
            sponsor: site.sponsor,
            operator: site.operator,
            phone: site.phone,
            email: site.email,
            address: site.address,
            postcode: site.postcode,
            description: site.description,
            keywords: site.keywords,
            accent: site.accent,
            theme: site.theme,
            main: site.main,
            position: site.position,
        }
    }
}

/// Why a site can't be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SiteRefusal {
    /// A name is needed.
    #[error("the name is empty")]
    NameMissing,
    /// 网站标识码 has ten digits.
    #[error("the site code is not ten digits")]
    SiteCodeNotTenDigits,
    /// `/segment`, lower case, or empty.
    #[error("the path prefix is not a path")]
    PrefixNotAPath,
    /// Two sites can't answer at the same place.
    #[error("another site answers there")]
    PlaceTaken,
}

impl SiteForm {
    /// Everything wrong with the form at once, by field.
    pub fn problems(&self, others: &[Site]) -> Vec<(&'static str, SiteRefusal)> {
        let mut problems = Vec::new();
        if self.name.trim().is_empty() {
            problems.push(("name", SiteRefusal::NameMissing));
        }
        if self.site_id_code.len() != 10 || !self.site_id_code.bytes().all(|b| b.is_ascii_digit()) {
            problems.push(("site_id_code", SiteRefusal::SiteCodeNotTenDigits));
        }
        let segment = self.path_prefix.strip_prefix('/').unwrap_or("");
        if !self.path_prefix.is_empty() && !crate::columns::is_segment(segment) {
            problems.push(("path_prefix", SiteRefusal::PrefixNotAPath));
        }
        let same_place = |site: &&Site| {
            site.code != self.code
                && site.domain == self.domain
                && site.path_prefix == self.path_prefix
        };
        if others.iter().find(same_place).is_some() {
            problems.push(("path_prefix", SiteRefusal::PlaceTaken));
        }
        problems
    }
}
