//! How a program shows its key.

use http::{HeaderMap, header};
use platform::{Db, Fault};
use web::{Error, Refusal};

use super::model::{ApiKey, PresentedKey};
use super::store::find_valid_api_key;

/// The key of a text, if it is right, not revoked and not expired.
pub async fn presented(db: &Db, text: &str) -> Result<Option<ApiKey>, Fault> {
    let Some(presented) = PresentedKey::parse(text) else { return Ok(None) };
    let found = find_valid_api_key(db, &presented).await?;
    let (event, prefix) = ("api-key", presented.prefix.as_str());
    tracing::info!(target: "security", event, prefix, good = found.is_some());
    Ok(found)
}

/// The key behind `Authorization: Bearer`; a request without a valid one is refused.
pub async fn bearer(db: &Db, headers: &HeaderMap) -> Result<ApiKey, Error> {
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    // The scheme's name is written as anybody likes (RFC 9110 §11.1).
    let given = given.and_then(|given| given.split_once(' '));
    let given = given.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    let given = given.map(|(_, key)| key).unwrap_or_default();
    let refusal = || Refusal::unauthorized().saying("api-key-invalid").next("api-key-invalid-next");
    Ok(presented(db, given).await?.ok_or_else(refusal)?)
}
