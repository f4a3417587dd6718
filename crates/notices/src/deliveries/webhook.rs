//! Posting to the one address of the settings, signed. Nobody can name another address, redirects
//! are not followed and no proxy is asked, so the portal can't be sent anywhere else.

use std::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use platform::{Fault, FaultContext, Time};
use reqwest::redirect::Policy;
use serde_json::Value;
use sha2::Sha256;
use structure::WebhookSettings;
use url::{Host, Url};

use super::Undelivered;

/// The longest wait for the answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Posts JSON.
pub async fn post(settings: &WebhookSettings, body: &Value, now: Time) -> Result<(), Undelivered> {
    let url = address(settings)?;
    let body = serde_json::to_string(body).doing("write a webhook's body")?;
    let signature = sign(settings, &body, now)?;
    let client = reqwest::Client::builder()
        .redirect(Policy::none())
        .no_proxy()
        .timeout(PATIENCE)
        .build()
        .doing("prepare a webhook")?;
    let request = client
        .post(url)
        .header("content-type", "application/json; charset=utf-8")
        .header("x-weiyang-signature", signature)
        .body(body);
    let answer = request.send().await.map_err(|error| {
        Undelivered::Passing(Fault::caused("post to the webhook", error.without_url()).passing())
    })?;
    let status = answer.status();
    if status.is_success() {
        return Ok(());
    }
    let reason = format!("the webhook answered {status}");
    // What is said to be gone or wrong stays so; everything else may pass.
    if matches!(status.as_u16(), 400 | 404 | 410 | 413 | 422) || status.is_redirection() {
        return Err(Undelivered::Refused(reason));
    }
    Err(Undelivered::Passing(Fault::new(reason).passing()))
}

/// The address, if it may be used: protected, or on the same machine.
fn address(settings: &WebhookSettings) -> Result<Url, Fault> {
    let url = Url::parse(&settings.url).doing("read the address of [webhook]")?;
    let here = match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        _ => false,
    };
    if url.scheme() == "https" || (url.scheme() == "http" && here) {
        return Ok(url);
    }
    Err(Fault::new("[webhook] needs https://, or http:// to this machine"))
}

/// `t=<seconds since 1970>,v1=<HMAC-SHA256 of "<t>.<body>">`.
fn sign(settings: &WebhookSettings, body: &str, now: Time) -> Result<String, Fault> {
    let seconds = now.0.div_euclid(1_000_000);
    let mut mac =
        Hmac::<Sha256>::new_from_slice(settings.secret.as_bytes()).doing("sign a webhook")?;
    mac.update(format!("{seconds}.{body}").as_bytes());
    Ok(format!("t={seconds},v1={}", hex::encode(mac.finalize().into_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(url: &str) -> WebhookSettings {
        WebhookSettings { url: url.to_owned(), secret: "key".to_owned() }
    }

    #[test]
    fn only_protected_addresses_or_this_machine() {
        assert!(address(&at("https://oa.example.org/hook")).is_ok());
        assert!(address(&at("http://127.0.0.1:9000/hook")).is_ok());
        assert!(address(&at("http://[::1]/hook")).is_ok());
        for wrong in ["http://oa.example.org/", "http://10.0.0.1/", "file:///etc/passwd", "x"] {
            assert!(address(&at(wrong)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_signature_depends_on_body_time_and_secret() {
        let one = sign(&at("https://a.example"), "{}", Time(5_000_000)).unwrap();
        assert!(one.starts_with("t=5,v1="), "{one}");
        assert_ne!(one, sign(&at("https://a.example"), "{ }", Time(5_000_000)).unwrap());
        assert_ne!(one, sign(&at("https://a.example"), "{}", Time(6_000_000)).unwrap());
    }
}
