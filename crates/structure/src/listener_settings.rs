//! Settings of what people reach: addresses, proxies, certificates.

use std::path::PathBuf;

use platform::{Fault, FaultContext};
use serde::Deserialize;
use url::Url;
use web::networks::Network;

/// Sections `[public]` and `[console]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ListenerSettings {
    /// `host:port` to listen on.
    pub address: String,
    /// The address people use, if it differs: `https://www.weiyang.gov.cn`.
    pub base_url: Option<String>,
    /// Networks of proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed.
    pub trusted_proxies: Vec<Network>,
    /// Connections at once.
    pub max_connections: usize,
    /// Connections at once from one address.
    pub max_connections_per_address: usize,
    /// Whether browsers shall insist on TLS for all hosts below this one as well.
    pub hsts_subdomains: bool,
    /// The certificate, when TLS ends here and not at a proxy.
    pub tls: Option<TlsSettings>,
    /// `host:port` that answers plain HTTP with the way to https, if there is one; the public only.
    pub redirect_from: Option<String>,
}

impl ListenerSettings {
    /// Whether the address that people use is one of a host, with nothing behind it.
    pub fn try_base_url(&self) -> Result<(), Fault> {
        let Some(written) = &self.base_url else { return Ok(()) };
        let url = Url::parse(written).doing("read an address")?;
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        let good = matches!(url.scheme(), "http" | "https") && url.has_host() && bare;
        good.then_some(()).doing("read an address such as https://www.weiyang.gov.cn")
    }
}

/// Sections `[public.tls]` and `[console.tls]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TlsSettings {
    /// PEM file with the certificate and those that lead to the authority.
    pub certificate: PathBuf,
    /// PEM file with its private key.
    pub key: PathBuf,
}

impl Default for ListenerSettings {
    fn default() -> Self {
        Self {
            address: String::new(),
            base_url: None,
            trusted_proxies: Vec::new(),
            max_connections: 10_000,
            max_connections_per_address: 2_000,
            tls: None,
            redirect_from: None,
            hsts_subdomains: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_that_people_use_is_a_host_with_nothing_behind_it() {
        let tried = |url: &str| {
            let base_url = Some(url.to_owned());
            ListenerSettings { base_url, ..ListenerSettings::default() }.try_base_url()
        };
        assert!(tried("https://www.weiyang.gov.cn").is_ok());
        assert!(tried("http://127.0.0.1:8080/").is_ok());
        for wrong in ["www.weiyang.gov.cn", "ftp://a.cn", "https://a.cn/portal", "https://a.cn/?x"]
        {
            assert!(tried(wrong).is_err(), "{wrong}");
        }
    }
}
