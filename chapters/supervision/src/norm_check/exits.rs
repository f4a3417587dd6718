//! Links to other hosts, followed only where the norms say so: they leave the house. Each address is
//! asked once, however many pages lead to it.

use std::collections::BTreeMap;
use std::time::Duration;

use platform::{Fault, FaultContext};
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
