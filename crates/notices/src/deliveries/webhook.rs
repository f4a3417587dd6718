//! Posting notices to the one address of the settings, signed.

use hmac::{Hmac, KeyInit, Mac};
use platform::{Fault, FaultContext, Time};
use serde_json::Value;
use sha2::Sha256;
use structure::WebhookSettings;

use super::{Undelivered, posting};

/// Posts JSON.
pub async fn post(settings: &WebhookSettings, body: &Value, now: Time) -> Result<(), Undelivered> {
    let body = serde_json::to_string(body).doing("write a webhook's body")?;
    let signature = sign(settings, &body, now)?;
    let headers = [("x-weiyang-signature", signature.as_str())];
    posting::post(("webhook", &settings.url), &headers, body).await.map(|_| ())
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
    fn a_signature_depends_on_body_time_and_secret() {
        let one = sign(&at("https://a.example"), "{}", Time(5_000_000)).unwrap();
        assert!(one.starts_with("t=5,v1="), "{one}");
        assert_ne!(one, sign(&at("https://a.example"), "{ }", Time(5_000_000)).unwrap());
        assert_ne!(one, sign(&at("https://a.example"), "{}", Time(6_000_000)).unwrap());
    }
}
