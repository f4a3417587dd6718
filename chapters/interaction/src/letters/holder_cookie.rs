//! Who has shown receipt and secret needn't show them again for a while: a sealed cookie that names
//! one case.

use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use cases::cases::{CaseRecord, by_receipt};
use http::header;
use platform::{Fault, FaultContext, Time};
use serde::{Deserialize, Serialize};
use structure::Visitor;
use structure::second_factor::{open_sealed, seal};
use structure::sessions::Arrival;
use web::{Error, Refusal};

use crate::citizen_accounts::owns;
use crate::kind::LETTERS;

const NAME: &str = "weiyang_letter";
const PURPOSE: &str = "letter-holder-cookie";
/// How long it opens its case.
const SECONDS: i64 = 2 * 3_600;

#[derive(Serialize, Deserialize)]
struct Pass {
    receipt: String,
    until: Time,
}

/// Gives the browser its pass.
pub(super) fn give(
    visitor: &Visitor,
    arrival: &Arrival,
    response: &mut Response,
    record: &CaseRecord,
) -> Result<(), Fault> {
    let until = visitor.app.clock().now().plus_seconds(SECONDS);
    let pass = Pass { receipt: record.receipt.clone(), until };
    let json = serde_json::to_vec(&pass).doing("write a pass")?;
    let sealed = seal(&visitor.app.secret, PURPOSE, NAME, &json)?;
    arrival.set_cookie(response, NAME, &URL_SAFE_NO_PAD.encode(sealed))
}

/// Takes it away.
pub(super) fn take_away(arrival: &Arrival, response: &mut Response) -> Result<(), Fault> {
    arrival.set_cookie(response, NAME, "")
}

/// A cookie's value.
pub(crate) fn cookie<'a>(visitor: &'a Visitor, name: &str) -> Option<&'a str> {
    let cookies = visitor.headers.get_all(header::COOKIE).iter();
    cookies.filter_map(|line| line.to_str().ok()).find_map(|line| {
        line.split(';').find_map(|one| one.trim().strip_prefix(name)?.strip_prefix('='))
    })
}

fn pass_of(visitor: &Visitor) -> Option<Pass> {
    let sealed = URL_SAFE_NO_PAD.decode(cookie(visitor, NAME)?).ok()?;
    let json = open_sealed(&visitor.app.secret, PURPOSE, NAME, &sealed).ok()?;
    let pass: Pass = serde_json::from_slice(&json).ok()?;
    (visitor.app.clock().now() < pass.until).then_some(pass)
}

/// The letter of a receipt number, for whoever has shown its secret, or is signed in with the contact
/// that was proved on it. For everybody else there is no such letter, whether there is or not.
pub(super) async fn opened(visitor: &Visitor, receipt: &str) -> Result<CaseRecord, Error> {
    let missing = || {
        Refusal::not_found()
            .saying("letter-not-proved")
            .next("letter-not-proved-next")
            .link(visitor.url("mailbox/status"), "letter-status")
    };
    let record = by_receipt(&visitor.app.db, receipt).await?;
    let record = record.filter(|record| record.kind == LETTERS.code).ok_or_else(missing)?;
    let shown = pass_of(visitor).is_some_and(|pass| pass.receipt == record.receipt);
    if shown || owns(visitor, record.id).await? {
        return Ok(record);
    }
    Err(missing().into())
}
