//! Settings of what watches the portal: alert rules, and the questions it asks itself from outside.

use platform::{Fault, FaultContext};
use serde::Deserialize;
use url::{Host, Url};

/// Section `[alerts]` (articles 33, 35, 38). A bound of 0 turns its rule off.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AlertSettings {
    /// Seconds between looks.
    pub every_seconds: u64,
    /// Hours after which an alert that goes on is told again.
    pub remind_hours: i64,
    /// Seconds for which all must be well before an alert is over.
    pub calm_seconds: i64,
    /// Mailboxes that are told beside the administrators.
    pub mail: Vec<String>,
    /// Telephones that are told by text message.
    pub phones: Vec<String>,
    /// Whether alerts are posted to the address of `[webhook]`.
    pub webhook: bool,
    /// Seconds without a sign of life after which a node is gone.
    pub node_seconds: i64,
    /// Journal entries that pages, search or notices may be behind.
    pub lag_entries: i64,
    /// Minutes that a job may wait after its time.
    pub job_minutes: i64,
    /// Minutes that a message may wait for its way out.
    pub message_minutes: i64,
    /// Faults of a node within a minute, as an average of five minutes.
    pub errors_per_minute: u64,
    /// Milliseconds within which nineteen of twenty answers of a page must come.
    pub slow_milliseconds: u64,
    /// Percent of a disk that must be free.
    pub disk_percent: u64,
    /// Milliseconds that the database may take for the shortest answer.
    pub database_milliseconds: u64,
    /// Days before its end that a certificate must be renewed.
    pub certificate_days: i64,
    /// Hours within which there must be a backup.
    pub backup_hours: i64,
    /// Hours within which the journal must be verified.
    pub verification_hours: i64,
    /// Accounts or network addresses that may be locked within an hour.
    pub lockouts: i64,
    /// Sign-ins that may fail within an hour.
    pub sign_in_failures: i64,
    /// Rights that may be refused within an hour.
    pub refusals: i64,
}

impl Default for AlertSettings {
    fn default() -> Self {
        Self {
            every_seconds: 15,
            remind_hours: 12,
            calm_seconds: 120,
            mail: Vec::new(),
            phones: Vec::new(),
            webhook: false,
            node_seconds: 60,
            lag_entries: 200,
            job_minutes: 10,
            message_minutes: 30,
            errors_per_minute: 2,
            slow_milliseconds: 3_000,
            disk_percent: 10,
            database_milliseconds: 500,
            certificate_days: 21,
            backup_hours: 26,
            verification_hours: 26,
            lockouts: 5,
            sign_in_failures: 50,
            refusals: 50,
        }
    }
}

/// Section `[availability]` (article 38; the national indicators' 站点无法访问).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AvailabilitySettings {
    /// Seconds between rounds; 0: the portal doesn't ask itself.
    pub every_seconds: i64,
    /// Where it asks: `node`, `public`, or an address that all sites answer on.
    pub address: String,
    /// Pages of each site beside its home page.
    pub columns: usize,
    /// Seconds within which a page must have opened.
    pub open_seconds: u64,
    /// Percent of failures at which a site has failed.
    pub fail_percent: i64,
}

impl Default for AvailabilitySettings {
    fn default() -> Self {
        Self {
            every_seconds: 300,
            address: "node".to_owned(),
            columns: 3,
            open_seconds: 15,
            fail_percent: 5,
        }
    }
}

/// Where the portal asks whether it can be reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AskedAddress {
    /// The public listener of the node that asks.
    Node,
    /// The sites' own addresses, as everybody reaches them.
    Public,
    /// An address that all sites answer on: what stands before the nodes.
    At(Url),
}

impl AvailabilitySettings {
    /// Reads the address.
    pub fn asked(&self) -> Result<AskedAddress, Fault> {
        match self.address.as_str() {
            "node" => Ok(AskedAddress::Node),
            "public" => Ok(AskedAddress::Public),
            url => {
                let url = Url::parse(url).doing("read [availability] address")?;
                let named = matches!(url.scheme(), "http" | "https")
                    && !matches!(url.host(), None | Some(Host::Domain("")));
                named.then_some(AskedAddress::At(url)).doing("read [availability] address")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(address: &str) -> Option<AskedAddress> {
        AvailabilitySettings { address: address.to_owned(), ..AvailabilitySettings::default() }
            .asked()
            .ok()
    }

    #[test]
    fn the_address_is_a_word_or_an_address() {
        assert_eq!(asked("node"), Some(AskedAddress::Node));
        assert_eq!(asked("public"), Some(AskedAddress::Public));
        assert!(matches!(asked("http://10.0.0.5:8080"), Some(AskedAddress::At(_))));
        for wrong in ["nodes", "", "file:///etc/passwd", "10.0.0.5:8080"] {
            assert_eq!(asked(wrong), None, "{wrong}");
        }
    }
}
