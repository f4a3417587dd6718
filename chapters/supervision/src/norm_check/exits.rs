//! Links to other hosts, followed only where the norms say so: they leave the house. Each address is
//! asked once, however many pages lead to it.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use platform::{Fault, FaultContext};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect::Policy;
use tokio::task::JoinSet;
use url::{Host, Url};

use super::report::{Finding, Rule};
use super::walk::Walked;

/// Addresses asked at once.
const AT_ONCE: usize = 6;
/// Addresses asked in all: an inspection must end.
const MOST: usize = 2_000;

/// Faults of links that lead out, one for each page that has them.
pub async fn of_exits(walked: &Walked, seconds: i64) -> Result<Vec<Finding>, Fault> {
    let mut pages: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (path, visit) in &walked.visits {
        for link in visit.page.iter().flat_map(|page| &page.links) {
            if walked.other_host(path, &link.href).is_some() && is_public(&link.href) {
                pages.entry(link.href.clone()).or_default().push(path);
            }
        }
    }
    let client = reqwest::Client::builder()
        .timeout(Duration::from_secs(seconds.unsigned_abs()))
        .redirect(Policy::none())
        .no_proxy()
        .dns_resolver(Outside)
        .user_agent("weiyang-inspect")
        .build()
        .doing("make a client for links that lead out")?;
    let mut waiting = pages.keys().take(MOST).cloned();
    let mut asked = JoinSet::new();
    let mut found = Vec::new();
    loop {
        while asked.len() < AT_ONCE
            && let Some(address) = waiting.next()
        {
            asked.spawn(ask(client.clone(), address));
        }
        let Some(answer) = asked.join_next().await else { return Ok(found) };
        let (address, wrong) = answer.doing("ask an address")?;
        let Some(wrong) = wrong else { continue };
        for page in pages.get(&address).into_iter().flatten() {
            found.push(Finding::new(Rule::DeadExit, page, format!("{address} ({wrong})")));
        }
    }
}

/// Finds addresses of names, and leaves out those within the house: whoever writes a link mustn't be
/// able to send the portal to the neighbours of its own machine, whatever name they give them.
struct Outside;

impl Resolve for Outside {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let outside: Vec<SocketAddr> = found.filter(|at| is_outside(at.ip())).collect();
            if outside.is_empty() {
                return Err("no address outside of the house".into());
            }
            let all: Addrs = Box::new(outside.into_iter());
            Ok(all)
        })
    }
}

/// Whether an address can be somebody else's machine on the internet.
fn is_outside(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            let [a, b, ..] = v4.octets();
            let shared = a == 100 && (64..128).contains(&b);
            let tests = a == 198 && (18..20).contains(&b);
            !(v4.is_private()
                || v4.is_loopback()
                || v4.is_link_local()
                || v4.is_broadcast()
                || v4.is_documentation()
                || v4.is_multicast()
                || shared
                || tests
                || a == 0
                || a >= 240)
        }
        IpAddr::V6(v6) => {
            // 2000::/3 is all that is given out; 64:ff9b:: and 2002:: lead to IPv4 through a gateway.
            let first = v6.segments().first().copied().unwrap_or_default();
            (0x2000..0x4000).contains(&first) && first != 0x2002
        }
    }
}

/// Only names are asked: a bare number could be a machine of the house. Redirects are not followed.
fn is_public(address: &str) -> bool {
    let parsed = Url::parse(address).ok();
    let named = |url: Url| matches!(url.host(), Some(Host::Domain(name)) if name.contains('.'));
    parsed.is_some_and(named)
}

/// What is wrong with an address. Not every house answers HEAD, and some let no machine in: only what
/// is certainly not there counts.
async fn ask(client: reqwest::Client, address: String) -> (String, Option<String>) {
    let wrong = match client.get(&address).send().await {
        Ok(answer) if matches!(answer.status().as_u16(), 404 | 410 | 500..) => {
            Some(answer.status().as_u16().to_string())
        }
        Ok(_) => None,
        Err(error) if error.is_timeout() => Some("timeout".to_owned()),
        Err(_) => Some("unreachable".to_owned()),
    };
    (address, wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_house_and_its_neighbours_are_not_outside() {
        for inside in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "ff02::1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:a00:1::",
        ] {
            assert!(!is_outside(inside.parse().unwrap()), "{inside}");
        }
        for outside in ["202.100.4.15", "8.8.8.8", "2001:da8::1", "2408:8000::1"] {
            assert!(is_outside(outside.parse().unwrap()), "{outside}");
        }
    }

    #[tokio::test]
    async fn a_name_of_the_house_is_not_asked() {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let client = reqwest::Client::builder().no_proxy().dns_resolver(Outside).build().unwrap();
        let (_, wrong) = ask(client, format!("http://localhost:{port}/")).await;
        assert_eq!(wrong.as_deref(), Some("unreachable"));
        let came = tokio::time::timeout(Duration::from_millis(100), listener.accept()).await;
        assert!(came.is_err(), "the house was asked");
    }
}
