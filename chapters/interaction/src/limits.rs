//! Honest limits: so many letters and look-ups of one household, and so many guesses at one receipt
//! number, whoever guesses; and for systems so many calls of one key, and so many wrong keys.

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

static LETTERS: LazyLock<RateLimit<String>> =
    LazyLock::new(|| RateLimit::per(Duration::from_hours(1), count(300)));
static SUGGESTIONS: LazyLock<RateLimit<String>> =
    LazyLock::new(|| RateLimit::per(Duration::from_mins(10), count(600)));
static READS: LazyLock<RateLimit<String>> =
    LazyLock::new(|| RateLimit::per(Duration::from_mins(10), count(600)));
static LOOKS: LazyLock<RateLimit<String>> =
    LazyLock::new(|| RateLimit::per(Duration::from_mins(10), count(120)));
static GUESSES: LazyLock<RateLimit<String>> =
    LazyLock::new(|| RateLimit::per(Duration::from_mins(10), count(12)));

static SYSTEMS: LazyLock<RateLimit<i64>> =
    LazyLock::new(|| RateLimit::per(Duration::from_mins(1), count(1_200)));
static WRONG_KEYS: LazyLock<RateLimit<String>> =
    LazyLock::new(|| RateLimit::per(Duration::from_mins(10), count(60)));

/// The household that asks.
pub(crate) fn asker(arrival: &Arrival) -> String {
    let address = arrival.address.parse::<IpAddr>().ok();
    address.map_or_else(String::new, |address| household(address).to_string())
}

/// One more letter or message.
pub(crate) fn writes(arrival: &Arrival) -> Result<(), Refusal> {
    LETTERS.check(&asker(arrival))
}

/// One more question while somebody types.
pub(crate) fn suggestions(arrival: &Arrival) -> Result<(), Refusal> {
    SUGGESTIONS.check(&asker(arrival))
}

/// One more question of a program about published letters.
pub(crate) fn reads(arrival: &Arrival) -> Result<(), Refusal> {
    READS.check(&asker(arrival))
}

/// One more look at a receipt number.
pub(crate) fn looks(arrival: &Arrival, receipt: &str) -> Result<(), Refusal> {
    LOOKS.check(&asker(arrival))?;
    GUESSES.check(&receipt.chars().take(40).collect())
}

/// One more call of a system with a key.
pub(crate) fn system(key: i64) -> Result<(), Refusal> {
    SYSTEMS.check(&key)
}

/// One more call with a key that opens nothing.
pub(crate) fn wrong_keys(arrival: &Arrival) -> Result<(), Refusal> {
    WRONG_KEYS.check(&asker(arrival))
}
