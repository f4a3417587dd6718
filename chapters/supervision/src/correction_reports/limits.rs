//! Honest limits: so many reports and look-ups of one household, and so many guesses at one receipt
//! number, whoever guesses.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::LazyLock;
use std::time::Duration;

use structure::sessions::Arrival;
use web::RateLimit;
use web::Refusal;
use web::networks::household;

const fn count(number: u32) -> NonZeroU32 {
    match NonZeroU32::new(number) {
        Some(number) => number,
        None => NonZeroU32::MIN,
    }
}

static REPORTS: LazyLock<RateLimit<String>> =
    LazyLock::new(|| RateLimit::per(Duration::from_hours(1), count(60)));
static LOOKS: LazyLock<RateLimit<String>> =
    LazyLock::new(|| RateLimit::per(Duration::from_mins(10), count(120)));
static GUESSES: LazyLock<RateLimit<String>> =
    LazyLock::new(|| RateLimit::per(Duration::from_mins(10), count(12)));

/// The household that reports.
pub(super) fn asker(arrival: &Arrival) -> String {
    let address = arrival.address.parse::<IpAddr>().ok();
    address.map_or_else(String::new, |address| household(address).to_string())
}

/// One more report.
pub(super) fn reports(arrival: &Arrival) -> Result<(), Refusal> {
    REPORTS.check(&asker(arrival))
}

/// One more look at a receipt number.
pub(super) fn looks(arrival: &Arrival, receipt: &str) -> Result<(), Refusal> {
    LOOKS.check(&asker(arrival))?;
    GUESSES.check(&receipt.chars().take(40).collect())
}
