//! When certificates end, as the listeners' gauge says it. Where no listener speaks TLS, there is none.

use platform::Time;
use serde::{Deserialize, Serialize};

/// A gauge by listener: the seconds that are left.
const GAUGE: &str = "tls_certificate_expires_seconds{";

/// A listener's certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// `public` or `console`.
    pub listener: String,
    /// When it ends.
    pub ends_at: Time,
}

/// Reads them from the metrics' text as it is now.
pub(super) fn certificates(metrics: &str, now: Time) -> Vec<Certificate> {
    metrics.lines().filter_map(|line| read(line, now)).collect()
}

fn read(line: &str, now: Time) -> Option<Certificate> {
    let (labels, value) = line.strip_prefix(GAUGE)?.split_once('}')?;
    let listener = labels.split(',').find_map(|label| label.trim().strip_prefix("listener=\""))?;
    let seconds: f64 = value.trim().parse().ok()?;
    #[expect(clippy::cast_possible_truncation, reason = "seconds are far below 2⁵³")]
    let ends_at = now.plus_seconds(seconds as i64);
    Some(Certificate { listener: listener.trim_end_matches('"').to_owned(), ends_at })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gauge_is_read_and_nothing_else() {
        let text = "# TYPE tls_certificate_expires_seconds gauge\n\
                    tls_certificate_expires_seconds{listener=\"public\"} 86400\n\
                    tls_certificate_expires_seconds{sni=\"a\",listener=\"console\"} 8.64e4\n\
                    uptime_seconds 5\n";
        let now = Time(1_798_761_600_000_000);
        let found = certificates(text, now);
        let names: Vec<&str> = found.iter().map(|one| one.listener.as_str()).collect();
        assert_eq!(names, ["public", "console"]);
        assert!(found.iter().all(|one| one.ends_at == now.plus_days(1)));
        assert!(
            certificates("tls_certificate_expires_seconds{listener=\"x\"} soon", now).is_empty()
        );
    }
}
