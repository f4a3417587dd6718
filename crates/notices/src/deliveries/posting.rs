//! Posting to an address of the settings. Nobody can name another address, redirects are not followed
//! and no proxy is asked, so the portal can't be sent anywhere else.

use std::time::Duration;

use platform::{Fault, FaultContext};
use reqwest::redirect::Policy;
use url::{Host, Url};

use super::Undelivered;

/// The longest wait for the answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// What is read of an answer.
const ANSWER: usize = 16 << 10;

/// Posts JSON to the address of a section of the settings; gives the beginning of the answer.
pub async fn post(
    (section, url): (&str, &str),
    headers: &[(&str, &str)],
    body: String,
) -> Result<String, Undelivered> {
    let url = address(section, url)?;
    let client = reqwest::Client::builder()
        .redirect(Policy::none())
        .no_proxy()
        .timeout(PATIENCE)
        .build()
        .doing("prepare a post")?;
    let mut request = client.post(url).header("content-type", "application/json; charset=utf-8");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let doing = format!("post to [{section}]");
    let failed = |error: reqwest::Error| {
        Undelivered::Passing(Fault::caused(doing.clone(), error.without_url()).passing())
    };
    let mut answer = request.body(body).send().await.map_err(&failed)?;
    let status = answer.status();
    if !status.is_success() {
        let reason = format!("[{section}] answered {status}");
        // What is said to be gone or wrong stays so; everything else may pass.
        if matches!(status.as_u16(), 400 | 404 | 410 | 413 | 422) || status.is_redirection() {
            return Err(Undelivered::Refused(reason));
        }
        return Err(Undelivered::Passing(Fault::new(reason).passing()));
    }
    let mut said = Vec::new();
    while said.len() < ANSWER {
        let Some(chunk) = answer.chunk().await.map_err(&failed)? else { break };
        said.extend_from_slice(&chunk);
    }
    Ok(String::from_utf8_lossy(&said).into_owned())
}

/// The address, if it may be used: protected, or on the same machine.
pub(super) fn address(section: &str, url: &str) -> Result<Url, Fault> {
    let url = Url::parse(url).doing(format!("read the address of [{section}]"))?;
    let here = match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        _ => false,
    };
    if url.scheme() == "https" || (url.scheme() == "http" && here) {
        return Ok(url);
    }
    Err(Fault::new(format!("[{section}] needs https://, or http:// to this machine")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_protected_addresses_or_this_machine() {
        assert!(address("sms", "https://oa.example.org/hook").is_ok());
        assert!(address("sms", "http://127.0.0.1:9000/hook").is_ok());
        assert!(address("sms", "http://[::1]/hook").is_ok());
        for wrong in ["http://oa.example.org/", "http://10.0.0.1/", "file:///etc/passwd", "x"] {
            assert!(address("sms", wrong).is_err(), "{wrong}");
        }
    }
}
